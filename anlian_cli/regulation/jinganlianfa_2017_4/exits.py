"""Chapter 4, exit: grounds and candidates, and what answers them (Art. 16-18)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from anlian_cli.model.consequences import Consequence
from anlian_cli.model.events import Dismissed, Event, Exited, Reported
from anlian_cli.model.exits import Ground, YearGrade
from anlian_cli.model.ranking import Grade
from anlian_cli.regulation.text import ExitGround, Regulation

CLIENT, OTHER = "服务对象", "其他"
COMPLAINT = "18.3"
FAILED_YEAR, FAILED_IN_A_ROW = "16", "18.7a"
READINGS = ("R3", "R6", "R7", "R12")
"""The readings that the candidates and bars rest on."""


def counts_the_day(readings: Mapping[str, str]) -> bool:
    """Whether the three years begin on the day of the announcement itself (reading R3)."""
    return readings["R3"] == "公告当日起算"


def answers(event: Event, clause: str) -> bool:
    """Whether an event answers a ground: those that it names, and no other.

    Two failed years in a row are made of the failed years, so that an exit for them answers these too.
    """
    if isinstance(event, Dismissed):
        return not event.grounds or clause in event.grounds
    if isinstance(event, Exited):
        named = {event.ground, *event.also}
        return clause in named or (clause == FAILED_YEAR and FAILED_IN_A_ROW in named)
    return False


class Rules(NamedTuple):
    """The document and the readings of a year."""

    regulation: Regulation
    readings: Mapping[str, str]


RulesOf = Callable[[int], Rules]
"""What a year was judged under, or would be."""


def grounds_of(
    grades: Sequence[YearGrade], reports: Sequence[tuple[Reported, int]], rules_of: RulesOf
) -> tuple[Ground, ...]:
    """Every ground that a unit's years and reports give, the gravest first. `reports` come with their batches."""
    found = [*_failed_years(grades, rules_of), *_failed_in_a_row(grades, rules_of)]
    found += [_reported(report, batch, rules_of(report.on.year).regulation) for report, batch in reports]
    return tuple(sorted(found, key=lambda ground: (list(Consequence).index(ground.consequence), ground.clause)))


def _failed_years(grades: Sequence[YearGrade], rules_of: RulesOf) -> Iterator[Ground]:
    for entry in grades:
        if entry.grade is Grade.FAILED:
            at_once = rules_of(entry.year).readings["R6"] == "一年即退出"
            detail = f"{entry.year} 年度考核不合格（{entry.total} 分）"
            step = Consequence.REMOVE if at_once else Consequence.PROCEDURE
            yield Ground(FAILED_YEAR, step, detail, f"{entry.year} 年度考核成绩", entry.batch)


def _failed_in_a_row(grades: Sequence[YearGrade], rules_of: RulesOf) -> Iterator[Ground]:
    """18(7): adjacent failed years, by the rules of the last; a year without assessment breaks the row (reading R7)."""
    for end, last in enumerate(grades, start=1):
        if last.grade is not Grade.FAILED:
            continue
        rules = rules_of(last.year)
        needed, skipping = int(rules.regulation.value("failed_years_in_a_row")), rules.readings["R7"] == "跳过不计"
        run = [entry for entry in grades[:end] if entry.grade is not None or not skipping][-needed:]
        # After a skipped year `run` ends earlier, and was told of then.
        if len(run) == needed and run[-1] is last and (skipping or last.year - run[0].year == needed - 1):
            yield from _all_failed(run)


def _all_failed(run: Sequence[YearGrade]) -> Iterator[Ground]:
    if all(entry.grade is Grade.FAILED for entry in run):
        years = "、".join(str(entry.year) for entry in run)
        evidence = "；".join(f"{entry.year} 年 {entry.total} 分" for entry in run)
        yield Ground(
            FAILED_IN_A_ROW, Consequence.REMOVE, f"{years} 连续 {len(run)} 年考核不合格", evidence, run[-1].batch
        )


def _reported(report: Reported, batch: int, regulation: Regulation) -> Ground:
    """A report: a clue until found true; 18(3) wants the complaint of a served client."""
    ground = regulation.exit_grounds[report.ground]
    evidence = f"{report.on.isoformat()} 记录" + (f"，附件 {len(report.attachments)} 个" if report.attachments else "")
    if report.by_body:
        evidence += f"，{report.by_body}认定"
    step = _step_of(report, ground)
    doubt = "；不是被服务单位的投诉，不构成这一情形" if _is_foreign_complaint(report) and report.substantiated else ""
    # A clue must not read as if it were found true.
    said = ground.name if report.substantiated else f"举报未查实（所涉情形：{ground.name}）"
    return Ground(report.ground, step, f"{said}：{report.note}{doubt}", evidence, batch, f"{said}{doubt}")


def _step_of(report: Reported, ground: ExitGround) -> Consequence:
    if ground.calls_for is None or not report.substantiated or _is_foreign_complaint(report):
        return Consequence.CLUE
    return ground.calls_for


def _is_foreign_complaint(report: Reported) -> bool:
    return report.ground == COMPLAINT and report.complainant != CLIENT
