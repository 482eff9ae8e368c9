"""A check beside an earlier one, as a document and as anlian.since/1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.since import Became, Item, Since, UnitSince
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped

_TONES = {Became.FIXED: Tone.GOOD, Became.OPEN: Tone.WAITING, Became.NEW: Tone.BAD}
_COUNTED = {Became.FIXED: ("改好", 3), Became.OPEN: ("未解决", 0), Became.NEW: ("新增", 1)}
"""In few characters, since a unit's name is to stand on one line, and how soon a narrow window leaves it out."""
_ABSENT_THEN, _ABSENT_NOW = "（没有）", "（已不在）"
Verdict = Literal["pass", "correct", "fail", "pending", "unreadable"]


class ItemJson(TypedDict):
    """A finding (error, warning) or a clause (unmet, unproven, error); `place` as a person reads it."""

    code: str
    kind: Literal["error", "warning", "unmet", "unproven"]
    message: str
    place: str | None


class UnitSinceJson(TypedDict):
    """`was` is null for a unit that was not recorded, `verdict` and `source` for one whose folder is gone."""

    name: str
    credit_code: str | None
    source: str | None
    was: Verdict | None
    verdict: Verdict | None
    fixed: list[ItemJson]
    open: list[ItemJson]
    new: list[ItemJson]


class SinceJson(TypedDict):
    """A check beside what is recorded of its round."""

    schema: Literal["anlian.since/1"]
    as_of: str
    against: str
    units: list[UnitSinceJson]


def since_json(since: Since, as_of: date) -> str:
    units = [
        shaped(UnitSinceJson, unit, **{how.value: list(map(_item_json, unit.those(how))) for how in Became})
        for unit in since.units
    ]
    return exact_json(
        {"schema": "anlian.since/1", "as_of": as_of.isoformat(), "against": since.against, "units": units}
    )


def _item_json(item: Item) -> dict[str, str | None]:
    return shaped(ItemJson, item, place=item.place or None)


def since_document(since: Since, last_line: str) -> Report:
    """What was put right, what is still open, what is new, unit by unit."""
    summary, items = _summary(since), _items(since)
    blocks: list[Block] = [Sentence(f"与上次（{since.against}）相比"), summary]
    for unit in since.units:
        if unit.items or unit.moved:
            blocks += _unit(unit, tuple(Became))
    return Report("与上次审核相比", tuple(blocks), (summary, items), items, last_line)


def changes_document(since: Since, at: datetime, last_line: str) -> Report:
    """Only what is otherwise than at the look before."""
    moved = [unit for unit in since.units if unit.moved]
    same = "" if moved or since.shared else "：与刚才相同"
    blocks: list[Block] = [Sentence(f"{at:%H:%M} 重新审核{same}", Tone.FAINT)]
    for unit in moved:
        blocks += _unit(unit, (Became.FIXED, Became.NEW))
        if still := len(unit.those(Became.OPEN)):
            blocks.append(Sentence(f"{Became.OPEN.label} {still} 项", Tone.FAINT))
    for how, finding in since.shared:
        blocks.append(Sentence(f"跨单位 {how.label} {finding.code}：{finding.message}", _TONES[how]))
    return Report("变化", tuple(blocks), (_summary(since),), _items(since), last_line)


def _unit(unit: UnitSince, shown: tuple[Became, ...]) -> Iterator[Block]:
    then, now = _verdicts(unit)
    yield Heading(f"{unit.name}  {then} → {now}" if then != now else f"{unit.name}  {now}")
    alike: dict[tuple[Became, str, str], list[Item]] = {}
    for how, item in unit.items:
        if how in shown:
            alike.setdefault((how, item.code, item.message), []).append(item)
    rows = tuple(_row(how, items) for (how, *_), items in alike.items())
    if rows:
        yield Table("变化", (Column("情况"), Column("条款"), Column("问题、位置", share=1)), rows)


def _row(how: Became, alike: Sequence[Item]) -> tuple[Cell, ...]:
    """One line for what is said several times: six people without a photo."""
    item = alike[0]
    more = f"……这样的共 {len(alike)} 处" if len(alike) > 1 else ""
    said = "\n".join(part for part in (item.message, item.place, more) if part)
    return row(Cell(how.label, _TONES[how]), f"{item.code} {item.kind.label}", said)


def _verdicts(unit: UnitSince) -> tuple[str, str]:
    then = unit.was.label if unit.was else _ABSENT_THEN
    return then, unit.verdict.label if unit.verdict else _ABSENT_NOW


def _summary(since: Since) -> Table:
    counts = tuple(Column(heading, right=True, spare=spare) for heading, spare in _COUNTED.values())
    rows = tuple(row(unit.name, *_verdicts(unit), *(len(unit.those(how)) for how in _COUNTED)) for unit in since.units)
    return Table("汇总", (Column("单位", share=1, name=True), Column("上次", spare=2), Column("现在"), *counts), rows)


def _items(since: Since) -> Table:
    headings = ("单位全称", "统一代码", "上次", "现在", "情况", "类别", "条款", "位置", "问题")
    rows = tuple(
        row(
            unit.name,
            unit.credit_code or "",
            *_verdicts(unit),
            how.label,
            item.kind.label,
            item.code,
            item.place,
            item.message,
        )
        for unit in since.units
        for how, item in unit.items
    )
    return Table("变化", tuple(Column(heading) for heading in headings), rows)
