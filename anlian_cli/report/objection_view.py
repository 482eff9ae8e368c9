"""The objections as a document and as anlian.objection/1; the account of one, and as anlian.account/1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.account import Account, AccountLine, AccountStep, ListedObjection, ObjectionList
from anlian_cli.model.decimals import plain
from anlian_cli.model.personal import masked
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.event_words import event_in_words
from anlian_cli.report.exact import exact_json
from anlian_cli.report.points import points_shown
from anlian_cli.report.shaped import shaped


class ObjectionJson(TypedDict):
    """An objection; `corrected_in` are the later batches that changed its subject; while it is open, no result."""

    number: int
    name: str
    credit_code: str
    about: Literal["materials", "interview", "daily", "review", "ranking", "verdict"]
    period: str
    on: str
    by_whom: str | None
    answer_by: str | None
    note: str
    corrected_in: list[int]
    result: Literal["upheld", "corrected"] | None
    answered_on: str | None
    answer: str | None


class ObjectionsJson(TypedDict):
    """The objections by number."""

    schema: Literal["anlian.objection/1"]
    as_of: str
    objections: list[ObjectionJson]
    digest: str


class AccountLineJson(TypedDict):
    """An item, an expert, a total or a clause; `given` are points, or a word where there are none."""

    part: str
    item: str
    most: float | None
    given: float | str
    reason: str


class AccountStepJson(TypedDict):
    """One version of what is objected to."""

    part: str
    batch: int
    recorded_at: str
    recorded_by: str
    reason: str | None
    old: float | str | None
    new: float | str | None
    details: list[str]


class AccountJson(TypedDict):
    """An objection explained."""

    schema: Literal["anlian.account/1"]
    as_of: str
    objection: ObjectionJson
    sum: str | None
    lines: list[AccountLineJson]
    trail: list[AccountStepJson]
    digest: str


def objections_json(found: ObjectionList) -> str:
    told = [_objection_tree(one) for one in found.objections]
    return exact_json(shaped(ObjectionsJson, found, schema="anlian.objection/1", objections=told))


def _objection_tree(one: ListedObjection) -> dict[str, Any]:
    answer = one.answer
    return shaped(
        ObjectionJson,
        one.raised,
        name=one.name,
        credit_code=one.credit_code,
        by_whom=masked(one.raised.by_whom) if one.raised.by_whom else None,
        note=masked(one.raised.note),
        corrected_in=list(one.corrected_in),
        result=answer.result.value if answer else None,
        answered_on=answer.on.isoformat() if answer else None,
        answer=masked(answer.note) if answer and answer.note else None,
    )


def account_json(found: Account) -> str:
    given = {
        "objection": _objection_tree(found.objection),
        "lines": [shaped(AccountLineJson, line, given=line.given) for line in found.lines],
        "trail": [_step_tree(step) for step in found.trail],
    }
    return exact_json(shaped(AccountJson, found, schema="anlian.account/1", **given))


def _step_tree(step: AccountStep) -> dict[str, Any]:
    batch = step.batch
    told = {"recorded_at": batch.at.isoformat(), "recorded_by": batch.by, "batch": batch.number}
    return shaped(AccountStepJson, step, reason=masked(batch.reason) if batch.reason else None, **told)


def objections_document(found: ObjectionList, title: str) -> Report:
    """Every objection in a row, the first first."""
    columns = (
        Column("号", right=True),
        Column("单位", share=2, name=True),
        Column("关于", share=1),
        Column("提出", spare=2),
        Column("答复期限", spare=1),
        Column("内容和答复", share=3),
    )
    table = Table("异议", columns, tuple(_row(one, found.as_of) for one in found.objections))
    last = f"{found.as_of.isoformat()}：{title} {len(found.objections)} 件；日志摘要 {found.digest}"
    return Report(title, (Heading(title), *((table,) if table.rows else ())), (table,), table, last)


def _row(one: ListedObjection, today: date) -> tuple[Cell, ...]:
    raised = one.raised
    late = one.answer is None and raised.answer_by is not None and raised.answer_by < today
    until = raised.answer_by.isoformat() if raised.answer_by else "—"
    answered = f"\n{one.answer.on.isoformat()} {event_in_words(one.answer)}" if one.answer else ""
    return row(
        raised.number,
        one.name,
        one.subject.label,
        raised.on.isoformat(),
        Cell(until, Tone.BAD if late else Tone.PLAIN),
        masked(raised.note) + answered,
    )


def account_document(found: Account) -> Report:
    """One objection explained: the sum, what it is made of, every version, the answer."""
    lines, trail = _lines_table(found.lines), _trail_table(found.trail)
    title = f"{found.objection.name} 异议 {found.objection.raised.number} 复核说明"
    return Report(
        title, tuple(_blocks(found, title, lines)), (lines, trail), trail, f"{title}；日志摘要 {found.digest}"
    )


def _blocks(found: Account, title: str, lines: Table) -> Iterator[Block]:
    yield Heading(title)
    yield Sentence(found.objection.credit_code, Tone.FAINT)
    yield Sentence(f"{found.objection.raised.on.isoformat()} {event_in_words(found.objection.raised)}")
    if found.sum:
        yield Sentence(found.sum, Tone.GOOD)
    if lines.rows:
        yield Heading(lines.name)
        yield lines
    if found.trail:
        yield Heading("历次记录")
    for step in found.trail:
        yield Sentence(_step_in_words(step), Tone.FAINT)
    answer = found.objection.answer
    told = f"{answer.on.isoformat()} {event_in_words(answer)}" if answer else "还没有答复"
    yield Sentence(told, Tone.PLAIN if answer else Tone.WAITING)


def _lines_table(lines: tuple[AccountLine, ...]) -> Table:
    """What the sum is made of."""
    columns = (
        Column("部分", spare=2),
        Column("项目", share=2),
        Column("满分", right=True, spare=3),
        Column("得分", right=True),
        Column("说明", share=2, spare=1),
    )
    return Table("怎样得来", columns, tuple(_line(line) for line in lines))


def _line(line: AccountLine) -> tuple[Cell, ...]:
    most = Cell(line.most, shown=plain(line.most)) if line.most is not None else Cell("")
    return row(line.part, line.item, most, value_cell(line.given), line.reason)


def value_cell(value: Decimal | str | None) -> Cell:
    """Points as they are read, or a word in their place."""
    return Cell(value, shown=points_shown(value)) if isinstance(value, Decimal) else Cell(value or "—")


def _step_in_words(step: AccountStep) -> str:
    """日常工作考核  第 6 批  2019-01-25 09:20  管理员  86.00 → 88.00，13.1 业绩及资料报送 20 → 22（复核异议 1）."""
    batch = step.batch
    reason = f"（{masked(batch.reason)}）" if batch.reason else ""
    said = "，".join([change_in_words(step), *step.details])
    return f"{step.part}  第 {batch.number} 批  {batch.at:%Y-%m-%d %H:%M}  {batch.by}  {said}{reason}"


def change_in_words(step: AccountStep) -> str:
    """86.00 → 88.00; of a first version what was given."""
    new = value_cell(step.new).text
    return new if step.old is None else f"{value_cell(step.old).text} → {new}"


def _trail_table(trail: tuple[AccountStep, ...]) -> Table:
    """Every version: when, who, why, old → new."""
    columns = (
        Column("批", right=True, spare=3),
        Column("时间"),
        Column("记录人", spare=2),
        Column("部分", spare=1),
        Column("原来", right=True),
        Column("现在", right=True),
        Column("改动和原因", share=3),
    )
    return Table("历次记录", columns, tuple(_step(step) for step in trail))


def _step(step: AccountStep) -> tuple[Cell, ...]:
    batch = step.batch
    why = "；".join([*step.details, *([masked(batch.reason)] if batch.reason else [])])
    when = batch.at.isoformat(sep=" ")[:16]
    return row(batch.number, when, batch.by, step.part, value_cell(step.old), value_cell(step.new), why)
