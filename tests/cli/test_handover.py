"""`anlian handover`: a successor's papers; and a workspace that verifies on the other side, wherever that is."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from anlian_cli.cli.commands import HELP
from anlian_cli.office.handover.windows import path_faults
from anlian_cli.report.handover_view import COMMANDS
from tests.make_workspace import WORKSPACE
from tests.office import act, must

NOW = "2021-10-27 09:00"


def told(workspace: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(act(workspace, *arguments, "--format", "json", at=NOW).out)
    return found


def sent(folder: Path) -> Path:
    """The example workspace as it comes out of a .zip, in a folder with an unusual name."""
    packed = folder / "工作区.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(WORKSPACE.rglob("*")):
            package.write(path, path.relative_to(WORKSPACE).as_posix())
    there = folder / "张三 的 U盘（1）" / "工作区 #2 [旧]"
    with zipfile.ZipFile(packed) as package:
        package.extractall(there)
    return there


def with_windows_lines(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def everything(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_says_what_the_commands_say() -> None:
    found = told(WORKSPACE, "handover")
    assert found["status"] == told(WORKSPACE, "status")
    assert found["verify"] == told(WORKSPACE, "verify")
    assert [one["id"] for one in found["readings"]] == found["status"]["unconfirmed"]
    years = [f"考核年度 {year}" for year in (2018, 2019, 2020)]
    assert [one["name"] for one in found["locked"]] == ["批次 2017", *years]
    assert found["locked"][0]["values"]["名额"] == "4"
    assert [(one["batch"], one["action"]) for one in found["batches"]][-1] == (21, "score")
    assert found["registered"] == len(told(WORKSPACE, "list")["units"]) == 3


def test_it_says_where_everything_lies() -> None:
    found = told(WORKSPACE, "handover")
    places = {one["path"]: (one["units"], one["files"], one["size"]) for one in found["places"]}
    for path, units in (("applications/2017", 5), ("applications/2021", 1), ("records/dossiers", 5), ("评分表", None)):
        files = [one for one in (WORKSPACE / path).rglob("*") if one.is_file()]
        assert places[path] == (units, len(files), sum(one.stat().st_size for one in files))
    inside = [path.relative_to(WORKSPACE).as_posix() for path in WORKSPACE.rglob("*")]
    assert found["longest"] == max(len(path) for path in inside if not path.startswith("records/work"))
    assert found["faults"] == []


def test_ten_commands_and_each_is_one() -> None:
    assert len(COMMANDS) == 10
    assert {command.split()[1] for command, _ in COMMANDS} <= set(HELP)


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_on_pages_it_says_all_of_it(suffix: str, tmp_path: Path) -> None:
    must(WORKSPACE, "handover", "-o", tmp_path / f"交接.{suffix}", at=NOW)
    if suffix == "docx":
        letter = docx.Document(str(tmp_path / "交接.docx"))
        cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])
    else:
        text = (tmp_path / "交接.html").read_text(encoding="utf-8")
    digest = told(WORKSPACE, "verify")["digest"]
    for words in ("2019 年度缺年度资格审查", "R16", "完好", f"anlian verify --expect {digest}", *dict(COMMANDS)):
        assert words in text


def test_a_copy_verifies_on_the_other_side(tmp_path: Path) -> None:
    here, there = told(WORKSPACE, "verify"), sent(tmp_path)
    (there / "说明.txt").write_text("先看 anlian status\n", encoding="utf-8")
    for name in ("anlian.yaml", "说明.txt"):
        with_windows_lines(there / name)
    for path in there.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = everything(there)
    assert told(there, "verify") == here
    assert "对得上" in must(there, "verify", "--expect", here["digest"], at=NOW).out
    assert told(there, "handover")["status"] == told(WORKSPACE, "status")
    assert everything(there) == before
    for path in (there, *there.rglob("*")):
        path.chmod(0o755)


def test_line_ends_changed_in_the_records_are_named(tmp_path: Path) -> None:
    there = sent(tmp_path)
    score = next(there.rglob("2019/daily.json"))
    with_windows_lines(score)
    score.write_bytes(score.read_bytes() + b"\r\n")
    damages = told(there, "verify")["damages"]
    assert damages and all(score.parts[-7] in one["place"] for one in damages)
    refused = act(there, "handover", at=NOW)
    assert refused.code == 4 and "daily.json 内容与记录的摘要不符" in refused.err
    journal = there / "records/dossiers/journal.txt"
    with_windows_lines(journal)
    damaged = act(there, "verify", at=NOW)
    assert damaged.code == 1 and "journal.txt" in damaged.out


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("材料/业绩:2019.pdf", "不许的字符 :"),
        ("材料/a?.pdf", "不许的字符 ?"),
        ("材料/a\tb.pdf", r"不许的字符 \x09"),
        ("材料/报告.", "以点结尾"),
        ("材料/报告 ", "以空格结尾"),
        ("aux.pdf", "留给设备的名字"),
        ("Com1", "留给设备的名字"),
        ("lpt².txt", "留给设备的名字"),
        ("名" * 256, "名字长 256，超过 255"),
        ("/".join(["长" * 60] * 4) + "/再长一点再.pdf", "放在 C:\\工作区 里路径长 260，超过 259"),
    ],
)
def test_a_name_that_windows_cannot_hold_is_named(path: str, why: str) -> None:
    (found,) = path_faults(["applications", path, "材料/好的.pdf", "auxiliary.pdf", "com10"], "C:\\工作区")
    assert found.path == path and why in found.why


def test_what_windows_holds_is_left_in_peace() -> None:
    longest = "/".join(["长" * 60] * 4) + "/再长一点.pdf"
    names = [longest, ".隐藏", "a.b.c", "console.txt", "材料/Report.pdf", "report.pdf", "straße", "strasse", "名" * 248]
    assert list(path_faults(names, "C:\\工作区")) == []


def test_names_that_differ_in_capitals_alone_are_one_on_windows(tmp_path: Path) -> None:
    there = Path(shutil.copytree(WORKSPACE, tmp_path / "w"))
    for name in ("Report.pdf", "REPORT.pdf", "结束.", "CON"):
        (there / "评分表" / name).write_bytes(b"x")
    faults = {one["path"]: one["why"] for one in told(there, "handover")["faults"]}
    assert set(faults) == {"评分表/Report.pdf", "评分表/结束.", "评分表/CON"}
    assert re.search("REPORT.pdf 只差大小写", faults["评分表/Report.pdf"])
