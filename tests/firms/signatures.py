"""Signatures that are pictures: nobody can read them but the reviewer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.firms.build import (
    SIGNED,
    excel,
    in_wps,
    listed,
    papers,
    people,
    person_form,
    person_forms,
    picture,
    put,
    sound,
    unit_form,
)
from tests.firms.conclusion import Firms
from tests.workbooks import book, official_person

FIRMS = Firms()
NAMES = [one["姓名"] for one in people(sound())]
PROMISE_ROW, PHOTO_ROW = 11, 3
"""Of the official form: 申请人承诺, and the place of the photograph."""
ALL_MET = {"9.4b": "met", "9.4c": "met", "10.7": "met"}
SETTLED_BY_NOBODY = {"9.4b": "met", "9.4c": "met", "10.7": "unproven"}


def signed_with(folder: Path, cell: str, rows: Iterable[int], but: Iterable[str] = ()) -> None:
    """A sound firm in whose forms these consultants' signatures are blank, a picture over one cell of each."""
    tree = sound()
    papers(folder, tree, but=but)
    unit_form(folder, tree)
    for row, one in enumerate(people(tree)):
        if row in rows:
            one["申请人承诺"]["签名"] = ""
            person_form(folder / f"人员登记表-{one['姓名']}.xlsx", one, picture(cell, f"签名{row}"))
        else:
            person_forms(folder, [one])


def formula(row: int) -> str:
    return f'=_xlfn.DISPIMG("ID_{row:032X}",1)'


@FIRMS.send("a picture over one signature, which the reviewer has seen", "pass", ALL_MET)
def _(folder: Path) -> None:
    signed_with(folder, f"D{PROMISE_ROW}", [2])


@FIRMS.send("a picture over one signature, and nobody looked", "pending", SETTLED_BY_NOBODY, says=(NAMES[2], "签名"))
def _(folder: Path) -> None:
    signed_with(folder, f"D{PROMISE_ROW}", [2], but=["10.7"])


@FIRMS.send("pictures over all six signatures, and nobody looked", "pending", SETTLED_BY_NOBODY, says=tuple(NAMES))
def _(folder: Path) -> None:
    signed_with(folder, f"B{PROMISE_ROW}", range(6), but=["10.7"])


@FIRMS.send("a blank signature and a picture only where the photograph belongs", "correct", says=("申请人承诺|签名",))
def _(folder: Path) -> None:
    signed_with(folder, f"G{PHOTO_ROW}", [2])


@FIRMS.send("a blank signature and no picture", "correct", {"9.4b": "met"}, says=("申请人承诺|签名",))
def _(folder: Path) -> None:
    tree = sound()
    people(tree)[2]["申请人承诺"]["签名"] = ""
    papers(folder, tree)
    unit_form(folder, tree)
    person_forms(folder, people(tree))


@FIRMS.send("photographs in the cells of WPS", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    for row, one in enumerate(people(tree)):
        data = book({"Sheet1": official_person(one | {"照片": formula(row)})})
        put(folder / f"人员登记表{row}.xlsx", in_wps(data))


def list_signed_in_wps(folder: Path, but: Iterable[str] = ()) -> None:
    tree = sound()
    papers(folder, tree, but=but)
    unit_form(folder, tree)
    for row, one in enumerate(people(tree)):
        one["申请人承诺"]["签名"] = formula(row)
    put(folder / "人员.xlsx", in_wps(book({"人员": listed(people(tree), *SIGNED)})))


@FIRMS.send("a list whose signatures are pictures in cells, which the reviewer has seen", "pass", ALL_MET)
def _(folder: Path) -> None:
    list_signed_in_wps(folder)


@FIRMS.send(
    "a list whose signatures are pictures in cells, and nobody looked",
    "pending",
    SETTLED_BY_NOBODY,
    says=tuple(NAMES),
    never=("DISPIMG",),
)
def _(folder: Path) -> None:
    list_signed_in_wps(folder, but=["10.7"])


@FIRMS.send(
    "a form whose 承诺签名 is a picture in its cell, and nobody looked", "pending", SETTLED_BY_NOBODY, says=(NAMES[2],)
)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree, but=["10.7"])
    unit_form(folder, tree)
    person_forms(folder, [*people(tree)[:2], *people(tree)[3:]])
    rows = official_person(people(tree)[2])
    date = people(tree)[2]["申请人承诺"]["日期"]
    rows[PROMISE_ROW - 1] = ["申请人承诺", "本人签名：", formula(2), None, "日期：", date]
    put(folder / "人员登记表3.xlsx", in_wps(book({"Sheet1": rows})))


@FIRMS.send("a list with a floating picture in one row's place of signature", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    people(tree)[2]["申请人承诺"]["签名"] = None
    excel(folder / "人员.xlsx", {"人员": listed(people(tree), *SIGNED)}, picture("J4", "签名"))
