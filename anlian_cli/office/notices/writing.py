"""The letters of a round, written: each unit's in a folder of its own, with its marked forms beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from anlian_cli.errors import UsageFault
from anlian_cli.forms.discovery import APPLICATIONS, UnitLocation
from anlian_cli.model.notice import Notice, NoticedUnit, NoticeRun
from anlian_cli.model.results import UnitResult, UnitVerdict
from anlian_cli.model.text import folded, perhaps
from anlian_cli.office.admission.checking import Observer, check, terms_of
from anlian_cli.office.admission.open_items import locations_of
from anlian_cli.office.files import make_folder, write_file
from anlian_cli.office.notices.discretion import Discretion
from anlian_cli.office.notices.items import notice_to
from anlian_cli.office.notices.letters import letter
from anlian_cli.office.notices.marks import copies, planned
from anlian_cli.office.office import Office
from anlian_cli.office.papers.templates import filled
from anlian_cli.records.places import RECORDS
from anlian_cli.regulation.cross_unit import shared_by_unit
from anlian_cli.regulation.text import Regulation

if TYPE_CHECKING:  # most letters are written without reading scans
    from anlian_cli.office.scanning.papers import Reader

_NAME = ("unit", "name")
_SETTLED_HERE = "没有要单位回答的，等您初核"


class _Draft(Struct, frozen=True):
    """A unit, what it is told, the name of its folder among the letters, and what the others are called."""

    location: UnitLocation
    unit: UnitResult
    notice: Notice | None
    folder: str
    others: frozenset[str]

    @property
    def letter(self) -> str:
        return f"{self.notice.kind.label}.docx" if self.notice else ""

    @property
    def paths(self) -> list[str]:
        """Everything that is to be written."""
        return [self.letter, *planned(self.location.path, self.notice)] if self.notice else []


class _Round(Struct, frozen=True):
    """What all letters of a round have in common."""

    office: Office
    name: str
    regulation: Regulation
    on: date
    deadline: date | None


def write_notices(
    office: Office,
    round_name: str,
    asked: str | None,
    on: date | None,
    into: Path,
    force: bool,
    observer: Observer,
    read: Reader | None = None,
) -> NoticeRun:
    """Judge a round as `check` does, and write to every unit that does not pass, or to the one that is asked for.

    Raises UsageFault, InputFault; then nothing was written.
    """
    _refuse_kept_places(office, into)
    locations = locations_of(office, round_name)
    terms = terms_of(office, round_name, office.today, None)
    report = check(locations, office, as_of=office.today, round_name=round_name, observer=observer, read=read)
    now = _Round(office, round_name, terms.regulation, on or office.today, terms.correction_deadline)
    drafts = _drafts(now, locations, report.units)
    wanted = [_one(drafts, asked)] if asked is not None else drafts
    if not force:
        _refuse_existing(into, wanted)
    _try_templates(now, wanted)
    written = [_written(now, draft, into) for draft in wanted if draft.unit.verdict is not UnitVerdict.PASS]
    return NoticeRun(round_name, now.on, now.deadline, tuple(written))


def _refuse_kept_places(office: Office, into: Path) -> None:
    """What the firms sent and what was recorded stays as it is."""
    for kept in (APPLICATIONS, RECORDS):
        if into.resolve().is_relative_to((office.workspace / kept).resolve()):
            raise UsageFault(f"不能写进 {kept}/", "换一个文件夹，例如 -o 通知")


def _drafts(now: _Round, locations: Sequence[UnitLocation], units: Sequence[UnitResult]) -> list[_Draft]:
    discretion = Discretion(now.office, units)
    names = Counter(_folder(location) for location in locations)
    return [
        _Draft(
            location,
            unit,
            notice_to(unit, shared, now.regulation, discretion),
            _folder(location) if names[_folder(location)] == 1 else location.path.name,
            frozenset(discretion.others(unit)),
        )
        for location, unit, shared in zip(locations, units, shared_by_unit(units), strict=True)
    ]


def _folder(location: UnitLocation) -> str:
    return location.path.name if location.path.is_dir() else location.path.stem


def _one(drafts: Sequence[_Draft], asked: str) -> _Draft:
    """The unit that is meant by its folder, name or code, or a part of its name. Raises UsageFault."""
    exact = [one for one in drafts if asked in (one.folder, one.unit.name) or asked.upper() == one.unit.credit_code]
    found = exact or [one for one in drafts if folded(asked) in folded(one.unit.name)]
    if len(found) == 1:
        return found[0]
    there = "、".join(f"{one.unit.name}（{one.folder}）" for one in found[:8])
    if found:
        raise UsageFault(f"“{asked}”符合 {len(found)} 家单位：{there}", "请写文件夹或全称")
    meant = perhaps(asked, [name for one in drafts for name in (one.folder, one.unit.name)])
    raise UsageFault(f"这一批次没有单位“{asked}”", f"{meant}单位写文件夹名、全称或统一代码")


def _refuse_existing(into: Path, drafts: Sequence[_Draft]) -> None:
    paths = [into / draft.folder / path for draft in drafts for path in draft.paths]
    if there := [path for path in paths if path.exists()]:
        more = f" 等 {len(there)} 个文件" if len(there) > 1 else ""
        raise UsageFault(f"{there[0]}{more}已经存在", "换一个文件夹，或加 --force 覆盖")


def _try_templates(now: _Round, drafts: Sequence[_Draft]) -> None:
    """One letter of each kind, before any is written: a template of hers may be at fault."""
    first = {draft.notice.kind: draft for draft in reversed(drafts) if draft.notice}
    for draft in first.values():
        _letter(now, draft, ())


def _letter(now: _Round, draft: _Draft, marked: Sequence[str]) -> bytes:
    assert draft.notice is not None  # who gets no letter is not asked for
    paper = letter(now.office, draft.unit, draft.notice, now.regulation, now.name, now.on, now.deadline, marked)
    return filled(now.office, paper)


def _written(now: _Round, draft: _Draft, into: Path) -> NoticedUnit:
    unit = draft.unit
    if draft.notice is None:
        return NoticedUnit(unit.name, unit.credit_code, unit.source, unit.verdict, remarks=(_SETTLED_HERE,))
    made = copies(draft.location.path, draft.notice, now.office.settings.federation.name, draft.others)
    files = {draft.letter: _letter(now, draft, [PurePosixPath(path).name for path in made.made]), **made.made}
    for path, content in files.items():
        target = into / draft.folder / path
        _refuse_kept_places(now.office, target)
        make_folder(target.parent)
        write_file(target, content)
    return NoticedUnit(
        unit.name,
        unit.credit_code,
        unit.source,
        unit.verdict,
        draft.notice.kind,
        len(list(draft.notice.items)),
        f"{draft.folder}/{draft.letter}",
        tuple(f"{draft.folder}/{path}" for path in made.made),
        (*made.remarks, *_unnamed(unit), *_left_over(into / draft.folder, files)),
    )


def _unnamed(unit: UnitResult) -> Iterator[str]:
    """Of whom no name could be read, the letter is addressed to the folder."""
    if unit.verdict is UnitVerdict.UNREADABLE or any(one.path == _NAME for one in unit.findings if one.code == "F05"):
        yield "读不出单位全称，信里写的是文件夹的名字，请改好再发"


def _left_over(folder: Path, files: Sequence[str] | dict[str, bytes]) -> Iterator[str]:
    """What lies in a unit's folder since an earlier time, and is not to be sent by mistake."""
    others = sorted(path.name for path in folder.iterdir() if path.name not in {name.split("/")[0] for name in files})
    if others:
        yield f"文件夹里还有以前的文件：{'、'.join(others)}"
