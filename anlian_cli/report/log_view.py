"""The history as a document and as anlian.log/1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.log import LogChange, LogEntry
from anlian_cli.model.personal import masked
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import Stage
from anlian_cli.report.document import Block, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped

ACTIONS = {
    "check": "审核存档",
    "score": "评分",
    "daily": "日常记录",
    "shortlist": "公布入围名单",
    "admit": "入册",
    "exit report": "记录线索",
    "exit open": "启动退出程序",
    "exit decide": "决定退出",
    "exit dismiss": "结束程序",
    "exit revoke": "撤销退出",
    "change": "变更",
    "withdraw": "自愿退出",
    "lock": "锁定参数",
    "undo": "撤销",
    "purge": "清除个人信息",
}
_FIELDS = {
    "points": "得分",
    "maximum": "满分",
    "reason": "扣分原因",
    "note": "备注",
    "verdict": "结论",
    "application": "申报材料",
    "received_on": "收件",
    "recused": "回避",
    "name": "单位全称",
    "on": "日期",
    "item": "项目",
    "founding": "工具启用前已入册",
    "files": "材料摘要",
    "readings": "适用口径",
    "round": "批次",
    "year": "考核年度",
    "document": "文号",
    "approved_by": "批准",
    "answered_by": "答辩人",
    "assessed_on": "考核日期",
    "remarks": "注明",
    "unmet": "不符合的条款",
    "grounds": "情形",
    "ground": "情形",
    "also": "其他情形",
    "regulation": "规范",
    "principal": "主要负责人",
    "substantiated": "查实",
    "by_body": "认定机构",
    "complainant": "投诉人",
    "attachments": "附件",
    "former_name": "原名",
    "former_code": "原代码",
}
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


def log_document(entries: Sequence[LogEntry], title: str) -> Report:
    """The history, the newest batch last, so that it stands above the prompt."""
    table = _flat(entries)
    count = len({entry.batch.number for entry in entries})
    last_line = f"{title}：{count} 批记录" if entries else f"{title}：没有记录"
    return Report(title, tuple(_blocks(entries)), (table,), table, last_line)


def _blocks(entries: Sequence[LogEntry]) -> Iterator[Block]:
    previous = 0
    for entry in entries:
        batch = entry.batch
        if batch.number != previous:
            yield Heading(_batch_line(entry))
            if batch.reason:
                yield Sentence(f"原因：{masked(batch.reason)}")
            previous = batch.number
        yield Sentence(f"{entry.name}  第 {entry.version} 次记录", Tone.FAINT)
        yield _changes(entry)


def _batch_line(entry: LogEntry) -> str:
    batch = entry.batch
    action = ACTIONS.get(batch.action, batch.action)
    if batch.undoes:
        action = f"{action}第 {batch.undoes} 批"
    marks = [f"已由第 {entry.undone_by} 批撤销"] if entry.undone_by else []
    marks += ["固定时钟"] if batch.fixed_clock else []
    ending = f"（{'，'.join(marks)}）" if marks else ""
    return f"第 {batch.number} 批  {batch.at:%Y-%m-%d %H:%M:%S}  {batch.by}  {action}{ending}"


def _changes(entry: LogEntry) -> Table:
    columns = (Column("内容", share=3), Column("原来", share=2), Column("现在", share=2))
    new_files = [change for change in entry.changes if change.old is None and _is_file(change)]
    few = len(new_files) <= _MOST_FILES
    shown = [change for change in entry.changes if few or change not in new_files]
    rows = [row(label_of(change.path), _value(change, change.old), _value(change, change.new)) for change in shown]
    if len(rows) > _MOST_CHANGES:
        rows = [*rows[:_MOST_CHANGES], row(f"……另有 {len(rows) - _MOST_CHANGES} 处，见 --format csv", "", "")]
    if not few:
        rows.append(row(f"收到的文件 {len(new_files)} 个", "—", "存档"))
    return Table("改动", columns, tuple(rows))


def _is_file(change: LogChange) -> bool:
    return "#" not in change.path and change.path.count("/") > 1


def _value(change: LogChange, text: str | None) -> str:
    if text is None:
        return "—"
    field = change.path.rpartition("/")[2].rpartition("#")[2]
    if field == "application" or (field.endswith(".json") and len(text) == 12):
        return text[:12]
    return UnitVerdict(text).label if text in set(UnitVerdict) else text


def label_of(path: str) -> str:
    """A logical path in words: 2018 日常工作考核·13.1·得分."""
    file, _, route = path.partition("#")
    parts = file.removesuffix(".json").split("/")
    fields = [part for part in route.split("/") if part not in ("", "items", "experts", "application")]
    steps = [_FIELDS.get(field, field) for field in fields] if route != "application" else ["依据的申报材料"]
    return "·".join([_file_label(parts, file), *steps])


def _file_label(parts: list[str], file: str) -> str:
    if parts[0] == "scores":
        return f"{parts[1]} {Stage(parts[2]).label}"
    if parts[0] == "check":
        return f"{parts[1]} 审核结论"
    if parts[0] == "application":
        return f"{parts[1]} 申报材料" + "".join(f"·{part}" for part in parts[2:])
    if parts[0] == "parameters":
        return f"参数 {parts[1].partition('-')[2]}"
    if parts[0] == "events":
        return parts[1]
    if parts[0] == "purged":
        return "清除的清单"
    return file


def _flat(entries: Sequence[LogEntry]) -> Table:
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
            _value(change, change.old),
            _value(change, change.new),
        )
        for entry in entries
        for change in entry.changes
    )
    return Table("历史", tuple(Column(heading) for heading in headings), rows)
