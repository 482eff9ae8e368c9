"""What `check --record` and `lock` file: a round's verdicts with what they rest on, and the parameters in force."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from anlian_cli.model.findings import Severity
from anlian_cli.model.record import Recorded
from anlian_cli.model.results import ClauseVerdict, UnitVerdict
from anlian_cli.model.workspace import Round, Year

_VERDICTS, _SEVERITIES = list(ClauseVerdict), list(Severity)


class FiledVerdict(Recorded, frozen=True, kw_only=True):
    """A unit's verdict in a round. Clauses and findings are kept as they were shown, and are not re-judged."""

    round: str
    name: str
    credit_code: str
    verdict: UnitVerdict
    received_on: date | None = None
    application: str
    """The digest of the application judged."""
    regulation: str
    program: str
    clauses: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, Any], ...] = ()

    def __post_init__(self) -> None:
        if not all(one.get("id") and one.get("verdict") in _VERDICTS for one in self.clauses):
            raise ValueError("a clause that says nothing")
        if not all(one.get("code") and one.get("severity") in _SEVERITIES for one in self.findings):
            raise ValueError("a finding that says nothing")


class FiledApplication(Recorded, frozen=True, kw_only=True):
    """An application as it was understood, with the digests of its materials and photos by the names they came under.

    `kept_as` names those that are kept under another name; `by_digest` says that materials are not kept at all.
    `purged` is the digest of what was filed, where personal fields were erased from it since.
    """

    application: dict[str, Any]
    """Under its labels, as a form holds it."""
    files: dict[str, str] = {}
    kept_as: dict[str, str] = {}
    by_digest: bool = False
    purged: str | None = None


class Parameters(Recorded, frozen=True, kw_only=True):
    """A round's or year's block of anlian.yaml as locked, with the readings in force."""

    kind: Literal["round", "year"]
    period: str
    regulation: str
    round: Round | None = None
    year: Year | None = None
    readings: dict[str, str]

    @property
    def block(self) -> Round | Year:
        return self.round or self.year or Year()
