"""What the recorded application says today of a unit's people and their certificates (Art. 9(4), 14(1)).

Whether they still work there, and what was renewed since, no file of ours can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from anlian_cli.model.application import Application
from anlian_cli.model.certificates import Lapsing, lapsing
from anlian_cli.model.on_file import OnFile
from anlian_cli.model.personal import masked
from anlian_cli.model.register import Deadline
from anlian_cli.model.scores import Stage
from anlian_cli.office.filed_application import filed_application
from anlian_cli.office.office import Office
from anlian_cli.office.periods import Period
from anlian_cli.office.standing import life_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import application_path, score_path
from anlian_cli.regulation.clause import Case, Ruling, Terms
from anlian_cli.regulation.jinganlianfa_2017_4.staff import consultants, senior_consultants

SOON = 60
"""Days ahead that the board looks."""
_NAMED = 3


class _Held(Struct, frozen=True):
    """A person's certificate that says until when it holds."""

    person: str
    certificate: Lapsing

    def __str__(self) -> str:
        return masked(f"{self.person} {self.certificate.name}")


def on_file(office: Office, dossier: Dossier, period: Period) -> OnFile:
    """What a unit's last application says today, under the document and readings of a year."""
    found = _latest(office, dossier)
    if found is None:
        return OnFile(dossier.name)
    round_name, application = found
    case = Case(application, Terms(period.regulation, period.readings, office.today))
    days = [(held.certificate.through - office.today).days for held in _held(application)]
    return OnFile(
        dossier.name,
        round_name,
        _filed_on(office, dossier, application_path(round_name)),
        _counted(consultants(case)),
        _counted(senior_consultants(case)),
        len(days),
        sum(left < 0 for left in days),
        sum(0 <= left <= SOON for left in days),
    )


def _counted(ruling: Ruling) -> str:
    return f"{ruling.found or '看不出'}（{ruling.verdict.label}）"


def _latest(office: Office, dossier: Dossier) -> tuple[str, Application] | None:
    """The round and application that were filed last."""
    if not dossier.verdicts:
        return None
    round_name = dossier.verdicts[-1].round
    application = filed_application(office.history, dossier, round_name)
    return (round_name, application) if application is not None else None


def _filed_on(office: Office, dossier: Dossier, path: str) -> date:
    filed = dossier.filed(path)
    assert filed is not None  # it was just read
    return office.history.batches[filed.batch - 1].at.date()


def _held(application: Application) -> Iterator[_Held]:
    for person in application.persons or ():
        for certificate in lapsing(person.certificates or ()):
            yield _Held(person.name or "", certificate)


def certificates_due(office: Office) -> Iterator[Deadline]:
    """The certificates of units 在册 that lapse soon, or have lapsed and were not looked at in a review since."""
    for dossier in office.units():
        if not life_of(office, dossier).state.registered or (found := _latest(office, dossier)) is None:
            continue
        held = [one for one in _held(found[1]) if (one.certificate.through - office.today).days <= SOON]
        lapsed = [one for one in held if one.certificate.through < office.today]
        reviewed_on = _reviewed_on(office, dossier) if lapsed else None
        unseen = [one for one in lapsed if reviewed_on is None or reviewed_on <= one.certificate.through]
        yield from _deadline(office, dossier, "证书已过有效期", unseen)
        yield from _deadline(office, dossier, "证书到期", [one for one in held if one not in lapsed])


def _reviewed_on(office: Office, dossier: Dossier) -> date | None:
    """The day of the last annual review, which looks at every certificate (Art. 14(1))."""
    reviews = [score for score in dossier.scores if score.stage is Stage.REVIEW]
    days = (one.assessed_on or _filed_on(office, dossier, score_path(one.period, one.stage)) for one in reviews)
    return max(days, default=None)


def _deadline(office: Office, dossier: Dossier, what: str, held: list[_Held]) -> Iterator[Deadline]:
    """A unit's certificates in one line, with the day of the first."""
    if held:
        first = min(one.certificate.through for one in held)
        more = f" 等 {len(held)} 份" if len(held) > _NAMED else ""
        named = "、".join(str(one) for one in held[:_NAMED])
        yield Deadline(f"{dossier.name} {what}：{named}{more}", first, (first - office.today).days)
