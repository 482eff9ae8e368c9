"""The neutral announcement: a title, what it rests on, one table, what is said below it, and a chart of totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from anlian_cli.model.citation import Issued
from anlian_cli.model.ranking import AnnualRanking, Incomplete, ListedUnit, RankedApplicant, SelectionRanking
from anlian_cli.model.register import Register
from anlian_cli.report.document import Cell, row
from anlian_cli.report.points import points_shown
from anlian_cli.report.rank_words import (
    annual_rule,
    bands_in_words,
    missing_in_words,
    shown_annual,
    shown_selection,
    stage_headings,
)

NAME, CODE, NOTE, RANK = "单位名称", "统一代码", "备注", "排名"


@dataclass(frozen=True, slots=True)
class PublicColumn:
    """A column of the published table; `number` ones are centred and keep their value."""

    text: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One unit of the chart: its total, how that is printed, and its grade or place as a word."""

    name: str
    total: Decimal
    shown: str
    word: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """Everything a public copy says. `digest` belongs in a footer or the properties, not in the text.

    `codes` are the rows' credit codes, and `unplaced` the units without a row: what a copy made of data alone holds.
    """

    title: str
    table_title: str
    paragraphs: tuple[str, ...]
    headings: tuple[PublicColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    below: tuple[str, ...]
    federation: str
    published_on: date
    digest: str
    codes: tuple[str, ...]
    unplaced: tuple[ListedUnit, ...] = field(default=())
    bars: tuple[ChartBar, ...] = field(default=())
    chart_title: str = ""

    @property
    def date_in_words(self) -> str:
        """2018年12月24日, without leading zeros."""
        return f"{self.published_on.year}年{self.published_on.month}月{self.published_on.day}日"


def annual_announcement(
    ranking: AnnualRanking, reason: str | None, names: Mapping[str, str] = MappingProxyType({})
) -> Announcement:
    """A year's ranking (Art. 15, 16); `reason` is why it appears while units are not assessed.

    `names` are the public names by credit code of units that changed theirs.
    """
    year, basis, shown = ranking.year, ranking.basis, shown_annual(ranking)
    stages = [stage for stage, _ in basis.weights]
    first, second = stage_headings(stages)
    return Announcement(
        title=f"{basis.federation}关于{year}年度安全社区咨询服务单位考核结果的公告",
        table_title=f"{year}年度安全社区咨询服务单位考核排名",
        paragraphs=(
            f"依据{basis.citation.whole('annual_score', 'ranking')}，现公布{year}年度安全社区咨询服务单位考核结果。",
            f"年度考核成绩＝{annual_rule(basis)}。等次：{bands_in_words(basis)}。",
            "优秀、良好并且在册的单位为优先推荐单位；不合格的单位启动退出程序。",
        ),
        headings=(
            PublicColumn(RANK, number=True),
            PublicColumn(NAME),
            PublicColumn(first, number=True),
            PublicColumn(second, number=True),
            PublicColumn("年度考核成绩", number=True),
            PublicColumn("等次", number=True),
            PublicColumn(NOTE),
        ),
        rows=tuple(
            row(
                place.rank,
                names.get(place.credit_code, place.name),
                Cell(place.daily, shown=points_shown(place.daily)),
                Cell(place.review, shown=points_shown(place.review)),
                Cell(place.total, shown=shown[place.total]),
                place.grade.label,
                _note(place.recommended, place.basis, place.notes),
            )
            for place in ranking.places
        ),
        below=tuple(_below(ranking, reason)),
        federation=basis.federation,
        published_on=basis.as_of,
        digest=basis.digest,
        codes=tuple(place.credit_code for place in ranking.places),
        unplaced=_unplaced(ranking.incomplete),
        bars=tuple(
            ChartBar(place.name, place.total, shown[place.total], place.grade.label) for place in ranking.places
        ),
        chart_title=f"{year}年度考核成绩",
    )


def _note(recommended: bool, basis: str | None, notes: Sequence[str]) -> str:
    ground = "优先推荐" if recommended else basis
    return "；".join(filter(None, [ground, *notes]))


def _unplaced(units: Sequence[Incomplete]) -> tuple[ListedUnit, ...]:
    return tuple(ListedUnit(unit.name, unit.credit_code, f"未完成考核：{missing_in_words(unit)}") for unit in units)


def _below(ranking: AnnualRanking, reason: str | None) -> list[str]:
    sentences = []
    if ranking.incomplete:
        units = "；".join(f"{unit.name}（{missing_in_words(unit)}）" for unit in ranking.incomplete)
        sentences.append(f"以下单位未完成考核，不计零分，未列入排名：{units}。先行公布的原因：{reason}。")
    if ranking.newcomers:
        sentences.append(f"年内新入册，自次年起考核：{'、'.join(unit.name for unit in ranking.newcomers)}。")
    if failed := [place.name for place in ranking.places if place.to_be_opened]:
        sentences.append(f"按{ranking.basis.citation.of('procedure')}启动退出程序的单位：{'、'.join(failed)}。")
    return sentences


def selection_announcement(ranking: SelectionRanking) -> Announcement:
    """A round's selection ranking (Art. 11)."""
    basis, shown = ranking.basis, shown_selection(ranking)
    first, second = stage_headings([stage for stage, _ in basis.weights])
    quota = f"名额{ranking.quota}家。" if ranking.quota is not None else ""
    return Announcement(
        title=f"{basis.federation}关于{ranking.round}批次安全社区咨询服务单位综合测评结果的公告",
        table_title=f"{ranking.round}批次综合测评排名",
        paragraphs=(
            f"依据{basis.citation.whole('selection')}，现公布{ranking.round}批次申报单位的综合测评结果。",
            f"综合测评总成绩＝{annual_rule(basis)}。{quota}",
        ),
        headings=(
            PublicColumn(RANK, number=True),
            PublicColumn(NAME),
            PublicColumn(first, number=True),
            PublicColumn(second, number=True),
            PublicColumn("综合测评总成绩", number=True),
            PublicColumn(NOTE),
        ),
        rows=tuple(
            row(
                place.rank,
                place.name,
                Cell(place.materials, shown=points_shown(place.materials)),
                Cell(place.interview, shown=points_shown(place.interview)),
                Cell(place.total, shown=shown[place.total]),
                "；".join(filter(None, [_side(place), *place.notes])),
            )
            for place in ranking.places
        ),
        below=tuple(f"{unit.name}：{missing_in_words(unit)}，未列入排名。" for unit in ranking.incomplete),
        federation=basis.federation,
        published_on=basis.as_of,
        digest=basis.digest,
        codes=tuple(place.credit_code for place in ranking.places),
        unplaced=_unplaced(ranking.incomplete),
        bars=tuple(
            ChartBar(
                place.name, place.total, shown[place.total], place.within_quota.label if place.within_quota else ""
            )
            for place in ranking.places
        ),
        chart_title="综合测评总成绩",
    )


def _side(place: RankedApplicant) -> str:
    return place.within_quota.label if place.within_quota else ""


def list_announcement(kind: str, round_name: str, units: Sequence[ListedUnit], issued: Issued) -> Announcement:
    """A round's shortlist (入围名单) or confirmed list (确认名单) of Art. 11."""
    return Announcement(
        title=f"{issued.federation}关于{round_name}批次安全社区咨询服务单位{kind}的公告",
        table_title=f"{round_name}批次{kind}",
        paragraphs=(f"依据{issued.citation.whole('selection')}，现公布{round_name}批次{kind}，共{len(units)}家。",),
        headings=(
            PublicColumn("序号", number=True),
            PublicColumn(NAME),
            PublicColumn(CODE, number=True),
            PublicColumn(NOTE),
        ),
        rows=tuple(row(number, unit.name, unit.credit_code, unit.note) for number, unit in enumerate(units, start=1)),
        below=(),
        federation=issued.federation,
        published_on=issued.on,
        digest=issued.digest,
        codes=tuple(unit.credit_code for unit in units),
    )


def register_announcement(register: Register) -> Announcement:
    """The register of 在册 units (Art. 16), for the communities that choose among them."""
    return Announcement(
        title=f"{register.federation}关于安全社区咨询服务单位在册名单的公告",
        table_title="安全社区咨询服务单位在册名单",
        paragraphs=(f"依据{register.citation}，现公布在册的安全社区咨询服务单位，共{len(register.entries)}家。",),
        headings=(
            PublicColumn("序号", number=True),
            PublicColumn(NAME),
            PublicColumn(CODE, number=True),
            PublicColumn("入册日期", number=True),
            PublicColumn("最近等次", number=True),
            PublicColumn(NOTE),
        ),
        rows=tuple(
            row(
                number,
                entry.public_name,
                entry.credit_code,
                entry.admitted_on.isoformat(),
                f"{entry.grade_year}年{entry.grade.label}" if entry.grade else "尚无",
                "优先推荐" if entry.recommended else "",
            )
            for number, entry in enumerate(register.entries, start=1)
        ),
        below=(),
        federation=register.federation,
        published_on=register.as_of,
        digest=register.digest,
        codes=tuple(entry.credit_code for entry in register.entries),
    )
