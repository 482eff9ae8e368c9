"""A year's ranking on the terminal and in files, and a unit's grades over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from anlian_cli.model.ranking import AnnualRanking, Grade, Incomplete, RankedUnit
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.points import points_shown
from anlian_cli.report.rank_words import (
    annual_rule,
    bands_in_words,
    bar,
    missing_in_words,
    shown_annual,
)
from anlian_cli.report.unconfirmed import unconfirmed_line

GRADE_TONES = {Grade.EXCELLENT: Tone.GOOD, Grade.GOOD: Tone.GOOD, Grade.QUALIFIED: Tone.PLAIN, Grade.FAILED: Tone.BAD}
Ranked = TypeVar("Ranked")
_SHORT_BASIS = {"退出程序期间暂停": "暂停", "已退出": "退出", "已自愿退出": "退出", "不在册": "退出"}
_FIRST, _LAST = 40, 10
"""How many rows a long ranking shows on the terminal from its beginning and from its end."""


def rank_document(ranking: AnnualRanking, *, abbreviated: bool = False) -> Report:
    """The ranking of a year; abbreviated for the terminal, where nobody reads ten thousand rows."""
    shown = shown_annual(ranking)
    flat = _flat(ranking, shown) if not abbreviated else Table("排名", (), ())
    return Report(
        title=f"{ranking.year} 年度考核排名",
        blocks=tuple(_blocks(ranking, shown, abbreviated)),
        tables=(flat, incomplete_table(ranking.incomplete)),
        flat_table=flat,
        last_line=_last_line(ranking),
    )


def _last_line(ranking: AnnualRanking) -> str:
    counts = Counter(place.grade for place in ranking.places)
    counted = " · ".join(f"{grade.label} {counts[grade]}" for grade in Grade)
    digest = f"；日志摘要 {ranking.basis.digest}"
    return f"{ranking.year} 年度：{len(ranking.places)} 家，{counted}；未完成考核 {len(ranking.incomplete)} 家{digest}"


def _blocks(ranking: AnnualRanking, shown: dict[Decimal, str], abbreviated: bool) -> Iterator[Block]:
    yield Heading(f"{ranking.year} 年度考核排名")
    basis = ranking.basis
    article = basis.citation.of("annual_score")
    yield Sentence(f"年度考核成绩＝{annual_rule(basis)}（{article}）；{bands_in_words(basis)}", Tone.FAINT)
    if ranking.places:
        yield _terminal_table(ranking.places, shown, abbreviated)
        yield from notes((place.name, place.notes) for place in ranking.places)
    if ranking.incomplete:
        yield Heading(f"未完成考核（{len(ranking.incomplete)} 家，不计零分，不排名）", Tone.WAITING)
        yield incomplete_table(ranking.incomplete)
    if ranking.newcomers:
        yield Sentence(f"年内新入册：{'、'.join(unit.name for unit in ranking.newcomers)}", Tone.FAINT)
    if line := unconfirmed_line(ranking.basis.unconfirmed):
        yield Sentence(line, Tone.FAINT)


def _terminal_table(places: Sequence[RankedUnit], shown: dict[Decimal, str], abbreviated: bool) -> Table:
    columns = (
        Column("排名", right=True),
        Column("单位", share=2, name=True),
        Column("日常", right=True, spare=2),
        Column("审查", right=True, spare=2),
        Column("成绩", right=True),
        Column("", spare=5),
        Column("等次"),
        Column("推荐", spare=3),
        Column("上年", spare=4),
    )
    rows = abbreviate(places, lambda place: _row(place, shown), len(columns), abbreviated)
    return Table("排名", columns, tuple(rows))


def notes(noted: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Sentence]:
    """What is to be said of places, under their table: beside a whole name and its numbers there is no room."""
    names: dict[str, list[str]] = {}
    for name, said in noted:
        for note in said:
            names.setdefault(note, []).append(name)
    for note, those in names.items():
        yield Sentence(f"{note}：{'、'.join(those)}", Tone.WAITING)


def abbreviate(
    places: Sequence[Ranked], drawn: Callable[[Ranked], tuple[Cell, ...]], columns: int, abbreviated: bool
) -> Iterator[tuple[Cell, ...]]:
    """The first and the last rows, drawn, and between them how many are left out; the others cost nothing."""
    between = len(places) - _FIRST - _LAST
    if not abbreviated or between <= 1:
        yield from map(drawn, places)
        return
    yield from map(drawn, places[:_FIRST])
    left_out = Cell(f"……中间 {between} 家，见 --format csv 或 --output", Tone.FAINT)
    yield row(*(left_out if index == 1 else "" for index in range(columns)))
    yield from map(drawn, places[-_LAST:])


def position(before: int, count: int, drawn: int) -> int:
    """Among the drawn rows of a ranking of `count`, the one that stands behind the first `before` places."""
    if drawn == count or before <= _FIRST:
        return before
    left_out = count - _FIRST - _LAST
    return max(_FIRST + 1, before - left_out + 1)


def _row(place: RankedUnit, shown: dict[Decimal, str]) -> tuple[Cell, ...]:
    tone = GRADE_TONES[place.grade]
    return row(
        place.rank,
        place.name,
        points_shown(place.daily),
        points_shown(place.review),
        Cell(place.total, shown=shown[place.total]),
        Cell(bar(place.total), tone),
        Cell(place.grade.label, tone),
        "优先" if place.recommended else _SHORT_BASIS.get(place.basis or "", ""),
        movement(place),
    )


def movement(place: RankedUnit) -> str:
    """Last year's rank and how far the unit moved: 3 ↑1."""
    if place.last_rank is None:
        return "—"
    moved = place.last_rank - place.rank
    return f"{place.last_rank}" + (f" {'↑' if moved > 0 else '↓'}{abs(moved)}" if moved else " 平")


