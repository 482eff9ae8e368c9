"""A check as a document: who passed, then everybody else with every fault at its place, then what units share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from anlian_cli.model.findings import Finding, Place, Severity
from anlian_cli.model.results import CheckReport, ClauseResult, ClauseVerdict, UnitResult, UnitVerdict
from anlian_cli.report.document import Block, Cell, Column, Heading, Lazily, Report, Sentence, Table, Tone, row
from anlian_cli.report.scanned_view import NOTHING_DECIDED, all_comparisons, differs, scanned_blocks, was_scanned

_UNIT_TONES = {
    UnitVerdict.PASS: Tone.GOOD,
    UnitVerdict.CORRECT: Tone.WAITING,
    UnitVerdict.FAIL: Tone.BAD,
    UnitVerdict.PENDING: Tone.WAITING,
    UnitVerdict.UNREADABLE: Tone.BAD,
}
_CLAUSE_TONES = {
    ClauseVerdict.MET: Tone.GOOD,
    ClauseVerdict.UNMET: Tone.BAD,
    ClauseVerdict.UNPROVEN: Tone.WAITING,
    ClauseVerdict.ERROR: Tone.BAD,
}

_FEW = 2
"""Findings of one kind that are shown one by one; of more, the first and their number. Files have them all."""


def check_document(report: CheckReport, *, explain: bool = False, counted: CheckReport | None = None) -> Report:
    """The check. `explain` also shows every clause with the values used; the last line counts the whole one.

    A country has many firms: each is put into words when its turn comes, and only for what is shown.
    """
    items = _all_items(report)
    scanned = (all_comparisons(report),) if was_scanned(report.units) else ()
    return Report(
        title=f"申报材料审核（{report.regulation}）",
        blocks=Lazily(lambda: _blocks(report, explain)),
        tables=(_summary(report), items, _all_clauses(report), _shared(report), *scanned),
        flat_table=items,
        last_line=last_line(counted or report),
    )


def last_line(report: CheckReport) -> str:
    """共 23 家：通过 15 · 需补正 4 · 不符合 2 · 待核实 1 · 无法读取 1；距截止 3 天."""
    counts = " · ".join(f"{verdict.label} {count}" for verdict, count in report.summary.items())
    return f"共 {len(report.units)} 家：{counts}{_days_left(report.deadline, report.as_of)}"


def _days_left(deadline: date | None, today: date) -> str:
    if deadline is None:
        return ""
    days = (deadline - today).days
    if days == 0:
        return "；今天截止"
    return f"；距截止 {days} 天" if days > 0 else f"；已截止 {-days} 天"


def _blocks(report: CheckReport, explain: bool) -> Iterator[Block]:
    yield _summary(report)
    for unit in report.units:
        if explain or unit.verdict is not UnitVerdict.PASS or differs(unit):
            yield from _unit(unit, explain)
            yield from _shared_by(unit, report)
    if report.shared:
        yield Heading("跨单位核对")
        yield _shared(report)
    if was_scanned(report.units):
        yield Sentence(NOTHING_DECIDED, Tone.FAINT)
    for remark in report.remarks:
        yield Sentence(remark, Tone.FAINT)


def _summary(report: CheckReport) -> Table:
    columns = (
        Column("单位", share=1, name=True),
        Column("结论"),
        Column("错误", right=True, spare=1),
        Column("提醒", right=True, spare=3),
        Column("待核实", right=True, spare=2),
        Column("收件", spare=4),
    )
    return Table("汇总", columns, Lazily(lambda: map(_summary_row, report.units)))


def _summary_row(unit: UnitResult) -> tuple[Cell, ...]:
    errors = sum(finding.severity is Severity.ERROR for finding in unit.findings)
    return row(
        unit.name,
        Cell(unit.verdict.label, _UNIT_TONES[unit.verdict]),
        errors,
        len(unit.findings) - errors,
        sum(clause.undecided and clause.counts for clause in unit.clauses),
        unit.received_on.isoformat() if unit.received_on else "",
    )


def _unit(unit: UnitResult, explain: bool) -> Iterator[Block]:
    yield Heading(f"{unit.name}  {unit.verdict.label}", _UNIT_TONES[unit.verdict])
    yield Sentence(" · ".join(part for part in (unit.credit_code, unit.source) if part), Tone.FAINT)
    if unit.findings:
        columns = (Column("条款"), Column("问题、位置、办法", share=1))
        yield Table("问题项", columns, tuple(map(_findings_row, _alike(unit.findings))))
    if explain:
        yield _clauses(unit)
    else:
        yield from _undecided(unit)
    yield from scanned_blocks(unit, explain)


def _alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Warnings that say the same of one field in several places together; errors are put right one by one."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        # Behind the last colon stands what differs: the file that is missing, the text that was found.
        said, field = finding.message.rpartition("：")[0] or finding.message, finding.route.rpartition("·")[2]
        groups.setdefault((finding.code, finding.severity, said, field, finding.hint), []).append(finding)
    many = [group for group in groups.values() if len(group) > _FEW and group[0].severity is Severity.WARNING]
    few = [[finding] for group in groups.values() if group not in many for finding in group]
    return sorted([*few, *many], key=lambda group: findings.index(group[0]))


def _findings_row(alike: Sequence[Finding]) -> tuple[Cell, ...]:
    finding = alike[0]
    tone = Tone.BAD if finding.severity is Severity.ERROR else Tone.WAITING
    where = "  ".join(part for part in (finding.place.label if finding.place else "", finding.route) if part)
    more = f"……这样的共 {len(alike)} 处" if len(alike) > 1 else ""
    hint = f"→ {finding.hint}" if finding.hint else ""
    text = "\n".join(part for part in (finding.message, where, more, hint) if part)
    return row(Cell(f"{finding.code} {finding.severity.label}", tone), text)


def _undecided(unit: UnitResult) -> Iterator[Sentence]:
    """The clauses that wait, those with the same reason on one line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for clause in unit.clauses:
        if clause.undecided:
            head = clause.verdict.label + ("" if clause.counts else "（不影响结论）")
            groups.setdefault((head, clause.note or ""), []).append(f"{clause.id} {clause.title}")
    for (head, note), clauses in groups.items():
        yield Sentence(f"{head}（{note}）：{'、'.join(clauses)}", Tone.WAITING)


