"""Public copies: what is published, checked before it is written, in the format that the file's name asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from anlian_cli.errors import UsageFault
from anlian_cli.model.citation import Issued
from anlian_cli.model.personal import personal_words
from anlian_cli.model.ranking import AnnualRanking, ListedUnit, SelectionRanking
from anlian_cli.office.files import write_file
from anlian_cli.office.office import Office
from anlian_cli.office.periods import in_force
from anlian_cli.office.register import public_name
from anlian_cli.records.places import written_code
from anlian_cli.report.publication.announcement import (
    Announcement,
    annual_announcement,
    list_announcement,
    selection_announcement,
)
from anlian_cli.report.publication.formats import FORMATS, WRITERS


def publish_annual(
    path: Path, office: Office, ranking: AnnualRanking, without_incomplete: bool, reason: str | None
) -> None:
    """Publish a year's ranking. Raises UsageFault while units are not assessed, unless that is said with a reason."""
    if ranking.incomplete and not (without_incomplete and reason):
        waiting = "、".join(unit.name for unit in ranking.incomplete)
        hint = "录完再发布；确实要先发布的，加 --without-incomplete --reason 原因，公开件里会注明"
        raise UsageFault(f"还有 {len(ranking.incomplete)} 家未完成考核，没有发布：{waiting}", hint)
    if not ranking.incomplete and (without_incomplete or reason):
        raise UsageFault(f"{ranking.year} 年度各单位都已考核，没有发布", "去掉 --without-incomplete 和 --reason")
    if reason and (words := personal_words(reason)):
        raise UsageFault(f"原因里有{words}，没有发布", "公开件里不能有个人信息")
    names = {dossier.credit_code: public_name(dossier) for dossier in office.units()}
    publish(office, path, annual_announcement(ranking, reason, names))
    failed = [place.name for place in ranking.places if place.to_be_opened]
    if failed:
        article, day = ranking.basis.citation.of("procedure"), office.today.isoformat()
        office.listener.remark(f"{article}：不合格的 {len(failed)} 家，联合会应启动退出程序：{'、'.join(failed)}")
        office.listener.remark(f"→ 启动后记录：anlian exit open 单位 --on {day}")


def publish_selection(path: Path, office: Office, ranking: SelectionRanking) -> None:
    publish(office, path, selection_announcement(ranking))


def publish_list(path: Path, office: Office, kind: str, round_name: str, units: Sequence[ListedUnit]) -> None:
    """Publish a round's shortlist or confirmed list; what is said of a unit inside the office stays there."""
    bare = [ListedUnit(unit.name, written_code(unit.credit_code)) for unit in units]
    citation = in_force(office, "round", round_name).regulation.citation
    issued = Issued(office.settings.federation.name, citation, office.today, office.history.digest)
    publish(office, path, list_announcement(kind, round_name, bare, issued))


def publish(office: Office, path: Path, announcement: Announcement) -> None:
    """Write a public copy. Raises UsageFault for another kind of file, for nobody, or with something personal."""
    if not announcement.rows:
        raise UsageFault(f"{announcement.table_title}里一家单位也没有，没有发布", "先录入得分或名单")
    if words := personal_words("\n".join(_texts(announcement))):
        raise UsageFault(f"{announcement.table_title}里有{words}，没有发布", "请改正单位名称；公开件里不能有个人信息")
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise UsageFault(f"公开件没有格式“{path.suffix.lower()}”", f"可用：{'、'.join(FORMATS)}")
    write_file(path, write(announcement, office.moment.now))
    office.listener.remark(f"公开件已写入 {path}；发布前请看一遍", path)


def _texts(announcement: Announcement) -> Iterator[str]:
    """What is said in a public copy, a line each: a number is never read across two of them."""
    yield from (announcement.federation, announcement.title, *announcement.paragraphs, *announcement.below)
    yield from (str(cell.value) for cells in announcement.rows for cell in cells)
