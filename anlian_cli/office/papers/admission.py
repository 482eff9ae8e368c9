"""The papers of a round (Art. 9 to 11): the call, the shortlist, the interview, the results, the confirmed list."""

from __future__ import annotations

from itertools import groupby

from anlian_cli.errors import UsageFault
from anlian_cli.model.decimals import plain
from anlian_cli.model.events import Admitted, Shortlisted
from anlian_cli.model.ranking import RankedApplicant, SelectionRanking
from anlian_cli.model.workspace import Round
from anlian_cli.office.office import Office
from anlian_cli.office.papers.asked import LISTED, Asked, numbered, numbers, paper
from anlian_cli.office.periods import Period, in_force
from anlian_cli.office.supervision.ranking import selection
from anlian_cli.records.places import written_code
from anlian_cli.regulation.text import Clause
from anlian_cli.report.document import Cell, row
from anlian_cli.report.papers.paper import CODE, NAME, NOTE, RANK, ChartBar, Paper, PaperColumn, in_words
from anlian_cli.report.points import points_shown
from anlian_cli.report.rank_words import annual_rule, missing_in_words, percent, shown_selection, stage_headings

TOTAL = "综合测评总成绩"


def call(office: Office, asked: Asked) -> Paper:
    """申报公告: conditions, materials, deadlines and how is selected. Raises UsageFault where there is no deadline."""
    period, block = _round(office, asked)
    if block.deadline is None:
        raise UsageFault(f"批次 {asked.subject} 没有截止日期，出不了申报公告", "请先在 anlian.yaml 中填写")
    later = block.correction_deadline
    fields = {
        "规范": str(period.regulation.citation),
        "批次": asked.subject,
        "截止日期": in_words(block.deadline),
        "补正截止日期": in_words(later) if later else "",
        "权重": "＋".join(f"{stage}×{percent(weight)}" for stage, weight in (block.weights or {}).items()),
        "名额": _quota(block.quota),
    }
    clauses = period.regulation.clauses
    lists = {
        "申报条件": _conditions([clause for clause in clauses if clause.article.startswith("9(")]),
        "申报材料": numbered([clause.title for clause in clauses if clause.article.startswith("10(")]),
    }
    return paper(office, "申报公告", asked, fields=fields, lists=lists)


def _round(office: Office, asked: Asked) -> tuple[Period, Round]:
    period = in_force(office, "round", asked.subject)
    assert period.parameters.round is not None  # a round's parameters are its block
    return period, period.parameters.round


def _quota(quota: int | None) -> str:
    return f"名额{quota}家。" if quota is not None else ""


def _conditions(clauses: list[Clause]) -> tuple[str, ...]:
    """A sentence for each item of the article, of what its clauses ask."""
    by_item = groupby(clauses, key=lambda clause: clause.article)
    items = ("；".join(clause.asks.rstrip("。") for clause in item).replace(" ", "") for _, item in by_item)
    return tuple(f"{number}. {item}。" for number, item in enumerate(items, start=1))


def shortlisted(office: Office, asked: Asked) -> Paper:
    """入围名单公告, of the announcement that was recorded. Raises UsageFault where there was none."""
    events = _shortlist(office, asked.subject)
    period, _ = _round(office, asked)
    return paper(
        office,
        "入围名单公告",
        asked,
        max(event.on for event, _ in events),
        document=next((event.document for event, _ in events if event.document), asked.document),
        fields=_of_a_list(period, asked, len(events)),
        table_title=f"{asked.subject}批次面试答辩入围名单",
        columns=LISTED,
        rows=_listed([(event.name, code) for event, code in events]),
    )


def interview(office: Office, asked: Asked) -> Paper:
    """面试通知 to the shortlisted units; when and where is hers to say. Raises UsageFault without a shortlist."""
    events = _shortlist(office, asked.subject)
    period, block = _round(office, asked)
    items = [f"{item}（{plain(points)}分）" for item, points in (block.interview_items or {}).items()]
    return paper(
        office,
        "面试通知",
        asked,
        fields=_of_a_list(period, asked, len(events)),
        lists={"考查内容": numbered(items)},
        table_title=f"{asked.subject}批次面试答辩单位名单",
        columns=LISTED,
        rows=_listed([(event.name, code) for event, code in events]),
    )


