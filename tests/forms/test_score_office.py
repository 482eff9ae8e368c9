"""Score sheets as offices really fill them: other words, two lines, sums, signatures, a second sheet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.score_rows import ScoredSheet, score_rows
from anlian_cli.forms.score_sheet import read_score_sheet
from anlian_cli.forms.unit_list import Listed, read_unit_list
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule

DAILY = StageRule(
    Stage.DAILY,
    "2018",
    dict.fromkeys(("13.1", "13.2", "13.3", "13.4"), Decimal(25)),
    {
        "13.1": "报送业绩及相关文件资料情况",
        "13.2": "被指导单位的安全社区建设情况",
        "13.3": "社区对咨询服务的反馈情况",
        "13.4": "投诉举报情况",
    },
    {"13.1": "业绩及资料报送", "13.2": "被指导单位建设情况", "13.3": "社区反馈", "13.4": "投诉举报"},
)
INTERVIEW = StageRule(Stage.INTERVIEW, "2017", {"陈述": Decimal(60), "答辩": Decimal(40)}, {})
Rows = list[list[object]]
ITEMS: list[object] = ["13.1", "13.2", "13.3", "13.4"]
NAMED: list[object] = ["单位全称", *ITEMS]


def save(path: Path, sheets: dict[str, Rows], merged: tuple[str, ...] = ()) -> Path:
    """A workbook; on its first sheet these ranges are merged."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


def scored(path: Path, rule: StageRule = DAILY, chosen: str | None = None) -> tuple[ScoredSheet, list[str]]:
    sheet = read_score_sheet(path, rule, chosen)
    return score_rows(sheet, rule, lambda name, code: name or code, "d" * 64), sheet.remarks


def told(scored: ScoredSheet) -> dict[str, list[str]]:
    """The points of every unit, and its reasons behind them."""
    assert not scored.faults
    return {
        name: [f"{item.points}{item.reason or ''}" for item in score.items] for name, score in scored.scores.items()
    }


@pytest.mark.parametrize(
    "word", ["单位名称", "咨询服务单位", "申报单位（盖章）", "被考核单位", "企业名称", "公司　名称："]
)
def test_a_unit_s_name_has_many_heads(word: str, tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"评分": [["申报单位（盖章）："], [word, *ITEMS], ["甲", 1, 2, 3, 4.5]]})
    assert told(scored(path)[0]) == {"甲": ["1", "2", "3", "4.5"]}


def test_a_blank_copy_beside_the_filled_sheet_holds_no_scores(tmp_path: Path) -> None:
    blank: Rows = [NAMED, ["甲"], ["", "评分人签字：　　日期：　年　月　日"]]
    path = save(tmp_path / "表.xlsx", {"空表": blank, "评分": [NAMED, ["甲", 1, 2, 3, 4]]})
    assert told(scored(path)[0]) == {"甲": ["1", "2", "3", "4"]}


def test_the_place_for_a_signature_needs_no_remark(tmp_path: Path) -> None:
    rows: Rows = [NAMED, ["甲", 1, 2, 3, 4], ["评分人签字：张　　日期：2018年12月3日"]]
    result, remarks = scored(save(tmp_path / "表.xlsx", {"评分": rows}))
    assert (told(result), remarks) == ({"甲": ["1", "2", "3", "4"]}, [])


@pytest.mark.parametrize("word", ["统一社会信用代码", "社会信用代码", "信用代码"])
def test_a_credit_code_has_many_heads(word: str, tmp_path: Path) -> None:
    rows: Rows = [["企业名称", "备注", word, *ITEMS], ["甲公司", "", "91110105MA0000015F", 1, 2, 3, 4]]
    path = save(tmp_path / "表.xlsx", {"评分": rows})
    assert [row.text("统一代码") for row in read_score_sheet(path, DAILY).rows] == ["91110105MA0000015F"]
    assert read_unit_list(path) == [Listed(2, "A2", "甲公司", "91110105MA0000015F")]


@pytest.mark.parametrize(
    "heads",
    [
        ["报送业绩及相关文件资料情况", "被指导单位的安全社区建设情况", "社区对咨询服务的反馈情况", "投诉举报情况"],
        ["13.1 业绩及资料报送（25分）", "被指导单位建设情况\n（满分25分）", "社区反馈【25】", "投诉举报 (25 分)"],
        ["业绩及资料报送得分", "13.2得分", "社区反馈情况", "13.4 投诉举报情况得分（25）"],
    ],
)
def test_items_in_the_article_s_own_words_need_no_remark(heads: list[object], tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"评分": [["单位全称", *heads], ["甲", 1, 2, 3, 4]]})
    result, remarks = scored(path)
    assert (told(result), remarks) == ({"甲": ["1", "2", "3", "4"]}, [])


