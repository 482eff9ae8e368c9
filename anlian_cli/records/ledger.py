"""What the journal says of every object, as far as its chain holds; and what is wrong with the journal itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from anlian_cli.model.audit import Damage
from anlian_cli.ocfl.commit_record import pending
from anlian_cli.records.agreement import LOST, beyond
from anlian_cli.records.journal import START, UNFINISHED, JournalLine, checked_lines, now
from anlian_cli.records.places import DOSSIERS, JOURNAL
from anlian_cli.records.replaced import Versions, versions_after


class Ledger(Struct, dict=True):
    """The journal's lines, and every object's versions with their inventories' digests."""

    lines: list[JournalLine] = field(default_factory=list)
    versions: Versions = field(default_factory=dict)

    def hold(self, lines: list[JournalLine]) -> None:
        """Hold these lines, with every version by the digest that it has now."""
        self.lines = now(lines)
        self.versions = versions_after(line.batch for line in lines)

    def batch_of(self, digest: str) -> int | None:
        """The batch after which the journal ended with a digest that begins so; 0 before the first."""
        ends = enumerate([START, *(line.digest for line in self.lines)])
        return next((number for number, end in ends if end.startswith(digest)), None)


def read_ledger(base: Path, ledger: Ledger) -> Iterator[Damage]:
    """Fill a ledger from the journal; what is wrong with the journal. Raises OSError."""
    checked = list(checked_lines(base / JOURNAL))
    ledger.hold([line for line, _ in checked if line is not None])
    for _, fault in (entry for entry in checked if entry[0] is None):
        if fault == UNFINISHED and pending(base):
            return  # its batch is told of as unfinished
        yield Damage("L1", f"{JOURNAL} 第 {len(ledger.lines) + 1} 行", fault)
    if (base / DOSSIERS).exists() and not (base / JOURNAL).exists():
        yield Damage("L1", JOURNAL, "日志缺失")
    elif not ledger.lines and next(beyond(base, {}), None):
        yield Damage("L1", JOURNAL, LOST)
