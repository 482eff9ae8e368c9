"""A filled 初核表 becomes the reviewer's files of a round, whole or not at all.

One faulty row keeps the whole sheet back, as a score sheet is kept back: half a sheet would leave her not knowing which
half. What she wrote by hand after the sheet was written is never overwritten: a row whose own entry was changed since,
or whose firm's files say something else now, is a fault that shows both. What she wrote elsewhere in the file stays
and stops nobody. A sheet that was read once may be read again: what stands already as it says is nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.form_files import VERIFICATION_FILE
from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.review_sheet import ReviewSheet
from anlian_cli.forms.reviewers_file import ReviewersFile, amended, mark_of
from anlian_cli.forms.score_head import RowFault
from anlian_cli.model.review import Answered, ReceiptAnswer, WordAnswer, WordChange
from anlian_cli.model.text import compact, folded
from anlian_cli.model.verification import Receipt, Word
from anlian_cli.office.admission.open_items import RoundUnderReview, UnitUnderReview, entry_in_words, found_of
from anlian_cli.office.files import write_file
from anlian_cli.office.office import Office

_NOTHING = "（无）"


class Amendment(Struct):
    """What a sheet changes in one unit's file."""

    unit: UnitUnderReview
    words: list[tuple[str, Word]] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    changes: list[WordChange] = field(default_factory=list)
    content: bytes = b""

    @property
    def file(self) -> ReviewersFile:
        return self.unit.file

    @property
    def shown(self) -> str:
        """The file below the applications: in the unit's folder, or beside its .zip."""
        folder, name = self.unit.open.folder, self.file.path.name
        return f"{folder if name == VERIFICATION_FILE else folder.rpartition('/')[0]}/{name}"


def amendments(office: Office, review: RoundUnderReview, sheet: ReviewSheet, path: Path) -> list[Amendment]:
    """What the sheet changes, unit by unit. Raises InputFault that lists every fault by row and cell."""
    planned: dict[str, Amendment] = {}
    faults = list(sheet.faults)
    answers: tuple[WordAnswer | ReceiptAnswer, ...] = (*sheet.receipts, *sheet.words)
    for answer in answers:
        try:
            unit = _unit(review, answer.at)
            _take(planned.setdefault(unit.open.folder, Amendment(unit)), answer, office)
        except ValueError as problem:
            faults.append(RowFault(answer.at.row, answer.at.cell, str(problem)))
    changed = [amendment for amendment in planned.values() if amendment.changes]
    faults += _rewritten(changed, office)
    if faults:
        lines = [f"{f'第 {fault.row} 行 ' if fault.row else ''}{fault.cell}：{fault.message}" for fault in faults]
        message = "\n".join([f"{path} 有 {len(faults)} 处需要改正", *lines])
        raise InputFault(message, "全部改正后再运行；什么也没有写入")
    return changed


def _unit(review: RoundUnderReview, at: Answered) -> UnitUnderReview:
    """The unit of a row. Raises ValueError where it is of another round, gone, or another firm by now."""
    unit = review.units.get(at.folder)
    if unit is None:
        there = "" if at.folder.startswith(f"{review.name}/") else f"；这次录入的是批次 {review.name}"
        raise ValueError(f"没有文件夹“{at.folder}”，或它没有列入（原因见上）{there}")
    if compact(at.credit_code) != compact(unit.open.credit_code):
        now = unit.open.credit_code or "空白"
        raise ValueError(f"{at.folder} 的统一代码是 {now}，表上是 {at.credit_code or '空白'}")
    return unit


def _take(amendment: Amendment, answer: WordAnswer | ReceiptAnswer, office: Office) -> None:
    """Plan an answer. Raises ValueError where it cannot be taken."""
    if isinstance(answer, ReceiptAnswer):
        _refuse_future(answer.receipt.received_on, office)
        _take_receipt(amendment, answer)
    else:
        _refuse_future(answer.word.given_on, office)
        _take_word(amendment, answer)


