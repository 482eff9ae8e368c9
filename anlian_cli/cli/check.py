"""`anlian check`: from a folder of applications to a verdict on every firm. It writes nothing but --output.

What --scan reads is kept in the records' work folder, so that it is read once.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import clock
from anlian_cli.cli import output as out
from anlian_cli.cli.check_errand import Errand, errand
from anlian_cli.cli.options import AsOf, By, DryRun, Force, Format, Output, Quiet, Workspace, as_day
from anlian_cli.cli.progress import ProgressBar
from anlian_cli.cli.scanning import Scanned, reader
from anlian_cli.errors import UsageFault
from anlian_cli.forms.discovery import APPLICATIONS
from anlian_cli.model.results import CheckReport
from anlian_cli.office.admission.checking import check as run
from anlian_cli.office.admission.checking import named_round
from anlian_cli.report.check_json import check_json_parts
from anlian_cli.report.check_narrowed import narrowed
from anlian_cli.report.check_view import check_document, last_line

_LAST = ("last", "上次")


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="路径", help="批次、单位文件夹或 .zip、登记表文件")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="列出每一条款和所用的数值")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="内容", help="只看 错误、提醒、待核实，或某家单位；可写几次")
    ] = None,
    round_name: Annotated[str | None, typer.Option("--round", metavar="批次", help="按这一批次审核")] = None,
    scan: Scanned = False,
    deadline: Annotated[str | None, typer.Option("--deadline", metavar="日期", help="按这一截止日期审核")] = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
    kind: Format = None,
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
    record: Annotated[bool, typer.Option("--record", help="同时把整个批次的材料和结论存入台账")] = False,
    dry_run: DryRun = False,
    by: By = None,
    watch: Annotated[bool, typer.Option("--watch", help="守着文件夹：改了哪家就重新审核哪家，按 Ctrl-C 结束")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="上次", help="写 last：和上次存档相比，改好了什么、还差什么")
    ] = None,
) -> None:
    """审核申报材料：每家单位符合什么、缺什么、要核实什么。例：anlian check --record"""
    to = out.target(kind, output, force)
    if since not in (None, *_LAST):
        raise UsageFault(f"--since 只能写 last，不能写 {since}", "和最近一次存档（check --record）相比")
    today, until = as_day(as_of, "--as-of"), as_day(deadline, "--deadline")
    asked = errand(paths, workspace, round_name, today or clock.today())
    if watch:
        # Only here: the watching library is a fifth of the start-up.
        from anlian_cli.cli.watching import keep_checking

        keep_checking(asked, lambda: errand(paths, workspace, round_name, today or clock.today()), today, until)
    elif record:
        report = _recorded(asked, by, dry_run)
    else:
        kept_in = asked.office.workspace if asked.office else None
        with reader(scan, kept_in) as read, ProgressBar(len(asked.locations)) as progress:
            report = run(
                asked.locations,
                asked.office,
                as_of=today or clock.today(),
                round_name=asked.round_name,
                deadline=until,
                observer=progress.advance,
                read=read,
            )
    if since:
        _show_since(to, asked, report)
    elif quiet and to.is_terminal:
        out.tell(last_line(report))
    else:
        shown = check_document(narrowed(report, only or []), explain=explain, counted=report)
        to.emit(shown, lambda: check_json_parts(report))
    if output is not None:
        out.say(last_line(report))
    raise typer.Exit(0 if report.all_pass else 1)


def _show_since(to: out.Target, asked: Errand, report: CheckReport) -> None:
    # Only here: most checks are compared with nothing.
    from anlian_cli.office.admission.since import since_recorded
    from anlian_cli.report.since_view import since_document, since_json

    found = since_recorded(asked.office, asked.locations, report, asked.round_name)
    to.emit(since_document(found, last_line(report)), lambda: since_json(found, report.as_of))


def _whole_round(asked: Errand) -> str:
    """The round that is recorded, always whole: the path's own, else the chosen one. Raises UsageFault."""
    own = asked.locations[0].round_name if asked.paths else asked.round_name
    if asked.office is None or own is None:
        raise UsageFault("--record 要在工作区里用，并且有批次", "用 anlian init 新建工作区")
    # Only to refuse a round that is not in anlian.yaml: one that is named asks for no day.
    named_round(asked.office, own, date.min)
    whole = (asked.office.workspace / APPLICATIONS / own).resolve()
    if asked.paths and [path.resolve() for path in asked.paths] != [whole]:
        raise UsageFault("--record 总是存整个批次", f"不写路径，或写 {APPLICATIONS}/{own}")
    return own


def _recorded(asked: Errand, by: str | None, dry_run: bool) -> CheckReport:
    # Only here: most checks record nothing.
    from anlian_cli.office.admission.filing import commit_filing, file_round, filing_in_words
    from anlian_cli.office.office import Intent, at_work

    round_name = _whole_round(asked)
    assert asked.office is not None  # the line above refuses without
    intent = Intent("check", by, None, dry_run)
    with (
        at_work(asked.office, intent) as (office, recorder),
        ProgressBar(len(asked.locations)) as progress,
        ExitStack() as opened,
    ):
        filing = file_round(recorder, office, round_name, asked.locations, progress.advance, opened)
        for line in filing_in_words(filing):
            out.say(line)
        commit_filing(office, recorder, intent, round_name, filing)
    return filing.report
