"""A unit's life, put together from its dossier and the periods it was scored in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from anlian_cli.model.life import EventLife, RoundLife, StageLife, UnitLife
from anlian_cli.office.office import Office
from anlian_cli.office.periods import in_force, kind_of
from anlian_cli.office.standing import line_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import score_path, verdict_path, written_code
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_total
from anlian_cli.regulation.life import Lifeline


def unit_life(office: Office, dossier: Dossier) -> UnitLife:
    """Everything that the records say of a unit."""
    line = line_of(office, dossier)
    return UnitLife(
        name=dossier.name,
        credit_code=dossier.credit_code,
        former_names=dossier.names[:-1],
        former_codes=tuple(map(written_code, dossier.former_codes)),
        rounds=tuple(_rounds(dossier)),
        stages=tuple(_stages(office, dossier)),
        events=tuple(EventLife(event, filed.batch) for event, filed in dossier.filed_events),
        batches=len(office.history.batches),
        digest=office.history.digest,
        state=line.on(office.today).state,
        path=tuple(_path(line, office.today)),
    )


def _path(line: Lifeline, today: date) -> Iterator[tuple[date, str]]:
    """The states that a unit went through, each with its first day."""
    for life in line.lives:
        if life.since is not None and life.since <= today:
            yield life.since, life.state.label


def _rounds(dossier: Dossier) -> Iterator[RoundLife]:
    for verdict in dossier.verdicts:
        filed = dossier.filed(verdict_path(verdict.round))
        assert filed is not None  # it was just read
        yield RoundLife(verdict.round, verdict.verdict, verdict.received_on, filed.batch)


def _stages(office: Office, dossier: Dossier) -> Iterator[StageLife]:
    for score in dossier.scores:
        rule = in_force(office, kind_of(score.stage), score.period).rule(score.stage)
        total = stage_total(score, rule)
        filed = dossier.filed(score_path(score.period, score.stage))
        assert filed is not None  # it was just read
        yield StageLife(score, total, filed.batch, filed.version, dossier.is_outdated(score))
