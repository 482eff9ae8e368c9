"""All papers of a unit beside its forms, in the order of the clauses; and the findings that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.packed_folder import is_packed, unpacked
from anlian_cli.forms.unit_folder import UnitFiles
from anlian_cli.model.compared import Comparison
from anlian_cli.model.findings import Finding, Place, warning
from anlian_cli.model.personal import masked
from anlian_cli.model.results import UnitResult
from anlian_cli.model.scanned import PERSONAL
from anlian_cli.office.scanning.kinds import VOLUMES, materials_compared
from anlian_cli.office.scanning.licence import licence_compared
from anlian_cli.office.scanning.papers import Paper, Reader, read_papers
from anlian_cli.office.scanning.people import people_compared
from anlian_cli.regulation.clause import Case

_TOLD_BY_BOTH = ("S1", "S2", "S3", "S4")
_BY_EYE = "初核请打开原件看"
_MISREAD = "；辨认有误的，初核不必理会"
_HINTS = {
    **dict.fromkeys(_TOLD_BY_BOTH, f"请照原件核对，填错的请改正{_MISREAD}"),
    "S5": f"请换成所列的材料{_MISREAD}",
    "S6": f"请照执照核对，没有登记的请先办变更{_MISREAD}",
    "S7": f"请交换发以后的{_MISREAD}",
    "S8": "请交盖章后的彩色扫描件；纸质版已盖章的，初核不必理会",
}


def with_papers(result: UnitResult, unit: UnitFiles, case: Case, sent: Path, read: Reader) -> UnitResult:
    """The result of a unit that was sent as `sent`, with its papers read. No verdict changes."""
    try:
        papers = _papers(unit, sent, read)
        found = compared(papers, case)
        told = [unit.atlas.located(finding) for finding in findings(papers, found)]
    except (OSError, Unreadable):
        return _without(result, "这家单位的材料在读的时候打不开了")
    except Exception as problem:  # a broken comparison stops no batch, whatever broke it
        return _without(result, f"核对这家单位的材料时程序出错（{type(problem).__name__}），请告诉维护者")
    return replace(result, findings=(*result.findings, *told), scanned=found)


def _without(result: UnitResult, why: str) -> UnitResult:
    """The result of a unit whose materials could not be laid beside its forms."""
    unread = warning("S9", why, _BY_EYE, place=Place(result.source))
    return replace(result, findings=(*result.findings, unread), scanned=())


def _papers(unit: UnitFiles, sent: Path, read: Reader) -> tuple[Paper, ...]:
    if not is_packed(sent):
        return read_papers(unit, sent if sent.is_dir() else sent.parent, read, whole=sent.is_dir())
    # It lay open while its forms were read, and opens again in no time.
    with unpacked(sent, unit.source) as folder:
        return read_papers(unit, folder, read)


def compared(papers: Sequence[Paper], case: Case) -> tuple[Comparison, ...]:
    """Everything that the papers say beside the forms."""
    order = {clause.id: place for place, clause in enumerate(case.terms.regulation.clauses)}
    found = (
        *licence_compared(papers, case),
        *people_compared(papers, case),
        *materials_compared(papers, case.application),
    )
    return tuple(sorted(found, key=lambda one: order.get(one.clause, len(order))))


def findings(papers: Sequence[Paper], found: Sequence[Comparison]) -> Iterator[Finding]:
    """A warning for each difference that asks the reviewer, and for each file that was not read to its end."""
    for one in found:
        if one.code:
            yield warning(one.code, _in_words(one), _HINTS[one.code], one.path)
    for paper in papers:
        if paper.scan.unread and paper.is_readable and not _is_a_volume(paper):
            message = f"“{masked(paper.file)}”：{paper.scan.unread}"
            yield warning("S9", message, _BY_EYE, paper.path, None if paper.path else Place(paper.file))


def _is_a_volume(paper: Paper) -> bool:
    """Whether a file was read as far as is needed to know what it is."""
    return bool(paper.scan.documents) and {document.kind for document in paper.scan.documents} <= VOLUMES


def _in_words(one: Comparison) -> str:
    """材料/营业执照.pdf 第1页：成立日期是 2011-03-01，表上是 2010-03-01."""
    if one.code not in _TOLD_BY_BOTH:
        return f"{one.where}：{one.note}"
    if one.fact and one.fact.name in PERSONAL:
        return f"{one.where}：{one.label}和表上的不同"
    return f"{one.where}：{one.label}是“{one.read}”，表上是“{one.written}”"
