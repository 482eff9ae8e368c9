"""What the journal says of every object, as far as its chain holds; and what is wrong with the journal itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from anlian_cli.model.audit import Damage
from anlian_cli.ocfl.commit_record import pending
from anlian_cli.records.agreement import LOST, beyond
from anlian_cli.records.journal import START, UNFINISHED, JournalLine, checked_lines
from anlian_cli.records.places import DOSSIERS, JOURNAL


@dataclass
class Ledger:
    """The journal's lines, and every object's versions with their inventories' digests."""

    lines: list[JournalLine] = field(default_factory=list)
    versions: dict[str, dict[int, str]] = field(default_factory=dict)

    def add(self, line: JournalLine) -> None:
        self.lines.append(line)
        for touched in line.batch.touched:
            self.versions.setdefault(touched.folder, {})[touched.version] = touched.digest

    def batch_of(self, digest: str) -> int | None:
        """The batch after which the journal ended with a digest that begins so; 0 before the first."""
        ends = enumerate([START, *(line.digest for line in self.lines)])
        return next((number for number, end in ends if end.startswith(digest)), None)


def read_ledger(base: Path, ledger: Ledger) -> Iterator[Damage]:
    """Fill a ledger from the journal; what is wrong with the journal. Raises OSError."""
    for line, fault in checked_lines(base / JOURNAL):
        if line is None and fault == UNFINISHED and pending(base):
            return  # its batch is told of as unfinished
        if line is None:
            yield Damage("L1", f"{JOURNAL} 第 {len(ledger.lines) + 1} 行", fault)
        else:
            ledger.add(line)
    if (base / DOSSIERS).exists() and not (base / JOURNAL).exists():
        yield Damage("L1", JOURNAL, "日志缺失")
    elif not ledger.lines and next(beyond(base, {}), None):
        yield Damage("L1", JOURNAL, LOST)
