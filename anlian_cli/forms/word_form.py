"""A Word document as forms: laid out as a sheet, and read as a workbook's are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from anlian_cli.forms.apart import Answer, Given
from anlian_cli.forms.bands import bands
from anlian_cli.forms.other_forms import other_title
from anlian_cli.forms.source import FormReading
from anlian_cli.forms.word_blocks import Block
from anlian_cli.forms.word_guard import examine_word
from anlian_cli.forms.word_layout import sheet_of
from anlian_cli.forms.word_scan import DocumentScan
from anlian_cli.forms.workbook_form import take_sheet, texts_of
from anlian_cli.forms.workbook_guard import stopped_in_time
from anlian_cli.forms.workbook_limits import WORD
from anlian_cli.model.findings import Finding, Place, warning

_OF_A_FIRM = 8_000
"""How many cells the forms of a large firm have; what has more is read, but apart, and not for ever."""


def read_word(data: bytes, name: str) -> FormReading:
    """Read one .docx. Raises Unreadable where nothing of it can be used."""
    document = examine_word(data, name)
    reading = within_word_limits(document, name, _read, document.blocks, name)
    reading.findings += _passed_over(document, name)
    return reading


def within_word_limits(
    document: DocumentScan, name: str, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
) -> Answer:
    """Work on a document: in this process only where it is no larger than a firm's forms, else apart."""
    small = document.cells + len(document.blocks) <= _OF_A_FIRM
    return work(*given, **named) if small else stopped_in_time(name, WORD, work, *given, **named)


def _read(blocks: list[Block], name: str) -> FormReading:
    grid = sheet_of(blocks, name)
    reading = FormReading(looks_like=other_title(grid) or texts_of(grid) or "没有文字")
    take_sheet(reading, name, grid, bands(grid))
    return reading


def _passed_over(document: DocumentScan, name: str) -> Iterator[Finding]:
    """F30 for text that is in the file and was not read."""
    if document.revised:
        message = "有修订标记：按接受全部修订读取，标为删除的文字没有读取"
        yield warning("F30", message, "请接受或拒绝全部修订，保存后重新提交", place=Place(name))
    if document.hidden:
        message = "有隐藏的文字，没有读取"
        yield warning("F30", message, "有内容的，请在 Word 中取消隐藏后重新提交", place=Place(name))
