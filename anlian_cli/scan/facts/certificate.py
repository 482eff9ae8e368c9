"""职称证书, 职业资格证书 and 居民身份证: their labels, and a qualification that the title names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from anlian_cli.model.scanned import Fact, FactName
from anlian_cli.scan.facts.labelled import fact, labelled_facts
from anlian_cli.scan.fields import Field
from anlian_cli.scan.lines import Line
from anlian_cli.scan.patterns import Pattern


def certificate_facts(lines: Sequence[Line], found: list[Field], pattern: Pattern) -> Iterator[Fact]:
    known = list(labelled_facts(found))
    yield from known
    names = pattern.more.get("qualifications")
    if names and not any(one.name is FactName.TITLE for one in known):
        yield from _named_in_title(lines, re.compile(names))


def _named_in_title(lines: Sequence[Line], names: re.Pattern[str]) -> Iterator[Fact]:
    """The largest line that names a qualification."""
    for one in sorted(lines, key=lambda line: -line.height):
        if (named := names.search(one.text)) is not None:
            yield fact(FactName.TITLE, one.part(named.start(), named.end()))
            return
