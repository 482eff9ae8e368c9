"""`anlian exit`: the candidates and bars, and the recorded steps: report, open, decide, dismiss, revoke."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.asking import Yes, go_ahead
from anlian_cli.cli.groups import group_of
from anlian_cli.cli.issuing import issue
from anlian_cli.cli.options import ApprovedBy, DocumentNumber, Force, Publish
from anlian_cli.cli.output import Target, refuse_existing
from anlian_cli.cli.preamble import reads, records
from anlian_cli.model.events import Dismissed, Exited, Reported, Revoked
from anlian_cli.office.exits import candidates as exits
from anlian_cli.office.exits.reports import decided, dismissed, known_grounds, opened, reported
from anlian_cli.office.exits.steps import past_day, record_event
from anlian_cli.office.office import Intent, Office
from anlian_cli.office.papers.asked import Asked
from anlian_cli.report.exit_view import exit_document, exit_json

Unit = Annotated[str, typer.Argument(metavar="单位", help="全称、曾用名、统一代码或名称的一部分")]
Note = Annotated[str, typer.Option("--note", metavar="说明", help="写明事实，不写个人信息")]
Grounds = Annotated[
    list[str] | None, typer.Option("--ground", metavar="情形", help="16、17、18.1 至 18.7b，可写几次；只有一项时不用写")
]


@reads
def exit_list(
    to: Target,
    office: Office,
    year: Annotated[int | None, typer.Argument(metavar="年度", help="截至这一年的情形；不写则截至今天")] = None,
) -> None:
    """退出候选、限制期和不能判断的年度。只列出，由人决定。例：anlian exit 2019"""
    found = exits.exit_list(office, year)
    to.emit(exit_document(found), lambda: exit_json(found))


@records("exit report")
def report(
    office: Office,
    intent: Intent,
    unit: Unit,
    ground: Annotated[str, typer.Argument(metavar="情形", help="17、18.1 至 18.6、18.7b")],
    found_on: Annotated[str, typer.Option("--found-on", metavar="日期", help="发现的日期")],
    note: Note,
    complainant: Annotated[
        str | None, typer.Option("--complainant", metavar="投诉人", help="服务对象 或 其他（18.3 要写）")
    ] = None,
    evidence: Annotated[
        list[Path] | None, typer.Option("--evidence", metavar="文件", help="证据，存一份在台账里")
    ] = None,
    substantiated: Annotated[bool, typer.Option("--substantiated", help="已经查实（要写 --by-body）")] = False,
    by_body: Annotated[str | None, typer.Option("--by-body", metavar="认定机构", help="由谁查实")] = None,
) -> None:
    """记录举报或问题；没有查实的只是线索。例：anlian exit report 德安 18.4 --found-on 2019-03-01 --note 漏项"""
    day = past_day("--found-on", found_on, office.today)
    report = Reported(
        on=day,
        ground=ground,
        note=note.strip(),
        complainant=complainant,
        substantiated=substantiated,
        by_body=by_body,
    )
    make = reported(office.regulation, report, evidence or [])
    record_event(office, intent, unit, "reported", day, make)


@records("exit open")
def open_procedure(
    office: Office,
    intent: Intent,
    unit: Unit,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="启动的日期")],
    grounds: Annotated[
        list[str] | None, typer.Option("--ground", metavar="情形", help="只按这一项启动，可写几次；不写则按现有各项")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="说明")] = None,
) -> None:
    """启动退出程序。例：anlian exit open 德安 --on 2019-01-10"""
    day = past_day("--on", on, office.today)
    make = opened(day, note, known_grounds(office.regulation, grounds or []))
    record_event(office, intent, unit, "opened", day, make)


@records("exit decide")
def decide(
    office: Office,
    intent: Intent,
    unit: Unit,
    announced: Annotated[str, typer.Option("--announced", metavar="日期", help="退出公告的日期，限制期由此起算")],
    note: Note,
    grounds: Grounds = None,
    approved_by: ApprovedBy = None,
    document: DocumentNumber = None,
    publish: Publish = None,
    force: Force = False,
    yes: Yes = False,
) -> None:
    """退出决定，限制期自公告起算。例：anlian exit decide 德安 --announced 2020-03-15 --ground 16 --note 说明"""
    refuse_existing(publish, force)
    day = past_day("--announced", announced, office.today)
    # Which grounds it answers is found under the lock: `decided` puts them in.
    decision = Exited(on=day, ground="", note=note, approved_by=approved_by, document=document)
    make = decided(decision, known_grounds(office.regulation, grounds or []))
    asked = partial(go_ahead, yes, "确实决定退出吗", "什么也没有记录")
    record_event(office, intent, unit, "exited", day, make, asked)
    if publish is not None and not intent.dry_run:
        issue(office, Intent("paper", intent.by), "退出公告", Asked(unit), publish)


@records("exit dismiss")
def dismiss(
    office: Office,
    intent: Intent,
    unit: Unit,
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么不退出")],
    grounds: Grounds = None,
) -> None:
    """答复线索或情形，不退出；没有写到的照旧。例：anlian exit dismiss 德安 --ground 18.4 --reason 查无实据"""
    make = dismissed(Dismissed(on=office.today, note=reason), known_grounds(office.regulation, grounds or []))
    record_event(office, intent, unit, "dismissed", office.today, make)


@records("exit revoke")
def revoke(
    office: Office,
    intent: Intent,
    unit: Unit,
    announced: Annotated[str, typer.Option("--announced", metavar="日期", help="撤销公告的日期")],
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么撤销")],
    approved_by: ApprovedBy = None,
    document: DocumentNumber = None,
) -> None:
    """撤销退出：限制期终止，历史保留。例：anlian exit revoke 德安 --announced 2020-06-01 --reason 申诉成立"""
    day = past_day("--announced", announced, office.today)
    event = Revoked(on=day, note=reason, approved_by=approved_by, document=document)
    record_event(office, intent, unit, "revoked", day, lambda _office, _recorder, _dossier: event)


group = group_of(
    "退出：候选名单、举报、程序、决定、撤销。例：anlian exit 2019",
    {
        "list": exit_list,
        "report": report,
        "open": open_procedure,
        "decide": decide,
        "dismiss": dismiss,
        "revoke": revoke,
    },
)
