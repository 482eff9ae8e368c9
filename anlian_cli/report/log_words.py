"""The history in words: what a command did, how a path of the records is called, which copy a digest stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from anlian_cli.model.log import LogChange, LogEntry
from anlian_cli.model.objections import Outcome
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import Stage

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
    "paper": "公布",
    "change": "变更",
    "withdraw": "自愿退出",
    "objection add": "记录异议",
    "objection resolve": "答复异议",
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
    "files": "文件摘要",
    "records": "日志摘要",
    "said": "名单",
    "fields": "内容",
    "corrects": "更正",
    "stands": "更正以后",
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
    "number": "号",
    "about": "关于",
    "period": "批次或年度",
    "by_whom": "提出方",
    "answer_by": "答复期限",
    "result": "结果",
}
_EVENTS = {
    "shortlisted": "入围",
    "admitted": "入册",
    "passed-over": "未列入确认名单",
    "daily": "日常记录",
    "reported": "线索",
    "opened": "启动退出程序",
    "exited": "退出",
    "dismissed": "不予退出",
    "revoked": "撤销退出",
    "withdrawn": "自愿退出",
    "changed": "变更",
    "objected": "异议",
    "resolved": "答复异议",
}
_DIGEST = re.compile(r"[0-9a-f]{12}|[0-9a-f]{128}")
_FILE = re.compile(r"[0-9a-f]{64}")
"""The SHA-256 of a file that was written."""
_EVENT = re.compile(r"(\d{4}-\d\d-\d\d)-([a-z-]+)-(\d+)")
_SHORT = 12
_WORDED: Mapping[str, str] = {one.value: one.label for one in (*UnitVerdict, *Outcome)}

Copies = Mapping[str, int]
"""The beginning of each copy's digest, and the batch that first recorded it."""


def copies_of(entries: Iterable[LogEntry]) -> Copies:
    """Which batch brought each copy of a file or an application."""
    found: dict[str, int] = {}
    for entry in entries:
        for change in entry.changes:
            if change.new is not None and _is_copy(change, change.new):
                found.setdefault(change.new[:_SHORT], entry.batch.number)
    return found


def _is_copy(change: LogChange, text: str) -> bool:
    route = change.path.partition("#")[2]
    return route in ("", "application") and _DIGEST.fullmatch(text) is not None


def value_in_words(change: LogChange, text: str | None, copies: Copies) -> str:
    """A value as it is read: of a file or an application the batch that brought it, in place of its digest."""
    if text is None:
        return "—"
    if _is_copy(change, text):
        if change.path.startswith(("events/", "publications/")):
            return "已记录"
        batch = copies.get(text[:_SHORT])
        return f"第 {batch} 批存的" if batch else "更早存的"
    return text[:_SHORT] if _FILE.fullmatch(text) else _WORDED.get(text, text)


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
        return _event_label(parts[1])
    if parts[0] == "publications":
        return f"公告 {parts[1]}"
    if parts[0] == "purged":
        return "清除的清单"
    return file


def _event_label(name: str) -> str:
    """2018-05-02 日常记录; a second one of that day （2）."""
    event = _EVENT.fullmatch(name)
    if event is None:
        return name
    day, kind, number = event.groups()
    return f"{day} {_EVENTS.get(kind, kind)}" + (f"（{number}）" if number != "1" else "")
