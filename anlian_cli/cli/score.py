"""`anlian score`: a score sheet, or one unit's score, into the records as one batch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from anlian_cli.cli import output as out
from anlian_cli.cli.preamble import records
from anlian_cli.errors import UsageFault
from anlian_cli.office.objections.steps import reason_upon, refuse_others
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.office.periods import stage_named
from anlian_cli.office.supervision.scoring import from_sheet, put_scores, scoring
from anlian_cli.office.supervision.single_score import single
from anlian_cli.report.score_view import score_document


@records("score", reasoned=True)
def score(
    office: Office,
    intent: Intent,
    stage: Annotated[str, typer.Argument(metavar="阶段", help="材料、面试、日常 或 审查")],
    period: Annotated[str, typer.Argument(metavar="批次或年度", help="如 2017（批次）、2018（考核年度）")],
    sheet: Annotated[Path | None, typer.Argument(metavar="评分表", help=".xlsx、.xls 或 .csv")] = None,
    sheet_name: Annotated[
        str | None, typer.Option("--sheet", metavar="工作表", help="工作簿里有几张评分表时，录哪一张")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="只录一家：全称、统一代码或名称的一部分")
    ] = None,
    points: Annotated[str | None, typer.Option("--points", metavar="得分", help="这一家的阶段总分")] = None,
    item: Annotated[
        list[str] | None, typer.Option("--item", metavar="项目=得分", help="这一家的各项得分，每项写一次")
    ] = None,
    objection: Annotated[
        int | None, typer.Option("--objection", metavar="异议号", help="复核这件异议后的更正；原因自动写明")
    ] = None,
) -> None:
    """录入评分表：整张无误才记录；更正要写 --reason。例：anlian score 日常 2018 日常.xlsx"""
    chosen = stage_named(stage)
    if sheet is None and unit is None:
        raise UsageFault("要写评分表，或用 --unit 录一家", "例如 anlian score 日常 2018 日常.xlsx")
    if objection is not None:
        intent = replace(intent, reason=reason_upon(objection, intent.reason))
    with at_work(office, intent) as (office, recorder):
        now = scoring(office, chosen, period)
        remarks: tuple[str, ...] = ()
        if sheet is not None:
            scores, remarks = from_sheet(recorder, now, sheet, sheet_name)
        else:
            scores = single(now, unit or "", points, item or [], intent.reason)
        echo = put_scores(recorder, now, scores, remarks)
        if objection is not None:
            refuse_others(office, objection, echo)
        batch = committed(office, recorder, intent)
    at = batch.at if batch else office.moment.now
    out.Target("table", None, at, narrow="加宽窗口").emit(score_document(echo), lambda: "")
