"""制度, 体系文件 and 业绩报告: whose, how many pages and chapters; of a report, years, clients and services."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from anlian_cli.model.scanned import Fact, FactName
from anlian_cli.scan.facts.labelled import fact, place
from anlian_cli.scan.lines import Line, rows
from anlian_cli.scan.patterns import Pattern

_FIRM = re.compile(r"[一-龥()]{4,40}(?:公司|事务所|研究院|中心|协会|学会|院|所)")
_DOTS = re.compile(r"(?<![.…·])[.…·]{2,}[0-9]{0,3}$|(?<![0-9])[0-9]{1,3}$")
"""What leads from a heading to its page number in a table of contents."""
_MOST = 60


def bound_facts(lines: Sequence[Line], pattern: Pattern, pages: int) -> Iterator[Fact]:
    if not lines:
        return
    yield from _firm(lines)
    yield Fact(FactName.PAGES, str(pages), lines[0].page, None, 1.0)
    if "chapters" in pattern.more:
        yield from _listed(FactName.CHAPTERS, _chapters(lines, re.compile(pattern.more["chapters"])))
    if "columns" in pattern.more:
        yield from _track_record(lines, pattern)


def _firm(lines: Sequence[Line]) -> Iterator[Fact]:
    """The name of a firm on the first page."""
    for one in lines:
        if one.page == lines[0].page and _FIRM.fullmatch(one.text):
            yield fact(FactName.UNIT_NAME, one)
            return


def _chapters(lines: Sequence[Line], heading: re.Pattern[str]) -> Iterator[tuple[str, Line]]:
    for one in lines:
        if heading.fullmatch(one.text):
            yield _DOTS.sub("", one.text), one


def _track_record(lines: Sequence[Line], pattern: Pattern) -> Iterator[Fact]:
    years = re.compile(pattern.more["years"])
    yield from _listed(FactName.YEARS, ((found[0], one) for one in lines for found in years.finditer(one.text)), True)
    yield from _listed(FactName.CLIENTS, _column(lines, pattern.more["columns"]["clients"]))
    services = [(word, one) for one in lines for word in pattern.more["kinds_of_service"] if word in one.text]
    yield from _listed(FactName.SERVICES, services)


def _column(lines: Sequence[Line], heads: Sequence[str]) -> Iterator[tuple[str, Line]]:
    """What stands under a head of a table, one from each row."""
    head = next((one for one in lines if one.text.rstrip(":") in heads), None)
    if head is None:
        return
    for row in rows(one for one in lines if one.page == head.page and one.middle > head.box.bottom):
        # A line that stands alone is no row of the table.
        for one in row if len(row) > 1 else ():
            if one.box.left < head.box.right and head.box.left < one.box.right:
                yield one.text, one
                break


def _listed(name: FactName, found: Iterable[tuple[str, Line]], ordered: bool = False) -> Iterator[Fact]:
    """Different texts as one fact, as sure as the least sure of them, at the place of the first."""
    first: dict[str, Line] = {}
    for text, one in found:
        first.setdefault(text, one)
    if first:
        texts = sorted(first) if ordered else [*first]
        sure = min(min(one.scores, default=0.0) for one in first.values())
        one = next(iter(first.values()))
        yield Fact(name, "；".join(texts[:_MOST]), one.page, place(one), round(sure, 3))
