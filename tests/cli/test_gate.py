"""Every free text that is recorded passes one gate: nobody's numbers get in, and the records stay as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anlian_cli.forms.yaml_writer import dump
from tests.conftest import checked, codes
from tests.fictional import verification
from tests.office import UNITS, act, daily_sheet, must, open_workspace
from tests.records.test_damage import digest_of_all

JIA, YI = list(UNITS)[:2]
NUMBERS = ("138 0000 0001", "１３８００００００01", "zhang＠example.com", "110105-19750501-0015")
_DECIDE = ("exit", "decide", JIA, "--yes", "--announced", "2018-12-03", "--note", "违规")
FREE_TEXTS: tuple[tuple[str, ...], ...] = (
    ("daily", JIA, "--item", "13.1", "--on", "2018-05-03", "--note"),
    ("exit", "report", JIA, "18.4", "--found-on", "2018-05-01", "--note"),
    ("exit", "report", JIA, "17", "--found-on", "2018-05-01", "--note", "漏项", "--substantiated", "--by-body"),
    ("exit", "open", YI, "--on", "2018-12-02", "--note"),
    ("exit", "decide", JIA, "--yes", "--announced", "2018-12-03", "--note"),
    (*_DECIDE, "--approved-by"),
    (*_DECIDE, "--document"),
    ("exit", "dismiss", JIA, "--reason"),
    ("withdraw", YI, "--on", "2018-12-05", "--note"),
    ("change", JIA, "--from", "2018-12-06", "--principal"),
    ("lock", "2018", "--reason"),
    ("undo", "1", "--reason"),
    ("daily", JIA, "--item", "13.1", "--on", "2018-05-03", "--note", "走访", "--by"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = open_workspace(tmp_path_factory.mktemp("office") / "office")
    found = ("--found-on", "2018-11-09", "--note", "违规", "--substantiated", "--by-body", "调查组")
    for unit in (JIA, YI):
        must(workspace, "exit", "report", unit, "17", *found)
    must(workspace, "exit", "open", JIA, "--on", "2018-12-01")
    return workspace


@pytest.mark.parametrize("command", FREE_TEXTS, ids=lambda command: f"{' '.join(command[:2])} {command[-1]}")
def test_nobodys_number_is_recorded(office: Path, command: tuple[str, ...]) -> None:
    before = digest_of_all(office)
    for number in NUMBERS:
        refused = act(office, *command, f"请联系{number}。")
        assert (refused.code, "个人信息" in refused.err, number in refused.err) == (2, True, False), refused.err
    assert digest_of_all(office) == before


def test_a_text_of_any_length_is_refused_with_its_length(office: Path) -> None:
    refused = act(office, *FREE_TEXTS[0], "长" * 30_000)
    assert refused.code == 2 and "30000 个字，最多 2000 个" in refused.err


def test_a_remark_on_a_sheet_is_refused_at_its_cell(office: Path) -> None:
    sheet = daily_sheet(office / "日常.csv", {JIA: ("20", "20", "20", "20")})
    sheet.write_text(sheet.read_text(encoding="utf-8").rstrip() + "电话138-0000-0001\n", encoding="utf-8")
    refused = act(office, "score", "daily", "2018", sheet)
    assert (refused.code, "手机号" in refused.err, "138-0000" in refused.err) == (3, True, False), refused.err


def test_a_basis_with_a_number_is_not_adopted(write_form: Callable[..., Path]) -> None:
    folder = write_form()
    words = verification(**{"9.1b": {"结论": "符合", "依据": "电话核实 138 0000 0001"}})
    (folder / "初核记录.yaml").write_text(dump(words), encoding="utf-8")
    report = checked(folder)
    assert "F09" in codes(report) and "138 0000" not in str(report)
