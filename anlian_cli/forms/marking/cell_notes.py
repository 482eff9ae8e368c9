"""Comments of a sheet: the text in one part, the yellow box that shows it in another, an old drawing in VML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from anlian_cli.forms.grid import a1
from anlian_cli.forms.marking.cell_fills import Cell
from anlian_cli.forms.marking.package import OFFICE, Package
from anlian_cli.forms.marking.splices import Edited, Element, Unmarkable, text
from anlian_cli.forms.workbook_scan import whole_number

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BOX = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(rb"_x0000_s(\d{1,9})")
_BEHIND = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
)
"""What stands behind `legacyDrawing` in a sheet, by the schema of ECMA-376."""
_LETTERS_A_LINE, _BOX_COLUMNS = 18, 4


def note(package: Package, part: str, sheet: Edited, notes: Mapping[Cell, str], author: str) -> None:
    """Put comments at cells of a sheet; what is commented there already stays, and ours follows it."""
    comments = package.target(part, "comments")
    if comments is None:
        comments = package.free_name("xl/comments{}.xml")
        package.write(comments, f'{_HEAD}<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'.encode())
        package.declare(comments, _TYPE)
        package.relate(part, "comments", comments)
    edited = Edited(package.read(comments))
    shown = _commented(edited)
    _write(edited, shown, notes, author)
    package.write(comments, edited.result())
    if new := [cell for cell in notes if a1((cell[0] - 1, cell[1] - 1)) not in shown]:
        _draw(package, part, sheet, {cell: notes[cell] for cell in new})


def _commented(edited: Edited) -> dict[str, Element]:
    """The comments that are there, by their cells."""
    listed = edited.root.child("commentList")
    return {one.attributes.get("ref", ""): one for one in listed.children} if listed else {}


def _write(edited: Edited, shown: Mapping[str, Element], notes: Mapping[Cell, str], author: str) -> None:
    authors, listed = edited.root.child("authors"), edited.root.child("commentList")
    if authors is None or listed is None:
        raise Unmarkable("工作簿里已有的批注写法不常见")
    own = edited.root.prefix
    edited.append(authors, f"<{own}author>{text(author)}</{own}author>")
    for (row, column), said in sorted(notes.items()):
        reference = a1((row - 1, column - 1))
        if standing := shown.get(reference):
            _add(edited, standing, said)
        else:
            body = f"<{own}text>{_run(own, said)}</{own}text></{own}comment>"
            edited.append(listed, f'<{own}comment ref="{reference}" authorId="{len(authors.children)}">{body}')


def _run(own: str, said: str) -> str:
    look = f'<{own}sz val="9"/><{own}color indexed="81"/><{own}rFont val="宋体"/><{own}charset val="134"/>'
    return f'<{own}r><{own}rPr>{look}</{own}rPr><{own}t xml:space="preserve">{text(said)}</{own}t></{own}r>'


def _add(edited: Edited, comment: Element, said: str) -> None:
    """Ours behind the text of a comment. One that is a conversation Excel shows from elsewhere."""
    body = comment.child("text")
    authors = edited.root.child("authors")
    names = [edited.data[one.inner : one.inner_end] for one in authors.children] if authors else []
    at = whole_number(comment.attributes.get("authorId", ""))
    if body is None or (at < len(names) and names[at].startswith(b"tc=")):
        raise Unmarkable("有问题的格子上有对话式批注")
    if plain := body.child("t"):
        # Beside runs a plain text is not shown.
        edited.insert(plain.start, f"<{plain.prefix}r>")
        edited.insert(plain.end, f"</{plain.prefix}r>")
    last = next((one for one in reversed(body.children) if one.name in ("t", "r")), None)
    run = _run(edited.root.prefix, f"\n{said}" if last else said)
    if last:
        edited.insert(last.end, run)
    else:
        edited.append(body, run)


def _draw(package: Package, part: str, sheet: Edited, notes: Mapping[Cell, str]) -> None:
    """A box for each comment, in the sheet's old drawing."""
    legacy = sheet.root.child("legacyDrawing")
    relation = next((one for key, one in legacy.attributes.items() if key.endswith(":id")), "") if legacy else ""
    drawing = package.target_of(part, relation) if legacy else None
    if drawing is None:
        drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.write(drawing, f"<xml {_SPACES}></xml>".encode())
        package.declare(drawing, _VML_TYPE)
        _refer(sheet, package.relate(part, "vmlDrawing", drawing))
    old = package.read(drawing)
    # Not by the XML parser: Excel itself writes line breaks without an end into these parts.
    end = old.rfind(b"</xml>")
    if end < 0:
        raise Unmarkable("工作簿里已有的批注写法不常见")
    first = max((int(number) for number in _SHAPE.findall(old)), default=1024) + 1
    shapes = "".join(_shape(first + number, cell, said) for number, (cell, said) in enumerate(sorted(notes.items())))
    box = "" if b'id="_x0000_t202"' in old else _BOX.replace("<v:shapetype", f"<v:shapetype {_SPACES}", 1)
    package.write(drawing, old[:end] + (box + shapes).encode() + old[end:])


def _refer(sheet: Edited, relation: str) -> None:
    line = f'<{sheet.root.prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{relation}"/>'
    rows = sheet.root.child("sheetData")
    last = rows.start if rows else 0
    behind = (one for one in sheet.root.children if one.start > last and one.name in (*_BEHIND, "AlternateContent"))
    if following := next(behind, None):
        sheet.insert(following.start, line)
    else:
        sheet.append(sheet.root, line)


def _shape(number: int, cell: Cell, said: str) -> str:
    row, column = cell[0] - 1, cell[1] - 1
    top, lines = max(row - 1, 0), sum(len(line) // _LETTERS_A_LINE + 1 for line in said.split("\n"))
    anchor = f"{column + 1}, 12, {top}, 8, {column + 1 + _BOX_COLUMNS}, 12, {top + lines + 1}, 8"
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
