"""A workbook as a form: the sheets' forms and lists, as nested text under official labels with a cell for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from anlian_cli.forms.grid import PICTURE, Cell, Grid, open_grids
from anlian_cli.forms.layout import (
    MATERIALS,
    PERSON,
    ROSTER,
    SELF_CHECK,
    TRACK,
    UNIT,
    Entry,
    Region,
    TableHead,
    entries,
    labels_in,
    person_lists,
    person_regions,
    table_head,
    whole,
)
from anlian_cli.forms.source import Mark, Source
from anlian_cli.forms.workbook_guard import examine_workbook
from anlian_cli.model.application import (
    SPECIALITY_AND_TITLE,
    Application,
    Consultant,
    LegalRepresentative,
    PersonForm,
    Principal,
    Undertaking,
    UnitForm,
)
from anlian_cli.model.fields import Path, form_inside, is_date
from anlian_cli.model.findings import Finding, Place, error, warning
from anlian_cli.model.text import quoted

_SIGNATURE = re.compile(
    r"签\s*名[:：]\s*(?P<name>[^\s\d年]{1,20})?\s*(?P<day>\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)?"
)
_BLANK_SEAL = re.compile(r"[（(]\s*盖\s*章\s*[)）]\s*年\s*月\s*日\s*$")
_IGNORED_COLUMNS = frozenset({"序号", "编号", "No", "No.", "备注"})


def _alias(form: Any, name: str) -> str:
    return str(form.model_fields[name].alias)


_UNIT, _PERSONS = _alias(Application, "unit"), _alias(Application, "persons")
_SELF_CHECK, _MATERIALS = _alias(Application, "self_check"), _alias(Application, "materials")
_UNIT_NAME, _ROSTER, _TRACK = (_alias(UnitForm, name) for name in ("name", "consultants", "track_record"))
_HEADS = {_alias(UnitForm, "legal_representative"): LegalRepresentative, _alias(UnitForm, "principal"): Principal}
_NAME, _TITLE, _SPECIALITY = (_alias(Consultant, name) for name in ("name", "title", "speciality"))
_PHOTO, _PROMISE = _alias(PersonForm, "photo"), _alias(PersonForm, "undertaking")
_SIGNED_BY, _SIGNED_ON = _alias(Undertaking, "signature"), _alias(Undertaking, "signed_on")


def _date_labels(form: Any) -> frozenset[str]:
    """The labels of every date in a form and in the forms inside it."""
    found: set[str] = set()
    for field in form.model_fields.values():
        inner = form_inside(field.annotation)
        found |= _date_labels(inner) if inner else {str(field.alias)} if is_date(field.annotation) else set()
    return frozenset(found)


_DATES = _date_labels(Application)


def read_workbook(data: bytes, name: str) -> Source:
    """Read one workbook. Raises Unreadable where nothing of it can be used."""
    grids, hidden = open_grids(data, name, examine_workbook(data, name))
    reader = _WorkbookReader(name)
    for grid in grids:
        reader.read(grid)
    for sheet in hidden:
        message = f"工作表{quoted(sheet)}是隐藏的，没有读取"
        reader.findings.append(warning("F30", message, "有内容的，请在 Excel 中取消隐藏后重新提交", place=Place(name)))
    return Source(name, reader.tree, reader.marks, reader.findings)


class _WorkbookReader:
    """Fills one tree from sheet after sheet."""

    def __init__(self, name: str) -> None:
        self.tree: dict[str, Any] = {}
        self.marks: dict[Path, Mark] = {}
        self.findings: list[Finding] = []
        self._name = name
        self._grid = Grid("")

    def read(self, grid: Grid) -> None:
        """Every form and list on one sheet."""
        self._grid = grid
        rest = whole(grid)
        for head in person_lists(grid, rest):
            self._person_list(head)
            rest = Region(rest.top, rest.left, min(rest.bottom, head.row - 1), rest.right)
        regions = person_regions(grid, rest)
        for region in regions:
            self._person(region)
        top = min((region.top for region in regions), default=rest.bottom + 1)
        rest = Region(rest.top, rest.left, top - 1, rest.right)
        if _UNIT_NAME in labels_in(grid, rest, UNIT).values():
            self._unit(rest)
        else:
            self._lists(rest)
        self._pairs(rest, SELF_CHECK, _SELF_CHECK)
        self._pairs(rest, MATERIALS, _MATERIALS)

    # -- one value -------------------------------------------------------------------------------------------------

    def _set(self, holder: dict[str, Any], route: Path, text: str | None, cell: Cell) -> None:
        """Put a cell's text under the last label of `route`; a doubtful cell is a finding and is left out."""
        label = str(route[-1])
        if route in self.marks and (text is None or label in holder):
            if text is not None:
                self._repeated(label, route, cell)
            return
        self.marks[route] = self._grid.reference(cell)
        if doubt := self._grid.doubts.get(cell):
            self._doubtful(route, doubt.message, doubt.hint, cell)
        elif cell in self._grid.ambiguous_months and label in _DATES:
            message = f"Excel 把日期存成了数 {text}，看不出是 1 月还是 10 月"
            self._doubtful(route, message, "请把这一格设为文本格式，重新输入，如 2015-10", cell)
        elif text is not None and (plain := _BLANK_SEAL.sub("", text).strip()):
            holder[label] = plain

    def _doubtful(self, route: Path, message: str, hint: str, cell: Cell) -> None:
        self.findings.append(error("F07", message, hint, route, self._place(cell)))

    def _repeated(self, label: str, route: Path, cell: Cell) -> None:
        first = self.marks[route]
        message = f"“{label}”写了两次，第一次在 {first[0]}!{first[1]}，采用了第一次的内容"
        self.findings.append(error("F03", message, "请留下正确的一个，删去另一个", place=self._place(cell)))

    def _place(self, cell: Cell) -> Place:
        sheet, reference = self._grid.reference(cell)
        return Place(self._name, sheet=sheet, cell=reference)

    def _section(self, label: str, cell: Cell) -> dict[str, Any]:
        """The section that a form fills; a second form of the same kind is told and goes nowhere."""
        if label in self.tree:
            message = f"“{label}”在另一处已经有了，这一份没有采用"
            self.findings.append(error("F10", message, "请只留一份正确的", place=self._place(cell)))
            return {}
        self.marks[(label,)] = self._grid.reference(cell)
        section: dict[str, Any] = {}
        self.tree[label] = section
        return section

    # -- consultants -----------------------------------------------------------------------------------------------

    def _new_person(self, cell: Cell) -> tuple[dict[str, Any], Path]:
        rows = self.tree.setdefault(_PERSONS, [])
        self.marks.setdefault((_PERSONS,), self._grid.reference(cell))
        route: Path = (_PERSONS, len(rows))
        self.marks[route] = self._grid.reference(cell)
        person: dict[str, Any] = {}
        rows.append(person)
        return person, route

    def _person(self, region: Region) -> None:
        """One 人员登记表 in official layout; a blank one, left over in the template, is nobody."""
        found = list(entries(self._grid, region, PERSON))
        if not any(self._says_something(entry) for entry in found):
            return
        person, route = self._new_person((region.top, region.left))
        for entry in found:
            self._person_field(person, route, entry)
        if self._grid.pictures:
            person.setdefault(_PHOTO, PICTURE)

    def _says_something(self, entry: Entry) -> bool:
        if entry.label == _PROMISE:
            return any(_signature(entry.text or ""))
        return entry.value_at in self._grid.doubts or bool(entry.text and _BLANK_SEAL.sub("", entry.text).strip())

    def _person_field(self, person: dict[str, Any], route: Path, entry: Entry) -> None:
        if entry.label in (_SIGNED_BY, _SIGNED_ON):
            self._promised(person, route, entry.label, entry.text, entry.value_at)
        elif entry.label == _PROMISE:
            self.marks.setdefault((*route, _PROMISE), self._grid.reference(entry.value_at))
            for label, text in _signature(entry.text or ""):
                self._promised(person, route, label, text, entry.value_at)
        else:
            self._set(person, (*route, entry.label), entry.text, entry.value_at)

    def _promised(self, person: dict[str, Any], route: Path, label: str, text: str | None, cell: Cell) -> None:
        promise = person.setdefault(_PROMISE, {})
        self._set(promise, (*route, _PROMISE, label), text, cell)
        if not promise:
            del person[_PROMISE]

    def _person_list(self, head: TableHead) -> None:
        columns = dict(head.columns)
        self._unknown_columns(head)
        for row in self._rows_below(head):
            person, route = self._new_person((row, head.columns[0][0]))
            for column, label in columns.items():
                cell = (row, column)
                self._person_field(person, route, Entry(label, (head.row, column), self._grid.cells.get(cell), cell))

    def _rows_below(self, head: TableHead) -> Iterator[int]:
        """Rows with at least two columns filled; a line with one is a remark."""
        for row in range(head.row + 1, self._grid.height):
            if sum(self._grid.filled((row, column)) for column, _ in head.columns) >= min(2, len(head.columns)):
                yield row

    def _unknown_columns(self, head: TableHead) -> None:
        known = {column for column, _ in head.columns}
        for (row, column), text in self._grid.cells.items():
            if row != head.row or column in known or text in _IGNORED_COLUMNS:
                continue
            if any(self._grid.filled((below, column)) for below in range(row + 1, self._grid.height)):
                message = f"不认识的栏目{quoted(text)}，其中的内容没有采用"
                self.findings.append(warning("F04", message, "请改成登记表上的名称", place=self._place((row, column))))

    # -- the unit --------------------------------------------------------------------------------------------------

    def _unit(self, region: Region) -> None:
        """The 单位登记表: 办公电话, 传真 and 手机 belong to the head whose label came last."""
        found = list(entries(self._grid, region, UNIT))
        unit = self._section(_UNIT, next(entry.at for entry in found if entry.label == _UNIT_NAME))
        head = ""
        for entry in found:
            if entry.label in _HEADS:
                head = entry.label
                self._head_field(unit, head, _NAME, entry)
            elif entry.label == _ROSTER:
                self._roster(unit, region, entry)
            elif entry.label == _TRACK:
                self._track_record(unit, region, entry)
            elif entry.label in UNIT - set(_labels(UnitForm)):
                if head and entry.label in _labels(_HEADS[head]):
                    self._head_field(unit, head, entry.label, entry)
            else:
                self._set(unit, (_UNIT, entry.label), entry.text, entry.value_at)

    def _head_field(self, unit: dict[str, Any], head: str, label: str, entry: Entry) -> None:
        holder = unit.setdefault(head, {})
        self.marks.setdefault((_UNIT, head), self._grid.reference(entry.at))
        self._set(holder, (_UNIT, head, label), entry.text, entry.value_at)
        if not holder:
            del unit[head]

    def _roster(self, unit: dict[str, Any], region: Region, entry: Entry) -> None:
        """Column pairs 姓名 | 专业方向、职称 beside the label; or names in one cell."""
        block = self._block(region, entry)
        head = self._head_beside(block, ROSTER)
        if head is None:
            self._set(unit, (_UNIT, _ROSTER), entry.text, entry.value_at)
            return
        self.marks[(_UNIT, _ROSTER)] = self._grid.reference(entry.at)
        for cells in self._records(block, head):
            self._consultant(unit, cells)

    def _consultant(self, unit: dict[str, Any], cells: dict[str, Cell]) -> None:
        route: Path = (_UNIT, _ROSTER, len(unit.get(_ROSTER, ())))
        row: dict[str, Any] = {}
        for label, cell in cells.items():
            text = self._grid.cells.get(cell)
            if label == SPECIALITY_AND_TITLE:
                for part, value in _speciality_and_title(text or ""):
                    self._set(row, (*route, part), value, cell)
            else:
                self._set(row, (*route, label), text, cell)
        if row:
            self.marks[route] = self._grid.reference(next(iter(cells.values())))
            unit.setdefault(_ROSTER, []).append(row)

    def _track_record(self, unit: dict[str, Any], region: Region, entry: Entry) -> None:
        block = self._block(region, entry)
        head = self._head_beside(block, TRACK)
        if head is None:
            self._set(unit, (_UNIT, _TRACK), entry.text, entry.value_at)
            return
        self.marks[(_UNIT, _TRACK)] = self._grid.reference(entry.at)
        for cells in self._records(block, head):
            self._track_row(unit, cells)

    def _track_row(self, unit: dict[str, Any], cells: dict[str, Cell]) -> None:
        route: Path = (_UNIT, _TRACK, len(unit.get(_TRACK, ())))
        row: dict[str, Any] = {}
        for label, cell in cells.items():
            self._set(row, (*route, label), self._grid.cells.get(cell), cell)
        if row:
            unit.setdefault(_TRACK, []).append(row)

    def _block(self, region: Region, entry: Entry) -> Region:
        """The rows beside a leading label: its merged range, or down to the next label of the form."""
        bottom = self._grid.end_of(entry.at)[0]
        if bottom == entry.at[0]:
            later = [cell[0] for cell in labels_in(self._grid, region, UNIT) if cell[0] > bottom]
            bottom = min(later, default=region.bottom + 1) - 1
        return Region(entry.at[0], self._grid.end_of(entry.at)[1] + 1, bottom, region.right)

    def _head_beside(self, block: Region, known: frozenset[str]) -> TableHead | None:
        for row in range(block.top, min(block.top + 2, block.bottom) + 1):
            if head := table_head(self._grid, row, block, known, 2):
                return head
        return None

    def _records(self, block: Region, head: TableHead) -> Iterator[dict[str, Cell]]:
        """The cells of each record by label: row by row, and in a row group by group where the labels repeat."""
        for row in range(head.row + 1, block.bottom + 1):
            record: dict[str, Cell] = {}
            for column, label in head.columns:
                if label in record:
                    yield record
                    record = {}
                record[label] = (row, column)
            yield record

    # -- lists and pairs on sheets of their own ----------------------------------------------------------------------

    def _lists(self, region: Region) -> None:
        """A roster or a track record that stands on a sheet without the unit's form."""
        for row in range(region.top, min(region.bottom + 1, self._grid.height)):
            block = Region(row, region.left, region.bottom, region.right)
            if head := table_head(self._grid, row, block, TRACK, 3):
                self._list_of(block, head, _TRACK)
                return
            head = table_head(self._grid, row, block, ROSTER, 2)
            if head and _NAME in head.labels():
                self._list_of(block, head, _ROSTER)
                return

    def _list_of(self, block: Region, head: TableHead, label: str) -> None:
        unit = self.tree.setdefault(_UNIT, {})
        self.marks.setdefault((_UNIT,), self._grid.reference((head.row, head.columns[0][0])))
        self.marks[(_UNIT, label)] = self._grid.reference((head.row, head.columns[0][0]))
        for cells in self._records(Region(block.top, block.left, self._grid.height - 1, block.right), head):
            if label == _TRACK:
                self._track_row(unit, cells)
            else:
                self._consultant(unit, cells)

    def _pairs(self, region: Region, known: frozenset[str], section: str) -> None:
        """The self-check or the materials: at least two of their labels, each with its value beside it."""
        found = list(entries(self._grid, region, known, below=False))
        if len(found) < 2:
            return
        holder = self._section(section, found[0].at)
        for entry in found:
            self._set(holder, (section, entry.label), entry.text, entry.value_at)


def _labels(form: Any) -> frozenset[str]:
    return frozenset(str(field.alias) for field in form.model_fields.values())


def _signature(text: str) -> Iterator[tuple[str, str]]:
    """Name and day in “……本人签名：张三 2017年10月18日”, as far as they are filled in."""
    match = _SIGNATURE.search(text)
    if match and match["name"]:
        yield _SIGNED_BY, match["name"]
    if match and match["day"]:
        yield _SIGNED_ON, match["day"]


def _speciality_and_title(text: str) -> Iterator[tuple[str, str]]:
    """“安全工程、高级工程师”: the part before the first mark is the speciality; one part alone is the title."""
    speciality, mark, title = (
        re.split(r"([、，,；;/])", text, maxsplit=1) if re.search(r"[、，,；;/]", text) else ("", "", text)
    )
    del mark
    if speciality.strip():
        yield _SPECIALITY, speciality.strip()
    if title.strip():
        yield _TITLE, title.strip()
