"""`python -m tests.scans FOLDER [--papers N]`: reads the samples at size and writes the table in docs/scan.md.

What was read stays in FOLDER, so that a second run, after a pattern has changed, reads nothing again.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.scans.accuracy import CODE, DATES, KINDS, NAMES, REST, RIGHT, SEALS, UNSURE, WRONG, Tally, counted
from tests.scans.kept import reading_of
from tests.scans.samples import COUNT, TWO, samples

PAGE = Path(__file__).parents[2] / "docs" / "scan.md"
_SORTS = (CODE, NAMES, DATES, REST, SEALS, KINDS)
_ALL = "all"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.scans")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--papers", type=int, default=COUNT)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    tally, pages, seconds, started = Tally(), 0, 0.0, time.monotonic()
    papers: set[str] = set()
    for sample in samples(asked.papers):
        kept = reading_of(sample, asked.folder)
        outcomes, told = counted(sample, kept.documents())
        tally += outcomes
        pages, seconds = pages + 1, seconds + kept.seconds
        papers |= {*sample.source.split("+")}
        print(*told, sep="\n", end="\n" if told else "", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pages} pages, {time.monotonic() - started:.0f} s, {memory:.0f} MB")
    kinds = Counter(paper.split("-")[0] for paper in papers)
    drawn = f"{kinds['licence']} licences, {kinds['certificate']} certificates and {kinds['form']} forms"
    cost = f"{seconds / max(pages, 1):.1f} s of one core for each"
    _write([*_table(tally), "", f"{drawn} on {pages} pages, {cost}."])


def _table(tally: Tally) -> Iterator[str]:
    """A row for each damage: how many were right of how many, and, where any were, those unsure and those wrong."""
    yield f"| damage | {' | '.join(_SORTS)} |"
    yield f"|---|{'---|' * len(_SORTS)}"
    for damage in [*dict.fromkeys(damage for damage, _, _ in tally if damage != TWO), TWO, _ALL]:
        yield f"| {damage} | {' | '.join(_cell(tally, damage, sort) for sort in _SORTS)} |"


def _cell(tally: Tally, damage: str, sort: str) -> str:
    right, unsure, wrong = (
        sum(
            count
            for (one, kind, outcome), count in tally.items()
            if (kind, outcome) == (sort, which) and damage in (one, _ALL)
        )
        for which in (RIGHT, UNSURE, WRONG)
    )
    total = right + unsure + wrong
    rest = [f"{UNSURE} {unsure}"] * bool(unsure) + [f"**{WRONG} {wrong}**"] * bool(wrong)
    return ", ".join([f"{right}/{total}", *rest]) if total else "-"


def _write(lines: list[str]) -> None:
    """Between the two marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    table = "\n".join(lines)
    PAGE.write_text(
        re.sub(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", f"\n{table}\n\n", text, flags=re.S), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
