"""Where objections stand: which are open, and what was recorded about their subjects since."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from anlian_cli.errors import UsageFault
from anlian_cli.model.batches import Batch
from anlian_cli.model.events import Objected, Resolved
from anlian_cli.model.objections import Outcome, Result, Subject
from anlian_cli.model.register import Deadline, Unsettled
from anlian_cli.model.scores import Stage
from anlian_cli.office.office import Office
from anlian_cli.office.supervision.assessed import YEARLY
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import score_path, verdict_path
from anlian_cli.records.undo import undone_batches


class Objection(Struct, frozen=True):
    """An objection with its unit, the batch that recorded it, and its answer; None while it is open."""

    dossier: Dossier
    raised: Objected
    batch: int
    answer: Resolved | None

    @property
    def subject(self) -> Subject:
        return Subject.of(self.raised.about, self.raised.period)

    @property
    def title(self) -> str:
        """异议 3（2018 日常工作考核）."""
        return f"异议 {self.raised.number}（{self.subject.label}）"


def objections(dossier: Dossier) -> list[Objection]:
    """A unit's objections by number."""
    answers = {event.number: event for event in dossier.events if isinstance(event, Resolved)}
    found = [
        Objection(dossier, event, filed.batch, answers.get(event.number))
        for event, filed in dossier.filed_events
        if isinstance(event, Objected)
    ]
    return sorted(found, key=lambda one: one.raised.number)


def unanswered_of(dossier: Dossier) -> list[Objection]:
    """A unit's objections that have no answer, by number."""
    return [one for one in objections(dossier) if one.answer is None]


def open_objections(office: Office) -> list[Objection]:
    """Every objection that has no answer, by number."""
    found = (one for dossier in office.units() for one in unanswered_of(dossier))
    return sorted(found, key=lambda one: one.raised.number)


def chosen(found: list[Objection], number: int | None, name: str) -> Objection:
    """The objection that is meant: the one of a number, or the only one. Raises UsageFault."""
    meant = [one for one in found if number in (None, one.raised.number)]
    if len(meant) == 1:
        return meant[0]
    listed = "；".join(f"{one.title} {one.raised.note}" for one in found)
    if number is not None or not found:
        which = f"异议 {number}" if number is not None else "异议"
        raise UsageFault(f"{name} 没有这样的{which}", f"有：{listed}" if found else "全部经过见 anlian show")
    raise UsageFault(f"{name} 有 {len(found)} 件异议：{listed}", "用 --objection 写明是哪一件")


def paths_of(subject: Subject) -> tuple[str, ...]:
    """Where what is objected to is recorded."""
    if subject.about is Result.VERDICT:
        return (verdict_path(subject.period),)
    stages = YEARLY if subject.about is Result.RANKING else (Stage(subject.about),)
    return tuple(score_path(subject.period, stage) for stage in stages)


def recorded_since(office: Office, objection: Objection) -> list[Batch]:
    """The batches after an objection that changed its subject and stand; a ranking is changed by anybody's score."""
    history, dossier, paths = office.history, objection.dossier, set(paths_of(objection.subject))
    undone = undone_batches(history)
    idle, codes = {*undone, *undone.values()}, {dossier.code, *dossier.former_codes}
    found = {
        version.batch.number: version.batch
        for version in history.versions
        if version.batch.number > objection.batch
        and version.batch.number not in idle
        and paths & version.entry.changes.keys()
        and (objection.subject.about is Result.RANKING or version.entry.folder.partition("/")[0] in codes)
    }
    return [found[number] for number in sorted(found)]


def answers_due(office: Office, within: int) -> Iterator[Deadline]:
    """The days by which open objections are to be answered, where the office set one; also those that are over."""
    for one in open_objections(office):
        day = one.raised.answer_by
        if day is not None and (day - office.today).days <= within:
            yield Deadline(f"{one.dossier.name} {one.title}答复", day, (day - office.today).days)


def unanswered(office: Office) -> Iterator[Unsettled]:
    """The open objections, each with the command that answers it as things stand."""
    for one in open_objections(office):
        corrected = recorded_since(office, one)
        outcome = Outcome.CORRECTED if corrected else Outcome.UPHELD
        since = f"（其后第 {'、'.join(str(batch.number) for batch in corrected)} 批有更正）" if corrected else ""
        command = f"anlian objection resolve {one.dossier.credit_code} --objection {one.raised.number}"
        what = f"{one.raised.on.isoformat()} {one.title}还没有答复{since}"
        yield Unsettled(
            one.dossier.name,
            f"{what}：{one.raised.note}",
            f"{command} --result {outcome.label} --note 说明",
            outside=what,
        )
