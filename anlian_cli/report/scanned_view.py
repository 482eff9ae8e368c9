"""What the materials say beside the forms, as tables and sentences of a check, and in its frozen JSON shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.compared import Agreement, Comparison
from anlian_cli.model.results import CheckReport, UnitResult
from anlian_cli.report.document import Block, Cell, Column, Sentence, Table, Tone, row
from anlian_cli.report.shaped import shaped

NAME = "材料核对"
NOTHING_DECIDED = "材料由程序辨认，只供核对：不改变任何条款和结论，以原件为准"
_TONES = {
    Agreement.EQUAL: Tone.GOOD,
    Agreement.EQUAL_BUT_WRITING: Tone.GOOD,
    Agreement.DIFFERENT: Tone.BAD,
    Agreement.NOT_FOUND: Tone.WAITING,
    Agreement.NOT_LEGIBLE: Tone.WAITING,
}


class BoxJson(TypedDict):
    """A place on the upright page, in fractions of its width and height from its top left."""

    left: float
    top: float
    right: float
    bottom: float


class ComparisonJson(TypedDict):
    """One thing that a material says, beside what was typed; what is personal is masked.

    `finding` is the code of the finding that it makes. It decides about no clause.
    """

    clause: str
    label: str
    typed: str | None
    read: str | None
    agreement: Literal["equal", "equal_but_writing", "different", "not_found", "not_legible"]
    note: str | None
    finding: str | None
    file: str | None
    page: int | None
    box: BoxJson | None
    confidence: float | None


def comparison_json(one: Comparison) -> dict[str, Any]:
    """A comparison in the frozen shape."""
    fact = one.fact
    return shaped(
        ComparisonJson,
        one,
        typed=one.written or None,
        read=one.read or None,
        note=one.note or None,
        finding=one.code or None,
        file=one.file or None,
        page=fact.page if fact else None,
        box=shaped(BoxJson, fact.box) if fact and fact.box else None,
        confidence=round(fact.confidence, 3) if fact else None,
    )


def differs(unit: UnitResult) -> bool:
    """Whether something on its materials asks the reviewer."""
    return any(one.code for one in unit.scanned or ())


def scanned_blocks(unit: UnitResult, explain: bool) -> Iterator[Block]:
    """How often the materials agree; with `explain` every comparison, else what is open and no finding tells."""
    if unit.scanned is None:
        return
    counts = Counter(one.agreement for one in unit.scanned)
    told = " · ".join(f"{agreement.label} {counts[agreement]}" for agreement in Agreement if counts[agreement])
    yield Sentence(f"{NAME}：{told or '没有读到可以核对的'}", Tone.FAINT)
    shown = [one for one in unit.scanned if explain or not (one.agreement.is_sound or one.code)]
    if shown:
        columns = (
            Column("条款"),
            Column("项目", share=2),
            Column("结果"),
            Column("表上", share=3, spare=2),
            Column("材料上", share=4, spare=1),
        )
        yield Table(NAME, columns, tuple(_row(one) for one in shown))


def _row(one: Comparison) -> tuple[Cell, ...]:
    read = "\n".join(part for part in (one.read, one.note, one.where) if part)
    return row(one.clause, one.label, Cell(one.agreement.label, _TONES[one.agreement]), one.written, read)


def all_comparisons(report: CheckReport) -> Table:
    """Every comparison of every unit, one row each."""
    headings = ("单位全称", "统一代码", "条款", "项目", "表上", "材料上", "结果", "说明", "文件", "页", "问题代码")
    rows = (
        row(
            unit.name,
            unit.credit_code or "",
            one.clause,
            one.label,
            one.written,
            one.read,
            Cell(one.agreement.label, _TONES[one.agreement]),
            one.note,
            one.file,
            one.fact.page if one.fact else "",
            one.code,
        )
        for unit in report.units
        for one in unit.scanned or ()
    )
    return Table(NAME, tuple(Column(heading) for heading in headings), tuple(rows))


def was_scanned(units: Sequence[UnitResult]) -> bool:
    """Whether any material was read at all."""
    return any(unit.scanned is not None for unit in units)
