"""`anlian objection`: what is objected to, raised and answered; and the account that the unit is given."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.groups import group_of
from anlian_cli.cli.issuing import issue
from anlian_cli.cli.options import ApprovedBy, DocumentNumber, Force, as_day
from anlian_cli.cli.output import Target, refuse_existing
from anlian_cli.cli.preamble import reads, records
from anlian_cli.errors import UsageFault
from anlian_cli.model.events import Resolved
from anlian_cli.model.objections import Outcome
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.exits.steps import past_day, record_event
from anlian_cli.office.objections.account import account, listed
from anlian_cli.office.objections.standing import chosen, objections
from anlian_cli.office.objections.steps import answered, raised, subject_named
from anlian_cli.office.office import Intent, Office
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.papers.objections import ACCOUNT
from anlian_cli.report.objection_view import account_document, account_json, objections_document, objections_json

Unit = Annotated[str, typer.Argument(metavar="单位", help="全称、曾用名、统一代码或名称的一部分")]
Number = Annotated[int | None, typer.Option("--objection", metavar="异议号", help="哪一件；只有一件的不用写")]


@reads
def objection_list(
    to: Target,
    office: Office,
    every: Annotated[bool, typer.Option("--all", help="已经答复的也列出")] = False,
) -> None:
    """还没有答复的异议。例：anlian objection"""
    found = listed(office, every=every)
    title = "全部异议" if every else "还没有答复的异议"
    to.emit(objections_document(found, title), lambda: objections_json(found))


@records("objection add")
def add(
    office: Office,
    intent: Intent,
    unit: Unit,
    about: Annotated[
        str,
        typer.Option("--about", metavar="关于", help="日常2018、年审2018、材料2017、面试2017、排名2018 或 审核2017"),
    ],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="提出的日期")],
    note: Annotated[str, typer.Option("--note", metavar="内容", help="异议的内容，不写个人信息")],
    by_whom: Annotated[
        str | None, typer.Option("--by-whom", metavar="提出方", help="单位自己提出的不用写；不写个人姓名")
    ] = None,
    attach: Annotated[list[Path] | None, typer.Option("--attach", metavar="文件", help="来函，存一份在台账里")] = None,
    answer_by: Annotated[
        str | None,
        typer.Option("--answer-by", metavar="日期", help="哪天以前答复；不写按 anlian.yaml 的“异议答复天数”"),
    ] = None,
) -> None:
    """记录一件异议。例：anlian objection add 博远 --about 年审2018 --on 2019-01-03 --note 收费服务一项有异议"""
    day = past_day("--on", on, office.today)
    make = raised(subject_named(about), day, note, by_whom, as_day(answer_by, "--answer-by"), attach or [])
    record_event(office, intent, unit, "objected", day, make)


@records("objection resolve")
def resolve(
    office: Office,
    intent: Intent,
    unit: Unit,
    result: Annotated[
        str, typer.Option("--result", metavar="结果", help="维持 或 更正（更正先录入：score --objection）")
    ],
    number: Number = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="答复的日期，默认今天")] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="说明", help="复核的理由；维持的必写")] = None,
    approved_by: ApprovedBy = None,
    document: DocumentNumber = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="复核说明：.docx、.html 或 .pdf")
    ] = None,
    force: Force = False,
) -> None:
    """答复一件异议。例：anlian objection resolve 博远 --result 维持 --note 经复核评分无误"""
    refuse_existing(output, force)
    outcome = Outcome.named(result)
    if outcome is None:
        raise UsageFault(f"没有结果“{result}”", f"可用：{'、'.join(one.label for one in Outcome)}")
    day = past_day("--on", on, office.today) if on else office.today
    answer = Resolved(on=day, number=0, result=outcome, note=note, approved_by=approved_by, document=document)
    event = record_event(office, intent, unit, "resolved", day, answered(number, answer))
    if output is not None and isinstance(event, Resolved) and not intent.dry_run:
        issue(office, Intent("paper", intent.by), ACCOUNT, Asked(str(event.number)), output)


@reads
def show(to: Target, office: Office, unit: Unit, number: Number = None) -> None:
    """复核说明：成绩怎样得来，历次是谁、何时、为什么改的。例：anlian objection show 博远 -o 说明.xlsx"""
    dossier = find_unit(directory(office.history), unit)
    found = account(office, chosen(objections(dossier), number, dossier.name))
    to.emit(account_document(found), lambda: account_json(found))


group = group_of(
    "异议：提出、复核、答复。例：anlian objection add 博远 --about 年审2018 --on 2019-01-03 --note 收费服务有异议",
    {"list": objection_list, "add": add, "resolve": resolve, "show": show},
)
