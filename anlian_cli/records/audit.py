"""`verify`: everything in the records against everything else. It reads, names what is wrong, and repairs nothing.

First the journal, then the storage (OCFL, by its own validator) against it, then what the documents say, then the
index against the objects. What everything agrees on may still be a history rewritten as a whole: only a digest that
was printed outside the records (`expect`) tells.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha512
from pathlib import Path

from anlian_cli.errors import reason
from anlian_cli.model.audit import Audit, Damage
from anlian_cli.ocfl import inventory as inventories
from anlian_cli.ocfl.commit_record import ASIDE, WORK, awaited, pending
from anlian_cli.ocfl.root import Damaged
from anlian_cli.ocfl.validator import top_folders, validate_top
from anlian_cli.records.agreement import beyond, heads
from anlian_cli.records.audit_objects import ObjectAudit, damage_of, declaration_bytes, strays
from anlian_cli.records.audit_processes import audited
from anlian_cli.records.entry import IndexEntry
from anlian_cli.records.history import bulk_reading
from anlian_cli.records.index import index_state
from anlian_cli.records.indexed import Indexed
from anlian_cli.records.journal import START
from anlian_cli.records.ledger import Ledger, read_ledger
from anlian_cli.records.places import DOSSIERS, JOURNAL, LAYOUTS, records_folder, written_code

_UNSEEN = (
    "快速核验只看了日志和各档案最新的清单；没有看文件的内容、较早的版本、多出来的文件和索引，全部核对请用 anlian verify"
)


def audit(workspace: Path, *, quick: bool = False, until: datetime | None = None, expect: str | None = None) -> Audit:
    """Audit the records of a workspace; quick: the journal and the newest inventories only.

    Everything is audited, whatever the moment; `until` asks for the batches and the digest that stood then, which a
    table printed then bears. `expect` is such a digest, or its beginning: that the journal holds it.
    """
    with bulk_reading():
        return _audit(records_folder(workspace), Ledger(), quick, until, expect)


def _audit(base: Path, ledger: Ledger, quick: bool, until: datetime | None, expect: str | None) -> Audit:
    damages = [*_readable(base, read_ledger(base, ledger)), *_readable(base, _unfinished(base))]
    remarks = [_UNSEEN] if quick else []
    remarks += _purges(ledger)
    damages += _readable(base, _heads(base, ledger) if quick else _everything(base, ledger, remarks))
    if expect is not None:
        damages += _expected(ledger, expect, remarks)
    lines = [line for line in ledger.lines if until is None or line.batch.at <= until]
    last = lines[-1].digest if lines else START
    return Audit(quick, len(lines), len(ledger.versions), tuple(damages), tuple(remarks), last[:12])


def _readable(base: Path, found: Iterable[Damage]) -> Iterator[Damage]:
    """What was found, as far as the disk let it be looked for."""
    try:
        yield from found
    except OSError as problem:
        yield Damage("E092", _below(base, problem.filename), f"读不出（{reason(problem)}）")
    except Damaged as problem:
        yield Damage("L8", _below(base, problem.path), problem.message)


def _below(base: Path, path: Path | str | None) -> str:
    report = Path(path or base)
    return report.relative_to(base).as_posix() if base in report.parents else report.name


def _unfinished(base: Path) -> Iterator[Damage]:
    if awaited(base):
        yield Damage("L8", WORK, "有一次记录没有写完，下一次记录时会先把它补完")
    elif (base / WORK / "stage").exists():
        yield Damage("L8", f"{WORK}/stage", "有一次记录没有开始就中断了，下一次记录时会清除它的草稿")
    elif (base / ASIDE).exists():
        yield Damage("L8", ASIDE, "清除时换下来的旧档案还没有删去，下一次记录时会删去")


def _heads(base: Path, ledger: Ledger) -> Iterator[Damage]:
    for folder, versions in ledger.versions.items():
        try:
            found = sha512((base / folder / inventories.NAME).read_bytes()).hexdigest()
        except OSError:
            yield Damage("L2", folder, "档案缺失或清单读不出")
            continue
        if found != versions[max(versions)]:
            yield Damage("L4", folder, "清单与日志不符")
    if not pending(base):
        yield from (Damage("L3", place, report) for place, report in beyond(base, heads(ledger.lines)))


def _everything(base: Path, ledger: Ledger, remarks: list[str]) -> Iterator[Damage]:
    yield from strays(base)
    state, indexed = index_state(base, ledger.lines)
    work = ObjectAudit(os.fspath(base), ledger.versions, _by_folder(indexed))
    unlike: list[str] = []
    yield from _objects(base, ledger, work, unlike)
    yield from _index(state, unlike, remarks)


def _by_folder(indexed: Iterable[Indexed]) -> dict[str, list[IndexEntry]]:
    by_folder: dict[str, list[IndexEntry]] = defaultdict(list)
    for batch in indexed:
        for entry in batch.entries:
            by_folder[entry.folder].append(entry)
    return dict(by_folder)


def _objects(base: Path, ledger: Ledger, work: ObjectAudit, unlike: list[str]) -> Iterator[Damage]:
    """Every object; those of which the index says otherwise are put into `unlike`."""
    found: set[str] = set()
    for root in filter(lambda name: (base / name).exists(), LAYOUTS):
        yield from declaration_bytes(base, root, LAYOUTS[root])
        yield from (damage_of(root, problem) for problem in validate_top(f"{work.base}/{root}"))
        places = [f"{root}/{name}" for name in top_folders(f"{work.base}/{root}")]
        for one in audited(work, places):
            found.add(one.folder)
            yield from one.damages
            unlike += [one.folder] if one.unlike else []
    for folder in ledger.versions.keys() - found:
        yield Damage("L2", folder, "日志里有，档案却缺失")


def _index(state: str, unlike: Iterable[str], remarks: list[str]) -> Iterator[Damage]:
    """The index against the objects. A missing or stale one is no damage: it is rebuilt by the next recording."""
    if state == "ahead":
        yield Damage("L7", WORK, "索引里有日志没有的一批：日志被截短过，或台账恢复自较早的备份")
    elif state == "damaged":
        yield Damage("L7", WORK, "索引已损坏；它只是缓存，可以删去 work 里的 index 文件，下一次记录会重建")
    elif state == "stale":
        remarks.append("索引不是最新的，下一次记录会重建")
    for folder in sorted(unlike):
        yield Damage("L7", folder.partition("/")[2], "索引与档案不符；删去 work 里的 index 文件即可")


def _purges(ledger: Ledger) -> Iterator[str]:
    """What was erased by the law: the rest is proved against the digests that the erasing batch names."""
    for batch in (line.batch for line in ledger.lines if line.batch.replaced):
        codes = {folder.split("/")[1] for folder, *_ in batch.replaced if folder.startswith(DOSSIERS)}
        units = "、".join(map(written_code, sorted(codes)))
        at = batch.at.isoformat(sep=" ")[:19]
        told = f"{len(batch.replaced)} 个清单按清除以后的核对"
        yield f"第 {batch.number} 批（{at}）依法清除了 {units} 的个人信息；{told}"


def _expected(ledger: Ledger, digest: str, remarks: list[str]) -> Iterator[Damage]:
    """Whether the journal ever ended with a digest; where it did, the batch is report."""
    number = ledger.batch_of(digest)
    if number is None:
        yield Damage("L9", JOURNAL, f"日志里从来没有摘要 {digest}：台账被改写过，或退回到了它之前")
    elif number == 0:
        remarks.append(f"日志摘要 {digest} 是还没有记录的台账的摘要")
    else:
        at = ledger.lines[number - 1].batch.at.isoformat(sep=" ")[:19]
        remarks.append(f"日志摘要 {digest} 对得上：第 {number} 批（{at}）记录之后的台账")
