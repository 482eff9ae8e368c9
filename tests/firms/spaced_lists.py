"""Firms whose lists have columns without a heading that nobody merged: read right, or told where they cannot be."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tests.fictional import Tree
from tests.firms.build import (
    FIVE,
    NAME,
    SIGNED,
    excel,
    listed,
    papers,
    people,
    person_forms,
    send,
    sound,
    unit_form,
    unit_sheets,
)
from tests.firms.conclusion import Firms
from tests.workbooks import Rows

FIRMS = Firms()
SIX = {"9.4b": "met", "9.4c": "met"}


def spaced(rows: Rows) -> Rows:
    """A blank column behind every one."""
    return [[cell for value in row for cell in (value, None)] for row in rows]


def moved(rows: Rows, columns: Collection[int]) -> Rows:
    """Spaced, with the values of these columns in the blank ones behind their labels."""
    head, *others = rows
    return [
        *spaced([head]),
        *([cell for at, value in enumerate(row) for cell in _beside(value, at in columns)] for row in others),
    ]


def _beside(value: object, right: bool) -> list[object]:
    return [None, value] if right else [value, None]


def form_with(folder: Path, tree: Tree, rows: Rows) -> None:
    """All forms, the roster of the unit's one in these rows."""
    papers(folder, tree)
    person_forms(folder, people(tree))
    sheets = unit_sheets(tree)
    form = sheets["单位登记表"]
    top = next(at for at, row in enumerate(form) if str(row[0]).startswith("安全社区咨询\n员"))
    end = next(at for at, row in enumerate(form) if row and row[0] == "专职工作人员")
    leading = [form[top][0], *[None] * (len(rows) - 1)]
    form[top:end] = [[label, *row] for label, row in zip(leading, rows, strict=True)]
    excel(folder / "单位登记表.xlsx", sheets)


def roster_of(tree: Tree) -> Rows:
    rows = tree["单位登记表"]["安全社区咨询员"]
    return [["姓名", "专业方向", "职称"], *([one["姓名"], one["专业方向"], one["职称"]] for one in rows)]


@FIRMS.send("a roster with a blank column behind every label", "pass", SIX, never=("F21", "F07"), unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    form_with(folder, tree, spaced(roster_of(tree)))


@FIRMS.send("a roster with the values right of their labels", "pass", SIX, never=("F21", "F07"))
def _(folder: Path) -> None:
    tree = sound()
    form_with(folder, tree, moved(roster_of(tree), range(3)))


@FIRMS.send("a spaced roster that prints its head again on the second page", "pass", SIX, never=("F21", "F07"))
def _(folder: Path) -> None:
    tree = sound()
    head, *rows = spaced(roster_of(tree))
    form_with(folder, tree, [head, *rows[:3], head, *rows[3:]])


@FIRMS.send(
    "a roster whose titles stand in a column without a heading",
    "correct",
    SIX,
    says=("error F07 单位登记表.xlsx 单位登记表!C10",),
    never=("F05",),
)
def _(folder: Path) -> None:
    tree = sound()
    head, *rows = roster_of(tree)
    form_with(folder, tree, [[head[0], None, head[2]], *([row[0], row[2], None] for row in rows)])


@FIRMS.send("no form for each but a signed list with a blank column behind every label", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    excel(folder / "人员.xlsx", {"名单": spaced(listed(people(tree), *SIGNED))})


@FIRMS.send("a spaced signed list of five", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    papers(folder, tree)
    unit_form(folder, tree)
    excel(folder / "人员.xlsx", {"名单": spaced(listed(people(tree), *SIGNED))})


@FIRMS.send("a signed list with the names right of their label", "pass", SIX, never=("无名",))
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    excel(folder / "人员.xlsx", {"名单": moved(listed(people(tree), *SIGNED), {1})})


@FIRMS.send(
    "a signed list of six with names in either of two columns",
    "correct|pending",
    {"9.4b": "unproven"},
    says=("F30 人员.xlsx 名单!C3",),
)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    rows = [[*row[:2], None, *row[2:]] for row in listed(people(tree), *SIGNED)]
    rows[2][1:3] = [None, rows[2][1]]
    excel(folder / "人员.xlsx", {"名单": rows})


@FIRMS.send("sound forms and a telephone list with names in either of two columns", "pass", SIX, says=("F30",))
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    rows = [[row[0], None, *row[1:]] for row in listed(people(tree), "姓名", "性别", "部门", "手机")]
    rows[3][:2] = [None, rows[3][0]]
    excel(folder / "通讯录.xlsx", {"名单": rows})
