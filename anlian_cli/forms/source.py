"""Where values stand: each file with its marks, and the atlas that leads from a symbolic path to a place."""

from __future__ import annotations

from enum import Enum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.model.findings import Finding, Place
from anlian_cli.model.labels import label_path
from anlian_cli.model.paths import Path
from anlian_cli.model.personal import masked
from anlian_cli.model.text import folded

VERIFICATION_LABEL = "初核记录"


Mark = tuple[int, int] | tuple[str, str]
"""Line and column, or sheet and cell."""


class Origin(Enum):
    """What a source is: a list is no form, but one that the people on it signed stands for theirs."""

    FORM = "form"
    SIGNED_LIST = "signed list"
    LIST = "list"


class Source(Struct):
    """One form or list as read: nested text under official labels, and the mark of every value."""

    name: str
    tree: dict[str, Any]
    marks: dict[Path, Mark]
    findings: list[Finding] = field(default_factory=list)
    doubts: list[tuple[Path, Finding]] = field(default_factory=list)
    """Values that are there and could not be used, each at its route of labels in this file."""
    origin: Origin = Origin.FORM

    def place(self, route: Path) -> Place:
        """The place of a value, or of the nearest part around it that is there."""
        for length in range(len(route), 0, -1):
            mark = self.marks.get(route[:length])
            if mark is not None:
                return _place(self.name, mark)
        return Place(self.name)


class UnreadSheet(Struct, frozen=True):
    """A hidden sheet, or one with another organisation's form, named with its file. Only whose it is, is looked at."""

    label: str
    sources: tuple[Source, ...]

    def holds(self) -> set[str]:
        """The sections that it has, and the names of its people, folded for comparing."""
        persons, name = (str(label) for label in labels_of(("persons", "name")))
        people = [row for source in self.sources for row in source.tree.get(persons, ())]
        sections = {section for source in self.sources for section in source.tree}
        return (sections - {persons}) | {folded(str(row.get(name) or "")) for row in people}


class FormReading(Struct):
    """What one file held: its forms and lists, its own findings, and the sheets not taken.

    `looks_like` says in words what is there, for a file that turns out to be no form.
    """

    sources: list[Source] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread_sheets: list[UnreadSheet] = field(default_factory=list)
    looks_like: str = ""


def _place(name: str, mark: Mark) -> Place:
    first, second = mark
    if isinstance(first, int) and isinstance(second, int):
        return Place(name, line=first, column=second)
    return Place(name, sheet=str(first), cell=str(second))


class Atlas:
    """Which file, and which part of it, each part of a unit's application came from."""

    def __init__(self) -> None:
        self._origins: dict[Path, tuple[Source, Path]] = {}
        self._parts: list[tuple[Source, Path, Path]] = []
        self._first: Source | None = None
        self.person_names: tuple[str | None, ...] = ()

    @property
    def files(self) -> frozenset[str]:
        """The files that hold a part of it."""
        return frozenset(source.name for source, _, _ in self._parts)

    def add(self, route: Path, source: Source, own_route: Path) -> None:
        """`route` of the whole application is `own_route` of `source`."""
        self._origins[route] = (source, own_route)
        self._first = self._first or source
        self.add_part(route, source, own_route)

    def add_part(self, route: Path, source: Source, own_route: Path) -> None:
        """What stands at `own_route` of `source` went into `route`, though little of it may have stayed."""
        self._parts.append((source, own_route, route))

    def whole_route(self, source: Source, own_route: Path) -> Path | None:
        """The route in the whole application of what stands at `own_route` of one file; None where nothing does."""
        parts = [(own, route) for origin, own, route in self._parts if origin is source]
        inside = [(own, route) for own, route in parts if own_route[: len(own)] == own]
        own, route = max(inside, key=lambda part: len(part[0]), default=((), None))
        return None if route is None else (*route, *own_route[len(own) :])

    def place(self, route: Path) -> Place | None:
        """The place of a route of labels; None where nothing was read at all."""
        for length in range(len(route), 0, -1):
            if origin := self._origins.get(route[:length]):
                source, own_route = origin
                return source.place((*own_route, *route[length:]))
        return Place(self._first.name) if self._first else None

    def located(self, finding: Finding) -> Finding:
        """The finding with its place in a file and its route of labels, from its symbolic path."""
        if finding.place is not None or not finding.path:
            return finding
        route = labels_of(finding.path)
        return replace(finding, place=self.place(route), route=in_words(self._with_name(finding.path, route)))

    def _with_name(self, path: Path, route: Path) -> Path:
        """A consultant's form is found sooner by the name than by its number."""
        if path[0] != "persons" or len(path) < 2 or not isinstance(path[1], int):
            return route
        name = self.person_names[path[1]] if path[1] < len(self.person_names) else None
        return (route[0], f"{in_words(route[1:2])}（{masked(name)}）", *route[2:]) if name else route


def labels_of(path: Path) -> Path:
    """A symbolic path as the labels of the files."""
    # Only here: who reads anlian.yaml needs no types of application.
    from anlian_cli.model.application import Application
    from anlian_cli.model.verification import Verification

    if path[0] == "verification":
        return (VERIFICATION_LABEL, *label_path(Verification, path[1:]))
    return label_path(Application, path)


def in_words(route: Path) -> str:
    """人员登记表·第2项·身份证号."""
    return "·".join(f"第{step + 1}项" if isinstance(step, int) else step for step in route)
