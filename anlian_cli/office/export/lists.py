"""The codes that the tables hold, each in words: from the documents, the newest last."""

from __future__ import annotations

from collections.abc import Mapping

from anlian_cli.regulation.documents import DOCUMENTS, regulation_named
from anlian_cli.regulation.text import finding_rules


def code_lists() -> Mapping[str, Mapping[str, str]]:
    """Clauses, findings, grounds and items of assessment by their codes."""
    documents = [regulation_named(name) for name in DOCUMENTS]
    return {
        "clause": {clause.id: clause.title for one in documents for clause in one.clauses},
        "finding": {code: rule.title for code, rule in finding_rules().items()},
        "ground": {key: ground.name for one in documents for key, ground in one.exit_grounds.items()},
        "item": {key: item.name for one in documents for key, item in one.assessment_items.items()},
    }
