"""A unit's life as a document and as anlian.show/1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.life import EventLife, StageLife, UnitLife
from anlian_cli.model.personal import masked
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import OUTDATED
from anlian_cli.model.states import State
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.event_words import event_in_words
from anlian_cli.report.exact import exact_json
from anlian_cli.report.points import points_shown
from anlian_cli.report.shaped import shaped

_STATE_TONES = {State.ADMITTED: Tone.GOOD, State.PROCEDURE: Tone.WAITING, State.EXITED: Tone.BAD}


class RoundJson(TypedDict):
    round: str
    verdict: Literal["pass", "correct", "fail", "pending", "unreadable"]
    received_on: str | None
    batch: int


class ItemJson(TypedDict):
    """One item; points are null where it did not apply."""

    item: str
    maximum: float
    points: float | None
    reason: str | None


class ScoreJson(TypedDict):
    """One stage's standing score; items are empty where one total, or experts' points, were given."""

    stage: Literal["materials", "interview", "daily", "review"]
    period: str
    total: float
    items: list[ItemJson]
    note: str | None
    answered_by: str | None
    assessed_on: str | None
    remarks: list[str]
    sheet: str | None
    row: int | None
    batch: int
    version: int
    outdated: bool


class EventJson(TypedDict):
    kind: str
    on: str
    text: str
    batch: int


class ShowJson(TypedDict):
    """A unit's whole life; `digest` is the head of the journal's last digest."""

    schema: Literal["anlian.show/1"]
    as_of: str
    name: str
    credit_code: str
    former_names: list[str]
    former_codes: list[str]
    state: Literal["unknown", "applied", "shortlisted", "admitted", "procedure", "exited", "withdrawn", "free"]
    rounds: list[RoundJson]
    scores: list[ScoreJson]
    events: list[EventJson]
    digest: str


def life_json(life: UnitLife, today: date) -> str:
    given = {
        "as_of": today.isoformat(),
        "rounds": [shaped(RoundJson, entry) for entry in life.rounds],
        "scores": [score_tree(entry) for entry in life.stages],
        "events": [_event(entry) for entry in life.events],
    }
    return exact_json(shaped(ShowJson, life, schema="anlian.show/1", **given))


def score_tree(entry: StageLife) -> dict[str, Any]:
    """A stage's standing score as plain values, decimals exact."""
    score, source = entry.score, entry.score.source
    return shaped(
        ScoreJson,
        score,
        total=entry.total,
        items=[shaped(ItemJson, item, reason=_masked(item.reason)) for item in score.items],
        note=_masked(score.note),
        sheet=source.name if source else None,
        row=source.row if source else None,
        batch=entry.batch,
        version=entry.version,
        outdated=entry.outdated,
    )


def _masked(text: str | None) -> str | None:
    return masked(text) if text else None


def _event(entry: EventLife) -> EventJson:
    event = entry.event
    return {"kind": event.kind, "on": event.on.isoformat(), "text": event_in_words(event), "batch": entry.batch}


def life_document(life: UnitLife) -> Report:
    """A unit's life, one table for each side of it."""
    tables = tuple(_tables(life))
    return Report(life.name, tuple(_blocks(life, tables)), tables, _flat(life), _last_line(life))


def _last_line(life: UnitLife) -> str:
    return f"{life.name}：申报 {len(life.rounds)} 次，得分 {len(life.stages)} 项；日志摘要 {life.digest}"


def _blocks(life: UnitLife, tables: tuple[Table, ...]) -> Iterator[Block]:
    yield Heading(life.name)
    former = [f"曾用名 {'、'.join(life.former_names)}"] if life.former_names else []
    former += [f"原代码 {'、'.join(life.former_codes)}"] if life.former_codes else []
    yield Sentence(" · ".join([life.credit_code, *former]), Tone.FAINT)
    yield Sentence(f"现在：{life.state.label}", _STATE_TONES.get(life.state, Tone.PLAIN))
    if life.path:
        yield Sentence(" → ".join(f"{day.isoformat()} {label}" for day, label in life.path))
    for table in tables:
        if table.rows:
            yield Sentence(table.name, Tone.PLAIN)
            yield table


def _tables(life: UnitLife) -> Iterator[Table]:
    yield _applications(life)
    yield _scores(life)
    columns = (Column("日期"), Column("事项", share=1), Column("批", right=True, spare=1))
    events = [row(entry.event.on.isoformat(), event_in_words(entry.event), entry.batch) for entry in life.events]
    yield Table("事项和日常记录", columns, tuple(events))


def _applications(life: UnitLife) -> Table:
    tones = {UnitVerdict.PASS: Tone.GOOD, UnitVerdict.FAIL: Tone.BAD}
    rows = (
        row(
            entry.round,
            Cell(entry.verdict.label, tones.get(entry.verdict, Tone.WAITING)),
            entry.received_on.isoformat() if entry.received_on else "",
            entry.batch,
        )
        for entry in life.rounds
    )
    columns = (Column("批次"), Column("结论"), Column("收件"), Column("存档批", right=True, spare=1))
    return Table("申报", columns, tuple(rows))


def _scores(life: UnitLife) -> Table:
    columns = (
        Column("年度或批次"),
        Column("阶段"),
        Column("得分", right=True),
        Column("各项和说明", share=1, spare=1),
        Column("批", right=True, spare=2),
        Column("次", right=True, spare=3),
    )
    return Table("得分", columns, tuple(_score_row(entry) for entry in life.stages))


def _score_row(entry: StageLife) -> tuple[Cell, ...]:
    score = entry.score
    return row(
        score.period, score.stage.label, points_shown(entry.total), _score_in_words(entry), entry.batch, entry.version
    )


def _score_in_words(entry: StageLife) -> str:
    score = entry.score
    parts = [
        f"{item.item} {points_shown(item.points) if item.points is not None else '不适用'}"
        + (f"（{item.reason}）" if item.reason else "")
        for item in score.items
    ]
    if score.experts:
        parts.append(f"{sum(not expert.recused for expert in score.experts)} 位专家评分")
    parts += [f"答辩人 {score.answered_by}"] if score.answered_by else []
    parts += [f"考核日期 {score.assessed_on.isoformat()}"] if score.assessed_on else []
    parts += [*score.remarks, *([score.note] if score.note else [])]
    parts += [f"{score.source.name} 第 {score.source.row} 行"] if score.source else []
    return masked("；".join([*([OUTDATED] if entry.outdated else []), *parts]))


def _flat(life: UnitLife) -> Table:
    headings = ("单位全称", "统一代码", "日期或年度", "种类", "内容", "得分", "批")
    head = (life.name, life.credit_code)
    rows = [row(*head, entry.round, "申报", entry.verdict.label, "", entry.batch) for entry in life.rounds]
    rows += [
        row(
            *head,
            entry.score.period,
            entry.score.stage.label,
            _score_in_words(entry),
            points_shown(entry.total),
            entry.batch,
        )
        for entry in life.stages
    ]
    rows += [
        row(*head, entry.event.on.isoformat(), "事项", event_in_words(entry.event), "", entry.batch)
        for entry in life.events
    ]
    return Table("档案", tuple(Column(heading) for heading in headings), tuple(rows))
