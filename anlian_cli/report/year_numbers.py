"""A year's report as anlian.report/1, and its numbers as one flat table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.ranking import Grade
from anlian_cli.model.year_report import Assessment, Movement, RoundNumbers, YearGrades, YearReport
from anlian_cli.report.document import Column, Table, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.log_words import ACTIONS
from anlian_cli.report.shaped import shaped

GradeWord = Literal["excellent", "good", "qualified", "failed"]


class RoundJson(TypedDict):
    """A round whose deadline lies in the year; `unfiled` folders are not recorded yet."""

    name: str
    deadline: str
    applied: int
    unfiled: int
    verdicts: dict[str, int]
    shortlisted: int
    admitted: int


class RegisterJson(TypedDict):
    """`count` are 在册 on `on`, the year's end or the day looked at; `before` at the end of the year before."""

    before: int
    on: str
    count: int
    admitted: int
    now: int
    barred: int


class GradesJson(TypedDict):
    """A year's grades; `incomplete` are due and not assessed, which is neither 0 nor a grade."""

    year: str
    due: int
    grades: dict[str, int]
    incomplete: int
    newcomers: int
    recommended: int


class MovedJson(TypedDict):
    name: str
    credit_code: str
    due_before: bool
    before: GradeWord | None
    grade: GradeWord | None
    movement: Literal["up", "same", "down", "new", "open"]


class AssessmentJson(TypedDict):
    """The year is the last of `years`; `compared` is whether the year before is an assessment year."""

    years: list[GradesJson]
    compared: bool
    movements: dict[str, int]
    units: list[MovedJson]


class ExitedJson(TypedDict):
    name: str
    credit_code: str
    on: str
    grounds: list[str]
    revoked: bool


class ExitsJson(TypedDict):
    exited: list[ExitedJson]
    opened: int
    dismissed: int
    revoked: int
    withdrawn: int
    candidates: dict[str, int]
    undecided: int


class ComplaintsJson(TypedDict):
    """Reports by ground; `noted` are the daily notes of the item of complaints."""

    reported: dict[str, int]
    substantiated: int
    by_clients: int
    noted: int


class ObjectionsJson(TypedDict):
    """The objections raised in the year by their outcome, and those without one yet."""

    outcomes: dict[str, int]
    open: int


class WorkJson(TypedDict):
    """Batches by command, what they held, and the daily notes about the year by item."""

    batches: dict[str, int]
    verdicts: int
    scores: int
    notes: dict[str, int]
    noted_units: int
    published: int


class OpenJson(TypedDict):
    name: str
    what: str


class ReportJson(TypedDict):
    """A year in numbers of units; assessment is null where the year is no assessment year."""

    schema: Literal["anlian.report/1"]
    as_of: str
    year: str
    running: bool
    rounds: list[RoundJson]
    register: RegisterJson
    assessment: AssessmentJson | None
    exits: ExitsJson
    complaints: ComplaintsJson
    objections: ObjectionsJson
    work: WorkJson
    unsettled: list[OpenJson]
    digest: str


def report_json(report: YearReport) -> str:
    given = {
        "rounds": [_round(one) for one in report.rounds],
        "register": shaped(RegisterJson, report.register),
        "assessment": _assessment(report.assessment) if report.assessment else None,
        "exits": _exits(report),
        "complaints": shaped(
            ComplaintsJson,
            report.complaints,
            reported={one.key: one.count for one in report.complaints.reported},
            noted=report.complaints.noted.count,
        ),
        "objections": shaped(
            ObjectionsJson,
            report.objections,
            outcomes={outcome.value: count for outcome, count in report.objections.outcomes.items()},
        ),
        "work": shaped(
            WorkJson,
            report.work,
            batches=dict(report.work.batches),
            notes={one.key: one.count for one in report.work.notes},
        ),
        "unsettled": [shaped(OpenJson, one) for one in report.unsettled],
    }
    return exact_json(shaped(ReportJson, report, schema="anlian.report/1", **given))


def _round(one: RoundNumbers) -> dict[str, Any]:
    return shaped(RoundJson, one, verdicts={verdict.value: count for verdict, count in one.verdicts.items()})


def _assessment(found: Assessment) -> dict[str, Any]:
    given = {
        "years": [_grades(one) for one in found.years],
        "movements": {movement.value: found.moved(movement) for movement in Movement},
        "units": [shaped(MovedJson, unit) for unit in found.units],
    }
    return shaped(AssessmentJson, found, **given)


def _grades(one: YearGrades) -> dict[str, Any]:
    return shaped(GradesJson, one, grades={grade.value: count for grade, count in one.grades.items()})


def _exits(report: YearReport) -> dict[str, Any]:
    exited = [shaped(ExitedJson, one, grounds=[key for key, _ in one.grounds]) for one in report.exits.exited]
    candidates = {step.value: count for step, count in report.exits.candidates.items()}
    return shaped(ExitsJson, report.exits, exited=exited, candidates=candidates)


def numbers_table(report: YearReport) -> Table:
    """Every number with what it counts, a row each."""
    columns = (Column("部分"), Column("项目"), Column("数", right=True))
    return Table("数字", columns, tuple(row(*one) for one in _numbers(report)))


def _numbers(report: YearReport) -> Iterator[tuple[str, str, int]]:
    for one in report.rounds:
        part = f"批次 {one.name}"
        yield part, "申报", one.applied
        yield from ((part, f"审核{verdict.label}", count) for verdict, count in one.verdicts.items())
        yield from ((part, "未存档", one.unfiled), (part, "入围", one.shortlisted), (part, "入册", one.admitted))
    register = report.register
    yield from (("名册", "上年末在册", register.before), ("名册", "本年入册", register.admitted))
    yield from (("名册", f"{register.on.isoformat()} 在册", register.count), ("名册", "限制期内", register.barred))
    if report.assessment is not None:
        yield from _graded(report.assessment)
    exits = report.exits
    yield from (("退出", "启动程序", exits.opened), ("退出", "结束程序、不退出", exits.dismissed))
    yield from (("退出", "决定退出", len(exits.exited)), ("退出", "撤销退出", exits.revoked))
    yield "退出", "自愿退出", exits.withdrawn
    yield from (("退出", f"还没有答复：{step.label}", count) for step, count in exits.candidates.items())
    yield "退出", "不能判断", exits.undecided
    yield from (("异议", outcome.label, count) for outcome, count in report.objections.outcomes.items())
    yield "异议", "还没有答复", report.objections.open
    found, work = report.complaints, report.work
    yield from (("举报", f"{one.key} {one.name}", one.count) for one in found.reported)
    yield from (("举报", "查实", found.substantiated), ("举报", "服务对象投诉", found.by_clients))
    yield from (("记录", ACTIONS.get(action, action), count) for action, count in work.batches.items())
    yield from (("记录", "审核结论", work.verdicts), ("记录", "得分", work.scores), ("记录", "公布", work.published))
    yield from (("日常记录", f"{one.key} {one.name}", one.count) for one in work.notes)
    yield "没有了结", "件", len(report.unsettled)


def _graded(found: Assessment) -> Iterator[tuple[str, str, int]]:
    now, part = found.now, f"{found.now.year} 年度考核"
    yield part, "应考核", now.due
    yield from ((part, grade.label, now.grades[grade]) for grade in Grade)
    yield from ((part, "未完成考核", now.incomplete), (part, "年内新入册", now.newcomers))
    yield part, "优先推荐", now.recommended
    if found.compared:
        yield from ((part, f"比上年：{movement.label}", found.moved(movement)) for movement in Movement)
