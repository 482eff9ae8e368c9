"""The history as a document and as anlian.log/1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.log import LogChange, LogEntry
from anlian_cli.model.personal import masked
from anlian_cli.report.document import Block, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.log_words import ACTIONS, Copies, copies_of, label_of, value_in_words
from anlian_cli.report.shaped import shaped

_MOST_CHANGES, _MOST_FILES = 40, 3


class ChangeJson(TypedDict):
    """One field or file; `path` is its logical path, with # and the route inside a document."""

    path: str
    old: str | None
    new: str | None


class LogUnitJson(TypedDict):
    name: str
    credit_code: str | None


class EntryJson(TypedDict):
    """One version of one dossier."""

    batch: int
    version: int
    recorded_at: str
    recorded_by: str
    reason: str | None
    action: str
    unit: LogUnitJson
    undoes: int | None
    undone_by: int | None
    fixed_clock: bool
    changes: list[ChangeJson]


class LogJson(TypedDict):
    """The history, oldest first."""

    schema: Literal["anlian.log/1"]
    entries: list[EntryJson]


def log_json(entries: Sequence[LogEntry]) -> str:
    document = {"schema": "anlian.log/1", "entries": [_entry(entry) for entry in entries]}
    return exact_json(document)


def _entry(entry: LogEntry) -> dict[str, Any]:
    batch = entry.batch
    return {
        "batch": batch.number,
        "version": entry.version,
        "recorded_at": batch.at.isoformat(),
        "recorded_by": batch.by,
        "reason": masked(batch.reason) if batch.reason else None,
        "action": batch.action,
        "unit": {"name": entry.name, "credit_code": entry.credit_code},
        "undoes": batch.undoes,
        "undone_by": entry.undone_by,
        "fixed_clock": batch.fixed_clock,
        "changes": [shaped(ChangeJson, change) for change in entry.changes],
    }


def recent(entries: Sequence[LogEntry], batches: int | None) -> Sequence[LogEntry]:
    """What the last batches recorded; without a number, everything."""
    if batches is None:
        return entries
    numbers = sorted({entry.batch.number for entry in entries})[-batches:]
    return [entry for entry in entries if entry.batch.number in numbers]


def log_document(entries: Sequence[LogEntry], title: str, batches: int | None = None) -> Report:
    """The history, or its last batches; the newest last, so that it stands above the prompt."""
    shown, copies = recent(entries, batches), copies_of(entries)
    table = _flat(shown, copies)
    return Report(title, tuple(_blocks(shown, copies)), (table,), table, f"{title}：{_count(entries, shown)}")


def _count(entries: Sequence[LogEntry], shown: Sequence[LogEntry]) -> str:
    every, some = (len({entry.batch.number for entry in part}) for part in (entries, shown))
    if not entries:
        return "没有记录"
    return f"{every} 批记录" if every == some else f"最近 {some} 批，共 {every} 批记录"


def _blocks(entries: Sequence[LogEntry], copies: Copies) -> Iterator[Block]:
    previous = 0
    for entry in entries:
        batch = entry.batch
        if batch.number != previous:
            yield Heading(_batch_line(entry))
            if batch.reason:
                yield Sentence(f"原因：{masked(batch.reason)}")
            previous = batch.number
        yield Sentence(f"{entry.name}  第 {entry.version} 次记录", Tone.FAINT)
        yield _changes(entry, copies)


def _batch_line(entry: LogEntry) -> str:
    batch = entry.batch
    action = ACTIONS.get(batch.action, batch.action)
    if batch.undoes:
        action = f"{action}第 {batch.undoes} 批"
    marks = [f"已由第 {entry.undone_by} 批撤销"] if entry.undone_by else []
    marks += ["固定时钟"] if batch.fixed_clock else []
    ending = f"（{'，'.join(marks)}）" if marks else ""
    return f"第 {batch.number} 批  {batch.at:%Y-%m-%d %H:%M:%S}  {batch.by}  {action}{ending}"


def _changes(entry: LogEntry, copies: Copies) -> Table:
    columns = (Column("内容", share=3), Column("原来", share=2), Column("现在", share=2))
    new_files = [change for change in entry.changes if change.old is None and _is_file(change)]
    few = len(new_files) <= _MOST_FILES
    shown = [change for change in entry.changes if few or change not in new_files]
    rows = [
        row(label_of(change.path), *(value_in_words(change, text, copies) for text in (change.old, change.new)))
        for change in shown
    ]
    if len(rows) > _MOST_CHANGES:
        rows = [*rows[:_MOST_CHANGES], row(f"……另有 {len(rows) - _MOST_CHANGES} 处，见 --format csv", "", "")]
    if not few:
        rows.append(row(f"收到的文件 {len(new_files)} 个", "—", "存档"))
    return Table("改动", columns, tuple(rows))


def _is_file(change: LogChange) -> bool:
    return "#" not in change.path and change.path.count("/") > 1


def _flat(entries: Sequence[LogEntry], copies: Copies) -> Table:
    headings = ("批", "次", "时间", "记录人", "命令", "原因", "单位全称", "统一代码", "内容", "原来", "现在")
    rows = tuple(
        row(
            entry.batch.number,
            entry.version,
            entry.batch.at.isoformat(sep=" ")[:19],
            entry.batch.by,
            ACTIONS.get(entry.batch.action, entry.batch.action),
            masked(entry.batch.reason or ""),
            entry.name,
            entry.credit_code or "",
            label_of(change.path),
            value_in_words(change, change.old, copies),
            value_in_words(change, change.new, copies),
        )
        for entry in entries
        for change in entry.changes
    )
    return Table("历史", tuple(Column(heading) for heading in headings), rows)
