"""`anlian check`: from a folder of applications to a verdict on every firm. It writes nothing but --output."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anlian_cli.cli import clock
from anlian_cli.cli import output as out
from anlian_cli.cli.options import AsOf, By, DryRun, Force, Format, Output, Quiet, Workspace, as_day
from anlian_cli.cli.progress import ProgressBar
from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.discovery import APPLICATIONS, UnitLocation, find_units, find_workspace
from anlian_cli.model.results import CheckReport
from anlian_cli.office.admission.checking import check as run
from anlian_cli.office.admission.checking import named_round
from anlian_cli.report.check_json import check_json
from anlian_cli.report.check_narrowed import narrowed
from anlian_cli.report.check_view import check_document, last_line

if TYPE_CHECKING:
    from anlian_cli.office.office import Office


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="路径", help="批次、单位文件夹或 .zip、登记表文件")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="列出每一条款和所用的数值")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="内容", help="只看 错误、提醒、待核实，或某家单位；可写几次")
    ] = None,
    round_name: Annotated[str | None, typer.Option("--round", metavar="批次", help="按这一批次审核")] = None,
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
) -> None:
    """审核申报材料：每家单位符合什么、缺什么、要核实什么。例：anlian check --record"""
    to = out.target(kind, output, force)
    today = as_day(as_of, "--as-of") or clock.today()
    office = _office(_workspace(workspace, paths))
    chosen_round = named_round(office, round_name, today)
    locations = _locations(paths, office, chosen_round)
    _refuse_idle_round(locations, office, round_name)
    if record:
        report = _recorded(locations, office, _whole_round(paths, locations, office, chosen_round), by, dry_run)
    else:
        with ProgressBar(len(locations)) as progress:
            report = run(
                locations,
                office,
                as_of=today,
                round_name=chosen_round,
                deadline=as_day(deadline, "--deadline"),
                observer=progress.advance,
            )
    if quiet and to.is_terminal:
        out.tell(last_line(report))
    else:
        shown = check_document(narrowed(report, only or []), explain=explain, counted=report)
        to.emit(shown, lambda: check_json(report))
        if output is not None:
            out.say(last_line(report))
    raise typer.Exit(0 if report.all_pass else 1)


def _workspace(asked: Path | None, paths: list[Path] | None) -> Path | None:
    """The workspace of -C, else of the first path, else of the current folder."""
    if asked is not None:
        found = find_workspace(asked)
        if found is None:
            raise InputFault(f"{asked} 不在工作区内（没有 anlian.yaml）", "用 anlian init 新建工作区")
        return found
    return find_workspace(paths[0] if paths else Path())


def _office(workspace: Path | None) -> Office | None:
    """The workspace that was found; a bare folder is checked without one."""
    if workspace is None:
        return None
    # Only here: a bare folder needs no records, a fifth of the start-up.
    from anlian_cli.cli.desk import open_office

    return open_office(workspace)


def _locations(paths: list[Path] | None, office: Office | None, round_name: str | None) -> list[UnitLocation]:
    if not paths:
        if office is None or round_name is None:
            raise UsageFault("没有指定要审核的文件夹", "例如 anlian check applications/2017")
        paths = [_shown(office.workspace / APPLICATIONS / round_name)]
    found = {
        unit.path.resolve(): unit for path in paths for unit in find_units(path, office.workspace if office else None)
    }
    if not found:
        raise InputFault(f"{'、'.join(map(str, paths))} 里没有申报单位", "每家单位一个子文件夹")
    return list(found.values())


def _shown(path: Path) -> Path:
    """A path as a person in the current folder would type it, where that is shorter."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _refuse_idle_round(locations: list[UnitLocation], office: Office | None, round_name: str | None) -> None:
    """--round is for paths that lie in no round, within a workspace. Raises UsageFault."""
    if round_name is None:
        return
    if office is None:
        raise UsageFault("--round 只在工作区里用", "不在工作区内的，用 --deadline 给出截止日期")
    if others := {location.round_name for location in locations} - {None, round_name}:
        named = "、".join(sorted(filter(None, others)))
        raise UsageFault(f"路径在批次 {named} 里，不按 --round {round_name} 审核", "去掉 --round，或换一个路径")


def _whole_round(
    paths: list[Path] | None, locations: list[UnitLocation], office: Office | None, round_name: str | None
) -> str:
    """The round that is recorded, always whole: the path's own, else the chosen one. Raises UsageFault."""
    own = locations[0].round_name if paths else round_name
    if office is None or own is None:
        raise UsageFault("--record 要在工作区里用，并且有批次", "用 anlian init 新建工作区")
    # Only to refuse a round that is not in anlian.yaml: one that is named asks for no day.
    named_round(office, own, date.min)
    if paths and [path.resolve() for path in paths] != [(office.workspace / APPLICATIONS / own).resolve()]:
        raise UsageFault("--record 总是存整个批次", f"不写路径，或写 {APPLICATIONS}/{own}")
    return own


def _recorded(
    locations: list[UnitLocation], office: Office | None, round_name: str, by: str | None, dry_run: bool
) -> CheckReport:
    # Only here: most checks record nothing.
    from anlian_cli.office.admission.filing import file_round, filing_in_words
    from anlian_cli.office.office import Intent, at_work, committed

    assert office is not None  # --record was refused without
    intent = Intent("check", by, None, dry_run)
    with at_work(office, intent) as (office, recorder), ProgressBar(len(locations)) as progress, ExitStack() as open_:
        filing = file_round(recorder, office, round_name, locations, progress.advance, open_)
        for line in filing_in_words(filing):
            out.say(line)
        committed(office, recorder, intent)
    return filing.report
