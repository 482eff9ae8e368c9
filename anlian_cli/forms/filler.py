"""What a workbook's readers fill, form by form: text under official labels, a cell for each, and what was wrong."""

from __future__ import annotations

import re
from typing import Any

from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.source import Mark, Origin, Source
from anlian_cli.forms.ticked import without_boxes
from anlian_cli.model.application import Application
from anlian_cli.model.fields import is_date
from anlian_cli.model.findings import Finding, Place, cell_label, error, warning
from anlian_cli.model.labels import form_inside
from anlian_cli.model.paths import Path

_BLANK_SEAL = re.compile(r"(?:[（(]\s*盖\s*章\s*[)）]\s*|(?m:^)[^\S\n]*)年\s*月\s*日\s*\Z")
"""“(盖章) 年 月 日”, or “年 月 日” with nothing before it in its line: no digit was written into it."""


def _date_labels(form: Any) -> frozenset[str]:
    """The labels of every date in a form and in the forms inside it."""
    found: set[str] = set()
    for field in form.model_fields.values():
        inner = form_inside(field.annotation)
        found |= _date_labels(inner) if inner else {str(field.alias)} if is_date(field.annotation) else set()
    return frozenset(found)


_DATES = _date_labels(Application)


def filled_in(text: str) -> str:
    """What somebody wrote: without the form's own “（盖章） 年 月 日”, and of boxes to tick only the ticked ones."""
    return without_boxes((_BLANK_SEAL.sub("", text) if "年" in text else text).strip())


class Filler:
    """Takes the values of one form or list of the workbook `name`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tree: dict[str, Any] = {}
        self.marks: dict[Path, Mark] = {}
        self.findings: list[Finding] = []
        self.doubts: list[tuple[Path, Finding]] = []

    def put(self, grid: Grid, holder: dict[str, Any], route: Path, text: str | None, cell: Cell) -> None:
        """A cell's text under the last label of `route`; a doubtful cell is a finding and is left out."""
        label = str(route[-1])
        # Where a label stands twice, its first answer counts; a blank is none.
        if route in self.marks and (text is None or label in holder):
            if text is not None and holder.get(label) != text:
                self._repeated(grid, label, route, cell)
            return
        self.marks[route] = grid.reference(cell)
        if doubt := grid.doubts.get(cell):
            self.doubt(grid, route, doubt.message, doubt.hint, cell)
        elif cell in grid.ambiguous_months and label in _DATES:
            message = f"Excel 把日期存成了数 {text}，看不出是 1 月还是 10 月"
            self.doubt(grid, route, message, "请把这一格设为文本格式，重新输入，如 2015-10", cell)
        elif text is not None and (plain := filled_in(text)):
            holder[label] = plain

    def section(self, grid: Grid, label: str, cell: Cell) -> dict[str, Any]:
        """The section that a form fills."""
        self.marks[(label,)] = grid.reference(cell)
        section: dict[str, Any] = self.tree.setdefault(label, {})
        return section

    def source(self, origin: Origin = Origin.FORM) -> Source:
        """What was filled, as one source."""
        return Source(self.name, self.tree, self.marks, self.findings, self.doubts, origin)

    def remark(self, grid: Grid, code: str, message: str, hint: str, cell: Cell) -> None:
        """A warning at a cell."""
        self.findings.append(warning(code, message, hint, place=self.place(grid, cell)))

    def doubt(self, grid: Grid, route: Path, message: str, hint: str, cell: Cell) -> None:
        """An error at a cell whose content is there and cannot be used: what `route` leads to is not missing."""
        self.doubts.append((route, error("F07", message, hint, place=self.place(grid, cell))))

    def place(self, grid: Grid, cell: Cell) -> Place:
        sheet, reference = grid.reference(cell)
        return Place(self.name, sheet=sheet, cell=reference)

    def _repeated(self, grid: Grid, label: str, route: Path, cell: Cell) -> None:
        sheet, reference = self.marks[route]
        message = f"“{label}”写了两次，第一次在 {cell_label(str(sheet), str(reference))}，采用了第一次的内容"
        self.findings.append(error("F03", message, "请留下正确的一个，删去另一个", place=self.place(grid, cell)))
