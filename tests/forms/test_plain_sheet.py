"""What patterns say of a sheet is what the XML parser's events say of it; where they might not, they say nothing."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from functools import cache
from xml.parsers import expat

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.part_reader import PartReader
from anlian_cli.forms.plain_sheet import PlainSheet, plain_sheet
from anlian_cli.forms.workbook_limits import Extent
from anlian_cli.forms.workbook_scan import SheetFacts, SheetScan
from anlian_cli.forms.workbook_template import application_workbook
from tests.hostile_files import sheet

EMPTY, TEXT = '<c r="C1" s="5"/>', '<c r="D1" t="inlineStr"><is><t xml:space="preserve"> 甲&amp;乙 </t></is></c>'
SHARED, NUMBER = '<c r="B2" s="1" t="s"><v>12</v></c>', '<c r="AA2"><f>A1+1</f><v>7</v></c>'
ROWS = f'<row r="1" spans="1:4" ht="36">{EMPTY}{TEXT}</row><row r="2" hidden="false">{SHARED}{NUMBER}</row><row r="9"/>'
HEAD = '<dimension ref="A1:AA9"/><cols><col min="1" max="2" width="9"/></cols>'
PIECES = (
    "<row>", '<row r="3">', "</row>", "<c>", '<c r="C3">', "</c>", "<v>", "<v/>", "</v>", "<f>", "<f/>", "</f>", "<t>",
    "</t>", "<x:c/>", '<x:row r="7"/>', "<is>", "</is>", ' t="e"', ' t="s"', ' t="str"', ' hidden="1"', " hidden='1'",
    ">", '<c r="XFD9"><v>1</v></c>', '<c r="B8" t="str"><v></v></c>', '<row r="44" hidden="1"/>', "<row r='5'/>",
    "&lt;", '<c t="n"><v>1</v></c>', '<c r="B9" t="e"><v>#N/A</v></c>', '<col min="1" max="1" hidden="1"/>',
    "</sheetData>", "<sheetData>", '<dimension ref="A1:XFD1048576"/>', "<worksheet>", "</worksheet>", "z", "\r\n",
)  # fmt: skip


def by_events(part: bytes) -> PlainSheet | None:
    """A sheet by the XML parser's events, or None where it is refused or something of it must be told."""
    scan = SheetScan(Extent("表"))
    try:
        PartReader("表", {}).read([part], scan)
    except Unreadable:
        return None
    return PlainSheet(0, scan.values.before, scan.shared, scan.text) if scan.facts == SheetFacts() else None


def by_patterns(part: bytes) -> PlainSheet | None:
    """A sheet by patterns, as the events tell it, its area alone; None where it is left to them."""
    found = plain_sheet(part)
    if found is None or not Extent("表").admits(found.rows, found.columns):
        return None
    return PlainSheet(0, found.rows * found.columns, found.shared, found.text)


def test_a_plain_sheet_is_read_without_events() -> None:
    # The farthest value is AA2: two rows, 27 columns; the text is “ 甲&乙 ” and 7.
    assert plain_sheet(sheet(ROWS, HEAD).encode()) == PlainSheet(2, 27, [12], 6)


@cache
def template_sheets() -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(application_workbook())) as book:
        return [book.read(name) for name in book.namelist() if "/sheet" in name]


def test_every_sheet_of_the_template_is_plain() -> None:
    assert len(template_sheets()) == 9
    for part in template_sheets():
        assert by_patterns(part) == by_events(part) is not None


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES), st.booleans()), min_size=1, max_size=3))
@example([(0.6875, '<c r="XFD9"><v>1</v></c>', True)])  # more columns than the guard lets a sheet reach over nine rows
@settings(max_examples=300, deadline=None)
def test_patterns_say_what_the_events_say(changes: list[tuple[float, str, bool]]) -> None:
    text = sheet(ROWS, HEAD)
    for share, piece, after_a_tag in changes:
        at = int(share * len(text))
        at = text.find(">", at) + 1 if after_a_tag else at
        text = text[:at] + piece + text[at:]
    with suppress(expat.ExpatError):
        told = by_events(text.encode())
        assert by_patterns(text.encode()) in (None, told)


@pytest.mark.parametrize("tail", ["<headerFooter/>", "<worksheet></worksheet><headerFooter/>"])
def test_a_piece_of_a_sheet_is_never_taken_for_the_whole(tail: str) -> None:
    part = sheet(ROWS, HEAD).replace("</worksheet>", f"{tail}</worksheet>").encode()
    assert not any(plain_sheet(part[:end]) for end in range(len(part)))
