"""What a recording of scores says back, old beside new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from anlian_cli.model.echo import Change, ScoreChange, ScoreEcho
from anlian_cli.report.document import Block, Cell, Column, Report, Sentence, Table, Tone, row
from anlian_cli.report.points import points_shown

_TONES = {Change.NEW: Tone.GOOD, Change.CORRECTED: Tone.WAITING, Change.SAME: Tone.FAINT}


def score_document(echo: ScoreEcho) -> Report:
    """The echo; rows that change nothing are only counted."""
    table = _table(echo)
    return Report(
        title=f"{echo.period} {echo.stage.label}",
        blocks=tuple(_blocks(echo, table)),
        tables=(table,),
        flat_table=table,
        last_line=_last_line(echo),
    )


def _blocks(echo: ScoreEcho, table: Table) -> Iterator[Block]:
    yield Sentence(f"{echo.period} {echo.stage.label}，满分：{echo.rule}", Tone.FAINT)
    if table.rows:
        yield table
    for remark in echo.remarks:
        yield Sentence(remark, Tone.WAITING)


def _table(echo: ScoreEcho) -> Table:
    columns = (
        Column("单位", share=2, name=True),
        Column("原得分", right=True, spare=2),
        Column("得分", right=True),
        Column("记录", spare=3),
        Column("说明", share=3, spare=1),
    )
    shown = [change for change in echo.changes if change.change is not Change.SAME]
    return Table("评分", columns, tuple(_row(change) for change in shown))


def _row(change: ScoreChange) -> tuple[Cell, ...]:
    kind = Cell(change.change.value, _TONES.get(change.change, Tone.PLAIN))
    notes = "；".join((*change.details, *change.remarks))
    return row(change.name, points_shown(change.old), points_shown(change.new), kind, notes)


def _last_line(echo: ScoreEcho) -> str:
    counts = Counter(change.change for change in echo.changes)
    counted = " · ".join(f"{kind.value} {counts[kind]}" for kind in Change if counts[kind])
    return f"{echo.period} {echo.stage.label}：共 {len(echo.changes)} 家；{counted}"
