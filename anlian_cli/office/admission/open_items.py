"""What a round still waits for of its reviewer: unproven clauses, X1 and X2 that are not settled, missing receipts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.discovery import APPLICATIONS, UnitLocation, find_units
from anlian_cli.forms.form_files import VERIFICATION_FILE
from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.packed_folder import is_packed
from anlian_cli.forms.review_words import as_in_cell
from anlian_cli.forms.reviewers_file import ReviewersFile, mark_of, read_reviewers_file
from anlian_cli.model.results import ClauseResult, ClauseVerdict, UnitResult, UnitVerdict
from anlian_cli.model.review import OpenItem, OpenUnit
from anlian_cli.model.text import folded
from anlian_cli.model.verification import Delivery
from anlian_cli.model.workspace import EVERY_CLAUSE
from anlian_cli.office.admission.checking import Observer, check, named_round, terms_of
from anlian_cli.office.office import Office
from anlian_cli.office.scanning.evidence import evidence_for
from anlian_cli.regulation.cross_unit import Shared, shared_by_unit
from anlian_cli.regulation.text import finding_rules

if TYPE_CHECKING:  # most reviews read no scans
    from anlian_cli.office.scanning.papers import Reader

_SETTLED_BY_A_RECEIPT = "11.1"
_SETTLED_BY_A_WORD = ("X1", "X2")


class UnitUnderReview(Struct, frozen=True):
    """A unit of the round: its result, what is open of it, and its reviewer's file as it stands."""

    result: UnitResult
    open: OpenUnit
    file: ReviewersFile


class RoundUnderReview(Struct):
    """A round's units that can be reviewed, by folder; `remarks` name those that cannot, and why.

    `asks` is what each clause asks, in the words of the round's own document.
    """

    name: str
    asks: Mapping[str, str]
    units: dict[str, UnitUnderReview] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> list[OpenUnit]:
        """The units of which something is open."""
        return [unit.open for unit in self.units.values() if unit.open.waits]


def locations_of(office: Office, round_name: str) -> tuple[UnitLocation, ...]:
    """The units of a round. Raises UsageFault, InputFault where there is no such round, or nothing in it."""
    named_round(office, round_name, office.today)
    found = find_units(office.workspace / APPLICATIONS / round_name, office.workspace)
    if not found:
        raise InputFault(f"{APPLICATIONS}/{round_name} 里没有申报单位", "每家单位一个子文件夹")
    return found


def under_review(
    office: Office,
    round_name: str,
    locations: Sequence[UnitLocation],
    observer: Observer,
    read: Reader | None = None,
) -> RoundUnderReview:
    """Check a round, and say of each unit what its reviewer has still to decide, beside what `read` reads of it."""
    report = check(locations, office, as_of=office.today, round_name=round_name, observer=observer, read=read)
    terms = terms_of(office, round_name, office.today, None)
    asks = {clause.id: clause.asks for clause in terms.regulation.clauses}
    review = RoundUnderReview(round_name, asks, remarks=list(_idle_phrases(office)))
    for location, result, shared in zip(locations, report.units, shared_by_unit(report.units), strict=True):
        try:
            _take(review, location, result, [one for one in shared if one.unsettled])
        except Unreadable as problem:
            why = f"{VERIFICATION_FILE} {problem.finding.message}"
            review.remarks.append(f"{result.name}：{why}，没有列入；{problem.finding.hint}")
    return review


def _idle_phrases(office: Office) -> Iterator[str]:
    """Phrases under a name that no item has, and so are never offered."""
    known = {clause.id for clause in office.regulation.clauses} | {EVERY_CLAUSE, *_SETTLED_BY_A_WORD}
    if idle := [code for code in office.settings.phrases if code not in known]:
        yield f"anlian.yaml 的常用依据里，{'、'.join(idle)} 不是条款编号，没有列入"


def _take(review: RoundUnderReview, location: UnitLocation, result: UnitResult, shared: Sequence[Shared]) -> None:
    folder = as_in_cell(f"{review.name}/{location.path.name}")
    if not (location.path.is_dir() or is_packed(location.path)):
        # Beside the forms of other firms there is no place for what was found of one.
        hint = f"请给它建一个文件夹，把文件移进去，{VERIFICATION_FILE} 就写在里面"
        review.remarks.append(f"{folder} 是单独一个文件，没有列入；{hint}")
    elif folder in review.units:
        review.remarks.append(f"有两个文件夹都显示为 {folder}，后一个没有列入；请改名，文件夹名里不写号码")
    elif result.verdict is UnitVerdict.UNREADABLE:
        review.remarks.append(f"{result.name}：登记表无法读取，没有列入")
    else:
        file = read_reviewers_file(location.path)
        review.units[folder] = UnitUnderReview(result, _open(review, result, folder, shared, file), file)


