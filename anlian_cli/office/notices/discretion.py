"""What a letter keeps to itself: nothing of another unit, and nobody of another unit's people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from anlian_cli.model.personal import masked
from anlian_cli.model.results import UnitResult
from anlian_cli.office.office import Office

_A_UNIT, _SOMEBODY = "其他单位", "有关人员"


class Discretion:
    """Knows the units of a round and of the records, and leaves all but one out of a text."""

    def __init__(self, office: Office, units: Sequence[UnitResult]) -> None:
        self._units = units
        self._recorded = {name for dossier in office.units() for name in (dossier.name, dossier.credit_code)}

    def about(self, unit: UnitResult, text: str) -> str:
        """A text for a unit, numbers of people masked; another unit that it names is just another one."""
        others = {name for other in self._units if other is not unit for name in (other.name, other.credit_code or "")}
        return masked(_without(text, others | self._recorded, unit, _A_UNIT))

    def from_reviewer(self, unit: UnitResult, text: str) -> str:
        """The same for what the reviewer wrote for the office: folders and people are named there too."""
        others = [other for other in self._units if other is not unit]
        own = {name for name in map(_person, _persons(unit)) if name}
        people = {name for other in others for name in map(_person, _persons(other)) if name} - own
        folders = {PurePosixPath(other.source).stem for other in others}
        return _without(_without(self.about(unit, text), people, unit, _SOMEBODY), folders, unit, _A_UNIT)


def _without(text: str, names: Iterable[str], unit: UnitResult, instead: str) -> str:
    """A text without some names, those that the unit's own has in it aside; the longest first."""
    own = f"{unit.name}{unit.credit_code or ''}"
    for name in sorted((name for name in names if len(name) > 1 and name not in own), key=len, reverse=True):
        text = text.replace(name, instead)
    return text


def _persons(unit: UnitResult) -> list[str]:
    """The consultants and the legal representative, as what they may share is shown."""
    return [key.shown for key in unit.keys if key.code in ("X1", "X4")]


def _person(shown: str) -> str:
    return shown.partition("（")[0]
