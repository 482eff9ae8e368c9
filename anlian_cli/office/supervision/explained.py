"""A unit's annual score explained: its scores, where they come from, and every correction on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anlian_cli.errors import UsageFault
from anlian_cli.model.events import DailyEntry
from anlian_cli.model.explained import Correction, Explained, ExplainedStage
from anlian_cli.model.life import StageLife
from anlian_cli.model.ranking import AnnualRanking
from anlian_cli.model.scores import Score
from anlian_cli.model.scoring import StageRule
from anlian_cli.office.office import Office
from anlian_cli.office.periods import in_force
from anlian_cli.office.supervision.assessed import YEARLY
from anlian_cli.office.supervision.scoring import what_differs
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import score_path
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_total
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import distances


def explained(office: Office, ranking: AnnualRanking, dossier: Dossier) -> Explained:
    """A unit in a year's ranking. Raises UsageFault where it is not 在册 that year."""
    code = dossier.credit_code
    place = next((place for place in ranking.places if place.credit_code == code), None)
    apart = (*ranking.incomplete, *ranking.newcomers)
    incomplete = next((unit for unit in apart if unit.credit_code == code), None)
    if place is None and incomplete is None:
        raise UsageFault(f"{dossier.name} 不参加 {ranking.year} 年度考核", "在册情况见 anlian show")
    rules = [in_force(office, "year", ranking.year).rule(stage) for stage in YEARLY]
    log = (event for event in dossier.events if isinstance(event, DailyEntry))
    return Explained(
        ranking,
        dossier.name,
        code,
        place,
        incomplete,
        tuple(stages_explained(office, dossier, rules)),
        tuple(entry for entry in log if entry.on.year == int(ranking.year)),
        distances(place.total, ranking.basis.edges) if place else (),
    )


def stages_explained(office: Office, dossier: Dossier, rules: Iterable[StageRule]) -> Iterator[ExplainedStage]:
    """The stages of which a score stands, each with where it came from."""
    for rule in rules:
        path = score_path(rule.period, rule.stage)
        filed, score = dossier.filed(path), dossier.score(rule.period, rule.stage)
        if filed is None or score is None:
            continue
        life = StageLife(score, stage_total(score, rule), filed.batch, filed.version, dossier.is_outdated(score))
        titles = {item: rule.title(item) for item in rule.items}
        yield ExplainedStage(life, titles, tuple(_corrections(office, dossier, rule, path)))


def _corrections(office: Office, dossier: Dossier, rule: StageRule, path: str) -> Iterator[Correction]:
    """Every recording of the score, the first one included, oldest first."""
    codes = (dossier.code, *dossier.former_codes)
    before: Score | None = None
    for version in office.history.versions:
        if version.entry.folder.partition("/")[0] in codes and path in version.entry.changes:
            document = version.entry.documents.get(path)
            now = document if isinstance(document, Score) else None
            old, new = (stage_total(score, rule) if score else None for score in (before, now))
            details = what_differs(rule, before, now) if before and now else ()
            yield Correction(version.batch, old, new, tuple(details))
            before = now