def _of_a_list(period: Period, asked: Asked, units: int) -> dict[str, str]:
    return {"依据": period.regulation.citation.whole("selection"), "批次": asked.subject, "家数": str(units)}


def _shortlist(office: Office, round_name: str) -> list[tuple[Shortlisted, str]]:
    found = [
        (event, dossier.credit_code)
        for dossier in office.units()
        for event in dossier.events
        if isinstance(event, Shortlisted) and event.round == round_name and event.on <= office.today
    ]
    if not found:
        raise UsageFault(
            f"批次 {round_name} 的入围名单还没有记录公布", f"先记录：anlian shortlist {round_name} --announced 日期"
        )
    return sorted(found, key=lambda pair: pair[0].name)


def _listed(units: list[tuple[str, str]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row(number, name, code) for number, (name, code) in enumerate(units, start=1))


def selected(office: Office, asked: Asked) -> Paper:
    """入选公告, of the confirmed list that was recorded. Raises UsageFault where there is none."""
    found = [
        (event, dossier.credit_code)
        for dossier in office.units()
        for event in dossier.events
        if isinstance(event, Admitted) and event.round == asked.subject and event.on <= office.today
    ]
    if not found:
        hint = f"先记录：anlian admit {asked.subject} --announced 日期"
        raise UsageFault(f"批次 {asked.subject} 的确认名单还没有记录", hint)
    period, _ = _round(office, asked)
    found.sort(key=lambda pair: pair[0].name)
    return paper(
        office,
        "入选公告",
        asked,
        max(event.on for event, _ in found),
        document=next((event.document for event, _ in found if event.document), asked.document),
        fields=_of_a_list(period, asked, len(found)),
        table_title=f"{asked.subject}批次安全社区咨询服务单位名单",
        columns=LISTED,
        rows=_listed([(event.name, code) for event, code in found]),
    )


def results(office: Office, asked: Asked) -> Paper:
    """综合测评公示: a round's selection ranking (Art. 11)."""
    ranking = selection(office, asked.subject)
    basis, shown = ranking.basis, shown_selection(ranking)
    stages = numbers(*stage_headings([stage for stage, _ in basis.weights]))
    return paper(
        office,
        "综合测评公示",
        asked,
        fields={
            "依据": basis.citation.whole("selection"),
            "批次": asked.subject,
            "权重": annual_rule(basis),
            "名额": _quota(ranking.quota),
        },
        lists={"说明": tuple(f"{unit.name}：{missing_in_words(unit)}，未列入排名。" for unit in ranking.incomplete)},
        table_title=f"{asked.subject}批次综合测评排名",
        columns=(PaperColumn(RANK, number=True), PaperColumn(NAME), *numbers(CODE), *stages, *numbers(TOTAL), _NOTED),
        rows=tuple(_placed(place, shown[place.total]) for place in ranking.places),
        bars=_bars(ranking),
        chart_title=TOTAL,
    )


_NOTED = PaperColumn(NOTE)


def _placed(place: RankedApplicant, total: str) -> tuple[Cell, ...]:
    return row(
        place.rank,
        place.name,
        written_code(place.credit_code),
        Cell(place.materials, shown=points_shown(place.materials)),
        Cell(place.interview, shown=points_shown(place.interview)),
        Cell(place.total, shown=total),
        "；".join(filter(None, [_side(place), *place.notes])),
    )


def _side(place: RankedApplicant) -> str:
    return place.within_quota.label if place.within_quota else ""


def _bars(ranking: SelectionRanking) -> tuple[ChartBar, ...]:
    shown = shown_selection(ranking)
    return tuple(ChartBar(place.name, place.total, shown[place.total], _side(place)) for place in ranking.places)
