"""Entries of the daily log: into the records, and laid beside the items that they speak to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.guard import NotRegular, digest_of_file
from anlian_cli.model.events import Attachment, DailyEntry
from anlian_cli.model.scores import Stage
from anlian_cli.model.text import compact
from anlian_cli.office.office import Office
from anlian_cli.office.standing import ask
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.text import Regulation

if TYPE_CHECKING:  # who reads loads nothing that records
    from anlian_cli.records.recorder import Recorder


def put_entry(
    office: Office, recorder: Recorder, dossier: Dossier, item: str, on: date, note: str, attached: list[Path]
) -> str:
    """Plan an entry with its attachments; returns it in a sentence. Raises UsageFault, InputFault."""
    if not note.strip():
        raise UsageFault("--note 是空的", "请写记录的内容")
    entry = entry_of(office, recorder, dossier, item, on, note, attached)
    if entry in dossier.events:
        raise UsageFault("台账里已经有一条完全相同的日常记录", "见 anlian show；确实是两件事的，请在 --note 里写明区别")
    recorder.put_event(dossier.code, entry)
    return in_words(office.regulation, dossier, entry)


def entry_of(
    office: Office, recorder: Recorder, dossier: Dossier, item: str, on: date, note: str, attached: Sequence[Path]
) -> DailyEntry:
    """An entry with its attachments kept. Raises UsageFault where it may not be recorded, InputFault."""
    key = _item(office.regulation, item)
    ask(office, dossier, "daily", on)
    attachments = tuple(attach(recorder, dossier, on, path) for path in attached)
    return DailyEntry(on=on, item=key, note=note.strip(), attachments=attachments)


def in_words(regulation: Regulation, dossier: Dossier, entry: DailyEntry) -> str:
    """An entry in a sentence."""
    title = regulation.assessment_items[entry.item].name
    kept = f"（附件 {len(entry.attachments)} 个）" if entry.attachments else ""
    return f"{dossier.name}  {entry.on.isoformat()}  {entry.item} {title}：{entry.note}{kept}"


def _item(regulation: Regulation, text: str) -> str:
    """An item of Art. 13 by its number or one of its names. Raises UsageFault."""
    known = {key: item for key, item in regulation.assessment_items.items() if item.stage == Stage.DAILY}
    for key, item in known.items():
        names = (compact(item.name), compact(item.short))
        if compact(text) in (key, *names, *(f"{key}{name}" for name in names)):
            return key
    hint = f"可用：{'、'.join(f'{key} {item.name}' for key, item in known.items())}"
    raise UsageFault(f"{regulation.citation.of('daily_items')}没有项目“{text}”", hint)


def attach(recorder: Recorder, dossier: Dossier, on: date, path: Path) -> Attachment:
    """Keep a copy of a file under its digest, since its own name may hold what no file name of ours should."""
    try:
        digest = digest_of_file(path)
    except (OSError, NotRegular):
        raise InputFault(f"附件 {path} 打不开", "请检查路径；要是普通文件") from None
    logical = f"evidence/{digest[:12]}{path.suffix.lower()}"
    recorder.put_file(dossier.code, on.year, logical, path, digest)
    return Attachment(path=logical, digest=digest)


def log_by_item(dossier: Dossier, year: int) -> dict[str, str]:
    """The year's entries by item, as a cell of a score sheet shows them."""
    entries: dict[str, list[str]] = defaultdict(list)
    for event in dossier.events:
        if isinstance(event, DailyEntry) and event.on.year == year:
            entries[event.item].append(f"{event.on.isoformat()} {event.note}")
    return {item: "\n".join(lines) for item, lines in entries.items()}
