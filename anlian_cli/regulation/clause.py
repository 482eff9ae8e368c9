"""How a clause is judged: its function rules on a case, then the reviewer's word is weighed.

A clause function that raises spoils nothing else: its clause is `error`, a fault of this program and never of
the applicant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.model.application import Application, PersonForm, SelfCheck, UnitForm
from anlian_cli.model.findings import Finding, Severity, warning
from anlian_cli.model.labels import label_path
from anlian_cli.model.materials import MaterialFile
from anlian_cli.model.paths import Path
from anlian_cli.model.results import ClauseResult, ClauseVerdict
from anlian_cli.model.verification import Conclusion, Verification, Word
from anlian_cli.regulation.text import Clause, Regulation

MET, UNMET, UNPROVEN, ERROR = ClauseVerdict
_NAMED = 5


class Bar(Struct, frozen=True):
    """A bar of Art. 18: whom it names, its first and last day, and the people of whom one is warned."""

    credit_code: str
    announced_on: date
    through: date
    names: tuple[str, ...] = ()
    legal_representatives: tuple[str, ...] = ()
    principals: tuple[str, ...] = ()
    id_numbers: frozenset[str] = frozenset()


class Terms(Struct, frozen=True):
    """What a unit is judged under: the document, the readings in force, its round, the records, the day.

    `bars` is None where no records can be asked; `bars_note` says why, or what they hold.
    """

    regulation: Regulation
    readings: Mapping[str, str]
    as_of: date
    in_workspace: bool = False
    deadline: date | None = None
    correction_deadline: date | None = None
    bars: tuple[Bar, ...] | None = None
    bars_note: str = ""

    def number(self, parameter: str) -> int:
        return int(self.regulation.value(parameter))


class Case(Struct, frozen=True):
    """One unit before the rules: its application, what the reviewer wrote, and its files as found on disk.

    `misread` are the paths of values that were there and could not be used; `unread` names what may hold
    more of it and was not read; `only_listed` are the people on lists who have no form.
    """

    application: Application
    terms: Terms
    verification: Verification = field(default_factory=Verification)
    materials: Mapping[str, tuple[MaterialFile, ...]] = field(default_factory=dict)
    photos: tuple[MaterialFile, ...] = ()
    misread: frozenset[Path] = frozenset()
    unread: tuple[str, ...] = ()
    only_listed: tuple[PersonForm, ...] = ()

    @property
    def unit(self) -> UnitForm:
        return self.application.unit or UnitForm()

    @property
    def self_check(self) -> SelfCheck:
        return self.application.self_check or SelfCheck()

    @property
    def applied_on(self) -> date | None:
        """The application day of reading R3: the first receipt, else 登记日期."""
        return self.verification.first_received_on or self.application.registered_on

    def words(self, code: str) -> tuple[Word, ...]:
        """What the reviewer wrote on a clause or finding."""
        return self.verification.words.get(code, ())

    def doubts(self, code: str) -> bool:
        """Whether the reviewer wrote something on it that cannot be used: then it stays undecided."""
        misread = any(path[:3] == ("verification", "words", code) for path in self.misread)
        return misread or not all(word.usable for word in self.words(code))


class Reason(Struct, frozen=True):
    """One reason why a clause is unmet, at its place."""

    path: Path
    message: str
    hint: str = ""


class Ruling(Struct, frozen=True):
    """What a clause function says before the reviewer is heard."""

    verdict: ClauseVerdict
    found: str | None = None
    note: str | None = None
    faults: tuple[Reason, ...] = ()
    counts: bool = True
    ask: str | None = None


def met(found: str, note: str | None = None) -> Ruling:
    return Ruling(MET, found, note)


def unproven(note: str, found: str | None = None, *, counts: bool = True, ask: str | None = None) -> Ruling:
    """Not decided by the files; `ask` is what the unit can answer, nothing where only the reviewer can tell."""
    return Ruling(UNPROVEN, found, note, counts=counts, ask=ask)


def unmet(found: str, path: Path, message: str) -> Ruling:
    """Unmet for one reason: `message` says what was found, then what is required."""
    return Ruling(UNMET, found, faults=(Reason(path, message),))


def not_declared(case: Case, attribute: str) -> Ruling:
    """A condition of the self-check of which the form says nothing that can be used."""
    label = label_at("self_check", attribute)
    # What is there and cannot be used has its own finding.
    ask = None if ("self_check", attribute) in case.misread else f"请在“{label_at('self_check')}”中填写“{label}”"
    return unproven(f"自查“{label}”没有可用的内容", ask=ask)


def label_at(*path: str) -> str:
    """The label of a field of the application."""
    return str(label_path(Application, path)[-1])


def unread(case: Case) -> str:
    """What was not read and may hold more."""
    more = "等" if len(case.unread) > _NAMED else ""
    return f"没有读取：{'、'.join(case.unread[:_NAMED])}{more}，请人工核对"


ClauseFunction = Callable[[Case], Ruling]


def judge(clause: Clause, function: ClauseFunction, case: Case) -> tuple[ClauseResult, list[Finding]]:
    """The verdict on one clause, and a finding for every reason why it is unmet."""
    try:
        ruling = function(case)
    except Exception as problem:  # a broken rule is not a failed applicant, whatever broke it
        ruling = Ruling(ERROR, note=f"系统未能判定（{type(problem).__name__}），请人工核对并把此情况告诉维护者")
    ruling, remarks = _heard(clause, ruling, case)
    faults = [_finding(clause, fault) for fault in ruling.faults]
    result = ClauseResult(
        clause.id, clause.title, ruling.verdict, ruling.found, clause.required, ruling.note, ruling.counts, ruling.ask
    )
    return result, [*faults, *remarks]


def _heard(clause: Clause, ruling: Ruling, case: Case) -> tuple[Ruling, list[Finding]]:
    """The ruling after the reviewer's word: it settles the unproven, and 不符合 is always unmet."""
    if case.doubts(clause.id):
        return _doubted(ruling), []
    words = case.words(clause.id)
    against = next((word for word in words if word.conclusion is Conclusion.UNMET), None)
    if against:
        return _rejected(clause, ruling, against), []
    if not words or ruling.verdict is MET:
        return ruling, []
    if ruling.verdict is UNPROVEN:
        return replace(ruling, verdict=MET, note=_in_words(words[0])), []
    # Unmet or error: the firm puts its form right, or we our program. No word cures either.
    return ruling, [_without_effect(clause, ruling)]


def _doubted(ruling: Ruling) -> Ruling:
    # A word that is not whole may have been meant against the clause: what the files prove is in doubt as well.
    if ruling.verdict in (UNMET, ERROR):
        return ruling
    return replace(ruling, verdict=UNPROVEN, note="初核记录中这一条写得不完整，未采用")


def _rejected(clause: Clause, ruling: Ruling, word: Word) -> Ruling:
    fault = Reason(("verification", "words", clause.id), f"{clause.title}：初核认定不符合（{word.basis}）")
    return replace(ruling, verdict=UNMET, note=_in_words(word), faults=(*ruling.faults, fault))


def _without_effect(clause: Clause, ruling: Ruling) -> Finding:
    message = f"初核记录写“符合”，但{clause.title}这一条{ruling.verdict.label}，结论不变"
    hint = "材料本身有误的，请单位更正后重新提交；不能以初核结论代替"
    return warning("F28", message, hint, ("verification", "words", clause.id))


def _in_words(word: Word) -> str:
    return f"初核{word.conclusion}：{word.basis}"


def _finding(clause: Clause, fault: Reason) -> Finding:
    return Finding(clause.id, Severity.ERROR, fault.message, fault.hint or clause.fix, fault.path, clause=clause.id)
