"""A round's selection ranking with its quota line, and the lists that come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from anlian_cli.model.ranking import ListedUnit, QuotaSide, RankedApplicant, SelectionRanking
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.points import points_shown
from anlian_cli.report.rank_view import abbreviate, incomplete_table, notes, position
from anlian_cli.report.rank_words import annual_rule, bar, shown_selection
from anlian_cli.report.unconfirmed import unconfirmed_line

_TONES = {QuotaSide.YES: Tone.GOOD, QuotaSide.NO: Tone.FAINT, QuotaSide.TIED: Tone.WAITING}
TIE_RULE = "跨名额线同分，由考核评定小组决定（口径 R9）"


def selection_document(ranking: SelectionRanking, *, abbreviated: bool = False) -> Report:
    """The ranking of a round; the quota line stands in the table where it falls."""
    shown = shown_selection(ranking)
    flat = _flat(ranking, shown) if not abbreviated else Table("排名", (), ())
    return Report(
        title=f"{ranking.round} 批次综合测评排名",
        blocks=tuple(_blocks(ranking, shown, abbreviated)),
        tables=(flat, incomplete_table(ranking.incomplete)),
        flat_table=flat,
        last_line=_last_line(ranking),
    )


def quota_in_words(ranking: SelectionRanking) -> str:
    """名额 20 家（已在册 3 家）, or 名额未定."""
    quota = f"名额 {ranking.quota} 家" if ranking.quota is not None else "名额未定，不划线"
    return f"{quota}（已在册 {ranking.admitted_already} 家）"


def _last_line(ranking: SelectionRanking) -> str:
    counts = Counter(place.within_quota for place in ranking.places)
    counted = " · ".join(f"{side.label} {counts[side]}" for side in QuotaSide if counts[side])
    ending = f"；未完成 {len(ranking.incomplete)} 家；日志摘要 {ranking.basis.digest}"
    head = f"{ranking.round} 批次：{len(ranking.places)} 家，{quota_in_words(ranking)}"
    return f"{head}{'；' + counted if counted else ''}{ending}"


def _blocks(ranking: SelectionRanking, shown: dict[Decimal, str], abbreviated: bool) -> Iterator[Block]:
    yield Heading(f"{ranking.round} 批次综合测评排名")
    basis = ranking.basis
    article = basis.citation.of("selection")
    yield Sentence(f"综合测评总成绩＝{annual_rule(basis)}（{article}，权重见 anlian.yaml）", Tone.FAINT)
    if ranking.places:
        yield _terminal_table(ranking, shown, abbreviated)
        yield from notes((place.name, place.notes) for place in ranking.places)
    if any(place.within_quota is QuotaSide.TIED for place in ranking.places):
        yield Sentence(TIE_RULE, Tone.WAITING)
    if ranking.incomplete:
        yield Heading(f"未完成（{len(ranking.incomplete)} 家，不计零分，不排名）", Tone.WAITING)
        yield incomplete_table(ranking.incomplete)
    if line := unconfirmed_line(ranking.basis.unconfirmed):
        yield Sentence(line, Tone.FAINT)


def _terminal_table(ranking: SelectionRanking, shown: dict[Decimal, str], abbreviated: bool) -> Table:
    columns = (
        Column("排名", right=True),
        Column("单位", share=3, name=True),
        Column("材料", right=True, spare=1),
        Column("面试", right=True, spare=1),
        Column("总成绩", right=True),
        Column("", spare=2),
        Column("名额"),
    )
    rows = list(abbreviate(ranking.places, lambda place: _row(place, shown), len(columns), abbreviated))
    within = sum(place.within_quota is QuotaSide.YES for place in ranking.places)
    if ranking.quota is not None and within < len(ranking.places):
        at = position(within, len(ranking.places), len(rows))
        rows.insert(at, row("", Cell(f"—— {quota_in_words(ranking)} ——", Tone.WAITING), "", "", "", "", ""))
    return Table("排名", columns, tuple(rows))


def _row(place: RankedApplicant, shown: dict[Decimal, str]) -> tuple[Cell, ...]:
    tone = _TONES[place.within_quota] if place.within_quota else Tone.PLAIN
    return row(
        place.rank,
        place.name,
        points_shown(place.materials),
        points_shown(place.interview),
        Cell(place.total, shown=shown[place.total]),
        Cell(bar(place.total), tone),
        Cell(place.within_quota.label if place.within_quota else "", tone),
    )


def _flat(ranking: SelectionRanking, shown: dict[Decimal, str]) -> Table:
    headings = ("排名", "单位全称", "统一代码", "材料审核得分", "面试答辩得分", "综合测评总成绩", "名额", "备注")
    rows = tuple(
        row(
            place.rank,
            place.name,
            place.credit_code,
            Cell(place.materials, shown=points_shown(place.materials)),
            Cell(place.interview, shown=points_shown(place.interview)),
            Cell(place.total, shown=shown[place.total]),
            place.within_quota.label if place.within_quota else "",
            "；".join(place.notes),
        )
        for place in ranking.places
    )
    return Table("排名", tuple(Column(heading) for heading in headings), rows)


def list_document(title: str, units: Sequence[ListedUnit], others: Sequence[ListedUnit], digest: str) -> Report:
    """A list of units, and those of the round that are not on it with the reason."""
    table = _list_table("名单", units)
    blocks: list[Block] = [Heading(title), table]
    if others:
        blocks += [Sentence("不在名单上：", Tone.FAINT), _list_table("其他", others)]
    last_line = f"{title}：{len(units)} 家；日志摘要 {digest}"
    return Report(title, tuple(blocks), (table, _list_table("其他", others)), table, last_line)


def _list_table(name: str, units: Sequence[ListedUnit]) -> Table:
    columns = (
        Column("序号", right=True, spare=2),
        Column("单位全称", share=2, name=True),
        Column("统一代码", spare=3),
        Column("备注", share=1, spare=1),
    )
    rows = tuple(row(number, unit.name, unit.credit_code, unit.note) for number, unit in enumerate(units, start=1))
    return Table(name, columns, rows)