def _take_word(amendment: Amendment, answer: WordAnswer) -> None:
    word, unit = answer.word, amendment.unit
    if word in unit.file.verification.words.get(answer.code, ()):
        return
    planned = [other for code, other in amendment.words if code == answer.code]
    if word in planned:
        return
    if any(other.counterpart == word.counterpart for other in planned):
        raise ValueError(f"{answer.code} 在表里有两行，写得不同")
    found = _found(unit, answer)
    standing = unit.file.entry(answer.code)
    if answer.at.mark != mark_of(standing):
        now = f"现在是“{entry_in_words(standing)}”，表上是“{_in_words(word)}”"
        raise ValueError(f"出表以后初核记录里的 {answer.code} 改过，或核对码被改动：{now}")
    if folded(found) != folded(answer.found):
        shown = f"表上是“{answer.found or '空白'}”，现在是“{found or '空白'}”"
        raise ValueError(f"出表以后材料变了，或“材料写的”被改动：{shown}；请重新出表")
    amendment.words.append((answer.code, word))
    entry = f"{answer.code}（{word.counterpart}）" if word.counterpart else answer.code
    old = entry_in_words(standing) if standing else _NOTHING
    amendment.changes.append(WordChange(entry, old, _in_words(word)))


def _found(unit: UnitUnderReview, answer: WordAnswer) -> str:
    """What the files say now. Raises ValueError where there is no such clause, or nothing is shared any more."""
    clause = next((clause for clause in unit.result.clauses if clause.id == answer.code), None)
    if clause is not None:
        return found_of(clause)
    item = unit.open.item(answer.code, answer.word.counterpart or "")
    if item is None:
        raise ValueError(f"现在没有待核实的 {answer.code}；请重新出表")
    return item.found


def _take_receipt(amendment: Amendment, answer: ReceiptAnswer) -> None:
    receipt, file = answer.receipt, amendment.file
    if receipt in (*file.verification.receipts, *amendment.receipts):
        return
    if answer.at.mark != mark_of(file.receipts):
        now = entry_in_words(file.receipts) if file.receipts is not None else _NOTHING
        shown = f"现在是“{now}”，表上是“{_receipt_in_words(receipt)}”"
        raise ValueError(f"出表以后初核记录里的收件改过，或核对码被改动：{shown}")
    if any(other.delivery is receipt.delivery for other in amendment.receipts):
        raise ValueError(f"{receipt.delivery}收件在表里有两行，写得不同")
    amendment.receipts.append(receipt)
    amendment.changes.append(WordChange(f"{receipt.delivery}收件", _NOTHING, _receipt_in_words(receipt)))


def _refuse_future(day: date | None, office: Office) -> None:
    if day and day > office.today:
        raise ValueError(f"日期 {day} 还没有到")


def _in_words(word: Word) -> str:
    day = f"（{word.given_on}）" if word.given_on else ""
    return f"{word.conclusion}：{word.basis}{day}"


def _receipt_in_words(receipt: Receipt) -> str:
    return "，".join(f"{label} {value}" for label, value in receipt.model_dump(mode="json", exclude_none=True).items())


def _rewritten(changed: Iterable[Amendment], office: Office) -> Iterator[RowFault]:
    """The new content of every file; a fault where one is written in a way that does not take it."""
    for amendment in changed:
        try:
            amendment.content = amended(amendment.file, amendment.words, amendment.receipts, office.settings.clerk)
        except Unreadable as problem:
            message = f"{problem.finding.message}；{problem.finding.hint}"
            yield RowFault(0, amendment.shown, message)


def write(changed: Sequence[Amendment]) -> None:
    """Write every file, each whole. Raises UsageFault where one was changed just now, or the disk does not take it."""
    for done, amendment in enumerate(changed):
        path, before = amendment.file.path, amendment.file.data
        try:
            if (path.read_bytes() if path.exists() else None) != before:
                raise UsageFault(f"{path} 在录入时被改动", "等文件不再变化后重新运行")
            write_file(path, amendment.content)
        except UsageFault as problem:
            hint = f"{problem.hint}；前面 {done} 家已经写好，再运行一次会接着写其余的"
            raise UsageFault(problem.message, hint) from None


def changes_in_words(changed: Sequence[Amendment]) -> Iterator[str]:
    """Old and new of every entry, unit by unit."""
    for amendment in changed:
        made = "（新建）" if amendment.file.data is None else ""
        yield f"{amendment.unit.open.name}  {amendment.shown}{made}"
        yield from (f"  {change.entry}：{change.old} → {change.new}" for change in amendment.changes)
