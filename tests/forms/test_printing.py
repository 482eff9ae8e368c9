"""The templates on paper: A4, readable, signed on the page; by arithmetic, and as LibreOffice prints them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.model.scores import Stage
from tests.forms.score_sheets import open_sheet, score_sheet
from tests.workbooks import blank_form

A4 = {"portrait": 210 / 25.4, "landscape": 297 / 25.4}
"""How wide a page is, in inches."""
DIGIT = {"Calibri": 7, "宋体": 8}
"""Pixels of a digit of 11 points, which Excel counts a column in; 96 of them are an inch."""
LEAST = 9
HAN = re.compile(r"[\u4e00-\u9fff：，。；（）]+")


@cache
def application_sheets() -> list[Worksheet]:
    return list(load_workbook(io.BytesIO(blank_form())).worksheets)


def every_sheet() -> Iterator[Worksheet]:
    yield from application_sheets()
    yield from (open_sheet(stage, scaled) for stage in Stage for scaled in (False, True))
    yield open_sheet(Stage.INTERVIEW, experts=0)


def inches_of(sheet: Worksheet, first: int, last: int) -> float:
    digit = DIGIT[sheet.parent._fonts[0].name]  # type: ignore[union-attr]
    return sum(sheet.column_dimensions[get_column_letter(one)].width for one in range(first, last + 1)) * digit / 96


def scale(sheet: Worksheet) -> float:
    """What Excel makes of the sheet's size, where it is to fit the page's width."""
    room = A4[sheet.page_setup.orientation] - sheet.page_margins.left - sheet.page_margins.right
    if not sheet.sheet_properties.pageSetUpPr.fitToPage:
        return float(sheet.page_setup.scale) / 100
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    return min(1.0, room / inches_of(sheet, 1, sheet.max_column))


def smallest(sheet: Worksheet) -> float:
    return min(float(cell.font.size) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_no_column_is_wider_than_its_page() -> None:
    """A column cannot be broken, and not every program shrinks a page for it."""
    for sheet in every_sheet():
        room = A4[sheet.page_setup.orientation] - sheet.page_margins.left - sheet.page_margins.right
        widest = max(inches_of(sheet, column, column) for column in range(1, sheet.max_column + 1))
        assert widest <= room, sheet.title


def test_no_sheet_prints_smaller_than_nine_points() -> None:
    for sheet in every_sheet():
        assert sheet.page_setup.paperSize == 9, "A4"
        assert smallest(sheet) * scale(sheet) >= LEAST, (sheet.title, smallest(sheet) * scale(sheet))


def test_the_forms_stand_upright_and_the_score_sheets_lie() -> None:
    assert {sheet.page_setup.orientation for sheet in application_sheets()} == {"portrait"}
    assert {open_sheet(stage).page_setup.orientation for stage in Stage} == {"landscape"}


def test_the_instructions_fit_their_rows() -> None:
    sheet = application_sheets()[0]
    for row in range(1, sheet.max_row + 1):
        cell = sheet.cell(row, 1)
        wide = sum(2 if ord(one) > 255 else 1 for one in str(cell.value)) * cell.font.size / 11
        lines = -(-wide // (sheet.column_dimensions["A"].width - 2))
        assert lines * cell.font.size * 1.3 <= sheet.row_dimensions[row].height


def test_each_form_fits_one_page() -> None:
    for sheet in application_sheets()[1:]:
        height = sum(sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)) * scale(sheet)
        assert height <= (297 / 25.4 - sheet.page_margins.top - sheet.page_margins.bottom) * 72, sheet.title


def test_the_annual_review_is_one_page_wide_and_measured_in_a_font_that_every_machine_has() -> None:
    sheet = open_sheet(Stage.REVIEW)
    assert not sheet.col_breaks.brk and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.parent._fonts[0].name == "宋体"  # type: ignore[union-attr]


def test_a_sheet_too_wide_for_one_page_has_the_names_on_each_and_keeps_items_whole() -> None:
    """The daily sheet with a log for every item; its columns are never squeezed into one page."""
    sheet = open_sheet(Stage.DAILY)
    breaks = [one.id for one in sheet.col_breaks.brk]
    assert breaks and sheet.print_title_cols == "$A:$C"
    room = (A4["landscape"] - sheet.page_margins.left - sheet.page_margins.right) / scale(sheet)
    pages = zip([0, *breaks], [*breaks, sheet.max_column], strict=True)
    repeated = inches_of(sheet, 1, 3)
    for first, last in pages:
        assert inches_of(sheet, first + 1, last) + (repeated if first else 0) <= room
    for column in breaks:
        assert sheet.cell(4, column + 1).value in ("得分", None), (
            "an item begins on the new page, or a column of its own"
        )


@pytest.mark.parametrize("stage", list(Stage))
def test_there_is_a_place_for_the_signature_and_its_day_below_the_units(stage: Stage) -> None:
    sheet = open_sheet(stage)
    last = [str(cell.value) for cell in sheet[sheet.max_row] if cell.value]
    assert len(last) == 1 and re.fullmatch("评分人签字：　+日期：　+年　+月　+日　*", last[0])
    assert sheet.row_dimensions[sheet.max_row].height >= 36, "a hand has room"


@dataclass
class Page:
    """A printed page: its size in points, and each run of Chinese characters with its size."""

    width: float
    height: float
    words: list[tuple[str, float]]


_ALIAS = """<match target="pattern"><test name="family"><string>{}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>"""
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include>{}</fontconfig>"""
LIKE = {"宋体": "Liberation Sans", "仿宋": "Liberation Sans", "Calibri": "Liberation Sans Narrow"}
"""Free fonts whose digits are as wide as those of the fonts on the machines that the templates are for."""