def _shared_by(unit: UnitResult, report: CheckReport) -> Iterator[Sentence]:
    """What this unit shares and the reviewer must settle: it would not be 待核实 without."""
    for finding in report.shared:
        if finding.severity is Severity.ERROR and {unit.credit_code, unit.source} & set(finding.units):
            todo = f"核实后在初核记录的“核验”中写 {finding.code} 的结论、依据和对方"
            yield Sentence(f"{finding.code}：{finding.message}；{todo}", Tone.WAITING)


def _clauses(unit: UnitResult) -> Table:
    columns = (
        Column("条款"),
        Column("名称", share=3),
        Column("结论"),
        Column("查到", share=3, spare=1),
        Column("要求与说明", share=4, spare=2),
    )
    return Table("条款", columns, tuple(_clause_row(clause) for clause in unit.clauses))


def _clause_row(clause: ClauseResult) -> tuple[Cell, ...]:
    more = "\n".join(part for part in (clause.required, clause.note) if part)
    verdict = Cell(clause.verdict.label, _CLAUSE_TONES[clause.verdict])
    return row(clause.id, clause.title, verdict, clause.found or "", more)


def _shared(report: CheckReport) -> Table:
    names = {key: unit.name for unit in report.units for key in (unit.credit_code, unit.source) if key}
    columns = (Column("代码"), Column("情况", share=1), Column("单位", share=1, name=True))
    rows = (
        row(
            Cell(
                f"{finding.code} {finding.severity.label}",
                Tone.BAD if finding.severity is Severity.ERROR else Tone.WAITING,
            ),
            finding.message,
            "\n".join(names.get(unit, unit) for unit in finding.units),
        )
        for finding in report.shared
    )
    return Table("跨单位", columns, tuple(rows))


def _all_items(report: CheckReport) -> Table:
    """Everything to be acted on, one row each; a unit with nothing has one row that says so."""
    headings = ("单位全称", "统一代码", "结论", "类别", "条款", "位置", "栏目", "问题", "办法")
    rows = Lazily(lambda: chain.from_iterable(map(_item_rows, report.units)))
    return Table("问题项", tuple(Column(heading) for heading in headings), rows)


def _item_rows(unit: UnitResult) -> Iterator[tuple[Cell, ...]]:
    head = (unit.name, unit.credit_code or "", unit.verdict.label)
    items: list[tuple[str, str, str, str, str, str]] = []
    for finding in unit.findings:
        where = f"{_folder(unit, finding.place)}{finding.place.label}" if finding.place else ""
        items.append((finding.severity.label, finding.code, where, finding.route, finding.message, finding.hint))
    for clause in unit.clauses:
        if clause.undecided:
            items.append((clause.verdict.label, clause.id, "", clause.title, clause.note or "", ""))
    for item in items or [("", "", "", "", "", "")]:
        yield row(*head, *item)


def _folder(unit: UnitResult, place: Place) -> str:
    """The unit's folder by its name, with a slash; nothing where the unit is the file itself."""
    name = unit.source.rpartition("/")[2]
    return "" if place.file in (name, unit.source) else f"{name}/"


def _all_clauses(report: CheckReport) -> Table:
    headings = ("单位全称", "统一代码", "条款", "名称", "结论", "查到", "要求", "说明")
    rows = Lazily(lambda: chain.from_iterable(map(_clause_rows, report.units)))
    return Table("条款", tuple(Column(heading) for heading in headings), rows)


def _clause_rows(unit: UnitResult) -> Iterator[tuple[Cell, ...]]:
    for clause in unit.clauses:
        yield row(
            unit.name,
            unit.credit_code or "",
            clause.id,
            clause.title,
            Cell(clause.verdict.label, _CLAUSE_TONES[clause.verdict]),
            clause.found or "",
            clause.required or "",
            clause.note or "",
        )
