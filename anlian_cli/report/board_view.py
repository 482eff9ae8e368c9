"""The deadline board as a document and as anlian.status/1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.publication import PublicationState
from anlian_cli.model.register import Board, UnitProgress
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped


class DeadlineJson(TypedDict):
    what: str
    on: str
    days: int


class ProgressJson(TypedDict):
    name: str
    has: list[str]
    missing: list[str]


class NextJson(TypedDict):
    reason: str
    command: str


class UnsettledJson(TypedDict):
    """A unit about which something is still to be decided or recorded."""

    name: str
    what: str
    command: str


class DifferenceJson(TypedDict):
    """What a publication said of a unit, and what the records say now; null where the unit is not named."""

    name: str
    what: str
    old: str | None
    new: str | None


class PublicationJson(TypedDict):
    """A publication; `differences` are what is to be corrected in it."""

    paper: str
    about: str
    on: str
    document: str | None
    differences: list[DifferenceJson]


class StatusJson(TypedDict):
    """The deadline board; round and year are null where none is open."""

    schema: Literal["anlian.status/1"]
    as_of: str
    deadlines: list[DeadlineJson]
    round: str | None
    round_units: list[ProgressJson]
    year: str | None
    year_units: list[ProgressJson]
    next: list[NextJson]
    unsettled: list[UnsettledJson]
    publications: list[PublicationJson]
    unconfirmed: list[str]
    digest: str


def board_json(board: Board) -> str:
    return exact_json(board_tree(board))


def board_tree(board: Board) -> dict[str, Any]:
    given = {
        "deadlines": [shaped(DeadlineJson, one) for one in board.deadlines],
        "round_units": [shaped(ProgressJson, unit) for unit in board.round_units],
        "year_units": [shaped(ProgressJson, unit) for unit in board.year_units],
        "unsettled": [shaped(UnsettledJson, one) for one in board.unsettled],
        "publications": [_publication_json(one) for one in board.publications],
        "next": [{"reason": reason, "command": command} for reason, command in board.next_commands],
    }
    return shaped(StatusJson, board, schema="anlian.status/1", **given)


def _publication_json(one: PublicationState) -> dict[str, Any]:
    return shaped(PublicationJson, one, differences=[shaped(DifferenceJson, line) for line in one.differences])


def board_document(board: Board) -> Report:
    """The deadline board: what ends, what is missing, what to type next."""
    table = _next_table(board)
    return Report(
        "工作看板",
        tuple(_board_blocks(board)),
        (table, _units("批次", board.round_units), _unsettled_table(board), _published(board)),
        table,
        _last(board),
    )


def _last(board: Board) -> str:
    waiting = sum(bool(unit.missing) for unit in (*board.round_units, *board.year_units))
    unsettled = f"，还没有了结的 {len(board.unsettled)} 件" if board.unsettled else ""
    return f"{board.as_of.isoformat()}：还缺材料或得分的 {waiting} 家{unsettled}；日志摘要 {board.digest}"


def _board_blocks(board: Board) -> Iterator[Block]:
    yield Heading(f"{board.as_of.isoformat()} 工作看板")
    for deadline in board.deadlines:
        left = f"还有 {deadline.days} 天" if deadline.days >= 0 else f"已过 {-deadline.days} 天"
        tone = Tone.WAITING if deadline.days >= 0 else Tone.BAD
        yield Sentence(f"{deadline.on.isoformat()} {deadline.what}，{left}", tone)
    for kind, name, units in (("批次", board.round, board.round_units), ("年度", board.year, board.year_units)):
        if name is not None:
            yield Heading(f"{kind} {name}：{len(units)} 家")
            if units:
                yield _units(kind, units)
    if board.publications:
        yield Heading(f"已公布 {len(board.publications)} 件")
        yield _published(board)
    yield from _unsettled_blocks(board)
    yield from _next_blocks(board)
    if board.unconfirmed:
        yield Sentence(f"还没有确认的口径：{'、'.join(board.unconfirmed)}（含义见 anlian explain）", Tone.FAINT)


def _next_blocks(board: Board) -> Iterator[Block]:
    if board.next_commands:
        yield Heading("接下来")
    for reason, command in board.next_commands:
        yield Sentence(reason)
        yield Sentence(f"  → {command}", Tone.FAINT)


def _unsettled_blocks(board: Board) -> Iterator[Block]:
    """Not as a table: a command is copied from its line."""
    if board.unsettled:
        yield Heading(f"还没有了结的 {len(board.unsettled)} 件", Tone.WAITING)
    for one in board.unsettled:
        yield Sentence(f"{one.name}：{one.what}")
        yield Sentence(f"  → {one.command}", Tone.FAINT)


def _published(board: Board) -> Table:
    columns = (Column("公告", share=2, name=True), Column("公布"), Column("文号", spare=1), Column("与台账"))
    rows = (
        row(one.about, one.on.isoformat(), one.document or "", Cell("须更正", Tone.BAD) if one.differences else "一致")
        for one in board.publications
    )
    return Table("已公布", columns, tuple(rows))


def _units(name: str, units: Sequence[UnitProgress]) -> Table:
    columns = (Column("单位", share=2, name=True), Column("已有", share=3, spare=1), Column("还缺", share=2))
    rows = tuple(
        row(unit.name, "、".join(unit.has) or "—", Cell("、".join(unit.missing), Tone.WAITING)) for unit in units
    )
    return Table(name, columns, rows)


def _unsettled_table(board: Board) -> Table:
    rows = tuple(row(one.name, one.what, one.command) for one in board.unsettled)
    return Table("还没有了结", (Column("单位"), Column("事项"), Column("命令")), rows)


def _next_table(board: Board) -> Table:
    rows = tuple(row(reason, command) for reason, command in board.next_commands)
    return Table("接下来", (Column("事项", share=1), Column("命令")), rows)
