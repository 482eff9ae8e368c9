"""The register as a document and as anlian.list/1; the deadline board as a document and as anlian.status/1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.register import Board, Register, RegisterEntry, UnitProgress
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.exit_view import BarredJson
from anlian_cli.report.rank_view import GRADE_TONES
from anlian_cli.report.shaped import shaped


class EntryJson(TypedDict):
    """A 在册 unit; grade is null where no year was assessed yet."""

    name: str
    credit_code: str
    admitted_on: str
    grade: Literal["excellent", "good", "qualified", "failed"] | None
    grade_year: str | None
    recommended: bool
    basis: str | None
    procedure_since: str | None


class ListJson(TypedDict):
    """The register of 在册 units."""

    schema: Literal["anlian.list/1"]
    as_of: str
    units: list[EntryJson]
    barred: list[BarredJson]
    digest: str


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
    unconfirmed: list[str]
    digest: str


def register_json(register: Register) -> str:
    units = [shaped(EntryJson, entry) for entry in register.entries]
    barred = [shaped(BarredJson, bar) for bar in register.barred]
    return exact_json(shaped(ListJson, register, schema="anlian.list/1", units=units, barred=barred))


def board_json(board: Board) -> str:
    given = {
        "deadlines": [shaped(DeadlineJson, one) for one in board.deadlines],
        "round_units": [shaped(ProgressJson, unit) for unit in board.round_units],
        "year_units": [shaped(ProgressJson, unit) for unit in board.year_units],
        "unsettled": [shaped(UnsettledJson, one) for one in board.unsettled],
        "next": [{"reason": reason, "command": command} for reason, command in board.next_commands],
    }
    return exact_json(shaped(StatusJson, board, schema="anlian.status/1", **given))


def register_document(register: Register) -> Report:
    """Who is 在册, and whose bar runs."""
    table = _register_table(register)
    bars = Table(
        "限制期",
        (Column("单位", share=1, name=True), Column("统一代码", spare=2), Column("公告", spare=1), Column("限制至")),
        tuple(
            row(bar.name, bar.credit_code, bar.announced_on.isoformat(), bar.barred_through.isoformat())
            for bar in register.barred
        ),
    )
    blocks: list[Block] = [Heading("在册咨询服务单位"), table]
    if bars.rows:
        blocks += [Heading("限制期内"), bars]
    last_line = f"在册 {len(register.entries)} 家，限制期内 {len(register.barred)} 家；日志摘要 {register.digest}"
    return Report("在册咨询服务单位", tuple(blocks), (table, bars), table, last_line)


def _register_table(register: Register) -> Table:
    columns = (
        Column("单位", share=2, name=True),
        Column("统一代码", spare=4),
        Column("入册", spare=3),
        Column("最近等次"),
        Column("推荐", spare=2),
        Column("备注", share=1, spare=1),
    )
    return Table("在册", columns, tuple(_register_row(entry) for entry in register.entries))


def _register_row(entry: RegisterEntry) -> tuple[Cell, ...]:
    grade = Cell(f"{entry.grade_year} {entry.grade.label}", GRADE_TONES[entry.grade]) if entry.grade else Cell("尚无")
    note = f"{entry.procedure_since.isoformat()} 启动退出程序" if entry.procedure_since else ""
    basis = entry.basis if entry.basis and not entry.recommended else ""
    return row(
        Cell(entry.public_name, shown=entry.public_name.replace("（原：", "\n（原：")),
        entry.credit_code,
        entry.admitted_on.isoformat(),
        grade,
        "是" if entry.recommended else "",
        "；".join(part for part in (note, basis) if part),
    )


def board_document(board: Board) -> Report:
    """The deadline board: what ends, what is missing, what to type next."""
    table = _next_table(board)
    return Report(
        "工作看板",
        tuple(_board_blocks(board, table)),
        (table, _units("批次", board.round_units), _unsettled_table(board)),
        table,
        _last(board),
    )


def _last(board: Board) -> str:
    waiting = sum(bool(unit.missing) for unit in (*board.round_units, *board.year_units))
    unsettled = f"，还没有了结的 {len(board.unsettled)} 件" if board.unsettled else ""
    return f"{board.as_of.isoformat()}：还缺材料或得分的 {waiting} 家{unsettled}；日志摘要 {board.digest}"


def _board_blocks(board: Board, table: Table) -> Iterator[Block]:
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
    yield from _unsettled_blocks(board)
    if table.rows:
        yield Heading("接下来")
        for reason, command in board.next_commands:
            yield Sentence(reason)
            yield Sentence(f"  → {command}", Tone.FAINT)
    if board.unconfirmed:
        yield Sentence(f"还没有确认的口径：{'、'.join(board.unconfirmed)}（含义见 anlian explain）", Tone.FAINT)


def _unsettled_blocks(board: Board) -> Iterator[Block]:
    """Not as a table: a command is copied from its line."""
    if board.unsettled:
        yield Heading(f"还没有了结的 {len(board.unsettled)} 件", Tone.WAITING)
    for one in board.unsettled:
        yield Sentence(f"{one.name}：{one.what}")
        yield Sentence(f"  → {one.command}", Tone.FAINT)


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
