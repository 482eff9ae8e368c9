"""What a unit is told of its application: findings and clauses in the words of a letter, each with its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from anlian_cli.forms.source import VERIFICATION_LABEL
from anlian_cli.model.application import Application
from anlian_cli.model.citation import articles_in_words
from anlian_cli.model.findings import Finding, Place, Severity, cell_label
from anlian_cli.model.labels import fields_of
from anlian_cli.model.notice import Notice, NoticeItem, NoticeKind
from anlian_cli.model.results import ClauseResult, ClauseVerdict, UnitResult, UnitVerdict
from anlian_cli.office.notices.discretion import Discretion
from anlian_cli.regulation.cross_unit import Shared
from anlian_cli.regulation.text import Clause, ClauseBasis, Regulation

_FOR_THE_REVIEWER = frozenset({"F09", "F26", "F28", "F32", "F99", "S9"})
"""Remarks on the reviewer's own file, on the records, and on this program."""
_LEFT_OPEN = frozenset({"F30", "F33", "F34", "F35"})
"""What was not read or not said in the form: until the unit answers, a clause may stay undecided."""
_OF_THE_OFFICE = (VERIFICATION_LABEL, "anlian")
"""Words of what is said to the reviewer alone: her file, and this program's commands."""
_TO_THE_UNIT = {
    **{"请索要": "请填写", "，或索要": "", "或索要": ""},
    **{"请放入": "请提交", "文件夹里有": "收到的有", "文件夹是空的": "没有收到文件"},
}
"""What the reviewer asks of the unit, the unit does; what lies in her folder is what she received."""
_CURABLE = ("10.", "11.2")
_PERSONS = fields_of(Application)["persons"].label
_ROW = re.compile(r"第\d+项")
_SHARED = {
    "X1": "咨询人员{shown}与其他申报材料中的人员身份证号相同，请说明其任职情况，并附劳动合同和社会保险缴纳证明",
    "X2": "统一代码{shown}与其他申报材料相同，请照营业执照核对并说明",
    "X3": "手机号{shown}与其他申报材料相同，请说明",
    "X4": "法定代表人{shown}与其他申报材料中的同名，请说明是否同一人",
    "X5": "材料“{shown}”与其他申报材料的文件完全相同，请说明来源",
}
_KINDS = {
    UnitVerdict.CORRECT: NoticeKind.CORRECT,
    UnitVerdict.UNREADABLE: NoticeKind.CORRECT,
    UnitVerdict.FAIL: NoticeKind.FAIL,
    UnitVerdict.PENDING: NoticeKind.VERIFY,
}


def notice_to(
    unit: UnitResult, shared: Sequence[Shared], regulation: Regulation, discretion: Discretion
) -> Notice | None:
    """The letter to a unit; None where it passes, or where only the reviewer can settle what is open."""
    kind = _KINDS.get(unit.verdict)
    if kind is None:
        return None
    told = _Told(unit, regulation, discretion)
    refused = kind is NoticeKind.FAIL
    unmet = tuple(told.unmet()) if refused else ()
    faults = tuple(told.faults(shared))
    asks, doubts = ((), ()) if refused else (tuple(told.asks(shared)), tuple(told.doubts()))
    return Notice(kind, unmet, faults, asks, doubts) if unmet or faults or asks else None


