"""Rounds and years with their locked parameters: a later difference in anlian.yaml is named, never taken in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.errors import InputFault, RecordsFault, UsageFault
from anlian_cli.model.differences import differences
from anlian_cli.model.filing import Parameters
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.text import perhaps
from anlian_cli.office.office import Office
from anlian_cli.records.places import is_safe_name, parameters_path
from anlian_cli.regulation.documents import regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_rule
from anlian_cli.regulation.text import Regulation

if TYPE_CHECKING:  # who reads loads nothing that records
    from anlian_cli.records.recorder import Recorder

PERIODS = {"round": "批次", "year": "考核年度"}
_PARTS = {"readings": "适用口径", "regulation": "规范"}


class Period(Struct, frozen=True):
    """A round or year as it is worked under: its parameters, and the document that they name."""

    parameters: Parameters
    regulation: Regulation

    @property
    def name(self) -> str:
        return self.parameters.period

    @property
    def readings(self) -> Mapping[str, str]:
        return self.parameters.readings

    def rule(self, stage: Stage) -> StageRule:
        """How a stage of it is scored. Raises InputFault where it does not say."""
        return stage_rule(stage, self.parameters, self.regulation)


def stage_named(text: str) -> Stage:
    """The stage that was typed. Raises UsageFault."""
    stage = Stage.named(text)
    if stage is None:
        named = (name for stage in Stage for name in (stage.short, stage.label, stage.value))
        raise UsageFault(f"没有阶段“{text}”", f"{perhaps(text, named)}可用：{stages_in_words()}")
    return stage


def stages_in_words() -> str:
    """材料（materials）、面试（interview）、日常（daily）、审查（review）."""
    return "、".join(f"{stage.short}（{stage.value}）" for stage in Stage)


def kind_of(stage: Stage) -> str:
    return "round" if stage.of_a_round else "year"


def stated(office: Office, kind: str, period: str, document: str | None = None) -> Period | None:
    """A period as anlian.yaml states it now, under its own document or another that the period keeps."""
    settings, regulation = office.settings, regulation_named(document or office.settings.regulation)
    of_round = settings.rounds.get(period) if kind == "round" else None
    of_year = settings.years.get(period) if kind == "year" else None
    if of_round is None and of_year is None:
        return None
    _check_name(kind, period)
    parameters = Parameters(
        kind="round" if of_round else "year",
        period=period,
        regulation=regulation.document,
        round=of_round,
        year=of_year,
        # Another document may ask other questions: only its own are answered.
        readings=regulation.completed(office.chosen),
    )
    return Period(parameters, regulation)


def _check_name(kind: str, period: str) -> None:
    if kind == "year" and not re.fullmatch(r"(?:19|20)\d{2}", period):
        raise InputFault(f"anlian.yaml 的考核年度“{period}”不是年份", "请写成 2018 这样的四位年份")
    if not is_safe_name(period):
        raise InputFault(f"批次“{period}”不能做文件夹的名字", "批次名只用汉字、字母、数字和横线")


def locked(office: Office, kind: str, period: str) -> Period | None:
    """A period as it is locked in the records; a reading that was asked only later stands at its default."""
    dossier = office.history.dossiers.get(office.code)
    kept = dossier.parameters(kind, period) if dossier else None
    if kept is None:
        return None
    regulation = regulation_named(kept.regulation)
    return Period(replace(kept, readings=regulation.completed(kept.readings)), regulation)


def in_force(office: Office, kind: str, period: str) -> Period:
    """What a period is worked under: as locked, else as stated.

    A locked period keeps its document, whichever anlian.yaml names now. Raises UsageFault where there is no such
    period, RecordsFault where anlian.yaml now says otherwise; a look into the past takes what was locked then.
    """
    kept = locked(office, kind, period)
    now = stated(office, kind, period, kept.regulation.document if kept else None)
    if kept is not None:
        if office.moment.until is None:
            _refuse_difference(kept, now, kind, period)
        return kept
    if now is None:
        known = office.settings.rounds if kind == "round" else office.settings.years
        hint = f"{perhaps(period, known)}有：{'、'.join(known) or '无'}；在 anlian.yaml 中写明后再用"
        raise UsageFault(f"anlian.yaml 中没有{PERIODS[kind]}“{period}”", hint)
    return now


def _refuse_difference(kept: Period, now: Period | None, kind: str, period: str) -> None:
    if now == kept:
        return
    lines = differences_in_words(kept.parameters, now.parameters) if now else ["anlian.yaml 里没有这一段了"]
    hint = f"改回 anlian.yaml；确实要改的，运行 anlian lock {period} --reason 原因"
    message = "\n".join([f"{PERIODS[kind]} {period} 的参数已锁定，与 anlian.yaml 不同", *lines])
    raise RecordsFault(message, hint)


def differences_in_words(old: Parameters, new: Parameters) -> list[str]:
    """Every value that differs, both named."""
    found = differences(old.to_tree(), new.to_tree())
    return [
        f"{route_in_words(route)}：台账 {before or '（无）'}，anlian.yaml {after or '（无）'}"
        for route, before, after in found
    ]


def route_in_words(route: tuple[str, ...]) -> str:
    """权重·材料审核, or 适用口径·R5."""
    if route[0] in PERIODS:
        return "·".join(route[1:])
    return "·".join((_PARTS.get(route[0], route[0]), *route[1:]))


def year_of(period: Period) -> int:
    """The year under which a period is filed: the round's deadline year, or the year itself. Raises InputFault."""
    parameters = period.parameters
    if parameters.kind == "year":
        return int(parameters.period)
    deadline = parameters.round.deadline if parameters.round else None
    if deadline is None:
        raise InputFault(f"批次 {parameters.period} 没有截止日期，不能记录", "请在 anlian.yaml 中填写")
    return deadline.year


def lock(recorder: Recorder, office: Office, period: Period) -> None:
    """Lock a period with what is recorded, where it is not locked yet."""
    kind = period.parameters.kind
    if locked(office, kind, period.name) != period:
        recorder.put(office.code, year_of(period), parameters_path(kind, period.name), period.parameters)


def chosen_kind(office: Office, period: str, asked: str | None) -> str:
    """Whether a name is a round's or a year's. Raises UsageFault where it is neither, or both and not said which."""
    stated_in = {"round": period in office.settings.rounds, "year": period in office.settings.years}
    found = [kind for kind, there in stated_in.items() if there and asked in (None, PERIODS[kind])]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageFault(f"“{period}”既是批次也是考核年度", f"加 --kind {PERIODS['round']} 或 --kind {PERIODS['year']}")
    known = (*office.settings.rounds, *office.settings.years)
    hint = f"{perhaps(period, known)}新的先在 anlian.yaml 中写明"
    raise UsageFault(f"anlian.yaml 中没有批次或考核年度“{period}”", hint)


def lock_anew(recorder: Recorder, office: Office, kind: str, period: str) -> list[str]:
    """Plan the locking of a period as anlian.yaml states it; returns what changes. Raises UsageFault."""
    kept, now = locked(office, kind, period), stated(office, kind, period)
    assert now is not None  # the kind was chosen among what is stated
    lock(recorder, office, now)
    if kept is None:
        return [f"{PERIODS[kind]} {period} 的参数第一次锁定"]
    lines = differences_in_words(kept.parameters, now.parameters)
    if lines and not recorder.maker.reason:
        message = "\n".join([f"{PERIODS[kind]} {period} 已经锁定，改动要写原因，什么也没有记录", *lines])
        raise UsageFault(message, f"anlian lock {period} --reason 原因")
    return [f"{PERIODS[kind]} {period}", *lines] if lines else []
