"""Whether a document says the same of itself as the path that it is filed under."""

from __future__ import annotations

from typing import Any

from anlian_cli.model.filing import FiledVerdict, Parameters
from anlian_cli.model.scores import Score
from anlian_cli.records.places import parameters_path, score_path, verdict_path


def belongs(document: Any, path: str) -> bool:
    """Of a score, a verdict or parameters: whether they are of the stage, round or period that the path names."""
    match document:
        case Score():
            return path == score_path(document.period, document.stage)
        case FiledVerdict():
            return path == verdict_path(document.round)
        case Parameters():
            return path == parameters_path(document.kind, document.period)
    return True
