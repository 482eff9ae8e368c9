"""A round in which every danger sits beside an honest firm: each is one result, and the honest one has its own."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from anlian_cli.forms.yaml_writer import dump
from tests.conftest import EXAMPLES, ROOT, anlian
from tests.fictional import application
from tests.forms.test_yaml_form import BOMB

FORMS: dict[str, bytes] = {
    "别名炸弹": BOMB.encode(),
    "六万个括号": b"[" * 60_000,
    "合并键": ("a:\n" + "".join(f"  <<: {{k{n}: v}}\n" for n in range(5_000))).encode(),
    "六兆": "单位登记表:\n  单位全称: ".encode() + b"x" * 6_000_000,
    "二进制": bytes(range(256)) * 40,
    "零": b"\x00" * 5_000,
    "空": b"",
}


@pytest.fixture
def hostile_round(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "anlian.yaml", tmp_path)
    around = tmp_path / "applications" / "2017"
    shutil.copytree(EXAMPLES / "applications" / "2017" / "安泰", around / "老实")
    for name, content in FORMS.items():
        (around / name).mkdir()
        (around / name / "申报材料.yaml").write_bytes(content)
    _materials(around / "坏材料")
    _names(around / "坏名字")
    (around / "没有权限或空").mkdir()
    return around


def _materials(folder: Path) -> None:
    folder.mkdir()
    tree = application(2, "北京示例坏材料有限公司")
    os.mkfifo(folder / "管道.pdf")
    tree["申报材料"] = {
        "工商营业执照复印件": "../老实/材料/营业执照.pdf",
        "咨询单位登记表": "管道.pdf",
        "咨询人员登记表": "/dev/zero",
        "过程控制体系文件": "链接/管理制度.pdf",
        "管理制度": "\\\\server\\a.pdf",
        "业绩报告": "C:\\a.pdf",
    }
    (folder / "链接").symlink_to(folder.parent / "老实" / "材料")
    (folder / "申报材料.yaml").write_text(dump(tree), encoding="utf-8")


def _names(folder: Path) -> None:
    folder.mkdir()
    tree = application(3, "[/]示例\u202e公司[link=x]")
    tree["人员登记表"][0]["姓名"] = "张\x1b]0;坏\x07"
    (folder / "申报材料.yaml").write_text(dump(tree), encoding="utf-8")


def test_every_danger_is_one_result_beside_the_others(hostile_round: Path) -> None:
    result = anlian("check", hostile_round, "--format", "json")
    assert result.returncode == 1 and not result.stderr
    verdicts = {Path(unit["source"]).name: unit["verdict"] for unit in json.loads(result.stdout)["units"]}
    assert verdicts.pop("老实") == "pass"
    assert verdicts.pop("坏材料") == "correct" and verdicts.pop("坏名字") == "correct"
    assert set(verdicts.values()) == {"unreadable"} and len(verdicts) == len(FORMS) + 1


def test_every_bad_material_is_told(hostile_round: Path) -> None:
    report = json.loads(anlian("check", hostile_round / "坏材料", "--format", "json").stdout)
    told = {finding["code"] for finding in report["units"][0]["findings"] if finding["code"].startswith("10.")}
    assert told == {f"10.{number}" for number in range(1, 7)}


def test_memory_is_bounded(hostile_round: Path) -> None:
    """The whole hostile round in 300 MB of address space beyond what Python maps by itself."""
    limit = 700_000_000
    result = subprocess.run(
        [sys.executable, "-m", "anlian_cli", "check", str(hostile_round), "-q"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert result.returncode == 1 and result.stdout.decode().startswith("共 11 家：通过 1"), result.stderr.decode()
