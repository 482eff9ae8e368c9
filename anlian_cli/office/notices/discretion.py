"""What a letter keeps to itself: nothing of another unit, and nobody of another unit's people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from anlian_cli.model.personal import masked
from anlian_cli.model.results import UnitResult
from anlian_cli.office.office import Office

_A_UNIT, _SOMEBODY = "其他单位", "有关人员"
_SHORTEST = 6
"""Characters of a firm's whole name; a shorter one may be a word of any sentence."""


class Discretion:
    """Knows the units of a round and of the records, and leaves all but one out of a text."""

    def __init__(self, office: Office, units: Sequence[UnitResult]) -> None:
        self._units = units
        self._recorded = [(dossier.name, dossier.credit_code) for dossier in office.units()]

    def others(self, unit: UnitResult) -> set[str]:
        """The whole names and the codes of all units but one."""
        applying = ((other.name, other.credit_code or "") for other in self._units if other is not unit)
        known = [*applying, *(entry for entry in self._recorded if entry[1] != unit.credit_code)]
        return {text for names in known for text in names if len(text) >= _SHORTEST and text not in _own(unit)}

    def about(self, unit: UnitResult, text: str) -> str:
        """A text for a unit, numbers of people masked; another unit that it names is just another one."""
        return masked(_without(text, self.others(unit), _A_UNIT))

    def from_reviewer(self, unit: UnitResult, text: str) -> str:
        """The same for what the reviewer wrote for the office: folders and people are named there too."""
        others = [other for other in self._units if other is not unit]
        people = {name for other in others for name in _persons(other)} - _persons(unit)
        folders = {name for other in others if (name := PurePosixPath(other.source).stem) not in _own(unit)}
        return _without(_without(self.about(unit, text), people, _SOMEBODY), folders, _A_UNIT)


def _without(text: str, names: Iterable[str], instead: str) -> str:
    """A text without some names, the longest first."""
    for name in sorted((name for name in names if len(name) > 1), key=len, reverse=True):
        text = text.replace(name, instead)
    return text


def _own(unit: UnitResult) -> str:
    """What a unit is called itself: what stands in it is nothing of another's."""
    return f"{unit.name} {unit.credit_code} {PurePosixPath(unit.source).stem}"


def _persons(unit: UnitResult) -> set[str]:
    """The names of its consultants and its legal representative, out of what it may share with others."""
    return {key.shown.partition("（")[0] for key in unit.keys if key.code in ("X1", "X4")}
