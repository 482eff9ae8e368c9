"""Rosters with blank columns that nobody merged: everyone is read right, or nobody, and the cell is told."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest

from tests.workbooks import Rows, WholeBook, book, official_unit, read_whole

PEOPLE = [
    ("张示例甲", "安全工程", "高级工程师"),
    ("王示例乙", "消防工程", "工程师"),
    ("李示例丙", "安全评价", "工程师"),
    ("赵示例丁", "燃气工程", "助理工程师"),
]
NAMES, TITLES = [one[0] for one in PEOPLE], [one[2] for one in PEOPLE]
HEAD = ["姓名", "专业方向", "职称"]
SINGLE: Rows = [HEAD, *map(list, PEOPLE)]
NUMBERED: Rows = [["序号", *HEAD], *([number, *one] for number, one in enumerate(PEOPLE, start=1))]
IN_PAIRS: Rows = [
    ["姓名", "专业方向、职称"] * 2,
    *([a, f"{b}、{c}", d, f"{e}、{f}"] for (a, b, c), (d, e, f) in zip(PEOPLE[::2], PEOPLE[1::2], strict=True)),
]
UNIT = {
    **{"单位全称": "北京示例安全技术咨询有限公司", "地址": "北京市朝阳区示例路1号", "营业执照注册地": "北京市"},
    **{"统一代码": "91110105MA0000015F", "邮编": "100020", "安全社区服务业绩": "2015年协助示例街道创建安全社区"},
    "法定代表人": {"姓名": "孙示例", "办公电话": "010-64940001", "传真": "010-64940002"},
    "主要负责人": {"姓名": "周示例", "手机": "13900010000", "办公电话": "010-64940003", "传真": "010-64940004"},
    **{"安全社区咨询员": [], "专职工作人员": ["吴示例"], "登记日期": "2017-10-20"},
}

Placed = Callable[[Rows], bytes]


def in_form(rows: Rows) -> bytes:
    """The roster beside its label in 单位登记表, from row 9 and column B on."""
    return book({"单位登记表": _form(rows)})


def in_merged_form(rows: Rows) -> bytes:
    return book({"单位登记表": _form(rows)}, lambda made: made.worksheets[0].merge_cells(f"A9:A{8 + len(rows)}"))


def alone(rows: Rows) -> bytes:
    return book({"名单": [["咨询人员名单"], *rows]})


def _form(rows: Rows) -> Rows:
    form = official_unit(UNIT)
    leading = ["安全社区咨询\n员", *[None] * (len(rows) - 1)]
    return [*form[:8], *([label, *row] for label, row in zip(leading, rows, strict=True)), *form[9:]]


def spaced(rows: Rows, behind: Collection[int], right: Collection[int] = ()) -> Rows:
    """A blank column behind these columns; the values of those in `right` stand in it, not under their label."""
    return [
        [cell for at, value in enumerate(row) for cell in _two(value, at, row is rows[0], behind, right)]
        for row in rows
    ]


def _two(value: object, at: int, is_head: bool, behind: Collection[int], right: Collection[int]) -> list[object]:
    if at not in behind:
        return [value]
    return [None, value] if at in right and not is_head else [value, None]


def roster(whole: WholeBook) -> object:
    rows = whole.tree.get("单位登记表", {}).get("安全社区咨询员")
    return [tuple(row.values()) for row in rows] if isinstance(rows, list) else rows


def shapes(rows: Rows) -> dict[str, Rows]:
    everywhere = range(len(rows[0]))
    names = [at for at in everywhere if rows[0][at] == "姓名"]
    others = [at for at in everywhere if at not in names]
    wide = spaced(rows, everywhere)
    group = ["基本情况", *[None] * (len(wide[0]) - 1)]
    return {
        "a blank column behind every label": wide,
        "two blank columns behind every label": [
            [cell for value in row for cell in (value, None, None)] for row in rows
        ],
        "a blank column behind 姓名 alone": spaced(rows, names),
        "blank columns behind the other labels": spaced(rows, others),
        "every value right of its label": spaced(rows, everywhere, everywhere),
        "the names right of their label": spaced(rows, everywhere, names),
        "the names in the only blank column": spaced(rows, names, names),
        "the other values right of their labels": spaced(rows, everywhere, others),
        "the head again on the next page": [*rows[:2], rows[0], *rows[2:]],
        "a spaced head again on the next page": [*wide[:2], wide[0], *wide[2:]],
        "a heading of its own above the labels": [group, *wide],
        "a note under the labels": [wide[0], ["（签字）"], *wide[1:]],
    }


SHAPES = {
    f"{kind}, {shape}": rows
    for kind, table in (("a row each", SINGLE), ("numbered", NUMBERED), ("two to a row", IN_PAIRS))
    for shape, rows in shapes(table).items()
}
PLACES = pytest.mark.parametrize("place", [in_form, in_merged_form, alone])


@PLACES
@pytest.mark.parametrize("rows", SHAPES.values(), ids=SHAPES)
def test_everyone_is_read_where_the_columns_can_be_known(place: Placed, rows: Rows) -> None:
    whole = read_whole(place(rows))
    assert roster(whole) == PEOPLE
    assert not whole.findings
    assert not whole.doubts


SPLIT: Rows = [
    ["姓名", None, "任职情况", None, None, None],
    [None, None, "专业方向", None, "职称", None],
    *spaced([[], *map(list, PEOPLE)], range(3))[1:],
]


@PLACES
@pytest.mark.parametrize("rows", [SPLIT, [*SPLIT[:4], *SPLIT[:2], *SPLIT[4:]]], ids=["once", "on two pages"])
def test_a_spaced_head_of_two_lines(place: Placed, rows: Rows) -> None:
    whole = read_whole(place(rows))
    assert roster(whole) == PEOPLE
    assert not whole.findings
    assert not whole.doubts


@pytest.mark.parametrize("place", [in_form, in_merged_form])
@pytest.mark.parametrize("gap", [[], [None]], ids=["close", "spaced"])
def test_labels_that_are_said_anew_for_each_consultant(place: Placed, gap: list[None]) -> None:
    rows = [[cell for pair in zip(HEAD, one, strict=True) for cell in (pair[0], *gap, pair[1])] for one in PEOPLE]
    assert roster(read_whole(place(rows))) == PEOPLE
    unused = [cell for label in HEAD for cell in (label, *gap, None)]
    assert roster(read_whole(place([unused, *rows]))) == PEOPLE


@pytest.mark.parametrize("place", [in_form, in_merged_form])
def test_a_roster_of_names_under_their_only_label(place: Placed) -> None:
    assert roster(read_whole(place([["姓名"], *([name] for name in NAMES)]))) == [(name,) for name in NAMES]


@pytest.mark.parametrize("place", [in_form, in_merged_form])
def test_a_blank_spaced_roster_is_nobody(place: Placed) -> None:
    whole = read_whole(place([spaced([HEAD], range(3))[0], [], []]))
    assert roster(whole) is None
    assert not whole.doubts


def test_a_remark_behind_the_last_column_changes_nothing() -> None:
    rows = [[*row, "外聘" if at == 2 else None] for at, row in enumerate(SINGLE)]
    assert roster(read_whole(in_form(rows))) == PEOPLE


def test_the_foot_of_a_spaced_list_is_nobodys_value() -> None:
    rows = [
        *spaced(SINGLE, range(3)),
        [],
        ["制表人：孙示例", None, None, None, None, "2017年10月18日"],
        [None, "以上属实"],
    ]
    whole = read_whole(alone(rows))
    assert roster(whole) == PEOPLE
    assert not whole.doubts


UNDECIDABLE: dict[str, tuple[Rows, str]] = {
    "the titles left of their label": (
        [["姓名", None, "职称"], *([name, title, None] for name, title in zip(NAMES, TITLES, strict=True))],
        "C10",
    ),
    "one title left of its label": (
        [["姓名", None, "职称"], [NAMES[0], None, TITLES[0]], [NAMES[1], TITLES[1], None]],
        "C11",
    ),
    "the names now in one column, now in the other": (
        [["姓名", None, "职称"], [NAMES[0], None, TITLES[0]], [None, NAMES[1], TITLES[1]]],
        "C11",
    ),
    "the names behind another heading": (
        [["序号", None, "姓名", "职称"], *([at, name, None, TITLES[at]] for at, name in enumerate(NAMES))],
        "C10",
    ),
    "two blank columns, both filled": (
        [["姓名", None, None, "职称"], *([None, name, "男", title] for name, title in zip(NAMES, TITLES, strict=True))],
        "C10",
    ),
    "nothing but the last column's values beside its label": (
        [["姓名", "职称", None], *([name, None, title] for name, title in zip(NAMES, TITLES, strict=True))],
        "D10",
    ),
    "the head again in other columns": (
        [["姓名", "职称"], [NAMES[0], TITLES[0]], ["职称", "姓名"], [TITLES[1], NAMES[1]]],
        "B11",
    ),
    "names in one cell beside their label": ([["姓名", "、".join(NAMES)]], "C9"),
}


@pytest.mark.parametrize("rows,cell", UNDECIDABLE.values(), ids=UNDECIDABLE)
def test_a_roster_that_can_be_read_in_two_ways_is_told_with_its_cell(rows: Rows, cell: str) -> None:
    whole = read_whole(in_form(rows))
    assert roster(whole) is None
    assert [(one.code, one.path, one.place and one.place.cell) for one in whole.doubts] == [
        ("F07", ("unit", "consultants"), cell)
    ]
    assert "名单没有读取" in whole.doubts[0].message


@PLACES
@pytest.mark.parametrize("rows", [rows for rows, _ in UNDECIDABLE.values()], ids=UNDECIDABLE)
def test_no_label_ever_becomes_a_consultant(place: Placed, rows: Rows) -> None:
    found = roster(read_whole(place(rows)))
    assert not {"姓名", "专业方向", "职称"} & {
        text for row in (found if isinstance(found, list) else [(found,)]) for text in row
    }


def test_a_spaced_track_record_is_no_text() -> None:
    form = _form([HEAD, *map(list, PEOPLE)])
    form[7:8] = [
        ["安全社区服务\n业绩", "年份", None, "服务对象", None, "内容"],
        [None, 2015, None, "示例街道", None, "指导创建"],
    ]
    whole = read_whole(book({"单位登记表": form}))
    row = {"年份": "2015", "服务对象": "示例街道", "内容": "指导创建"}
    assert whole.tree["单位登记表"]["安全社区服务业绩"] == [row]
    assert roster(whole) == PEOPLE


def test_a_label_of_the_track_record_is_never_its_text() -> None:
    form = _form([HEAD, *map(list, PEOPLE)])
    form[7] = ["安全社区服务\n业绩", "内容", "指导创建"]
    whole = read_whole(book({"单位登记表": form}))
    assert "安全社区服务业绩" not in whole.tree["单位登记表"]
    assert [(one.code, one.place and one.place.cell) for one in whole.doubts] == [("F07", "B8")]


def test_two_lists_under_titles_of_their_own_are_told_to_be_two() -> None:
    rows = [["高级职称人员"], SINGLE[0], SINGLE[1], ["其他人员"], SINGLE[0], *SINGLE[2:]]
    whole = read_whole(book({"名单": rows}))
    assert [finding.code for finding in whole.findings] == ["F10"]
