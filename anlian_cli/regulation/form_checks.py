"""Checks of the forms' fields (codes F05, F06 and F11 on): is what stands there complete, possible and consistent?

Nothing here is a condition of Art. 9: an error means that the form must be corrected, a warning is for the
reviewer's eyes. What could not be read at all was found before, by whoever read the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from anlian_cli.model.findings import Finding, warning
from anlian_cli.regulation.clause import Case
from anlian_cli.regulation.jinganlianfa_2017_4.bars import shared_with_barred
from anlian_cli.regulation.person_checks import (
    emails,
    id_numbers,
    mobiles,
    photos,
    repeated_persons,
    rosters,
    undertakings,
    workplaces,
)
from anlian_cli.regulation.reviewer_checks import late_corrections, reviewers_file
from anlian_cli.regulation.unit_checks import (
    compulsory_fields,
    credit_code,
    founding_day,
    heads,
    office_phones,
    postcode,
    registration_day,
)

FormCheck = Callable[[Case], Iterator[Finding]]


FORM_CHECKS: tuple[FormCheck, ...] = (
    compulsory_fields,
    heads,
    undertakings,
    credit_code,
    id_numbers,
    postcode,
    mobiles,
    office_phones,
    emails,
    rosters,
    workplaces,
    repeated_persons,
    registration_day,
    late_corrections,
    founding_day,
    photos,
    reviewers_file,
    shared_with_barred,
)


def check_forms(case: Case) -> Iterator[Finding]:
    """Every form check; one that breaks says so (F99) and spoils nothing else."""
    for check in FORM_CHECKS:
        try:
            # What is there and could not be read is reported as such already, not as missing too.
            # A list: of a check that breaks half-way nothing is said but that it broke.
            yield from [finding for finding in check(case) if finding.path not in case.misread]
        except Exception as problem:  # a broken check is not a failed applicant, whatever broke it
            message = f"系统未能完成一项检查（{check.__name__}，{type(problem).__name__}）"
            yield warning("F99", message, "请人工核对，并把此情况告诉维护者")