def test_a_shortened_item_that_fits_one_alone_is_taken_and_told(tmp_path: Path) -> None:
    heads: list[object] = ["资料报送", "单位建设情况（25）", "反馈", "投诉"]
    result, remarks = scored(save(tmp_path / "表.xlsx", {"评分": [["单位全称", *heads], ["甲", 1, 2, 3, 4]]}))
    assert told(result) == {"甲": ["1", "2", "3", "4"]}
    assert remarks == [
        "栏目“资料报送”按“13.1 业绩及资料报送”录入",
        "栏目“单位建设情况（25）”按“13.2 被指导单位建设情况”录入",
        "栏目“反馈”按“13.3 社区反馈”录入",
        "栏目“投诉”按“13.4 投诉举报”录入",
    ]


@pytest.mark.parametrize("word", ["社区", "单位", "诉举", "情况", "投诉扣分", "13", "联系人"])
def test_a_shortened_item_that_fits_none_or_two_is_refused(word: str, tmp_path: Path) -> None:
    heads: list[object] = ["13.1", "13.2", "13.3", word]
    result, _ = scored(save(tmp_path / "表.xlsx", {"评分": [["单位全称", *heads], ["甲", 1, 2, 3, 4]]}))
    assert result.faults[0].cell == "E1" and f"不认识的栏目“{word}”" in result.faults[0].message


TWO_LINES: dict[str, tuple[Rows, tuple[str, ...]]] = {
    "over the items": (
        [
            ["日常考核表"],
            ["序号", "单位全称", "日常工作考核", "", "", "", "备注"],
            ["", "", *ITEMS],
            [1, "甲", 1, 2, 3, 4, "好"],
            [2, "乙", 5, 6, 7, 8],
        ],
        ("A1:G1", "A2:A3", "B2:B3", "C2:F2", "G2:G3"),
    ),
    "not merged": (
        [["单位全称", "日常工作考核"], [None, *ITEMS], ["甲", 1, 2, 3, 4], ["乙", 5, 6, 7, 8]],
        (),
    ),
    "over points and reasons": (
        [
            ["单位名称", "13.1 业绩及资料报送（25）", None, "被指导单位建设情况", None, "13.3", None, "投诉举报", None],
            [None, *["得分", "扣分原因"] * 4],
            ["甲", 1, None, 2, None, 3, None, 4, None],
            ["乙", 5, None, 6, None, 7, None, 8, None],
        ],
        ("A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:I1"),
    ),
    "merged downwards only": (
        [NAMED, [], ["甲", 1, 2, 3, 4], ["乙", 5, 6, 7, 8]],
        ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2"),
    ),
}


@pytest.mark.parametrize("kind", TWO_LINES)
def test_heads_on_two_lines(kind: str, tmp_path: Path) -> None:
    rows, merged = TWO_LINES[kind]
    result, remarks = scored(save(tmp_path / "表.xlsx", {"评分": rows}, merged))
    assert (told(result), remarks) == ({"甲": ["1", "2", "3", "4"], "乙": ["5", "6", "7", "8"]}, [])


def test_a_reason_under_its_item_is_that_item_s(tmp_path: Path) -> None:
    rows, merged = TWO_LINES["over points and reasons"]
    rows = [*rows[:2], ["甲", 1, "缺年报", 2, None, 3, None, 4, "一次投诉"]]
    result, _ = scored(save(tmp_path / "表.xlsx", {"评分": rows}, merged))
    assert told(result) == {"甲": ["1缺年报", "2", "3", "4一次投诉"]}


def test_a_unit_without_a_name_is_no_second_line_of_the_head(tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"评分": [NAMED, [None, 13.1, 13.2, 13.3, 13.4], ["乙", 5, 6, 7, 8]]})
    sheet = read_score_sheet(path, DAILY)
    assert [row.number for row in sheet.rows] == [2, 3]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (["合计", 6, 8, 10, 12], "合计"),
        (["平均分", 3, 4, 5, 6], "平均分"),
        (["制表人：某", None, None, "复核人：某"], "制表人"),
        ([None, "考核人签字：", None, None, "年 月 日"], "考核人签字"),
        (["被考核单位签字（盖章）："], "被考核单位签字(盖章)"),
        (["考核工作组组长（签字）"], "考核工作组组长(签字)"),
        ([None, None, None, None, "2018年12月5日"], "2018年12月5日"),
        (["注：得分保留两位小数"], "注"),
    ],
)
def test_a_line_below_the_units_is_no_unit(line: list[object], word: str, tmp_path: Path) -> None:
    rows: Rows = [NAMED, ["甲", 1, 2, 3, 4], ["乙", 5, 6, 7, 8], [], line]
    result, remarks = scored(save(tmp_path / "表.xlsx", {"评分": rows}))
    assert told(result) == {"甲": ["1", "2", "3", "4"], "乙": ["5", "6", "7", "8"]}
    assert remarks == [f"第 5 行“{word}”不是单位，没有录入"]


