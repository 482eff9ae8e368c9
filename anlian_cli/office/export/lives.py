"""The tables of units, of what happened to them, of bars, and of what was published (Art. 11, 15-18)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from anlian_cli.model.events import DailyEntry, Dismissed, Event, Exited, Opened, Reported, Resolved, Revoked
from anlian_cli.model.tidy import rows
from anlian_cli.model.tidy.rows import EventKind
from anlian_cli.office.export.source import Source
from anlian_cli.office.papers.published import published
from anlian_cli.office.standing import bar_rule, bar_years, life_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.filed import Filed
from anlian_cli.records.places import written_code


def units(source: Source) -> dict[int, list[rows.Unit]]:
    """Every unit, by the year in which it first came into the records."""
    found: dict[int, list[rows.Unit]] = defaultdict(list)
    for dossier in source.units:
        found[min(dossier.years)].append(_unit(source, dossier))
    return found


def _unit(source: Source, dossier: Dossier) -> rows.Unit:
    life = life_of(source.office, dossier)
    return rows.Unit(
        dossier.credit_code,
        dossier.name,
        "；".join(dossier.names[:-1]) or None,
        "；".join(map(written_code, dossier.former_codes)) or None,
        life.state,
        life.since,
        life.admitted_on,
    )


def events(source: Source, year: int) -> Iterator[rows.Event]:
    for dossier in source.units:
        counts: Counter[tuple[date, str]] = Counter()
        for event, filed in dossier.filed_events if year in dossier.years else ():
            if event.on.year == year:
                counts[event.on, event.kind] += 1
                yield _event(source, dossier, event, filed, counts[event.on, event.kind])


def _event(source: Source, dossier: Dossier, event: Event, filed: Filed, number: int) -> rows.Event:
    """What the kinds have in common stands under the same name in each that has it."""
    return rows.Event(
        credit_code=dossier.credit_code,
        occurred_on=event.on,
        kind=EventKind(event.kind),
        number=number,
        round=getattr(event, "round", None),
        item=event.item if isinstance(event, DailyEntry) else None,
        grounds=" ".join(_grounds(event)) or None,
        substantiated=event.substantiated if isinstance(event, Reported) else None,
        period=getattr(event, "period", None),
        result=event.result if isinstance(event, Resolved) else None,
        name=getattr(event, "name", None) if event.kind == "changed" else None,
        former_name=getattr(event, "former_name", None),
        former_code=getattr(event, "former_code", None),
        document=getattr(event, "document", None),
        recorded_on=source.recorded_on(filed),
        batch=filed.batch,
    )


def _grounds(event: Event) -> tuple[str, ...]:
    if isinstance(event, Exited):
        return (event.ground, *event.also)
    if isinstance(event, Reported):
        return (event.ground,)
    return event.grounds if isinstance(event, Opened | Dismissed) else ()


def bars(source: Source) -> dict[int, list[rows.Bar]]:
    """Every decision to exit a unit, reversed ones too, by its year."""
    found: dict[int, list[rows.Bar]] = defaultdict(list)
    for dossier in source.units:
        for decision, filed, revoked_on in _decisions(dossier):
            found[decision.on.year].append(_bar(source, dossier, decision, filed, revoked_on))
    return found


def _decisions(dossier: Dossier) -> Iterator[tuple[Exited, Filed, date | None]]:
    """The decisions, each with the day of its reversal: the first one behind it, before another decision."""
    following = [event for event, _ in dossier.filed_events if isinstance(event, Exited | Revoked)]
    for event, filed in dossier.filed_events:
        if isinstance(event, Exited):
            after = next(iter(following[following.index(event) + 1 :]), None)
            yield event, filed, after.on if isinstance(after, Revoked) else None


def _bar(source: Source, dossier: Dossier, decision: Exited, filed: Filed, revoked_on: date | None) -> rows.Bar:
    last = bar_rule(source.office)(decision)
    return rows.Bar(
        credit_code=dossier.credit_code,
        announced_on=decision.on,
        ground=decision.ground,
        years=bar_years(source.office, decision),
        barred_through=last,
        free_from=last + timedelta(days=1),
        revoked_on=revoked_on,
        document=decision.document,
        batch=filed.batch,
    )


def publications(source: Source) -> dict[int, list[rows.Publication]]:
    """What was published, by the year under which it is kept."""
    found: dict[int, list[rows.Publication]] = defaultdict(list)
    for paper, filed in published(source.office):
        corrects = paper.corrects
        row = rows.Publication(
            paper=paper.paper,
            subject=paper.subject,
            published_on=paper.on,
            document=paper.document,
            corrects_paper=corrects.paper if corrects else None,
            corrects_subject=corrects.subject if corrects else None,
            formats=" ".join(sorted(suffix.removeprefix(".") for suffix in paper.files)) or None,
            records=paper.records,
            batch=filed.batch,
        )
        found[int(filed.folder.partition("/")[2])].append(row)
    return found
