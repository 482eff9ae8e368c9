"""The papers of a year (Art. 15, 16): its grades and ranking, who is recommended, and the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from anlian_cli.errors import UsageFault
from anlian_cli.model.decimals import plain
from anlian_cli.model.personal import personal_words
from anlian_cli.model.ranking import AnnualRanking, Grade, RankedUnit, RankingBasis
from anlian_cli.office.office import Office
from anlian_cli.office.papers.asked import LISTED, WITH_NOTE, Asked, numbers, paper
from anlian_cli.office.register import public_name, register
from anlian_cli.office.supervision.ranking import annual
from anlian_cli.report.document import Cell, row
from anlian_cli.report.papers.paper import CODE, NAME, NOTE, RANK, ChartBar, Paper, PaperColumn
from anlian_cli.report.points import points_shown
from anlian_cli.report.rank_words import annual_rule, missing_in_words, shown_annual, stage_headings

TOTAL, GRADE = "年度考核成绩", "等次"


def grades(office: Office, asked: Asked) -> Paper:
    """年度考核公示. Raises UsageFault while units are not assessed, unless it is said why it appears without them."""
    ranking = annual(office, asked.subject)
    _refuse_unfinished(ranking, asked.reason)
    basis, shown = ranking.basis, shown_annual(ranking)
    names, stages = _public_names(office), numbers(*stage_headings([stage for stage, _ in basis.weights]))
    return paper(
        office,
        "年度考核公示",
        asked,
        fields={
            "依据": basis.citation.whole("annual_score", "ranking"),
            "年度": ranking.year,
            "算法": annual_rule(basis),
            "等次": bands(basis),
        },
        lists={"说明": tuple(_notes(ranking, asked.reason))},
        table_title=f"{ranking.year}年度安全社区咨询服务单位考核排名",
        columns=(
            PaperColumn(RANK, number=True),
            PaperColumn(NAME),
            *numbers(CODE),
            *stages,
            *numbers(TOTAL, GRADE),
            PaperColumn(NOTE),
        ),
        rows=tuple(_placed(place, shown[place.total], names) for place in ranking.places),
        bars=tuple(
            ChartBar(place.name, place.total, shown[place.total], place.grade.label) for place in ranking.places
        ),
        chart_title=TOTAL,
    )


def _refuse_unfinished(ranking: AnnualRanking, reason: str | None) -> None:
    if ranking.incomplete and not reason:
        waiting = "、".join(unit.name for unit in ranking.incomplete)
        hint = "录完再发布；确实要先发布的，加 --without-incomplete --reason 原因，公开件里会注明"
        raise UsageFault(f"还有 {len(ranking.incomplete)} 家未完成考核，没有发布：{waiting}", hint)
    if reason and (words := personal_words(reason)):
        raise UsageFault(f"原因里有{words}，没有发布", "公开件里不能有个人信息")


def bands(basis: RankingBasis) -> str:
    """优秀（85分以上）、良好（75分以上低于85分）、合格（60分以上低于75分）、不合格（60分以下）."""
    said, above = [], ""
    for grade, low in basis.edges:
        edge = f"{plain(low)}分"
        # Only the lowest is said without an edge of its own, as the article has it.
        within = f"{edge}以上{above and f'低于{above}'}" if low > 0 else f"{above}以下"
        said.append(f"{grade.label}（{within}）")
        above = edge
    return "、".join(said)


def _public_names(office: Office) -> dict[str, str]:
    return {dossier.credit_code: public_name(dossier) for dossier in office.units()}


def _placed(place: RankedUnit, total: str, names: Mapping[str, str]) -> tuple[Cell, ...]:
    ground = "优先推荐" if place.recommended else place.basis
    return row(
        place.rank,
        names.get(place.credit_code, place.name),
        place.credit_code,
        Cell(place.daily, shown=points_shown(place.daily)),
        Cell(place.review, shown=points_shown(place.review)),
        Cell(place.total, shown=total),
        place.grade.label,
        "；".join(filter(None, [ground, *place.notes])),
    )


def _notes(ranking: AnnualRanking, reason: str | None) -> Iterator[str]:
    if ranking.incomplete:
        units = "；".join(f"{unit.name}（{missing_in_words(unit)}）" for unit in ranking.incomplete)
        yield f"以下单位未完成考核，不计零分，未列入排名：{units}。先行公布的原因：{reason}。"
    if ranking.newcomers:
        yield f"年内新入册，自次年起考核：{'、'.join(unit.name for unit in ranking.newcomers)}。"
    if failed := [place.name for place in ranking.places if place.to_be_opened]:
        yield f"按{ranking.basis.citation.of('procedure')}启动退出程序的单位：{'、'.join(failed)}。"


def recommended(office: Office, asked: Asked) -> Paper:
    """优先推荐名单: the units 在册 with the grades that are recommended. Raises UsageFault while units wait."""
    ranking = annual(office, asked.subject)
    _refuse_unfinished(ranking, asked.reason)
    shown, names = shown_annual(ranking), _public_names(office)
    places = [place for place in ranking.places if place.recommended]
    return paper(
        office,
        "优先推荐名单",
        asked,
        fields={
            "依据": ranking.basis.citation.whole("ranking"),
            "年度": ranking.year,
            "家数": str(len(places)),
        },
        table_title=f"{ranking.year}年度优先推荐咨询服务单位名单",
        columns=(*LISTED, *numbers(TOTAL, GRADE)),
        rows=tuple(
            row(
                number,
                names.get(place.credit_code, place.name),
                place.credit_code,
                Cell(place.total, shown=shown[place.total]),
                place.grade.label,
            )
            for number, place in enumerate(places, start=1)
        ),
    )


def listed(office: Office, asked: Asked) -> Paper:
    """在册名单公告: the register (Art. 16), for the communities that choose among its units; one of each day.

    Raises UsageFault for a day that is over: who is on the register today may not have been on it then.
    """
    if asked.on and asked.on < office.today:
        hint = f"要当时的名单，加 --as-of {asked.on.isoformat()}"
        raise UsageFault(f"在册名单是 {office.today.isoformat()} 的，成文日期不能早于这一天", hint)
    found = register(office)
    return paper(
        office,
        "在册名单公告",
        asked,
        subject=(asked.on or office.today).isoformat(),
        fields={"规范": str(found.citation), "家数": str(len(found.entries))},
        table_title="安全社区咨询服务单位在册名单",
        columns=(*WITH_NOTE[:-1], *numbers("入册日期", "最近等次"), WITH_NOTE[-1]),
        rows=tuple(
            row(
                number,
                entry.public_name,
                entry.credit_code,
                entry.admitted_on.isoformat(),
                _graded(entry.grade, entry.grade_year),
                "优先推荐" if entry.recommended else "",
            )
            for number, entry in enumerate(found.entries, start=1)
        ),
    )


def _graded(grade: Grade | None, year: str | None) -> str:
    return f"{year}年{grade.label}" if grade else "尚无"