@pytest.mark.parametrize("line", [["2018-12-05", None, 1, 2, 3, 4], ["负责人", None, 1, 2, 3, 4]])
def test_a_line_with_points_is_never_left_out(line: list[object], tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"评分": [["日", "单位全称", *ITEMS], ["", "甲", 1, 2, 3, 4], line]})
    sheet = read_score_sheet(path, DAILY)
    assert [row.number for row in sheet.rows] == [2, 3]


@pytest.mark.parametrize("word", ["合计", "总分", "总分值", "总分（100分）"])
def test_a_sum_is_held_to_its_items(word: str, tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"评分": [[*NAMED, word], ["甲", 1, 2, 3, 4, 10], ["乙", 1, 2, 3, 4, 11.5]]})
    (fault,) = scored(path)[0].faults
    assert (fault.row, fault.cell) == (3, "F3")
    assert fault.message == "合计写的是 11.5，各项之和是 10；请改正其中一处"


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([["单位全称", "得分", "总分"], ["甲", 90, 90], ["乙", 80, 81]], "C3"),
        ([["单位全称", "专家：张", "专家：李", "合计"], ["甲", 90, "回避", 90], ["乙", 80, 70, 151]], "D3"),
    ],
)
def test_a_sum_is_held_to_whatever_gives_the_points(rows: Rows, cell: str, tmp_path: Path) -> None:
    (fault,) = scored(save(tmp_path / "表.xlsx", {"评分": rows}), INTERVIEW)[0].faults
    assert fault.cell == cell


def test_a_sum_of_another_maximum_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"评分": [[*NAMED, "总分（120）"], ["甲", 1, 2, 3, 4, 10]]})
    assert [(fault.cell, fault.message) for fault in read_score_sheet(path, DAILY).faults] == [
        ("F1", "表头写满分 120，阶段满分是 100")
    ]


def test_a_rank_is_not_recorded_and_makes_no_row(tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"评分": [[*NAMED, "名次"], ["甲", 1, 2, 3, 4, 1], [None] * 5 + [2]]})
    result, remarks = scored(path)
    assert (told(result), remarks) == ({"甲": ["1", "2", "3", "4"]}, ["“名次”一栏没有录入：名次由程序计算"])


FIRST: Rows = [NAMED, ["甲", 1, 2, 3, 4]]
SECOND: Rows = [NAMED, ["甲", 5, 6, 7, 8]]


@pytest.mark.parametrize("second", [FIRST, SECOND])
def test_two_sheets_with_scores_are_a_fault_until_one_is_chosen(second: Rows, tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"初稿": FIRST, "定稿": second})
    with pytest.raises(InputFault) as caught:
        read_score_sheet(path, DAILY)
    assert f"{path} 里有 2 张工作表都有得分：“初稿”、“定稿”；什么也没有记录" in str(caught.value)
    assert "--sheet 初稿" in str(caught.value.hint)
    assert told(scored(path, chosen="初稿")[0]) == {"甲": ["1", "2", "3", "4"]}
    assert read_score_sheet(path, DAILY, "定 稿").sheet == "定稿"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    path = save(tmp_path / "表.xlsx", {"初稿": FIRST, "定稿": SECOND})
    with pytest.raises(UsageFault, match="没有工作表“终稿”") as caught:
        read_score_sheet(path, DAILY, "终稿")
    assert caught.value.hint == "可选的有 “初稿”、“定稿”"


def test_sheets_without_scores_are_named(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "封面": [["日常工作考核"]],
        "名单": [["单位名称", "电话"], ["甲", "010"]],
        "空表": [],
        "评分": FIRST,
        "待评": [NAMED, ["乙"]],
    }
    result, remarks = scored(save(tmp_path / "表.xlsx", sheets))
    assert told(result) == {"甲": ["1", "2", "3", "4"]}
    assert remarks == [
        "工作表“封面”没有评分表的表头，没有读取",
        "工作表“名单”没有这个阶段的得分，没有读取",
        "工作表“待评”没有这个阶段的得分，没有读取",
    ]
