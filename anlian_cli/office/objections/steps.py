"""Raising an objection, answering it, and a correction that follows from one: each with what it is refused for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.model.echo import Change, ScoreEcho
from anlian_cli.model.events import Event, Objected, Resolved
from anlian_cli.model.objections import Outcome, Result, Subject
from anlian_cli.model.scores import Stage
from anlian_cli.office.exits.steps import Make
from anlian_cli.office.objections.standing import (
    Objection,
    chosen,
    open_objections,
    paths_of,
    recorded_since,
    unanswered_of,
)
from anlian_cli.office.office import Office
from anlian_cli.office.periods import in_force
from anlian_cli.office.supervision.daily_log import attach
from anlian_cli.records.dossier import Dossier

if TYPE_CHECKING:  # who reads loads nothing that records
    from anlian_cli.records.recorder import Recorder

_KIND = "objected"
_TYPED = "--about 日常2018、--about 年审2018、--about 材料2017、--about 面试2017、--about 排名2018、--about 审核2017"


def subject_named(text: str) -> Subject:
    """What an objection is about, as it was typed. Raises UsageFault."""
    subject = Subject.named(text)
    if subject is None or not subject.period:
        raise UsageFault(f"--about “{text}”不对，要写阶段或结果，和批次或年度", f"例如 {_TYPED}")
    return subject


def answer_day(office: Office, on: date, asked: date | None) -> date | None:
    """By when it is to be answered: as asked, else as anlian.yaml says; nothing is made up. Raises UsageFault."""
    if asked is not None and asked < on:
        raise UsageFault(f"--answer-by {asked.isoformat()} 早于提出的日期 {on.isoformat()}", "请核对两个日期")
    days = office.settings.objection_days
    return asked or (on + timedelta(days=days) if days is not None else None)


def raised(
    subject: Subject, on: date, note: str, by_whom: str | None, answer_by: date | None, attached: Sequence[Path]
) -> Make:
    """An objection in the making. Raises UsageFault where it says nothing, InputFault."""
    if not note.strip():
        raise UsageFault("--note 是空的", "请写明异议的内容")

    def make(office: Office, recorder: Recorder, dossier: Dossier) -> Event:
        _refuse_nothing(office, dossier, subject)
        _refuse_second(dossier, subject)
        kept = tuple(attach(recorder, dossier, on, path) for path in attached)
        return Objected(
            on=on,
            number=_next_number(recorder),
            about=subject.about.value,
            period=subject.period,
            note=note.strip(),
            by_whom=by_whom,
            answer_by=answer_day(office, on, answer_by),
            attachments=kept,
        )

    return make


def _refuse_nothing(office: Office, dossier: Dossier, subject: Subject) -> None:
    """Nobody can object to what is not there."""
    in_force(office, "round" if subject.of_a_round else "year", subject.period)
    if not all(dossier.filed(path) for path in paths_of(subject)):
        raise UsageFault(f"{dossier.name} 没有记录 {subject.label}，不能提出异议", "录过什么见 anlian show")


def _refuse_second(dossier: Dossier, subject: Subject) -> None:
    for one in unanswered_of(dossier):
        if one.subject == subject:
            hint = "先答复这一件（anlian objection resolve）；内容有补充的，写在答复里"
            raise UsageFault(f"{dossier.name}：{one.title}还没有答复", hint)


def _next_number(recorder: Recorder) -> int:
    """One more than was ever given: a number that was taken back is not used again."""
    telling = (version.entry for version in recorder.history.versions if version.entry.tells)
    documents = (one for entry in telling for one in entry.documents.values())
    given = (one["number"] for one in documents if isinstance(one, dict) and one.get("kind") == _KIND)
    return 1 + max(given, default=0)


def answered(number: int | None, answer: Resolved) -> Make:
    """The answer to an open objection in the making; a correction must have been recorded since. Raises UsageFault."""
    if answer.result is Outcome.UPHELD and not (answer.note or "").strip():
        raise UsageFault("维持的要用 --note 写明理由", "例如 --note 经复核评分无误")

    def make(office: Office, _recorder: Recorder, dossier: Dossier) -> Event:
        waiting = unanswered_of(dossier)
        if not waiting:
            raise UsageFault(f"{dossier.name} 没有还没答复的异议", "全部经过见 anlian show")
        objection = chosen(waiting, number, dossier.name)
        if answer.on < objection.raised.on:
            then = objection.raised.on.isoformat()
            raise UsageFault(f"答复的日期 {answer.on.isoformat()} 早于{objection.title}提出的 {then}", "请核对 --on")
        _weigh(office, objection, answer.result)
        return replace(answer, number=objection.raised.number)

    return make


def _weigh(office: Office, objection: Objection, result: Outcome) -> None:
    """Hold the answer against what was recorded since. Raises UsageFault for a correction that nobody made."""
    since = recorded_since(office, objection)
    if result is Outcome.CORRECTED and not since:
        message = f"{objection.title}提出以后，{objection.subject.label}没有新的记录，不能答复“更正”"
        raise UsageFault(message, f"先更正：{_correction(objection)}")
    if result is Outcome.UPHELD and since:
        named = "、".join(str(batch.number) for batch in since)
        office.listener.remark(f"提醒：异议提出以后，第 {named} 批改动了{objection.subject.label}，答复是“维持”")


def _correction(objection: Objection) -> str:
    """The command that corrects, as it is typed but for what she alone knows."""
    subject, code = objection.subject, objection.dossier.credit_code
    if subject.about is Result.VERDICT:
        return f"改好材料或初核记录，再运行 anlian check applications/{subject.period} --record"
    stage = Stage.DAILY if subject.about is Result.RANKING else subject.about
    number = objection.raised.number
    return f"anlian score {stage.short} {subject.period} --unit {code} --item 项目=得分 --objection {number}"


def reason_upon(number: int, reason: str | None) -> str:
    """The reason of a correction that follows from an objection."""
    return f"复核异议 {number}" + (f"：{reason}" if reason else "")


def refuse_others(office: Office, number: int, echo: ScoreEcho) -> None:
    """A correction upon an objection changes what is objected to, and nothing beside. Raises UsageFault."""
    waiting = [one for one in open_objections(office) if one.raised.number == number]
    if not waiting:
        raise UsageFault(f"没有还没答复的异议 {number}", "有哪些见 anlian objection")
    (objection,) = waiting
    if objection.subject not in _moved_by(echo):
        hint = "更正别的阶段的，写它自己的 --reason"
        raise UsageFault(f"{objection.title}不是对 {echo.period} {echo.stage.label}提出的", hint)
    code = objection.dossier.credit_code
    beside = [one.name for one in echo.changes if one.change is not Change.SAME and one.credit_code != code]
    # A place in the ranking may move with anybody's score.
    if beside and objection.subject.about is not Result.RANKING:
        message = f"{objection.title}是{objection.dossier.name}的，表里{'、'.join(beside)}的得分也有改动"
        raise UsageFault(message, "什么也没有记录；别家的另录一次，写自己的 --reason")


def _moved_by(echo: ScoreEcho) -> Iterator[Subject]:
    """What changes with a stage's scores."""
    yield Subject(echo.stage, echo.period)
    if not echo.stage.of_a_round:
        yield Subject(Result.RANKING, echo.period)
