"""What was read of a unit's materials, beside one clause that waits for the reviewer."""

from __future__ import annotations

from anlian_cli.model.compared import Comparison
from anlian_cli.model.results import UnitResult

_ALSO = {
    "9.5a": ("10.4", "10.5"),
    "10.7": ("10.1", "10.2", "10.3", "10.4", "10.5", "10.6"),
}
"""Clauses that nothing on a paper is evidence for by itself, and those whose evidence speaks of them too."""


def evidence_for(unit: UnitResult, clause: str) -> str:
    """A line for each thing that was read; nothing where nothing was."""
    clauses = (clause, *_ALSO.get(clause, ()))
    return "\n".join(_line(one) for one in unit.scanned or () if one.clause in clauses)


def _line(one: Comparison) -> str:
    """不一致：成立日期 2011年3月1日（材料/营业执照.pdf 第1页；表上 2010-03-01）."""
    beside = [one.where, one.note]
    if not one.agreement.is_sound and one.fact and one.typed:
        beside.append(f"表上 {one.written}")
    told = "；".join(filter(None, beside))
    return f"{one.agreement.label}：{' '.join(filter(None, (one.label, one.read)))}（{told}）"
