"""What the recorded application says today of a unit's people and certificates, for a sheet (Art. 9(4), 14(1)).

Whether they still work there, and what was renewed since, no file of ours can tell.
"""

from __future__ import annotations

from itertools import chain

from anlian_cli.model.application import Application
from anlian_cli.model.certificates import lapsing
from anlian_cli.model.on_file import OnFile
from anlian_cli.office.filed_application import filed_application
from anlian_cli.office.office import Office
from anlian_cli.office.periods import Period
from anlian_cli.office.supervision.certificates import SOON, filed_on
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import application_path
from anlian_cli.regulation.clause import Case, Ruling, Terms
from anlian_cli.regulation.jinganlianfa_2017_4.staff import consultants, senior_consultants


def on_file(office: Office, dossier: Dossier, period: Period) -> OnFile:
    """What a unit's last application says today, under the document and readings of a year."""
    found = _latest(office, dossier)
    if found is None:
        return OnFile(dossier.name)
    round_name, application = found
    case = Case(application, Terms(period.regulation, period.readings, office.today))
    stated = (lapsing(person.certificates or ()) for person in application.persons or ())
    days = [(certificate.through - office.today).days for certificate in chain.from_iterable(stated)]
    return OnFile(
        dossier.name,
        round_name,
        filed_on(office, dossier, application_path(round_name)),
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
