"""Publications done and due: what was published and still says what the records say, and what waits to be published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from anlian_cli.model.events import Admitted, Exited, Opened, Revoked, Shortlisted
from anlian_cli.model.publication import Difference, PublicationState
from anlian_cli.model.register import Unsettled
from anlian_cli.office.office import Office
from anlian_cli.office.papers.correction import CORRECTION, name_of, outstanding
from anlian_cli.office.papers.published import in_full, published
from anlian_cli.office.supervision.assessed import assessed_years
from anlian_cli.office.supervision.ranking import annual
from anlian_cli.report.papers.paper import in_words

_LOOKS_BACK = timedelta(days=365)
"""What was announced longer ago was published before the tool, or never will be."""
_OF_A_UNIT = {Opened: "启动退出程序告知书", Exited: "退出公告", Revoked: "撤销公告"}


def publications(office: Office) -> tuple[PublicationState, ...]:
    """Every publication, with what is to be put right in it."""
    wrong = {name_of(one.original): one.differences for one in outstanding(office)}
    return tuple(
        PublicationState(one.paper, in_full(one), one.on, one.document, wrong.get(name_of(one), ()))
        for one, _ in published(office)
    )


def differences_in_words(differences: tuple[Difference, ...]) -> str:
    """甲公司 年度考核成绩 93.5→83.55，…: the first three."""
    named = [f"{one.name} {one.what} {one.old or '未列入'}→{one.new or '不列入'}" for one in differences[:3]]
    return "，".join(named) + ("……" if len(differences) > len(named) else "")


def to_be_corrected(office: Office, subject: str | None = None) -> Iterator[Unsettled]:
    """Publications whose numbers were corrected since; of one period where it is given."""
    for one in outstanding(office, subject):
        what = f"已公示，须更正 {len(one.differences)} 处：{differences_in_words(one.differences)}"
        command = f"anlian paper {CORRECTION} {name_of(one.original)} -o {CORRECTION}.docx"
        yield Unsettled(in_full(one.original), what, command)


def due(office: Office) -> Iterator[Unsettled]:
    """What was decided, announced or completed within a year, and of which no publication is recorded."""
    done = {(one.paper, one.subject) for one, _ in published(office)}
    for paper, subject, name, on in dict.fromkeys(_announced(office)):
        if (paper, subject) not in done:
            what = f"{in_words(on)}的{paper}还没有记为已公布"
            yield Unsettled(name, what, f"anlian paper {paper} {subject} -o {paper}.docx")
    for year in assessed_years(office, needed=False):
        if ("年度考核公示", year) not in done and _is_to_be_published(office, year):
            what = "年度考核已全部录完，结果还没有记为已公布"
            yield Unsettled(f"{year} 年度", what, f"anlian rank {year} --publish 年度考核公示.docx")


def _announced(office: Office) -> Iterator[tuple[str, str, str, date]]:
    """Papers of announcements that are recorded: which, about what, how that is called, of which day."""
    for dossier in office.units():
        for event in dossier.events:
            if not office.today - _LOOKS_BACK <= event.on <= office.today:
                continue
            if isinstance(event, Shortlisted):
                yield "入围名单公告", event.round, f"批次 {event.round}", event.on
            elif isinstance(event, Admitted) and event.round:
                yield "入选公告", event.round, f"批次 {event.round}", event.on
            elif type(event) in _OF_A_UNIT:
                yield _OF_A_UNIT[type(event)], dossier.credit_code, dossier.name, event.on


def _is_to_be_published(office: Office, year: str) -> bool:
    if office.today.year - int(year) > 1:
        return False
    ranking = annual(office, year)
    return bool(ranking.places) and not ranking.incomplete
