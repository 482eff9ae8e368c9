"""A unit's application as a round filed it."""

from __future__ import annotations

import json

from anlian_cli.model.application import Application
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.records.places import application_path


def filed_application(history: History, dossier: Dossier, round_name: str) -> Application | None:
    """A unit's application of a round as it was filed."""
    filed = dossier.filed(application_path(round_name))
    if filed is None:
        return None
    return Application.model_validate(json.loads(history.content(filed))["application"])