def incomplete_table(units: Sequence[Incomplete]) -> Table:
    """Who is due and not assessed, and what is missing."""
    rows = tuple(row(unit.name, unit.credit_code, Cell(missing_in_words(unit), Tone.WAITING)) for unit in units)
    return Table(
        "未完成考核", (Column("单位", share=1, name=True), Column("统一代码", spare=1), Column("情况", share=1)), rows
    )


def _flat(ranking: AnnualRanking, shown: dict[Decimal, str]) -> Table:
    headings = (
        "排名", "单位全称", "统一代码", "日常工作考核得分", "年度资格审查得分", "年度考核成绩", "等次",
        "优先推荐", "依据", "上年排名", "备注",
    )  # fmt: skip
    rows = [
        row(
            place.rank,
            place.name,
            place.credit_code,
            _points(place.daily),
            _points(place.review),
            Cell(place.total, shown=shown[place.total]),
            place.grade.label,
            "是" if place.recommended else "否",
            place.basis or "",
            place.last_rank if place.last_rank is not None else "",
            "；".join(place.notes),
        )
        for place in ranking.places
    ]
    rows += [
        row("", unit.name, unit.credit_code, "", "", "", "", "", "", "", f"未完成考核：{missing_in_words(unit)}")
        for unit in ranking.incomplete
    ]
    return Table("排名", tuple(Column(heading) for heading in headings), tuple(rows))


def _points(points: Decimal) -> Cell:
    return Cell(points, shown=points_shown(points))


def trend_document(rankings: Sequence[AnnualRanking]) -> Report:
    """Every unit's grades over the years: rank, total, grade; a year without assessment says so."""
    cells: dict[str, dict[str, Cell]] = {}
    names: dict[str, str] = {}
    for ranking in rankings:
        shown = shown_annual(ranking)
        for place in ranking.places:
            cell = Cell(f"{shown[place.total]} {place.grade.label}（第 {place.rank}）", GRADE_TONES[place.grade])
            cells.setdefault(place.credit_code, {})[ranking.year] = cell
            names[place.credit_code] = place.name
        for unit in (*ranking.incomplete, *ranking.newcomers):
            cells.setdefault(unit.credit_code, {})[ranking.year] = Cell(_absent(unit), Tone.WAITING)
            names.setdefault(unit.credit_code, unit.name)
    table = _trend_table(cells, names, [ranking.year for ranking in rankings])
    last_line = f"{len(names)} 家，{len(rankings)} 个年度；日志摘要 {rankings[-1].basis.digest}"
    return Report("历年等次", (Heading("历年等次"), table), (table,), table, last_line)


def _absent(unit: Incomplete) -> str:
    return "未完成考核" if unit.missing else "、".join(unit.notes)


def _trend_table(cells: dict[str, dict[str, Cell]], names: dict[str, str], years: Sequence[str]) -> Table:
    # The longest past goes first.
    past = [Column(year, share=1, spare=len(years) - number) for number, year in enumerate(years)]
    columns = (Column("单位", share=1, name=True), *past)
    rows = tuple(
        row(name, *(cells[code].get(year, Cell("—", Tone.FAINT)) for year in years))
        for code, name in sorted(names.items(), key=lambda entry: entry[1])
    )
    return Table("历年等次", columns, rows)
