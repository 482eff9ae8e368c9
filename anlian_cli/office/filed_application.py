"""A unit's application as a round filed it."""

from __future__ import annotations

from anlian_cli.model.application import Application
from anlian_cli.model.filing import FiledApplication
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.records.places import application_path


def filed_application(history: History, dossier: Dossier, round_name: str) -> Application | None:
    """A unit's application of a round as it was filed. Raises RecordsFault where it is none of ours."""
    filed = dossier.filed(application_path(round_name))
    if filed is None:
        return None
    try:
        return Application.model_validate(history.document(FiledApplication, filed).application)
    except ValueError:
        raise filed.fault() from None
