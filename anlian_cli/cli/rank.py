"""`anlian rank`: a year's grades and ranking, a round's selection ranking, and their public copies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.options import Publish, Reason
from anlian_cli.cli.output import Target, say
from anlian_cli.cli.preamble import reads
from anlian_cli.errors import UsageFault
from anlian_cli.office.admission.unrecorded import unrecorded_in_words
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.office import Office
from anlian_cli.office.publishing import publish_annual, publish_selection
from anlian_cli.office.supervision.explained import explained
from anlian_cli.office.supervision.ranking import annual, assessed_years, selection
from anlian_cli.report.rank_explain_view import explain_document, explain_json
from anlian_cli.report.rank_json import annual_json, selection_json, trend_json
from anlian_cli.report.rank_view import rank_document, trend_document
from anlian_cli.report.selection_view import selection_document


@reads
def rank(
    to: Target,
    office: Office,
    period: Annotated[
        str | None, typer.Argument(metavar="年度或批次", help="考核年度如 2018；批次要加 --selection")
    ] = None,
    selection: Annotated[bool, typer.Option("--selection", help="某一批次的综合测评排名")] = False,
    explain: Annotated[str | None, typer.Option("--explain", metavar="单位", help="一家单位的成绩怎样得来")] = None,
    trend: Annotated[bool, typer.Option("--trend", help="各单位历年的等次")] = False,
    publish: Publish = None,
    without_incomplete: Annotated[
        bool, typer.Option("--without-incomplete", help="还有未完成考核的也发布，公开件里注明（要写 --reason）")
    ] = False,
    reason: Reason = None,
) -> None:
    """年度考核成绩、等次和排名；批次的综合测评排名。例：anlian rank 2018 --publish 公告.docx"""
    if period is None and not trend:
        raise UsageFault("写一个年度，或批次加 --selection，或只写 --trend", "例如 anlian rank 2018")
    shown = _Shown(office, to)
    if trend:
        shown.trend()
    elif selection:
        shown.selection(period or "", publish)
    elif explain:
        shown.explained(period or "", explain)
    else:
        shown.annual(period or "", publish, without_incomplete, reason)


class _Shown:
    """One ranking, in the format that was asked for."""

    def __init__(self, office: Office, to: Target) -> None:
        self._office, self._to = office, to

    def annual(self, year: str, publish: Path | None, without_incomplete: bool, reason: str | None) -> None:
        ranking = annual(self._office, year)
        document = rank_document(ranking, abbreviated=self._to.is_terminal)
        if publish is not None:
            publish_annual(publish, self._office, ranking, without_incomplete, reason)
        self._to.emit(document, lambda: annual_json(ranking))

    def selection(self, round_name: str, publish: Path | None) -> None:
        ranking = selection(self._office, round_name)
        if unseen := unrecorded_in_words(self._office, round_name):
            say(unseen)
        document = selection_document(ranking, abbreviated=self._to.is_terminal)
        if publish is not None:
            publish_selection(publish, self._office, ranking)
        self._to.emit(document, lambda: selection_json(ranking))

    def explained(self, year: str, unit: str) -> None:
        dossier = find_unit(directory(self._office.history), unit)
        found = explained(self._office, annual(self._office, year), dossier)
        self._to.emit(explain_document(found), lambda: explain_json(found))

    def trend(self) -> None:
        rankings = [annual(self._office, year) for year in assessed_years(self._office)]
        self._to.emit(trend_document(rankings), lambda: trend_json(rankings))
