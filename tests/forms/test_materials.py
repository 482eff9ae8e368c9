"""Materials: there, inside the folder, not empty, of their kind; and nothing outside is ever opened."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from anlian_cli.forms.materials import inspect
from tests.fictional import pdf, photo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    unit = tmp_path / "单位"
    (unit / "材料").mkdir(parents=True)
    (unit / "材料" / "营业执照.pdf").write_bytes(pdf("营业执照"))
    (tmp_path / "外面.pdf").write_bytes(pdf("外面"))
    return unit


def fault(folder: Path, name: str) -> str:
    found = inspect(folder, name, ())
    assert (found.fault is None) != (found.digest is None)
    assert found.fault is None or found.hint
    return found.fault or ""


def test_a_sound_file_has_its_digest(folder: Path) -> None:
    found = inspect(folder, "材料/营业执照.pdf", ())
    assert found.digest == sha256(pdf("营业执照")).hexdigest() and found.fault is None


@pytest.mark.parametrize(
    "name",
    [
        "../外面.pdf",
        "材料/../../外面.pdf",
        "/etc/passwd",
        "C:\\材料\\a.pdf",
        "\\\\server\\a.pdf",
        "a.pdf:流",
        "",
        "材料/\x00.pdf",
    ],
)
def test_paths_that_lead_out_are_refused(folder: Path, name: str) -> None:
    assert "相对路径" in fault(folder, name)


def test_links_out_are_refused_and_links_inside_are_not(folder: Path) -> None:
    (folder / "材料" / "链接.pdf").symlink_to(folder.parent / "外面.pdf")
    (folder / "外").symlink_to(folder.parent)
    (folder / "材料" / "同.pdf").symlink_to(folder / "材料" / "营业执照.pdf")
    assert "文件夹之外" in fault(folder, "材料/链接.pdf")
    assert "文件夹之外" in fault(folder, "外/外面.pdf")
    assert not fault(folder, "材料/同.pdf")


def test_devices_pipes_and_folders_are_refused_without_waiting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "管道.pdf")
    (folder / "文件夹.pdf").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)
        server.bind("插座.pdf")
    for name in ("管道.pdf", "文件夹.pdf"):
        assert "不是普通文件" in fault(folder, name)
    assert fault(folder, "插座.pdf")


def test_missing_empty_and_looping(folder: Path) -> None:
    (folder / "空.pdf").write_bytes(b"")
    (folder / "圈.pdf").symlink_to("圈.pdf")
    assert fault(folder, "没有.pdf") == "文件不存在：没有.pdf"
    assert "空文件" in fault(folder, "空.pdf")
    assert fault(folder, "圈.pdf")
    assert fault(folder, "长" * 300 + ".pdf")


def test_a_near_name_is_offered(folder: Path) -> None:
    assert fault(folder, "材料/营业执照1.pdf") == "文件不存在：材料/营业执照1.pdf"
    assert "营业执照.pdf" in inspect(folder, "材料/营业执照1.pdf", ()).hint
    assert "营业执照.pdf" not in inspect(folder, "材料/体系.docx", ()).hint


def office(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(member, "<x/>")
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


SOUND = {
    "a.pdf": pdf("甲"),
    "a.JPG": photo("甲"),
    "a.jpeg": photo("甲"),
    "a.png": b"\x89PNG\r\n\x1a\n....",
    "a.docx": office("word/document.xml"),
    "a.xlsx": workbook(),
    "a.pptx": office("ppt/presentation.xml"),
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
    "a.zip": office("x"),
    "a.txt": "文字".encode(),
    "a.webp": b"RIFF0000WEBP",
}


@pytest.mark.parametrize("name", SOUND)
def test_content_agrees_with_the_suffix(folder: Path, name: str) -> None:
    (folder / name).write_bytes(SOUND[name])
    assert not fault(folder, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", "a.jpeg"),
        ("a.jpg", "a.pdf"),
        ("a.docx", "a.xlsx"),
        ("a.xlsx", "a.docx"),
        ("a.docx", "a.doc"),
        ("a.png", "a.txt"),
        ("a.doc", "a.txt"),
    ],
)
def test_content_of_another_kind_is_a_fault(folder: Path, name: str, content: str) -> None:
    (folder / name).write_bytes(SOUND[content])
    assert "内容不是" in fault(folder, name)


@pytest.mark.parametrize("name", ["a.exe", "没有后缀", "a.lnk"])
def test_unusual_suffixes_are_faults(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"MZ")
    assert "后缀" in fault(folder, name)
