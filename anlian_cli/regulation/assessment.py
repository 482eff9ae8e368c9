"""One unit before all rules: its clauses in order, its findings, and the verdict that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from anlian_cli.model.findings import Finding, Severity
from anlian_cli.model.results import ClauseResult, ClauseVerdict, UnitVerdict
from anlian_cli.regulation.clause import Case, judge
from anlian_cli.regulation.documents import clause_functions
from anlian_cli.regulation.form_checks import check_forms

_DISQUALIFYING = ("9.", "11.1", "18.")
_CURABLE = ("10.", "11.2")


class Assessment(Struct, frozen=True):
    """What the rules say of one unit, before it is compared with the others."""

    clauses: tuple[ClauseResult, ...]
    findings: tuple[Finding, ...]


def assess(case: Case) -> Assessment:
    """Judge every clause and check every field; nothing stops early."""
    regulation = case.terms.regulation
    clauses = {clause.id: clause for clause in regulation.clauses}
    functions = clause_functions(regulation.document)
    judged = [judge(clauses[clause_id], function, case) for clause_id, function in functions]
    results = tuple(result for result, _ in judged)
    findings = [finding for _, found in judged for finding in found]
    return Assessment(results, (*findings, *check_forms(case)))


def unit_verdict(clauses: Sequence[ClauseResult], findings: Iterable[Finding]) -> UnitVerdict:
    """The first that applies: fail, correct, pending, pass. A check that broke (F99) leaves the unit pending."""
    findings = tuple(findings)
    unmet = [clause.id for clause in clauses if clause.verdict is ClauseVerdict.UNMET]
    if any(clause_id.startswith(_DISQUALIFYING) for clause_id in unmet):
        return UnitVerdict.FAIL
    # The reasons of unmet clauses are errors too, under the clause's id: they were weighed above.
    faulty_form = any(finding.code[0] == "F" and finding.severity is Severity.ERROR for finding in findings)
    if faulty_form or any(clause_id.startswith(_CURABLE) for clause_id in unmet):
        return UnitVerdict.CORRECT
    waiting = any(clause.undecided and clause.counts for clause in clauses)
    if waiting or any(finding.code == "F99" for finding in findings):
        return UnitVerdict.PENDING
    return UnitVerdict.PASS
