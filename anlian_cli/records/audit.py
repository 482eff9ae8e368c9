"""`verify`: everything in the records against everything else. It reads, names what is wrong, and repairs nothing.

First the storage (OCFL, by its own validator), then the journal against the objects, then what the documents say,
then the index against the objects.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha512
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from anlian_cli.model.audit import Audit, Damage
from anlian_cli.model.events import EVENT
from anlian_cli.model.filing import PARAMETERS, VERDICT
from anlian_cli.model.scores import SCORE
from anlian_cli.ocfl import inventory as inventories
from anlian_cli.ocfl.batch import WORK, pending
from anlian_cli.ocfl.inventory import Inventory
from anlian_cli.ocfl.layout import Layout
from anlian_cli.ocfl.object_validator import ObjectReport, Problem
from anlian_cli.ocfl.validator import validate_root
from anlian_cli.records.index import IndexEntry, entry_from, index_state, is_kept
from anlian_cli.records.journal import START, UNFINISHED, JournalLine, checked_lines
from anlian_cli.records.places import DOSSIERS, IMPORTS, JOURNAL, LAYOUTS, records_folder

_KINDS: dict[str, TypeAdapter[Any]] = {"scores": SCORE, "check": VERDICT, "parameters": PARAMETERS, "events": EVENT}


@dataclass
class _Ledger:
    """What the journal says of every object: its versions with their inventories' digests."""

    lines: list[JournalLine] = field(default_factory=list)
    versions: dict[str, dict[int, str]] = field(default_factory=dict)

    def add(self, line: JournalLine) -> None:
        self.lines.append(line)
        for touched in line.batch.touched:
            self.versions.setdefault(touched.folder, {})[touched.version] = touched.digest


def audit(workspace: Path, *, quick: bool = False, until: datetime | None = None) -> Audit:
    """Audit the records of a workspace; quick: the journal and the newest inventories only.

    Everything is audited, whatever the moment; `until` asks for the batches and the digest that stood then, which a
    table printed then bears.
    """
    base = records_folder(workspace)
    ledger = _Ledger()
    damages = [*_journal(base, ledger), *_unfinished(base)]
    if quick:
        damages += _heads(base, ledger)
        remarks: list[str] = []
    else:
        entries: dict[str, list[IndexEntry]] = {}
        damages += [*_strays(base), *_objects(base, ledger, entries)]
        found, remarks = _index(base, ledger, entries)
        damages += found
    lines = [line for line in ledger.lines if until is None or line.batch.at <= until]
    last = lines[-1].digest if lines else START
    return Audit(quick, len(lines), len(ledger.versions), tuple(damages), tuple(remarks), last[:12])


def _journal(base: Path, ledger: _Ledger) -> Iterator[Damage]:
    path = base / JOURNAL
    if not path.exists() and (base / DOSSIERS).exists():
        yield Damage("L1", JOURNAL, "日志缺失")
    for line, fault in checked_lines(path):
        if line is None and fault == UNFINISHED and pending(base):
            return  # its batch is told of as unfinished
        if line is None:
            yield Damage("L1", f"{JOURNAL} 第 {len(ledger.lines) + 1} 行", fault)
        else:
            ledger.add(line)


def _unfinished(base: Path) -> Iterator[Damage]:
    if pending(base):
        yield Damage("L8", WORK, "有一次记录没有写完，下一次记录时会先把它补完")
    elif (base / WORK / "stage").exists():
        yield Damage("L8", f"{WORK}/stage", "有一次记录没有开始就中断了，下一次记录时会清除它的草稿")


def _heads(base: Path, ledger: _Ledger) -> Iterator[Damage]:
    for folder, versions in ledger.versions.items():
        try:
            found = sha512((base / folder / inventories.NAME).read_bytes()).hexdigest()
        except OSError:
            yield Damage("L2", folder, "档案缺失或清单读不出")
            continue
        if found != versions[max(versions)]:
            yield Damage("L4", folder, "清单与日志不符")


def _strays(base: Path) -> Iterator[Damage]:
    for entry in sorted(base.iterdir()) if base.exists() else ():
        if entry.name not in (DOSSIERS, IMPORTS, WORK):
            yield Damage("E088", entry.name, "台账文件夹里多出来的")
    for entry in sorted((base / DOSSIERS).iterdir()) if (base / DOSSIERS).exists() else ():
        if entry.is_file() and f"{DOSSIERS}/{entry.name}" not in (JOURNAL, *_declared(DOSSIERS)):
            yield Damage("E087", f"{DOSSIERS}/{entry.name}", "多出来的文件")
    for entry in sorted((base / IMPORTS).iterdir()) if (base / IMPORTS).exists() else ():
        if entry.is_file() and f"{IMPORTS}/{entry.name}" not in _declared(IMPORTS):
            yield Damage("E087", f"{IMPORTS}/{entry.name}", "多出来的文件")


