"""Every command that the handbook shows runs as it stands there, in the order of its block, at a moment that fits."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.test_handbook import HANDBOOK
from tests.make_workspace import code_of, told
from tests.office import act

_LAST = "2021-10-26 12:00"
MOMENTS = {
    "check --record": ("2017-10-26", "2017-10-26 09:00"),
    "review": ("2017-10-27", "2017-10-27 09:00"),
    "notice": ("2017-10-27", "2017-10-27 09:00"),
    "template verification": ("2017-10-27", "2017-10-27 09:00"),
    "shortlist": ("2017-11-06", "2017-12-01 08:00"),
    "admit": ("2017-12-01", "2017-12-01 08:00"),
    "template 日常": ("2018-12-05", "2018-12-05 10:00"),
    "daily": ("2018-12-05", "2018-12-05 10:00"),
    "exit report": ("2019-01-10", "2019-06-02 10:00"),
    "exit dismiss": ("2019-03-05", "2019-03-05 08:00"),
}
"""By how a block begins: how far the story had gone, and the time of its commands. The others stand at its end."""
BEFORE = {
    "paper 更正公告": (
        ("rank", "2018", "--publish", "公示.html"),
        ("score", "日常", "2018", "--unit", "博远", "--points", "84", "--reason", "复核"),
    ),
}
"""What must have happened for a block to have something to do."""
ASKING = ("purge", "exit decide", "undo")
"""What asks before it does anything, which nobody answers here."""


def blocks() -> list[list[str]]:
    """The commands of each block, without what is explained beside them; the story has a test of its own."""
    told = re.sub(r"<!-- story -->.*?<!-- end -->", "", HANDBOOK, flags=re.S)
    found = re.findall(r"(?:^    anlian .*\n)+", told, flags=re.M)
    return [[re.split(r" +#", line)[0].removeprefix("    anlian ") for line in block.splitlines()] for block in found]


def fill(workspace: Path) -> None:
    """The files that the commands name."""
    for name in ("来函.pdf", "报告.pdf"):
        (workspace / name).write_bytes(b"%PDF-1.4")
    chosen = [["单位全称", "统一代码"], ["北京示例安泰安全技术咨询有限公司", code_of("安泰")]]
    notes = [["单位全称", "日期", "项目", "记录"], ["安泰", "2018-06-01", "13.2", "走访街道"]]
    sheets = {"名单": chosen, "日常记录": notes, "日常": "2018日常工作考核.csv", "面试": "2017面试答辩.csv"}
    for name, lines in sheets.items():
        book = Workbook()
        for line in _scores(workspace / "评分表" / lines) if isinstance(lines, str) else lines:
            book.worksheets[0].append(line)
        book.save(workspace / f"{name}.xlsx")


def _scores(sheet: Path) -> list[list[str]]:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block[0])
def test_a_block_of_the_handbook_runs_as_it_stands(block: list[str], tmp_path: Path) -> None:
    until, at = next((MOMENTS[start] for start in MOMENTS if block[0].startswith(start)), ("9999", _LAST))
    workspace = tmp_path / "w"
    if block[0].startswith("init"):
        workspace.mkdir()
    else:
        told(workspace, until)
    if until != "9999":  # the round of 2021 had not been called yet
        settings = (workspace / "anlian.yaml").read_text(encoding="utf-8")
        (workspace / "anlian.yaml").write_text(re.sub(r'  "2021":\n(?:    .*\n)+', "", settings), encoding="utf-8")
    for words in next((BEFORE[start] for start in BEFORE if block[0].startswith(start)), ()):
        assert act(workspace, *words, at="2021-10-26 11:00").code == 0
    for command in block:
        words = [*shlex.split(command), *(["--yes"] if command.startswith(ASKING) else [])]
        if block[0] != "init 我的工作区":
            fill(workspace)
        if "-o" in words:
            (workspace / words[words.index("-o") + 1]).unlink(missing_ok=True)
        outcome = act(workspace, *words, at=at)
        assert outcome.code in (0, 1), (command, outcome.out, outcome.err)
