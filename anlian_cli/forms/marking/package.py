"""An Office package: its parts, what they refer to, and the whole again with some of them changed or added."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from itertools import count

from anlian_cli.forms.marking.splices import Edited, Element, Unmarkable
from anlian_cli.forms.package_parts import Broken, entries_of, inflated, is_plain
from anlian_cli.forms.workbook_limits import MAX_INFLATED_BYTES

_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""A relation of the usual kind; a strict document has others, and other names for all that it holds."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OLDEST = (1980, 1, 1, 0, 0, 0)


class Package:
    """A package that was examined before. Raises Unmarkable where two readers might see two packages in it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        entries = entries_of(data)
        if not is_plain(data, entries):
            raise Unmarkable("文件内部的结构不常见")
        if sum(entry.file_size for entry in entries) > MAX_INFLATED_BYTES:
            raise Unmarkable("文件解压后过大")
        self._entries = {entry.filename: entry for entry in entries}
        self._written: dict[str, bytes] = {}

    def read(self, part: str) -> bytes:
        """A part as it stands now. Raises Unmarkable where there is none of that name."""
        if part in self._written:
            return self._written[part]
        if part not in self._entries:
            raise Unmarkable("文件内部的结构不常见")
        return b"".join(self._pieces(self._entries[part]))

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """No more of a part than its header says: in a document most are not looked at before."""
        left = entry.file_size
        for piece in inflated(self._data, entry):
            left -= len(piece)
            if left < 0:
                raise Broken
            yield piece

    def write(self, part: str, content: bytes) -> None:
        """Change a part, or add one."""
        self._written[part] = content

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern with a number in it that no part has."""
        names = {name.lower() for name in (*self._entries, *self._written)}
        return next(name for number in count(1) if (name := pattern.format(number)).lower() not in names)

    def main_part(self) -> str:
        """The part that the package is about. Raises Unmarkable for a strict document, and what is none."""
        main = self.target("", "officeDocument")
        if main is None:
            raise Unmarkable("文件内部的结构不常见")
        return main

    def target(self, part: str, kind: str) -> str | None:
        """The part that a part refers to by its one relation of a kind."""
        found = [one for one in self._relations(part) if one.attributes.get("Type") == f"{OFFICE}/{kind}"]
        return _resolved(part, found[0].attributes.get("Target", "")) if found else None

    def target_of(self, part: str, relation: str) -> str | None:
        """The part that a relation leads to, by its id."""
        found = [one for one in self._relations(part) if one.attributes.get("Id") == relation]
        return _resolved(part, found[0].attributes.get("Target", "")) if found else None

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another; the id of the relation."""
        folder, file = posixpath.split(part)
        relations = f"{folder}/_rels/{file}.rels"
        if not self._has(relations):
            self.write(relations, f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
        edited = Edited(self.read(relations))
        taken = {one.attributes.get("Id") for one in edited.root.children}
        identity = next(name for number in count(1) if (name := f"rId{number}") not in taken)
        path = posixpath.relpath(target, folder)
        edited.append(
            edited.root,
            f'<{edited.root.prefix}Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{path}"/>',
        )
        self.write(relations, edited.result())
        return identity

    def declare(self, part: str, kind: str) -> None:
        """Give a part its content type."""
        edited = Edited(self.read(_TYPES))
        line = f'<{edited.root.prefix}Override PartName="/{part}" ContentType="{kind}"/>'
        edited.append(edited.root, line)
        self.write(_TYPES, edited.result())

    def packed(self) -> bytes:
        """The whole package, its parts in their order, what was added behind them."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            for name in dict.fromkeys((*self._entries, *self._written)):
                made.writestr(_like(self._entries.get(name), name), self.read(name))
        return buffer.getvalue()

    def _has(self, part: str) -> bool:
        return part in self._entries or part in self._written

    def _relations(self, part: str) -> list[Element]:
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        return Edited(self.read(relations)).root.children if self._has(relations) else []


def _resolved(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _like(entry: zipfile.ZipInfo | None, name: str) -> zipfile.ZipInfo:
    """An entry as the one that is there, or for a part that is added."""
    made = zipfile.ZipInfo(name, entry.date_time if entry else _OLDEST)
    made.compress_type = entry.compress_type if entry else zipfile.ZIP_DEFLATED
    if entry:
        made.external_attr, made.create_system, made.comment = entry.external_attr, entry.create_system, entry.comment
    return made
