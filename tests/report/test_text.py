"""Text at the edges: wrapped as Chinese wraps, counted as a terminal counts, harmless wherever it goes."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.report.csv import csv_text
from anlian_cli.report.document import Column, Report, Table, row
from anlian_cli.report.markdown import markdown
from anlian_cli.report.text import escaped_for_json, printable, width, wrapped
from anlian_cli.report.workbook import workbook

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY, st.integers(4, 40))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, columns: int) -> None:
    lines = wrapped(printable(text), columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())


def test_punctuation_stays_with_its_words() -> None:
    assert wrapped("一二三四，五六", 8) == ["一二三", "四，五六"]
    assert wrapped("一二三（五六）", 8) == ["一二三", "（五六）"]


@pytest.mark.parametrize("character", ["\x1b", "\x9b", "\u202e", "\u2028", "\u200b", "\ud800", "\U000e0041", "\r"])
def test_controls_become_visible(character: str) -> None:
    assert printable(f"a{character}b") == f"a\\u{{{ord(character):x}}}b"


@given(ANY)
def test_json_says_the_same_after_escaping(text: str) -> None:
    document = json.dumps({"name": text}, ensure_ascii=False, indent=2)
    assert json.loads(escaped_for_json(document)) == {"name": text}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "＝1", "\t=1"])
def test_no_text_becomes_a_formula_in_csv(start: str) -> None:
    table = Table("表", (Column("名"),), (row(start),))
    value = list(csv.reader(io.StringIO(csv_text(table).removeprefix("\ufeff"))))[1][0]
    assert value[0] in "'\\"


def test_no_text_becomes_a_formula_in_a_workbook() -> None:
    from datetime import datetime

    from openpyxl import load_workbook

    table = Table("表", (Column("名"),), (row("=1+1"), row("\x1b[31m"), row("长" * 40_000), row(7)))
    book = load_workbook(io.BytesIO(workbook(Report("题", (), (table,), table), datetime(2017, 10, 24))))
    cells = [line[0] for line in book["表"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "n"]
    assert cells[0].value == "=1+1" and cells[1].value == "\\u{1b}[31m"


def test_markup_stays_text_in_markdown() -> None:
    table = Table("表", (Column("名"),), (row("<script>|*a*|[x](y)"),))
    text = markdown(Report("题", (table,), (table,), table))
    assert "\\<script\\>\\|\\*a\\*\\|\\[x\\](y)" in text
