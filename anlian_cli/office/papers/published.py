"""What was published, and whether the records still say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from anlian_cli.errors import UsageFault
from anlian_cli.model.publication import Difference, Published, Row
from anlian_cli.model.ranking import RankedUnit
from anlian_cli.office.directory import directory
from anlian_cli.office.office import Office
from anlian_cli.office.papers import admission, supervision
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.supervision.ranking import annual, scored_in
from anlian_cli.records.filed import Filed
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import is_recommended
from anlian_cli.report.papers.paper import CODE, NAME, RANK, Paper
from anlian_cli.report.rank_words import shown_annual

_STAGES = ("日常工作考核得分", "年度资格审查得分", "材料审核得分", "面试答辩得分")
_COMPARED = (RANK, *_STAGES, supervision.TOTAL, admission.TOTAL, supervision.GRADE)
"""What a correction is about: numbers, grades and places; notes and names change with time."""
_OF_A_YEAR = ("年度考核公示", "优先推荐名单")
_OF_A_ROUND = ("申报公告", "入围名单公告", "面试通知", "综合测评公示", "入选公告")
Rows = tuple[Row, ...]


def published(office: Office) -> list[tuple[Published, Filed]]:
    """Everything that was published, in the order of recording. Raises RecordsFault for rows that name nobody."""
    has_code = office.settings.federation.credit_code is not None
    dossier = office.history.dossiers.get(office.code) if has_code else None
    found = list(dossier.publications) if dossier else []
    for one, filed in found:
        if _is_compared(one) and not all({NAME, CODE} <= row.keys() for row in stands(one)):
            raise filed.fault()
    return found


def _is_compared(publication: Published) -> bool:
    return (publication.corrects.paper if publication.corrects else publication.paper) in _NOW


def of_paper(office: Office, paper: str, subject: str) -> list[Published]:
    """A publication and then its corrections; nothing where it never was."""
    return [
        one
        for one, _ in published(office)
        if (one.paper, one.subject) == (paper, subject)
        or (one.corrects is not None and (one.corrects.paper, one.corrects.subject) == (paper, subject))
    ]


def in_full(publication: Published) -> str:
    """2018年度考核公示, 2017批次入选公告, 退出公告（91…）: a publication as another one names it."""
    paper, subject = publication.paper, publication.subject
    if paper in _OF_A_YEAR:
        return f"{subject}年度{paper.removeprefix('年度')}"
    return f"{subject}批次{paper}" if paper in _OF_A_ROUND else f"{paper}（{subject}）"


def stands(publication: Published) -> Rows:
    """The rows of the paper that a publication is, or puts right, as the public knows them since."""
    return publication.stands if publication.corrects else publication.said


def _grades(office: Office, publication: Published) -> Rows:
    subject = publication.subject
    return supervision.grades(
        office, Asked(subject, reason=_UNSAID if annual(office, subject).incomplete else None)
    ).said


_UNSAID = "未说明"
"""Stands where nobody reads it: only the rows are compared."""


def _recommended(office: Office, publication: Published) -> Rows:
    """The total and grade of those who were named and whose grade still has it so, or that a correction brought in.

    Exits and their ends, which change who is recommended too, are announced by themselves.
    """
    ranking = annual(office, publication.subject)
    shown = shown_annual(ranking)
    named = {_code(office, row) for row in publication.said}
    since = next(filed.batch for one, filed in published(office) if one == publication)
    dossiers = {dossier.credit_code: dossier for dossier in office.units()}

    def belongs(place: RankedUnit) -> bool:
        if place.credit_code in named:
            return is_recommended(place.grade)
        return place.recommended and scored_in(dossiers[place.credit_code], publication.subject) > since

    return tuple(
        {
            NAME: place.name,
            CODE: place.credit_code,
            supervision.TOTAL: shown[place.total],
            supervision.GRADE: place.grade.label,
        }
        for place in ranking.places
        if belongs(place)
    )


def _composed(compose: Callable[[Office, Asked], Paper]) -> Callable[[Office, Published], Rows]:
    return lambda office, publication: compose(office, Asked(publication.subject)).said


_NOW: Mapping[str, Callable[[Office, Published], Rows]] = {
    "入围名单公告": _composed(admission.shortlisted),
    "综合测评公示": _composed(admission.results),
    "入选公告": _composed(admission.selected),
    "年度考核公示": _grades,
    "优先推荐名单": _recommended,
}
"""What the records say today in place of what was published; other papers tell what was so on their day."""


def rows_now(office: Office, publication: Published) -> Rows | None:
    """The table as it would be today; None for a paper that is not put right so, or whose ground is gone."""
    now = _NOW.get(publication.paper)
    if now is None:
        return None
    try:
        return now(office, publication)
    except UsageFault:
        return ()


def differences(office: Office, old: Rows, new: Rows) -> Iterator[Difference]:
    """Every place, number and grade that changed, unit by unit; who came in and who fell out."""
    before, after = {_code(office, row): row for row in old}, {row[CODE]: row for row in new}
    for code in dict.fromkeys([*before, *after]):
        if code not in after:
            yield Difference(before[code][NAME], "名单", "列入", None)
        elif code not in before:
            yield Difference(after[code][NAME], "名单", None, "列入")
        else:
            yield from _changed(before[code], after[code])


def _changed(old: Row, new: Row) -> Iterator[Difference]:
    for what in _COMPARED:
        if what in old and what in new and old[what] != new[what]:
            yield Difference(new[NAME], what, old[what], new[what])


def _code(office: Office, row: Row) -> str:
    """The code by which the unit of a published row is known now."""
    known = directory(office.history).with_code(row[CODE])
    return known.credit_code if known else row[CODE]
