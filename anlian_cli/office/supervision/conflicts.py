"""Experts who bear the name of somebody who applies (Art. 11(2)): said, never refused, since a name proves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from anlian_cli.model.application import UnitForm
from anlian_cli.model.scores import Score, Stage
from anlian_cli.model.text import folded
from anlian_cli.office.filed_application import filed_application
from anlian_cli.office.supervision.score_remarks import principal_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History

_PRINCIPAL, _HEAD, _CONSULTANT = (
    str(UnitForm.model_fields[field].alias) for field in ("principal", "legal_representative", "consultants")
)


def namesakes(
    history: History, round_name: str, experts: Sequence[str], scores: Mapping[str, Score] | None = None
) -> Iterator[str]:
    """What is said of experts who may be an applicant's own, but for those who are recused from its score already."""
    applied = (one for one in history.dossiers.values() if one.application_digest(round_name) is not None)
    for dossier in sorted(applied, key=lambda dossier: dossier.name) if experts else ():
        roles = dict(reversed([(folded(name), role) for name, role in _people(history, dossier, round_name)]))
        recused = _recused(dossier, round_name, scores or {})
        for expert in experts:
            if folded(expert) in roles and folded(expert) not in recused:
                yield f"专家{expert}与{dossier.name}的{roles[folded(expert)]}同名，请核实；是同一人的，建议回避"


def _people(history: History, dossier: Dossier, round_name: str) -> Iterator[tuple[str, str]]:
    """The heads and consultants of an application by name, the gravest role first."""
    application = filed_application(history, dossier, round_name)
    unit = (application.unit if application else None) or UnitForm()
    head = unit.legal_representative
    yield from _named(_PRINCIPAL, principal_of(history, dossier, round_name))
    yield from _named(_HEAD, head.name if head else None)
    yield from _named(_CONSULTANT, *(one.name for one in unit.consultants or ()))
    yield from _named(_CONSULTANT, *(one.name for one in (application.persons if application else None) or ()))


def _named(role: str, *names: str | None) -> Iterator[tuple[str, str]]:
    return ((name, role) for name in names if name)


def _recused(dossier: Dossier, round_name: str, scores: Mapping[str, Score]) -> set[str]:
    score = scores.get(dossier.code) or dossier.score(round_name, Stage.INTERVIEW)
    return {folded(expert.expert) for expert in score.experts if expert.recused} if score else set()


def experts_of(scores: Mapping[str, Score]) -> list[str]:
    """Everybody who gave points, once, in the order of the sheet."""
    given = (expert for score in scores.values() for expert in score.experts if not expert.recused)
    return list(dict.fromkeys(expert.expert for expert in given))
