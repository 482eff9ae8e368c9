"""The tables of admission (Art. 9-11): applications without personal fields, consultants, clauses, findings."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from anlian_cli.model.application import Application, SelfCheck
from anlian_cli.model.filing import FiledVerdict
from anlian_cli.model.findings import Severity
from anlian_cli.model.results import ClauseVerdict
from anlian_cli.model.tidy import rows
from anlian_cli.model.tidy.address import district_of
from anlian_cli.office.export.source import Source
from anlian_cli.office.filed_application import filed_application
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.filed import Filed
from anlian_cli.regulation.identity import full_id_number
from anlian_cli.regulation.people import people

_NOTHING_SAID = SelfCheck()


@lru_cache(maxsize=1)
def verdicts_of(source: Source, year: int) -> list[tuple[Dossier, FiledVerdict, Filed]]:
    """Every verdict that is kept under a year, whole: three tables are made of it, one after the other."""
    return [
        (dossier, source.office.history.document(FiledVerdict, filed), filed)
        for dossier, _, filed in source.documents(year, "check/")
    ]


def applications(source: Source, year: int) -> Iterator[rows.Application]:
    for dossier, verdict, filed in verdicts_of(source, year):
        application = filed_application(source.office.history, dossier, verdict.round) or Application()
        yield _application(source, dossier, verdict, filed, application)


def _application(
    source: Source, dossier: Dossier, verdict: FiledVerdict, filed: Filed, application: Application
) -> rows.Application:
    said, form = application.self_check or _NOTHING_SAID, application.unit
    groups, nameless = people(application.persons or ())
    return rows.Application(
        credit_code=dossier.credit_code,
        round=verdict.round,
        verdict=verdict.verdict,
        received_on=verdict.received_on,
        registered_on=application.registered_on,
        district=district_of(form.licence_address) if form else None,
        founded_on=str(said.founded_on) if said.founded_on else None,
        in_service_since=str(said.in_service_since) if said.in_service_since else None,
        consultants=len(groups) + len(nameless),
        full_time_staff=len(form.full_time_staff or ()) if form else 0,
        advisory_fields=len(said.fields or ()),
        legal_person=said.legal_person,
        fixed_office=said.fixed_office,
        office_equipment=said.office_equipment,
        technical_support=said.technical_support,
        systems_in_place=said.systems_in_place,
        licences_complete=said.licences_complete,
        no_violations=said.no_violations,
        regulation=verdict.regulation,
        program=verdict.program,
        recorded_on=source.recorded_on(filed),
        batch=filed.batch,
    )


def consultants(source: Source, year: int, salt: bytes) -> Iterator[rows.Consultant]:
    """One row for each ID number of an application, as its keyed digest."""
    for dossier, path, _ in source.documents(year, "check/"):
        name = path.partition("/")[2].removesuffix(".json")
        application = filed_application(source.office.history, dossier, name) or Application()
        numbers = {full_id_number(one.id_number).upper() for one in application.persons or () if one.id_number}
        for digest in sorted(keyed(salt, number) for number in numbers):
            yield rows.Consultant(dossier.credit_code, name, digest)


def keyed(salt: bytes, text: str) -> str:
    """HMAC-SHA256 (RFC 2104): without the salt nobody can try all numbers that there are."""
    return hmac.new(salt, text.encode(), sha256).hexdigest()


def clauses(source: Source, year: int) -> Iterator[rows.Clause]:
    for dossier, verdict, _ in verdicts_of(source, year):
        for clause in verdict.clauses:
            yield rows.Clause(dossier.credit_code, verdict.round, clause["id"], ClauseVerdict(clause["verdict"]))


def findings(source: Source, year: int) -> Iterator[rows.Finding]:
    for dossier, verdict, _ in verdicts_of(source, year):
        for number, finding in enumerate(verdict.findings, start=1):
            severity, clause = Severity(finding["severity"]), finding.get("clause")
            yield rows.Finding(dossier.credit_code, verdict.round, number, finding["code"], severity, clause)
