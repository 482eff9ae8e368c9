"""The worker may die, be slow, or be missing; what is kept names nobody; nothing is asked of the network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from anlian_cli.model.scanned import DocumentKind, FactName, Scan
from anlian_cli.records.scans import keep_scan
from anlian_cli.scan import scanner as room
from anlian_cli.scan.limits import DEAD_SECONDS
from anlian_cli.scan.scanner import Scanner, is_available, scan_file
from anlian_cli.scan.shelf import Shelf
from tests.scans.files import word
from tests.scans.truth import firm, holder

FIRM, HOLDER = firm(3), holder(3)
MODES = pytest.mark.skipif(os.name == "nt", reason="no modes of this kind on Windows")


def person_form(folder: Path) -> Path:
    rows = (("姓名", HOLDER.name), ("身份证号", HOLDER.number), ("专业技术职务", HOLDER.title), ("学历", "本科"))
    return word(folder / "人员登记表.docx", "安全社区咨询服务人员登记表", rows)


def kept_in(folder: Path) -> Shelf:
    """As the office keeps scans."""
    return Shelf(folder, keep_scan)


def facts(scan: Scan) -> dict[FactName, str]:
    return {fact.name: fact.text for fact in scan.documents[0].facts}


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_NEEDED", ("no_such_library",))
    assert not is_available()
    found = scan_file(person_form(tmp_path), kept_in(tmp_path / "cache"))
    assert "pip install 'anlian[scan]'" in found.unread
    assert not (tmp_path / "cache").exists()


def test_the_way_in_loads_no_library() -> None:
    code = "import sys; from anlian_cli.scan.scanner import is_available; is_available(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "cv2", "PIL", "rapidocr", "onnxruntime", "pypdfium2", "docx"} & set(loaded)


@MODES
def test_what_is_kept_is_the_owners_and_names_nobody(tmp_path: Path) -> None:
    cache = tmp_path / "work" / "scans"
    first = scan_file(person_form(tmp_path), kept_in(cache))
    assert facts(first)[FactName.PERSON_NAME] == HOLDER.name
    kept = [*cache.iterdir()]
    assert len(kept) == 2
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert cache.stat().st_mode & 0o777 == 0o700
    written = "".join(path.read_text(encoding="utf-8") for path in kept)
    assert HOLDER.name not in written and HOLDER.number not in written
    assert HOLDER.title in written


def test_a_second_look_starts_no_worker_and_still_compares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, cache = person_form(tmp_path), tmp_path / "scans"
    scan_file(path, kept_in(cache))
    monkeypatch.setattr(room, "_Worker", None)
    again = {fact.name: fact for fact in scan_file(path, kept_in(cache)).documents[0].facts}
    name, number = again[FactName.PERSON_NAME], again[FactName.ID_NUMBER]
    assert HOLDER.name not in name.text and name.text.startswith(HOLDER.name[0])
    assert name.says(f" {HOLDER.name} ") and not name.says(HOLDER.name + "甲")
    assert number.says(HOLDER.number) and not number.says(holder(4).number)
    assert again[FactName.TITLE].text == HOLDER.title


def test_a_damaged_or_foreign_cache_is_as_good_as_none(tmp_path: Path) -> None:
    path, cache = person_form(tmp_path), tmp_path / "scans"
    scan_file(path, kept_in(cache))
    kept = next(cache.glob("*.json"))
    for damage in ("", "{", "[]", json.dumps({"documents": [{}], "pages": 1, "unread": ""})):
        kept.write_text(damage, encoding="utf-8")
        assert facts(scan_file(path, kept_in(cache)))[FactName.PERSON_NAME] == HOLDER.name
    (cache / "salt").write_text("not a salt", encoding="utf-8")
    assert scan_file(path, kept_in(cache)).documents[0].kind is DocumentKind.PERSON_FORM


def test_another_file_under_the_same_name_is_read_anew(tmp_path: Path) -> None:
    path, cache = person_form(tmp_path), tmp_path / "scans"
    scan_file(path, kept_in(cache))
    word(path, "安全社区咨询服务单位登记表", (("单位全称", FIRM.name), ("统一代码", FIRM.code)))
    assert facts(scan_file(path, kept_in(cache)))[FactName.UNIT_NAME] == FIRM.name


def test_a_file_that_changed_while_the_worker_lived_is_read_anew(tmp_path: Path) -> None:
    path = person_form(tmp_path)
    with Scanner(None) as scanner:
        assert scanner.scan(path).documents[0].kind is DocumentKind.PERSON_FORM
        word(path, "安全社区咨询服务单位登记表", (("单位全称", FIRM.name), ("统一代码", FIRM.code)))
        assert facts(scanner.scan(path))[FactName.UNIT_NAME] == FIRM.name


def test_a_folder_that_cannot_be_written_keeps_nothing_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    found = scan_file(person_form(tmp_path), kept_in(tmp_path / "file" / "scans"))
    assert facts(found)[FactName.PERSON_NAME] == HOLDER.name


@pytest.mark.parametrize(("act", "words"), [("os._exit(9)", "中断"), ("time.sleep(60)", "秒")], ids=["dies", "hangs"])
def test_a_file_that_ends_its_worker_is_said_and_the_next_is_read(
    act: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that dies of one file, put in the worker's way."""
    (tmp_path / "sitecustomize.py").write_text(
        textwrap.dedent(
            f"""
            import os, sys, time
            def watch(event, given):
                if event == "open" and "poison" in str(given[0]):
                    {act}
            sys.addaudithook(watch)
            """
        ),
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    poison = tmp_path / "poison.docx"
    poison.write_bytes(person_form(tmp_path).read_bytes())
    with Scanner(None) as scanner:
        scanner.seconds = 5 if words == "秒" else scanner.seconds
        found = scanner.scan(poison)
        scanner.seconds = DEAD_SECONDS
        assert (found.documents, found.pages) == ((), 0)
        assert words in found.unread
        assert facts(scanner.scan(person_form(tmp_path)))[FactName.PERSON_NAME] == HOLDER.name


def test_a_firms_folder_lends_the_worker_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert facts(scan_file(person_form(tmp_path), None))[FactName.PERSON_NAME] == HOLDER.name
