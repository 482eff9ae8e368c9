"""`anlian rank`: a year's grades and ranking, a round's selection ranking, and their public copies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from anlian_cli.cli.issuing import issue
from anlian_cli.cli.options import Announced, DocumentNumber, Publish, Reason, as_day
from anlian_cli.cli.output import Target, say
from anlian_cli.cli.preamble import reads
from anlian_cli.errors import UsageFault
from anlian_cli.model.ranking import AnnualRanking
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.office import Intent, Office
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.papers.calendar import to_be_corrected
from anlian_cli.office.supervision.assessed import assessed_years
from anlian_cli.office.supervision.ranking import annual, selection
from anlian_cli.report.rank_json import annual_json, selection_json, trend_json
from anlian_cli.report.rank_view import rank_document, trend_document


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
    announced: Announced = None,
    document: DocumentNumber = None,
    reason: Reason = None,
) -> None:
    """年度考核成绩、等次和排名；批次的综合测评排名。例：anlian rank 2018 --publish 公告.docx"""
    if period is None and not trend:
        raise UsageFault("写一个年度，或批次加 --selection，或只写 --trend", "例如 anlian rank 2018")
    shown = _Shown(office, to)
    early = reason if without_incomplete else None
    asked = Asked(period or "", as_day(announced, "--announced"), document, early)
    issued = None if publish is None else _Issued(office, publish, asked, reason)
    if trend:
        shown.trend()
    elif selection:
        shown.selection(asked.subject, issued)
    elif explain:
        shown.explained(asked.subject, explain)
    else:
        shown.annual(asked.subject, issued)


class _Issued(Struct, frozen=True):
    """The public copy of a ranking."""

    office: Office
    path: Path
    asked: Asked
    reason: str | None

    def write(self, kind: str) -> None:
        issue(self.office, Intent("paper", reason=self.reason), kind, self.asked, self.path)


class _Shown:
    """One ranking, in the format that was asked for."""

    def __init__(self, office: Office, to: Target) -> None:
        self._office, self._to = office, to

    def annual(self, year: str, issued: _Issued | None) -> None:
        ranking = annual(self._office, year)
        if issued is not None and issued.asked.reason and not ranking.incomplete:
            raise UsageFault(f"{year} 年度各单位都已考核，没有发布", "去掉 --without-incomplete")
        document = rank_document(ranking, abbreviated=self._to.is_terminal)
        self._tell_corrections(year)
        if issued is not None:
            issued.write("年度考核公示")
            self._tell_duty(ranking)
        self._to.emit(document, lambda: annual_json(ranking))

    def _tell_corrections(self, period: str) -> None:
        for one in to_be_corrected(self._office, period):
            say(f"{one.name}：{one.what}\n→ {one.command}")

    def _tell_duty(self, ranking: AnnualRanking) -> None:
        if failed := [place.name for place in ranking.places if place.to_be_opened]:
            article, day = ranking.basis.citation.of("procedure"), self._office.today.isoformat()
            say(f"{article}：不合格的 {len(failed)} 家，联合会应启动退出程序：{'、'.join(failed)}")
            say(f"→ 启动后记录：anlian exit open 单位 --on {day}")

    def selection(self, round_name: str, issued: _Issued | None) -> None:
        # Only here and below: most rankings are of a year, and of all.
        from anlian_cli.office.admission.unrecorded import unrecorded_in_words
        from anlian_cli.report.selection_view import selection_document

        ranking = selection(self._office, round_name)
        if unseen := unrecorded_in_words(self._office, round_name):
            say(unseen)
        self._tell_corrections(round_name)
        document = selection_document(ranking, abbreviated=self._to.is_terminal)
        if issued is not None:
            issued.write("综合测评公示")
        self._to.emit(document, lambda: selection_json(ranking))

    def explained(self, year: str, unit: str) -> None:
        from anlian_cli.office.supervision.explained import explained
        from anlian_cli.report.rank_explain_view import explain_document, explain_json

        dossier = find_unit(directory(self._office.history), unit)
        found = explained(self._office, annual(self._office, year), dossier)
        self._to.emit(explain_document(found), lambda: explain_json(found))

    def trend(self) -> None:
        rankings = [annual(self._office, year) for year in assessed_years(self._office)]
        self._to.emit(trend_document(rankings), lambda: trend_json(rankings))