def has_fonts() -> bool:
    if not all(map(shutil.which, ("soffice", "pdftotext", "fc-list"))):
        return False
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    han = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=True).stdout
    return bool(han) and all(font in listed for font in LIKE.values())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    if not has_fonts():
        pytest.skip("LibreOffice, pdftotext or the fonts that stand for those of Windows are not installed")
    folder = tmp_path_factory.mktemp("print")
    (folder / "fonts.conf").write_text(_FONTS.format("".join(_ALIAS.format(*pair) for pair in LIKE.items())), "utf-8")
    (folder / "application.xlsx").write_bytes(blank_form())
    for stage in Stage:
        (folder / f"{stage.value}.xlsx").write_bytes(score_sheet(stage))
    books = sorted(map(str, folder.glob("*.xlsx")))
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *books]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=240)
    return {path.stem: list(pages(path)) for path in folder.glob("*.pdf")}


def pages(path: Path) -> Iterator[Page]:
    told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True).stdout.decode()
    for page in re.split("<page ", told)[1:]:
        width, height = map(float, re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        found = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>(.*?)</word>', page)
        # A Chinese character is as wide as its font is high.
        words = [(text, (float(right) - float(left)) / len(text)) for left, right, text in found if HAN.fullmatch(text)]
        yield Page(width, height, words)


def test_the_printer_agrees(printed: dict[str, list[Page]]) -> None:
    assert set(printed) == {"application", *(stage.value for stage in Stage)}
    for name, found in printed.items():
        short, long = round(210 / 25.4 * 72), round(297 / 25.4 * 72)
        for page in found:
            size = (round(page.width), round(page.height))
            assert size == ((short, long) if name == "application" else (long, short)), name
            assert min(size for _, size in page.words) >= LEAST - 0.05, (name, min(page.words, key=lambda one: one[1]))


def test_each_form_and_the_review_are_one_page(printed: dict[str, list[Page]]) -> None:
    assert {name: len(found) for name, found in printed.items()} == {
        "application": len(application_sheets()),
        "daily": 2,
        "interview": 1,
        "materials": 1,
        "review": 1,
    }


def test_the_signature_is_on_the_page(printed: dict[str, list[Page]]) -> None:
    for stage in Stage:
        assert {"评分人签字：", "日期：", "年", "月", "日"} <= {word for word, _ in printed[stage.value][0].words}