def _declared(root: str) -> set[str]:
    return {f"{root}/{name}" for name in LAYOUTS[root].files()}


def _objects(base: Path, ledger: _Ledger, entries: dict[str, list[IndexEntry]]) -> Iterator[Damage]:
    found: set[str] = set()
    for root, layout in LAYOUTS.items():
        if not (base / root).exists():
            continue
        yield from _declaration_bytes(base, root, layout)
        for report in validate_root(os.fspath(base / root), lambda path: is_kept(path.split("/", 2)[-1])):
            if isinstance(report, Problem):
                yield Damage(report.code, f"{root}/{report.path}", report.message)
                continue
            found.add(f"{root}/{report.path}")
            yield from (Damage(problem.code, f"{root}/{problem.path}", problem.message) for problem in report.problems)
            yield from _against_journal(root, layout, report, ledger)
            if root == DOSSIERS and not report.problems:
                yield from _documents(report, ledger, entries)
    for folder in ledger.versions.keys() - found:
        yield Damage("L2", folder, "日志里有，档案却缺失")


def _declaration_bytes(base: Path, root: str, layout: Layout) -> Iterator[Damage]:
    for name, data in layout.files().items():
        path = base / root / name
        if not path.exists():
            yield Damage("L2", f"{root}/{name}", "缺失")
        elif path.read_bytes() != data:
            yield Damage("L4", f"{root}/{name}", "内容被改动过")


def _against_journal(root: str, layout: Layout, report: ObjectReport, ledger: _Ledger) -> Iterator[Damage]:
    folder = f"{root}/{report.path}"
    expected = ledger.versions.get(folder)
    if report.id is not None and not _is_home(layout, report):
        yield Damage("L5", folder, f"这里放的是 {report.id} 的档案（被移动或复制）")
    elif expected is None:
        yield Damage("L3", folder, "日志里没有这个档案")
    elif report.head and report.head != max(expected):
        yield Damage("L4", folder, f"有 {report.head} 个版本，日志里有 {max(expected)} 个")
    else:
        for version, digest in report.version_digests.items():
            if expected.get(version) != digest:
                yield Damage("L4", f"{folder}/v{version}", "清单与日志不符")


def _is_home(layout: Layout, report: ObjectReport) -> bool:
    try:
        return layout.path(report.id or "") == report.path
    except ValueError:
        return False


def _documents(report: ObjectReport, ledger: _Ledger, entries: dict[str, list[IndexEntry]]) -> Iterator[Damage]:
    """What the documents of a sound object say; its entries are kept for the comparison with the index."""
    inventory = inventories.from_bytes(report.inventory)
    known = ledger.versions.get(f"{DOSSIERS}/{report.path}", {})
    unknown = [path for path, data in report.contents.items() if not _is_known(path, data)]
    for path in unknown:
        yield Damage("L6", f"{DOSSIERS}/{report.path}/{path}", "内容不是本程序认识的")
    if not unknown:
        entries[report.path] = [
            entry_from(report.path, inventory, version, known.get(version, ""), partial(_kept, report, inventory))
            for version in range(1, inventory.head + 1)
        ]


def _kept(report: ObjectReport, inventory: Inventory, digest: str) -> bytes:
    return report.contents[inventory.content_path(digest)]


def _is_known(path: str, data: bytes) -> bool:
    """Whether a content file, `v1/content/scores/…`, is a document of its kind."""
    try:
        _KINDS[path.split("/")[2]].validate_json(data)
    except ValidationError:
        return False
    return True


def _index(base: Path, ledger: _Ledger, entries: dict[str, list[IndexEntry]]) -> tuple[list[Damage], list[str]]:
    """The index against the objects. A missing or stale one is no damage: it is rebuilt by the next recording."""
    state, indexed = index_state(base, [line.digest for line in ledger.lines])
    if state == "damaged":
        return [Damage("L7", WORK, "索引已损坏；它只是缓存，可以删去 work 里的 index 文件，下一次记录会重建")], []
    if state == "stale":
        return [], ["索引不是最新的，下一次记录会重建"]
    by_folder: dict[str, list[IndexEntry]] = {}
    for batch in indexed:
        for entry in batch.entries:
            by_folder.setdefault(entry.folder, []).append(entry)
    differing = sorted(folder for folder in by_folder.keys() & entries.keys() if by_folder[folder] != entries[folder])
    return [Damage("L7", folder, "索引与档案不符；删去 work 里的 index 文件即可") for folder in differing], []
