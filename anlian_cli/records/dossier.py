"""One unit's dossier: its scores, verdicts and events over all years, typed when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from anlian_cli.model.events import Event, Shortlisted
from anlian_cli.model.filing import FiledVerdict, Parameters
from anlian_cli.model.publication import Published
from anlian_cli.model.record import typed
from anlian_cli.model.scores import Score, Stage
from anlian_cli.records.belonging import belongs
from anlian_cli.records.filed import Filed
from anlian_cli.records.files import Files
from anlian_cli.records.places import (
    EVENTS,
    PUBLICATIONS,
    application_path,
    parameters_path,
    score_path,
    verdict_path,
    written_code,
)

Document = TypeVar("Document")
_NAMING = ("check/", EVENTS)
"""What names a unit: an application as it was judged, and what was recorded of its life, which goes before it."""
_CHANGED = "-changed-"
_STAGE_ORDER = {stage: number for number, stage in enumerate(Stage)}


class _Naming(Struct, frozen=True):
    """What a document says of a unit's names, whatever kind it is of; asked of every unit of a list."""

    name: str | None = None
    former_name: str | None = None
    former_code: str | None = None


class Dossier(Struct, dict=True):
    """A unit's objects by year. `code` is what its folder is called; `former_codes` lead to it too."""

    code: str
    years: Mapping[int, Files]
    former_codes: tuple[str, ...] = ()

    @property
    def credit_code(self) -> str:
        return written_code(self.code)

    def filed(self, path: str) -> Filed | None:
        """The document at a logical path, in whichever year it is kept."""
        return next((files[path] for files in self.years.values() if path in files), None)

    def score(self, period: str, stage: Stage) -> Score | None:
        """The standing score of a stage; None where none was recorded, which is not 0."""
        filed = self.filed_score(period, stage)
        return filed.document if filed and isinstance(filed.document, Score) else None

    def filed_score(self, period: str, stage: Stage) -> Filed | None:
        """Where the standing score of a stage is filed: a year's in the object of that year."""
        path = score_path(period, stage)
        if stage.of_a_round:
            return self.filed(path)
        files = self.years.get(int(period))
        return None if files is None else files.get(path)

    def plain_totals(self, year: int, paths: Sequence[str]) -> Sequence[Decimal | None]:
        """The totals of an assessment year's scores that are plain sums; None leaves one to the score, and to the rule.

        Of a hundred thousand scores hardly one is typed so.
        """
        files = self.years.get(year)
        return (None,) * len(paths) if files is None else files.plain_totals(paths)

    def is_scored(self, period: str, stage: Stage) -> bool:
        return self.filed_score(period, stage) is not None

    def verdict(self, round_name: str) -> FiledVerdict | None:
        return _typed(FiledVerdict, self.filed(verdict_path(round_name)))

    def application_digest(self, round_name: str) -> str | None:
        filed = self.filed(application_path(round_name))
        return filed.digest if filed else None

    def is_outdated(self, score: Score) -> bool:
        """Whether the application that a score judged has since been replaced (评分依据旧版)."""
        return score.stage.of_a_round and score.application != self.application_digest(score.period)

    def is_shortlisted(self, round_name: str) -> bool:
        """Whether the unit was on the round's announced shortlist."""
        return any(isinstance(event, Shortlisted) and event.round == round_name for event in self.events)

    def parameters(self, kind: str, period: str) -> Parameters | None:
        """A locked period, in the federation's own dossier."""
        return _typed(Parameters, self.filed(parameters_path(kind, period)))

    @cached_property
    def verdicts(self) -> tuple[FiledVerdict, ...]:
        """The verdicts of every round, the latest round last."""
        found = (_typed(FiledVerdict, filed) for _, filed in self.documents("check/"))
        return tuple(filter(None, found))

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """Every standing score, by period and stage."""
        found = [
            filed.document
            for files in self.years.values()
            for filed in files.values()
            if isinstance(filed.document, Score)
        ]
        return tuple(sorted(found, key=lambda score: (score.period, _STAGE_ORDER[score.stage])))

    @cached_property
    def publications(self) -> tuple[tuple[Published, Filed], ...]:
        """What was published, in the order of recording, in the federation's own dossier."""
        filed = sorted((filed for _, filed in self.documents(PUBLICATIONS)), key=lambda one: one.batch)
        told = ((_typed(Published, one), one) for one in filed)
        return tuple((document, one) for document, one in told if document is not None)

    @cached_property
    def filed_events(self) -> tuple[tuple[Event, Filed], ...]:
        """What happened to the unit, by day and then by recording, each with where it is filed."""
        found: list[tuple[Event, Filed]] = [(_known(Event, filed), filed) for _, filed in self.documents(EVENTS)]
        return tuple(sorted(found, key=lambda pair: (pair[0].on, pair[1].batch)))

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened to the unit, by day."""
        return tuple(event for event, _ in self.filed_events)

    def documents(self, opening: str) -> Iterator[tuple[str, Filed]]:
        """Every document or file, scores aside, whose logical path opens so, by year and path."""
        for files in self._telling:
            yield from sorted((path, filed) for path, filed in files.items() if path.startswith(opening))

    @cached_property
    def _telling(self) -> list[Files]:
        """The years that hold more than scores, in order."""
        return [files for _, files in sorted(self.years.items()) if files.tells]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that the unit had, in the order of recording, the present one last.

        An application names a unit until an event does: what a firm writes of itself renames nobody who is recorded.
        """
        names: list[str] = []
        for opening in _NAMING:
            documents = sorted((filed for _, filed in self.documents(opening)), key=lambda filed: filed.batch)
            for naming in (_known(_Naming, filed) for filed in documents):
                names += [name for name in (naming.former_name, naming.name) if name]
        return tuple(reversed(dict.fromkeys(reversed(names))))

    @property
    def is_unit(self) -> bool:
        """Whether a unit's life is kept here, rather than the federation's parameters."""
        return bool(self.names)

    @property
    def name(self) -> str:
        return self.names[-1] if self.names else self.credit_code


def _typed(kind: type[Document], filed: Filed | None) -> Document | None:
    return None if filed is None else _known(kind, filed)


def _known(kind: Any, filed: Filed) -> Any:
    try:
        document = typed(kind, filed.document)
    except ValueError:
        raise filed.fault() from None
    if not belongs(document, filed.path):
        raise filed.fault()
    return document


def joined(dossiers: dict[str, Dossier]) -> dict[str, Dossier]:
    """The dossiers with those of a former code taken into the present one's, which a `Changed` event names."""
    for code, dossier in list(dossiers.items()):
        for former_code in _former_codes(dossier):
            former = dossiers.pop(former_code, None)
            if former is not None:
                dossiers[code] = _taken_in(dossiers[code], former)
    return dossiers


def _former_codes(dossier: Dossier) -> list[str]:
    changes = (_known(_Naming, filed) for path, filed in dossier.documents(EVENTS) if _CHANGED in path)
    return [change.former_code for change in changes if change.former_code]


def _taken_in(current: Dossier, former: Dossier) -> Dossier:
    years = {**former.years, **current.years}
    years |= {year: current.years[year].over(former.years[year]) for year in former.years.keys() & current.years.keys()}
    codes = (*former.former_codes, former.code, *current.former_codes)
    return Dossier(current.code, years, tuple(dict.fromkeys(codes)))
