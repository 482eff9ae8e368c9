"""A sheet of daily notes into the records, whole or not at all.

A sheet may be kept through the year and sent again as it grows: what stands in the records already is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anlian_cli.errors import AnlianError
from anlian_cli.forms.daily_sheet import ENTRY, ITEM, ON, DailyRow, read_daily_sheet
from anlian_cli.forms.score_words import CODE, NAME
from anlian_cli.forms.unit_list import refuse
from anlian_cli.model.dates import parse_day
from anlian_cli.model.events import DailyEntry
from anlian_cli.office.directory import Directory, directory, find_unit, match_row
from anlian_cli.office.office import Office
from anlian_cli.office.supervision.daily_log import entry_of, in_words
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.recorder import Recorder


def put_sheet(office: Office, recorder: Recorder, path: Path) -> Iterator[str]:
    """Plan the entries of a sheet; yields each new one in a sentence. Raises InputFault that lists every fault."""
    rows, faults, remarks = read_daily_sheet(path)
    units, planned = directory(office.history), list[tuple[Dossier, DailyEntry]]()
    for row in rows:
        try:
            new = _entry(office, recorder, units, row, path.parent)
            if (new[0].code, new[1]) in ((dossier.code, entry) for dossier, entry in planned):
                raise ValueError("与上面的一行完全相同；确实是两件事的，请写明区别")
            planned.append(new)
            if new[1] not in new[0].events:
                recorder.put_event(new[0].code, new[1])
        except (AnlianError, ValueError) as problem:
            faults.append(row.fault(ENTRY, _why(problem)))
    refuse(path, faults)
    standing = sum(entry in dossier.events for dossier, entry in planned)
    for remark in (*remarks, *([f"有 {standing} 行台账里已有，没有重复记录"] if standing else ())):
        office.listener.remark(remark)
    yield from (in_words(office.regulation, *new) for new in planned if new[1] not in new[0].events)


def _why(problem: Exception) -> str:
    if isinstance(problem, AnlianError):
        return "；".join(filter(None, (problem.message, problem.hint)))
    return str(problem)


def _entry(
    office: Office, recorder: Recorder, units: Directory, row: DailyRow, folder: Path
) -> tuple[Dossier, DailyEntry]:
    """A row's unit and entry. Raises ValueError, UsageFault, InputFault where it cannot be taken."""
    if missing := [kind for kind in (ON, ITEM, ENTRY) if not row.text(kind)]:
        raise ValueError(f"没有写{'、'.join(missing)}")
    # A sheet of one's own names units as one calls them; with a code the name has to be the code's.
    code, name = row.text(CODE), row.text(NAME)
    dossier = match_row(units, name, code) if code or not name else find_unit(units, name)
    on = parse_day(row.text(ON))
    if on > office.today:
        raise ValueError(f"日期 {row.text(ON)} 还没有到")
    attached = [folder / name for name in row.attached]
    return dossier, entry_of(office, recorder, dossier, row.text(ITEM), on, row.text(ENTRY), attached)
