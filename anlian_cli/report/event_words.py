"""What happened to a unit, each event in a sentence."""

from __future__ import annotations

from anlian_cli.model.events import (
    Admitted,
    Changed,
    DailyEntry,
    Dismissed,
    Event,
    Exited,
    Objected,
    Opened,
    PassedOver,
    Reported,
    Resolved,
    Revoked,
    Shortlisted,
    Withdrawn,
)
from anlian_cli.model.objections import Subject
from anlian_cli.model.personal import masked


def event_in_words(event: Event) -> str:
    """An event in a sentence; an earlier program kept numbers of persons, which are masked."""
    return masked(_told(event))


def _told(event: Event) -> str:
    if isinstance(event, Admitted):
        how = f"（批次 {event.round}）" if event.round else ""
        how = "（工具启用前）" if event.founding else how
        unmet = f"不符合的条款 {'、'.join(event.unmet)}" if event.unmet else None
        extra = "，".join(part for part in (event.note, unmet, event.approved_by, event.document) if part)
        return f"入册{how}{'：' + extra if extra else ''}"
    if isinstance(event, Shortlisted):
        extra = "，".join(part for part in (event.approved_by, event.document) if part)
        return f"入围（批次 {event.round}）{'：' + extra if extra else ''}"
    if isinstance(event, PassedOver):
        return f"未列入确认名单（批次 {event.round}）：{event.note}"
    if isinstance(event, DailyEntry):
        attached = f"（附件 {len(event.attachments)} 个）" if event.attachments else ""
        return f"{event.item} {event.note}{attached}"
    if isinstance(event, Changed):
        return _change_in_words(event)
    if isinstance(event, (Objected, Resolved)):
        return _objection_in_words(event)
    return _exit_in_words(event)


def _objection_in_words(event: Objected | Resolved) -> str:
    """An objection, or the answer to one, in a sentence."""
    if isinstance(event, Resolved):
        extra = "，".join(part for part in (event.note, event.approved_by, event.document) if part)
        return f"答复异议 {event.number}：{event.result.label}{f'（{extra}）' if extra else ''}"
    until = f"{event.answer_by.isoformat()} 前答复" if event.answer_by else None
    attached = f"附件 {len(event.attachments)} 个" if event.attachments else None
    extra = "，".join(part for part in (event.by_whom, until, attached) if part)
    subject = Subject.of(event.about, event.period).label
    return f"异议 {event.number}（{subject}）：{event.note}{f'（{extra}）' if extra else ''}"


def _exit_in_words(event: Reported | Opened | Exited | Dismissed | Revoked | Withdrawn) -> str:
    """A step of an exit in a sentence."""
    if isinstance(event, Reported):
        found = f"（{event.by_body or '已'}认定属实）" if event.substantiated else "（线索，未认定）"
        return f"举报 {event.ground}：{event.note}{found}"
    words = {
        "opened": "启动退出程序",
        "exited": "退出",
        "dismissed": "结束，不退出",
        "revoked": "撤销退出",
        "withdrawn": "自愿退出",
    }
    named = _named_grounds(event)
    # A dismissal that names its grounds ends a procedure only with the last of them.
    said = "不予退出" if isinstance(event, Dismissed) and named else words[event.kind]
    return f"{said}{f'（{named}）' if named else ''}" + (f"：{event.note}" if event.note else "")


def _named_grounds(event: Opened | Exited | Dismissed | Revoked | Withdrawn) -> str:
    """The grounds that a step acts on or answers."""
    if isinstance(event, Exited):
        return "、".join((event.ground, *event.also))
    return "、".join(event.grounds) if isinstance(event, (Opened, Dismissed)) else ""


def _change_in_words(event: Changed) -> str:
    changes = [f"名称 {event.former_name} → {event.name}"] if event.former_name else []
    changes += [f"统一代码变更，原 {event.former_code}"] if event.former_code else []
    changes += ["主要负责人变更"] if event.principal else []
    return "；".join(changes)
