"""`template verification UNIT`: one firm's 初核记录.yaml with a blank for everything that is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_review import all_met, filled, record, sheet_of, workspace
from tests.office import act, must

_AT = "2017-10-26 09:00"


def blank(office: Path, unit: str) -> str:
    return must(office, "template", "verification", unit, at=_AT).out


def test_a_blank_says_what_the_files_say_and_once_filled_settles_the_firm(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 1, "常用依据: {9.1a: 营业执照类型为有限责任公司}\n")
    text = blank(office, "单位01")
    assert text.startswith("核验人: 管理员\n收件:\n  - 日期:\n    类型: 首次\n    电子版:\n    纸质版:\n核验:\n")
    assert "  # 材料写的：自 2012-06-01 起，算到 2017-10-25\n" in text
    assert "  # 常用依据：营业执照类型为有限责任公司\n  9.1a:\n    结论:\n    依据:\n" in text
    typed = (
        text.replace("结论:\n", "结论: 符合\n")
        .replace("依据:\n", "依据: 看过\n")
        .replace("日期:\n", "日期: 2017-10-23\n")
    )
    record(office, 1).write_text(typed, encoding="utf-8")
    assert must(office, "check", "-q", at=_AT).out.startswith("共 1 家：通过 1 ")


def test_what_stands_in_the_file_already_stays(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 2)
    by_hand = "# 老王经手\n核验人: 王\n核验:\n  9.1a: {结论: 符合, 依据: 执照}   # 原件\n"
    record(office, 2).write_text(by_hand, encoding="utf-8")
    text = blank(office, "北京示例02")
    assert text.startswith(by_hand) and "  9.1b:\n    结论:\n" in text and text.count("9.1a") == 1


def test_a_sheet_fills_the_blanks_of_the_form(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 1)
    record(office, 1).write_text(blank(office, "2017/单位01"), encoding="utf-8")
    filled(sheet_of(office), all_met)
    done = must(office, "review", "2017", "初核表.xlsx", at=_AT)
    assert "9.1a：（无） → 符合：已核对原件" in done.out
    text = record(office, 1).read_text(encoding="utf-8")
    assert text.count("类型: 首次") == 1 and "  - 日期: 2017-10-23\n    类型: 首次\n    电子版: 是\n" in text
    assert "F09" not in must(office, "check", at=_AT).out


@pytest.mark.parametrize(
    ("unit", "words"),
    [("单位", "“单位”符合 2 家单位"), ("诚信", "批次 2017 里没有单位“诚信”"), ("2018/单位01", "没有单位")],
)
def test_a_unit_that_is_none_or_several_is_told(tmp_path: Path, unit: str, words: str) -> None:
    office = workspace(tmp_path / "w", 2)
    refused = act(office, "template", "初核记录", unit, at=_AT)
    assert (refused.code, words in refused.err) == (2, True), refused.err
