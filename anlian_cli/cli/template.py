"""`anlian template`: blank forms for the firms, the reviewer's blank record, and score sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, Force, Workspace
from anlian_cli.errors import UsageFault
from anlian_cli.forms.score_template import score_csv
from anlian_cli.forms.score_workbook import score_workbook
from anlian_cli.forms.template import application_template, verification_template
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.scores import Stage
from anlian_cli.model.text import perhaps
from anlian_cli.office.files import write_file
from anlian_cli.office.periods import stages_in_words
from anlian_cli.office.supervision.conflicts import namesakes
from anlian_cli.office.supervision.on_file import on_file
from anlian_cli.office.supervision.scoring import candidates, due, scoring

_APPLICATION = ("application", "申报材料")
_VERIFICATION = ("verification", "初核记录")
_PAPER = ("paper", "公文")
_KINDS = {
    **dict.fromkeys(_APPLICATION, ("yaml", "xlsx")),
    **dict.fromkeys(_VERIFICATION, ("yaml",)),
    **dict.fromkeys(_PAPER, ("docx",)),
}
"""In which formats a blank form comes; everything else is a score sheet."""


def template(
    kind: Annotated[str, typer.Argument(metavar="表样", help="申报材料、初核记录、公文，或评分的阶段")],
    period: Annotated[
        str | None,
        typer.Argument(metavar="批次、年度或单位", help="评分表：哪个批次或年度；初核记录：哪家单位；公文：哪种"),
    ] = None,
    experts: Annotated[int, typer.Option("--experts", metavar="人数", help="面试评分表：几位专家", min=0, max=50)] = 0,
    named: Annotated[
        list[str] | None,
        typer.Option("--expert", metavar="姓名", help="面试评分表：专家的姓名，每位写一次；与申报单位的人同名的会提醒"),
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="格式", help="xlsx、yaml 或 csv（默认看文件后缀）")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")] = None,
    force: Force = False,
    as_of: AsOf = None,
    workspace: Workspace = None,
) -> None:
    """生成空白表样和评分表。例：anlian template 日常 2018 -o 日常.xlsx"""
    scored = kind not in _KINDS
    kinds = _KINDS.get(kind, ("xlsx", "csv"))
    form = form or _by_suffix(output) or kinds[0]
    if form not in kinds:
        raise UsageFault(f"这份表样没有格式“{form}”", f"可用：{'、'.join(kinds)}")
    out.refuse_existing(output, force)
    if kind in _PAPER:
        content = _paper(period, output)
    elif scored:
        content = _score_sheet(kind, period, tuple(named or ()) or ("",) * experts, form, workspace, as_of)
    else:
        content = _prefilled(period, workspace) if period is not None else _blank(kind, form)
    if output is None:
        out.to_stdout(content, form)
        return
    write_file(output, content)
    out.say(f"已写入 {output}", output)


def _by_suffix(output: Path | None) -> str | None:
    """The format that a file's name asks for, be it one that there is or not."""
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return "yaml" if suffix == "yml" else suffix or None


def _score_sheet(
    kind: str, period: str | None, experts: Sequence[str], form: str, workspace: Path | None, as_of: str | None
) -> bytes:
    stage = Stage.named(kind)
    if stage is None:
        named = (*_KINDS, *(name for stage in Stage for name in (stage.short, stage.label)))
        kinds = "申报材料（application）、初核记录（verification）、公文（paper）"
        raise UsageFault(f"没有表样“{kind}”", f"{perhaps(kind, named)}可用：{kinds}、{stages_in_words()}")
    if period is None:
        raise UsageFault("评分表要写批次或年度", f"例如 anlian template {stage.short} 2018")
    if experts and stage is not Stage.INTERVIEW:
        raise UsageFault(f"{stage.label}没有专家评分", "--experts、--expert 只用于面试")
    now = scoring(open_office(workspace, as_of), stage, period)
    for remark in namesakes(now.office.history, period, [expert for expert in experts if expert]):
        out.say(remark)
    if form == "csv":
        return score_csv(now.rule, candidates(now), experts)
    known = [on_file(now.office, dossier, now.period) for dossier in due(now)] if stage is Stage.REVIEW else []
    return score_workbook(now.rule, candidates(now), experts, known)


def _paper(kind: str | None, output: Path | None) -> bytes:
    """A paper's template as it comes, for a workspace that was made before there were any."""
    # Only here: Word's library is slow to load.
    from anlian_cli.office.papers.templates import FOLDER, starter_template

    if kind is None or output is None:
        raise UsageFault("写明哪种公文、写进哪里", f"例如 anlian template 公文 入选公告 -o {FOLDER}/入选公告.docx")
    return starter_template(kind)


def _blank(kind: str, form: str) -> bytes:
    if form == "xlsx":
        return application_workbook()
    return (application_template() if kind in _APPLICATION else verification_template()).encode()


def _prefilled(unit: str, workspace: Path | None) -> bytes:
    """The reviewer's file of a unit, with a blank for everything that is open."""
    # Only here: a blank form needs no round to be checked.
    from anlian_cli.office.admission.prefilling import prefilled_for

    return prefilled_for(open_office(workspace), unit)
