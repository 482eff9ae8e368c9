"""Which part of a package holds which sheet: the workbook's list of sheets, and the relationships that lead on."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from msgspec import Struct

from anlian_cli.forms.workbook_scan import Scan, SheetScan, StringsScan, local_name

WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_START, _RELATIONS = "_rels/.rels", "xl/_rels/workbook.xml.rels"


class Relation(Struct, frozen=True):
    """One line of a part's relationships; `kind` is the last word of its type."""

    id: str
    kind: str
    target: str


class StructureScan(Scan):
    """The names of the sheets, each with the relation that leads to its part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.plain = True

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == "sheet":
            ids = [value for key, value in attributes.items() if local_name(key) == "id"]
            self.plain &= len(ids) == 1
            self.sheets.append((attributes.get("name", ""), (ids or [""])[0]))


class RelationsScan(Scan):
    """The parts that one part refers to."""

    def __init__(self) -> None:
        self.relations: list[Relation] = []

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.relations.append(Relation(attributes.get("Id", ""), kind, attributes.get("Target", "")))


def sheet_parts(scans: Mapping[str, Scan]) -> list[tuple[str, str]]:
    """Each sheet's name and the part that holds it, as the workbook lists them. The parser's own way to find it."""
    workbook = scans.get(WORKBOOK.lower())
    if not isinstance(workbook, StructureScan):
        return []
    targets = {one.id: one.target for one in relations_of(scans, _RELATIONS) if one.kind == "worksheet"}
    return [(name, _in_folder(targets[relation])) for name, relation in workbook.sheets if relation in targets]


def relations_of(scans: Mapping[str, Scan], part: str) -> Sequence[Relation]:
    scan = scans.get(part.lower())
    return scan.relations if isinstance(scan, RelationsScan) else ()


def pictured_parts(scans: Mapping[str, Scan], sheet: str) -> list[str]:
    """The parts that a sheet refers to, a drawing among them."""
    folder, file = posixpath.split(sheet)
    found = relations_of(scans, f"{folder}/_rels/{file}.rels")
    return [posixpath.normpath(posixpath.join(folder, one.target)).lstrip("/") for one in found]


def is_as_written(scans: Mapping[str, Scan], names: Sequence[str]) -> bool:
    """Whether everything that the parser reads stands where every program puts it, and was looked through here.

    `scans` are by folded name, `names` as the package spells them.
    """
    start = [one.target.lstrip("/") for one in relations_of(scans, _START) if one.kind == "officeDocument"]
    ids = [one.id for one in relations_of(scans, _RELATIONS)]
    workbook = scans.get(WORKBOOK.lower())
    strings = [part for part in names if isinstance(scans.get(part.lower()), StringsScan)]
    return (
        start == [WORKBOOK]
        and {WORKBOOK, _START, _RELATIONS} <= set(names)
        and len(ids) == len(set(ids)) > 0
        and isinstance(workbook, StructureScan)
        and workbook.plain
        and strings == [part for part in names if part.lower() == STRINGS.lower()]
        and strings in ([], [STRINGS])
        and all(part in names and isinstance(scans[part.lower()], SheetScan) for _, part in sheet_parts(scans))
    )


def _in_folder(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"