def _open(
    review: RoundUnderReview, result: UnitResult, folder: str, shared: Sequence[Shared], file: ReviewersFile
) -> OpenUnit:
    waiting = [clause for clause in result.clauses if _waits(clause, result)]
    clauses = (_clause(clause, review.asks[clause.id], file, evidence_for(result, clause.id)) for clause in waiting)
    return OpenUnit(
        name=result.name,
        credit_code=result.credit_code or "",
        folder=folder,
        items=(*clauses, *_shared(shared, file)),
        delivery=_delivery(result),
        mark=mark_of(file.receipts),
    )


def _waits(clause: ClauseResult, result: UnitResult) -> bool:
    """Whether a word would settle the clause: of one that is `error` none would, and a day is asked for elsewhere."""
    by_receipt = clause.id == _SETTLED_BY_A_RECEIPT and result.received_on is None
    return clause.verdict is ClauseVerdict.UNPROVEN and clause.counts and not by_receipt


def _delivery(result: UnitResult) -> Delivery | None:
    """The receipt that is awaited: the first, or a correction where one is asked of the unit."""
    if result.received_on is None:
        return Delivery.FIRST
    return Delivery.CORRECTION if result.verdict is UnitVerdict.CORRECT else None


def found_of(clause: ClauseResult) -> str:
    """What the files say to a clause, as a cell of the sheet shows it."""
    return as_in_cell(clause.found or "")


def _clause(clause: ClauseResult, asks: str, file: ReviewersFile, scanned: str) -> OpenItem:
    standing = file.entry(clause.id)
    now = f"；初核记录里现在写的是：{entry_in_words(standing)}" if standing else ""
    asked = as_in_cell(f"{asks}{clause.note or ''}{now}")
    return OpenItem(
        clause.id, clause.title, found_of(clause), asked, mark=mark_of(standing), scanned=as_in_cell(scanned)
    )


def entry_in_words(standing: object) -> str:
    """What a person wrote under a clause, on one line."""
    if isinstance(standing, dict):
        return "，".join(f"{label} {value}" for label, value in standing.items()) or "空白"
    return "；".join(map(entry_in_words, standing)) if isinstance(standing, list) else str(standing or "（无）")


def _shared(found: Sequence[Shared], file: ReviewersFile) -> Iterator[OpenItem]:
    """A row for each partner of X1, who is named by its code; units of one code cannot be told apart by it."""
    for code in dict.fromkeys(one.code for one in found):
        partners = [one for one in found if one.code == code]
        apart = code == "X1" and all(one.partner.credit_code for one in partners)
        for group in [[one] for one in partners] if apart else [partners]:
            counterpart = group[0].partner.credit_code or "" if apart else ""
            yield _shared_item(code, group, counterpart, mark_of(file.entry(code)))


def _shared_item(code: str, group: Iterable[Shared], counterpart: str, mark: str) -> OpenItem:
    rule, group = finding_rules()[code], list(group)
    shown = as_in_cell("、".join(dict.fromkeys(text for one in group for text in one.shown)))
    others = "、".join(f"{one.partner.name}（{one.partner.source.rpartition('/')[2]}）" for one in group)
    return OpenItem(code, rule.title, shown, as_in_cell(f"另在 {others}；两家都要写结论"), counterpart, mark)


def one_of(review: RoundUnderReview, text: str) -> UnitUnderReview:
    """The unit that is meant by its folder, name or code, or a part of them. Raises UsageFault."""
    asked = folded(text)
    names = {
        folder: [folded(name) for name in (folder, folder.rpartition("/")[2], unit.open.name, unit.open.credit_code)]
        for folder, unit in review.units.items()
    }
    exact = [folder for folder, known in names.items() if asked in known]
    found = exact or [folder for folder, known in names.items() if any(asked in name for name in known)]
    if len(found) == 1:
        return review.units[found[0]]
    there = "、".join(f"{review.units[folder].open.name}（{folder}）" for folder in found[:8])
    if found:
        raise UsageFault(f"“{text}”符合 {len(found)} 家单位：{there}", "请写文件夹或全称")
    why = "；".join(("单位写文件夹名、全称或统一代码，别的批次写 批次/文件夹", *review.remarks))
    raise UsageFault(f"批次 {review.name} 里没有单位“{text}”", why)


def unit_in_words(unit: OpenUnit) -> str:
    """What is open of a unit, on one line."""
    codes = "、".join(dict.fromkeys(item.code for item in unit.items))
    parts = [f"没有{unit.delivery}收件"] if unit.delivery else []
    parts += [f"待核实 {len(unit.items)} 项：{codes}"] if unit.items else []
    return f"{unit.name}（{unit.folder}）  {'；'.join(parts)}"


def round_in_words(review: RoundUnderReview) -> str:
    """How much is open of the round."""
    waiting = review.waiting
    items, receipts = sum(len(unit.items) for unit in waiting), sum(unit.delivery is not None for unit in waiting)
    if not waiting:
        return f"{review.name} 批次：{len(review.units)} 家都没有待核实的"
    return f"{review.name} 批次：{len(waiting)} 家待核实 {items} 项，待登记收件 {receipts} 家"
