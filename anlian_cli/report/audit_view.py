"""An audit of the records as a document and as anlian.verify/1."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.audit import Audit
from anlian_cli.report.document import Block, Cell, Column, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped


class DamageJson(TypedDict):
    """One thing that is not as it was recorded; `code` is of OCFL 1.1 (E…, W…) or of the journal's audit (L…)."""

    code: str
    place: str
    message: str


class VerifyJson(TypedDict):
    """A whole audit; `digest` is the head of the journal's last digest."""

    schema: Literal["anlian.verify/1"]
    quick: bool
    batches: int
    objects: int
    digest: str
    damages: list[DamageJson]
    remarks: list[str]


def audit_json(audit: Audit) -> str:
    return exact_json(audit_tree(audit))


def audit_tree(audit: Audit) -> dict[str, Any]:
    damages = [shaped(DamageJson, damage) for damage in audit.damages]
    return shaped(VerifyJson, audit, schema="anlian.verify/1", damages=damages)


def audit_document(audit: Audit) -> Report:
    """What was found; the last line says whether the records are whole."""
    columns = (Column("代码"), Column("位置", share=3), Column("问题", share=2))
    rows = tuple(row(Cell(damage.code, Tone.BAD), damage.place, damage.message) for damage in audit.damages)
    table = Table("问题", columns, rows)
    blocks: list[Block] = [table] if rows else []
    blocks += [Sentence(remark, Tone.FAINT) for remark in audit.remarks]
    if rows:
        blocks.append(Sentence("没有改动任何文件。请从备份恢复这些文件，再核验一次。", Tone.WAITING))
    return Report("核验台账", tuple(blocks), (table,), table, _last_line(audit))


def _last_line(audit: Audit) -> str:
    how = "快速核验" if audit.quick else "核验"
    scope = f"{audit.batches} 批、{audit.objects} 个档案"
    if audit.damages:
        return f"{how}了 {scope}：有 {len(audit.damages)} 处问题"
    return f"{how}了 {scope}：完好；日志摘要 {audit.digest}" if audit.batches else "台账是空的"
