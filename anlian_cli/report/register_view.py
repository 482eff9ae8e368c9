"""The register as a document and as anlian.list/1."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.register import Register, RegisterEntry
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Table, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.exit_view import BarredJson
from anlian_cli.report.rank_view import GRADE_TONES
from anlian_cli.report.shaped import shaped


class EntryJson(TypedDict):
    """A 在册 unit; grade is null where no year was assessed yet."""

    name: str
    credit_code: str
    admitted_on: str
    grade: Literal["excellent", "good", "qualified", "failed"] | None
    grade_year: str | None
    recommended: bool
    basis: str | None
    procedure_since: str | None


class ListJson(TypedDict):
    """The register of 在册 units."""

    schema: Literal["anlian.list/1"]
    as_of: str
    units: list[EntryJson]
    barred: list[BarredJson]
    digest: str


def register_json(register: Register) -> str:
    units = [shaped(EntryJson, entry) for entry in register.entries]
    barred = [shaped(BarredJson, bar) for bar in register.barred]
    return exact_json(shaped(ListJson, register, schema="anlian.list/1", units=units, barred=barred))


def register_document(register: Register) -> Report:
    """Who is 在册, and whose bar runs."""
    table = _register_table(register)
    bars = Table(
        "限制期",
        (Column("单位", share=1, name=True), Column("统一代码", spare=2), Column("公告", spare=1), Column("限制至")),
        tuple(
            row(bar.name, bar.credit_code, bar.announced_on.isoformat(), bar.barred_through.isoformat())
            for bar in register.barred
        ),
    )
    blocks: list[Block] = [Heading("在册咨询服务单位"), table]
    if bars.rows:
        blocks += [Heading("限制期内"), bars]
    last_line = f"在册 {len(register.entries)} 家，限制期内 {len(register.barred)} 家；日志摘要 {register.digest}"
    return Report("在册咨询服务单位", tuple(blocks), (table, bars), table, last_line)


def _register_table(register: Register) -> Table:
    columns = (
        Column("单位", share=2, name=True),
        Column("统一代码", spare=4),
        Column("入册", spare=3),
        Column("最近等次"),
        Column("推荐", spare=2),
        Column("备注", share=1, spare=1),
    )
    return Table("在册", columns, tuple(_register_row(entry) for entry in register.entries))


def _register_row(entry: RegisterEntry) -> tuple[Cell, ...]:
    grade = Cell(f"{entry.grade_year} {entry.grade.label}", GRADE_TONES[entry.grade]) if entry.grade else Cell("尚无")
    note = f"{entry.procedure_since.isoformat()} 启动退出程序" if entry.procedure_since else ""
    basis = entry.basis if entry.basis and not entry.recommended else ""
    return row(
        Cell(entry.public_name, shown=entry.public_name.replace("（原：", "\n（原：")),
        entry.credit_code,
        entry.admitted_on.isoformat(),
        grade,
        "是" if entry.recommended else "",
        "；".join(part for part in (note, basis) if part),
    )
