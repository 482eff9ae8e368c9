"""What `anlian explain` says, from the same data that judges: clauses, findings and readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from anlian_cli.errors import UsageFault
from anlian_cli.model.results import Explanation
from anlian_cli.model.text import folded, perhaps
from anlian_cli.regulation.text import Clause, ExitGround, FindingRule, Reading, Regulation, finding_rules

CLAUSE, FINDING, READING, GROUND = "条款", "问题代码", "适用口径", "退出情形"
_SEVERITIES = {"error": "错误，须改正", "warning": "提醒，不影响结论", "both": "错误或提醒，视情形而定"}


def explanations(regulation: Regulation) -> tuple[Explanation, ...]:
    """Everything that can be explained, clauses first."""
    return tuple(_all(regulation))


def explanation(regulation: Regulation, asked: str) -> Explanation:
    """One of them by its id or code. Raises UsageFault where there is none."""
    everything, key = explanations(regulation), _key(asked)
    found = next((entry for entry in everything if _key(entry.code) == key), None)
    if found is None:
        hint = _perhaps(asked, [entry.code for entry in everything])
        raise UsageFault(f"没有条款或代码“{asked}”", f"{hint}用 anlian explain 列出全部")
    return found


def _perhaps(asked: str, codes: Sequence[str]) -> str:
    """The codes that begin as it does, else those of its article, else those that are written alike."""
    beginnings = (_key(asked), f"{asked.partition('.')[0]}.")
    meant = next(filter(None, ([code for code in codes if _key(code).startswith(one)] for one in beginnings)), None)
    return f"您是不是要找 {'、'.join(meant)}；" if meant else perhaps(asked, codes)


def _key(code: str) -> str:
    """What a code is known by: f6 is F06."""
    return re.sub(r"^([a-z])0+(?=[0-9])", r"\1", folded(code))


def _all(regulation: Regulation) -> Iterator[Explanation]:
    for clause in regulation.clauses:
        yield _of_clause(clause, regulation)
    for rule in finding_rules().values():
        yield _of_finding(rule)
    for reading in regulation.readings.values():
        yield _of_reading(reading)
    for key, ground in regulation.exit_grounds.items():
        yield _of_ground(key, ground, regulation)


def _of_clause(clause: Clause, regulation: Regulation) -> Explanation:
    values = "；".join(_parameters(clause, regulation))
    facts = (
        ("要求", clause.asks),
        ("出处", f"{regulation.document} {clause.article}"),
        ("数值", values),
        ("依据", clause.basis.label),
        ("怎样判定", clause.decides),
        ("例", clause.example),
        ("怎样改正", clause.fix),
    )
    return Explanation(clause.id, clause.title, CLAUSE, tuple((head, text) for head, text in facts if text))


def _parameters(clause: Clause, regulation: Regulation) -> Iterator[str]:
    for name in clause.parameters:
        entry = regulation.parameters[name]
        value = entry["value"]
        shown = "、".join(value) if isinstance(value, list) else f"{value} {entry.get('unit', '')}".strip()
        yield f"{entry['label']} {shown}"


def _of_finding(rule: FindingRule) -> Explanation:
    facts = (
        ("要求", rule.asks),
        ("轻重", _SEVERITIES[rule.severity]),
        ("例", rule.example),
        ("怎样改正", rule.fix),
    )
    return Explanation(rule.code, rule.title, FINDING, facts)


def _of_ground(key: str, ground: ExitGround, regulation: Regulation) -> Explanation:
    how = "由年度考核的得分得出，不用举报"
    if ground.calls_for is not None:
        how = f"举报后查实的，{ground.calls_for.label}；没有查实的只是线索"
    facts = (("情形", ground.name), ("出处", f"{regulation.document} {ground.article}"), ("怎样成立", how))
    return Explanation(key, ground.name, GROUND, facts)


def _of_reading(reading: Reading) -> Explanation:
    answers = tuple((name, meaning) for name, meaning in reading.alternatives.items())
    return Explanation(reading.id, reading.question, READING, (("默认", reading.default), *answers))