class _Told:
    """One unit, put into the words of a letter to it."""

    def __init__(self, unit: UnitResult, regulation: Regulation, discretion: Discretion) -> None:
        self._unit, self._discretion = unit, discretion
        self._clauses = {clause.id: clause for clause in regulation.clauses}
        self._findings = [one for one in unit.findings if one.code not in _FOR_THE_REVIEWER]

    def unmet(self) -> Iterator[NoticeItem]:
        """The conditions that refuse it: what was found, and what the article asks."""
        for clause in self._unit.clauses:
            if clause.verdict is ClauseVerdict.UNMET and not clause.id.startswith(_CURABLE):
                found = [one for one in self._findings if one.clause == clause.id]
                yield from (self._refused(clause, one) for one in found)

    def faults(self, shared: Iterable[Shared]) -> Iterator[NoticeItem]:
        """What must be put right."""
        for finding in self._findings:
            curable = finding.clause is None or finding.clause.startswith(_CURABLE)
            if finding.severity is Severity.ERROR and curable:
                yield self._item(finding)
        yield from self._shared(one for one in shared if one.accepted is False)

    def asks(self, shared: Iterable[Shared]) -> Iterator[NoticeItem]:
        """What only the unit can answer, or hand in."""
        for clause in self._unit.clauses:
            if clause.verdict is ClauseVerdict.UNPROVEN and clause.counts and clause.ask:
                article = articles_in_words(self._clauses[clause.id].article)
                yield NoticeItem(clause.title, self._discretion.about(self._unit, clause.ask), article=article)
        yield from (self._item(one) for one in self._warnings() if one.code in _LEFT_OPEN)
        yield from self._shared(one for one in shared if one.accepted is None)

    def doubts(self) -> Iterator[NoticeItem]:
        """What may be right, and is worth another look."""
        yield from (self._item(one) for one in self._warnings() if one.code not in _LEFT_OPEN)

    def _warnings(self) -> Iterator[Finding]:
        return (one for one in self._findings if one.severity is Severity.WARNING)

    def _refused(self, clause: ClauseResult, finding: Finding) -> NoticeItem:
        asked = None if self._clauses[clause.id].basis is ClauseBasis.JUDGED else clause.required
        said = (("规定", asked), ("材料所载", clause.found))
        values = "；".join(f"{head}：{text}" for head, text in said if text and text not in finding.message)
        # What the reviewer rejects says so itself.
        where = "" if finding.message.startswith(clause.title) else clause.title
        return self._item(finding, where, values)

    def _item(self, finding: Finding, where: str | None = None, remedy: str | None = None) -> NoticeItem:
        by_reviewer = finding.path[:1] == ("verification",)
        spare = self._discretion.from_reviewer if by_reviewer else self._discretion.about
        hint = _for_the_unit(finding.hint, "初核", *_OF_THE_OFFICE) if remedy is None else remedy
        place = None if by_reviewer else self._own(finding.place)
        return NoticeItem(
            _where(finding) if where is None else where,
            spare(self._unit, _for_the_unit(finding.message, *_OF_THE_OFFICE)),
            self._discretion.about(self._unit, hint),
            self._article(finding),
            self._discretion.about(self._unit, _place_in_words(place)) if place else "",
            place,
        )

    def _own(self, place: Place | None) -> Place | None:
        """A place in one of the unit's files; of what is said of its folder there is none."""
        return None if place is None or place.file == self._unit.source else place

    def _article(self, finding: Finding) -> str:
        if finding.clause:
            return articles_in_words(self._clauses[finding.clause].article)
        form = finding.route.partition("·")[0]
        return next((articles_in_words(one.article) for one in self._clauses.values() if _asks_for(one, form)), "")

    def _shared(self, found: Iterable[Shared]) -> Iterator[NoticeItem]:
        for code, shown in dict.fromkeys((one.code, text) for one in found for text in one.shown):
            yield NoticeItem("", self._discretion.about(self._unit, f"贵单位的{_SHARED[code].format(shown=shown)}"))


def _where(finding: Finding) -> str:
    """单位登记表“主要负责人”“手机”, 人员登记表第2份（张示例）“身份证号”; nothing of the reviewer's own file."""
    if finding.path[:1] == ("verification",):
        return ""
    form, *steps = finding.route.split("·")
    return form + "".join(_step(form, step) for step in steps)


def _step(form: str, step: str) -> str:
    if not _ROW.match(step):
        return f"“{step}”"
    return step.replace("项", "份", 1) if form == _PERSONS else step


def _for_the_unit(text: str, *but: str) -> str:
    """What a text says to the unit: the reviewer's part of it is left out."""
    for word, instead in _TO_THE_UNIT.items():
        text = text.replace(word, instead)
    return "；".join(part for part in text.rstrip("。").split("；") if not any(one in part for one in but))


def _asks_for(clause: Clause, form: str) -> bool:
    """Whether a clause is the one that has a form handed in."""
    return bool(form) and clause.id.startswith("10.") and clause.title.endswith(form)


def _place_in_words(place: Place) -> str:
    """申报材料.xlsx 单位登记表!F4; of a text file the line."""
    if place.sheet is not None and place.cell is not None:
        return f"{place.file} {cell_label(place.sheet, place.cell)}"
    return place.file if place.line is None else f"{place.file} 第{place.line}行"
