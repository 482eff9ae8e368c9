"""Certificates on file that lapse soon, or have lapsed (Art. 9(4), 14(1)); what was renewed since, no file can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

from anlian_cli.model.certificates import Lapsing, lapsing
from anlian_cli.model.personal import masked
from anlian_cli.model.register import Deadline
from anlian_cli.model.scores import Stage
from anlian_cli.office.office import Office
from anlian_cli.office.standing import life_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import application_path, score_path

SOON = 60
"""Days ahead that the board looks."""
_NAMED = 3


class PersonOnFile(Struct, frozen=True):
    """Of a person's form as it is filed, what the board asks for."""

    name: str = field(name="姓名", default="")
    certificates: tuple[str, ...] = field(name="资格证书", default=())


class PeopleOnFile(Struct, frozen=True):
    """Of an application as it is filed, its people: the board looks at those of every unit."""

    persons: tuple[PersonOnFile, ...] = field(name="人员登记表", default=())


class _Filed(Struct, frozen=True):
    application: PeopleOnFile


class _Held(Struct, frozen=True):
    """A person's certificate that says until when it holds."""

    person: str
    certificate: Lapsing

    def __str__(self) -> str:
        return masked(f"{self.person} {self.certificate.name}")


def certificates_due(office: Office) -> Iterator[Deadline]:
    """The certificates of units 在册 that lapse soon, or have lapsed and were not looked at in a review since."""
    for dossier in office.units():
        if not life_of(office, dossier).state.registered:
            continue
        held = [one for one in _held(office, dossier) if (one.certificate.through - office.today).days <= SOON]
        lapsed = [one for one in held if one.certificate.through < office.today]
        reviewed_on = _reviewed_on(office, dossier) if lapsed else None
        unseen = [one for one in lapsed if reviewed_on is None or reviewed_on <= one.certificate.through]
        yield from _deadline(office, dossier, "证书已过有效期", unseen)
        yield from _deadline(office, dossier, "证书到期", [one for one in held if one not in lapsed])


def _held(office: Office, dossier: Dossier) -> Iterator[_Held]:
    """The certificates of the application that was filed last."""
    filed = dossier.filed(application_path(dossier.verdicts[-1].round)) if dossier.verdicts else None
    for person in office.history.document(_Filed, filed).application.persons if filed else ():
        for certificate in lapsing(person.certificates):
            yield _Held(person.name, certificate)


def _reviewed_on(office: Office, dossier: Dossier) -> date | None:
    """The day of the last annual review, which looks at every certificate (Art. 14(1))."""
    reviews = [score for score in dossier.scores if score.stage is Stage.REVIEW]
    days = (one.assessed_on or filed_on(office, dossier, score_path(one.period, one.stage)) for one in reviews)
    return max(days, default=None)


def filed_on(office: Office, dossier: Dossier, path: str) -> date:
    """The day on which a document that is known to stand was recorded."""
    filed = dossier.filed(path)
    assert filed is not None
    return office.history.batches[filed.batch - 1].at.date()


def _deadline(office: Office, dossier: Dossier, what: str, held: list[_Held]) -> Iterator[Deadline]:
    """A unit's certificates in one line, with the day of the first."""
    if held:
        first = min(one.certificate.through for one in held)
        more = f" 等 {len(held)} 份" if len(held) > _NAMED else ""
        named = "、".join(str(one) for one in held[:_NAMED])
        yield Deadline(f"{dossier.name} {what}：{named}{more}", first, (first - office.today).days)
