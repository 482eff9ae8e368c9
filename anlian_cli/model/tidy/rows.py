"""The rows of the tidy tables. What could name a person, free text above all, has no column.

A column's type says what it is and where it comes from; `None` means not known, never 0.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from anlian_cli.model.findings import Severity
from anlian_cli.model.objections import Outcome
from anlian_cli.model.ranking import Grade
from anlian_cli.model.results import ClauseVerdict, UnitVerdict
from anlian_cli.model.scores import Stage
from anlian_cli.model.states import State
from anlian_cli.model.tidy.column import Meaning, Measure
from anlian_cli.model.worded import Worded


class Assessment(Worded):
    """How a unit stands in an assessment year."""

    GRADED = "graded", "已定等"
    INCOMPLETE = "incomplete", "未完成考核"
    NEWCOMER = "newcomer", "年内新入册"


class EventKind(Worded):
    """What may happen to a unit, by the kinds of `model.events`."""

    ADMITTED = "admitted", "入册"
    SHORTLISTED = "shortlisted", "入围"
    PASSED_OVER = "passed-over", "未列入确认名单"
    DAILY = "daily", "日常工作记录"
    REPORTED = "reported", "举报"
    OPENED = "opened", "启动退出程序"
    EXITED = "exited", "退出"
    DISMISSED = "dismissed", "不予退出"
    REVOKED = "revoked", "撤销退出"
    WITHDRAWN = "withdrawn", "自愿退出"
    CHANGED = "changed", "变更"
    OBJECTED = "objected", "提出异议"
    RESOLVED = "resolved", "答复异议"


CreditCode = Annotated[str, Meaning("单位统一代码", "credit code of the unit, the present one")]
Round = Annotated[str, Meaning("批次", "selection round", "11")]
Period = Annotated[str, Meaning("批次或考核年度", "round or assessment year", "11、13、14")]
StageName = Annotated[Stage, Meaning("阶段", "stage that is scored", "11、13、14", words=Stage)]
Batch = Annotated[int, Meaning("记录批号", "number of the batch that recorded it")]
RecordedOn = Annotated[date, Meaning("记录日期", "day of recording")]
Document = Annotated[str, Meaning("文号", "number of the announcement")]
Regulation = Annotated[str, Meaning("规范", "the document that decides")]
Ground = Annotated[str, Meaning("退出情形", "ground of the exit", "16、17、18", listed="ground")]


class Unit(NamedTuple):
    """A unit, kept under the year in which it first came into the records."""

    credit_code: CreditCode
    name: Annotated[str, Meaning("单位全称", "name as last recorded")]
    former_names: Annotated[str, Meaning("曾用名，用“；”隔开", "former names, separated by “；”")] | None
    former_codes: Annotated[str, Meaning("曾用统一代码，用“；”隔开", "former credit codes, separated by “；”")] | None
    state: Annotated[State, Meaning("现状", "where the unit stands on the day of the export", "11、16-18", words=State)]
    state_since: Annotated[date, Meaning("现状自", "first day of that state", "11、16-18")] | None
    admitted_on: Annotated[date, Meaning("入册日期", "announcement of the admission last in force", "11")] | None


class Application(NamedTuple):
    """An application as it was recorded with its verdict."""

    credit_code: CreditCode
    round: Round
    verdict: Annotated[UnitVerdict, Meaning("审核结论", "verdict of the check", "9-11", words=UnitVerdict)]
    received_on: Annotated[date, Meaning("首次收件日期", "day of the first receipt", "11")] | None
    registered_on: Annotated[date, Meaning("登记日期", "day on the form", "10")] | None
    district: Annotated[str, Meaning("注册地所在区县", "district or county of the registered address", "10")] | None
    founded_on: Annotated[str, Meaning("成立日期，可到年或月", "founded, to the year, month or day", "9(1)")] | None
    in_service_since: Annotated[str, Meaning("从业起始日期，可到年或月", "in this service since", "9(2)")] | None
    consultants: Annotated[int, Meaning("咨询人员数", "consultants, people rather than rows", "9(4)", Measure.PERSONS)]
    full_time_staff: Annotated[int, Meaning("专职工作人员数", "full-time staff", "9(4)", Measure.PERSONS)]
    advisory_fields: Annotated[int, Meaning("咨询领域数", "advisory fields", "9(3)", Measure.FIELDS)]
    legal_person: Annotated[bool, Meaning("自报独立法人资格", "declared: legal person", "9(1)")] | None
    fixed_office: Annotated[bool, Meaning("自报固定办公场所", "declared: fixed office", "9(1)")] | None
    office_equipment: Annotated[bool, Meaning("自报办公设施设备", "declared: office equipment", "9(1)")] | None
    technical_support: Annotated[bool, Meaning("自报技术支撑条件", "declared: technical support", "9(1)")] | None
    systems_in_place: Annotated[bool, Meaning("自报体系文件制度档案健全", "declared: systems in place", "9(5)")] | None
    licences_complete: Annotated[bool, Meaning("自报证照齐全", "declared: licences complete", "9(5)")] | None
    no_violations: Annotated[bool, Meaning("自报无违法行为记录", "declared: no violations", "9(5)")] | None
    regulation: Regulation
    program: Annotated[str, Meaning("程序版本", "version of the program that judged")]
    recorded_on: RecordedOn
    batch: Batch


class Consultant(NamedTuple):
    """A consultant of an application: a keyed digest and nothing else."""

    credit_code: CreditCode
    round: Round
    consultant: Annotated[
        str, Meaning("咨询人员的加盐摘要", "HMAC-SHA256 of the ID number under the salt, in hexadecimal", "9(4)")
    ]


class Clause(NamedTuple):
    """The verdict on one clause of one application."""

    credit_code: CreditCode
    round: Round
    clause: Annotated[str, Meaning("条款", "clause", "9-11、18", listed="clause")]
    verdict: Annotated[ClauseVerdict, Meaning("条款结论", "verdict on the clause", "9-11、18", words=ClauseVerdict)]


class Finding(NamedTuple):
    """One finding of one application, without the place and the words, which may quote."""

    credit_code: CreditCode
    round: Round
    number: Annotated[int, Meaning("序号", "its place among those of the application")]
    code: Annotated[str, Meaning("问题代码", "code of the finding", listed="finding")]
    severity: Annotated[Severity, Meaning("轻重", "error or warning", words=Severity)]
    clause: Annotated[str, Meaning("条款", "clause that it bears on", "9-11", listed="clause")] | None


class Score(NamedTuple):
    """The standing score of one stage."""

    credit_code: CreditCode
    period: Period
    stage: StageName
    total: Annotated[Decimal, Meaning("阶段得分", "score of the stage, of 100", "11、13、14", Measure.POINTS)]
    experts: Annotated[int, Meaning("评分专家数", "experts who scored", "11", Measure.EXPERTS)]
    recused: Annotated[int, Meaning("回避专家数", "experts who were recused", "11", Measure.EXPERTS)]
    assessed_on: Annotated[date, Meaning("资格审查日期", "day of the annual review, where stated", "14")] | None
    version: Annotated[int, Meaning("档案版本", "version of the dossier that holds it")]
    recorded_on: RecordedOn
    batch: Batch


class Item(NamedTuple):
    """The points for one item, by one expert where experts scored."""

    credit_code: CreditCode
    period: Period
    stage: StageName
    expert: Annotated[int, Meaning("第几位专家，不署名", "number of the expert, who is not named", "11")] | None
    item: (
        Annotated[
            str,
            Meaning("项目；空为总分", "item; null: one number for all", "11、13、14", listed="item", closed=False),
        ]
        | None
    )
    maximum: Annotated[Decimal, Meaning("满分", "maximum", "11、13、14", Measure.POINTS)]
    points: (
        Annotated[
            Decimal,
            Meaning("得分；空为不适用或回避", "points; null: not applicable, recused", "11、13、14", Measure.POINTS),
        ]
        | None
    )


class AnnualGrade(NamedTuple):
    """A unit in an assessment year: its grade, or that it has none."""

    credit_code: CreditCode
    assessment: Annotated[Assessment, Meaning("考核情况", "how it stands in the year", "12、15", words=Assessment)]
    daily: Annotated[Decimal, Meaning("日常工作考核得分", "daily score", "13", Measure.POINTS)] | None
    review: Annotated[Decimal, Meaning("年度资格审查得分", "review score", "14", Measure.POINTS)] | None
    total: Annotated[Decimal, Meaning("年度考核成绩", "annual score", "15", Measure.POINTS)] | None
    grade: Annotated[Grade, Meaning("等次", "grade", "15", words=Grade)] | None
    rank: Annotated[int, Meaning("名次", "rank; equal totals share it", "16")] | None


class Event(NamedTuple):
    """What happened to a unit, without the words of it."""

    credit_code: CreditCode
    occurred_on: Annotated[date, Meaning("日期", "day of the event")]
    kind: Annotated[EventKind, Meaning("事项", "kind of event", "11-18", words=EventKind)]
    number: Annotated[int, Meaning("当日同类序号", "its number among those of the kind and day")]
    round: Round | None
    item: Annotated[str, Meaning("日常工作项目", "item of the daily log", "13", listed="item", closed=False)] | None
    grounds: (
        Annotated[
            str, Meaning("情形，用空格隔开", "grounds, separated by blanks", "16-18", listed="ground", closed=False)
        ]
        | None
    )
    substantiated: Annotated[bool, Meaning("已认定属实", "found true by a body", "17、18")] | None
    period: Annotated[str, Meaning("异议所关的批次或年度", "round or year that an objection is about")] | None
    result: Annotated[Outcome, Meaning("异议答复", "answer to an objection", words=Outcome)] | None
    name: Annotated[str, Meaning("新名称", "new name of the unit")] | None
    former_name: Annotated[str, Meaning("原名称", "former name of the unit")] | None
    former_code: Annotated[str, Meaning("原统一代码", "former credit code of the unit")] | None
    document: Document | None
    recorded_on: RecordedOn
    batch: Batch


class Bar(NamedTuple):
    """A decision to exit a unit, and the bar that it began."""

    credit_code: CreditCode
    announced_on: Annotated[date, Meaning("公告日期", "day of the announcement", "18")]
    ground: Ground
    years: Annotated[int, Meaning("限制期", "length of the bar", "18", Measure.YEARS)]
    barred_through: Annotated[date, Meaning("受限至（含当日）", "last day of the bar", "18")]
    free_from: Annotated[date, Meaning("可重新申请自", "first day on which it may apply again", "18")]
    revoked_on: Annotated[date, Meaning("撤销日期", "day of the reversal; null: it stands", "18")] | None
    document: Document | None
    batch: Batch


class Publication(NamedTuple):
    """A paper as it was published."""

    paper: Annotated[str, Meaning("公文", "kind of paper", "11、15-18")]
    subject: Annotated[str, Meaning("事由：批次、年度、代码或异议号", "round, year, credit code or objection")]
    published_on: Annotated[date, Meaning("成文日期", "day that it bears")]
    document: Document | None
    corrects_paper: Annotated[str, Meaning("所更正的公文", "paper that it puts right")] | None
    corrects_subject: Annotated[str, Meaning("所更正公文的事由", "subject of that paper")] | None
    formats: Annotated[str, Meaning("文件格式，用空格隔开", "formats of its files, separated by blanks")] | None
    records: Annotated[str, Meaning("公文上的日志摘要", "digest of the journal that it bears")]
    batch: Batch
