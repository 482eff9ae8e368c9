"""What units share (X1-X5): the same person, credit code, mobile number, head, or material file.

Keys are hashed, so that a batch of any size is compared without keeping anybody's number.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise

from msgspec import Struct

from anlian_cli.model.findings import CrossFinding, Severity
from anlian_cli.model.packed_results import Rejudged
from anlian_cli.model.personal import mask_id_number, mask_mobile, masked
from anlian_cli.model.results import Settlement, UnitResult, UnitVerdict
from anlian_cli.model.shared_keys import PackedKeys, SharedKey
from anlian_cli.model.text import compact, folded
from anlian_cli.model.verification import Conclusion
from anlian_cli.regulation.clause import Case
from anlian_cli.regulation.contacts import mobile, phone_numbers
from anlian_cli.regulation.identity import full_id_number

_SETTLED_BY_REVIEWER = ("X1", "X2")
_SENTENCES = {
    "X1": "{count} 家单位有同一名咨询人员：{shown}",
    "X2": "{count} 家单位用同一个统一代码：{shown}",
    "X3": "{count} 家单位用同一个手机号：{shown}",
    "X4": "{count} 家单位的法定代表人同名：{shown}",
    "X5": "{count} 家单位有内容完全相同的材料：{shown}",
}


_PARTS = 32
_DIGEST = 16
"""Bytes of a digest that are compared: enough that no two differ by chance."""

_Key = tuple[str, bytes]


class Shared(Struct, frozen=True):
    """What a unit shares with another one, `shown` in its masked forms; and the reviewer's word, where there is one."""

    code: str
    partner: UnitResult
    shown: tuple[str, ...]
    accepted: bool | None

    @property
    def unsettled(self) -> bool:
        return self.code in _SETTLED_BY_REVIEWER and self.accepted is None


def shared_keys(case: Case) -> PackedKeys:
    """Everything in one unit's application that another unit may share."""
    found = {(code, digest): shown for code, digest, shown in _keys(case)}
    return PackedKeys.of(SharedKey(code, digest, shown) for (code, digest), shown in found.items())


def _keys(case: Case) -> Iterator[tuple[str, bytes, str]]:
    for person in case.application.persons or ():
        if person.id_number:
            number = full_id_number(person.id_number)
            yield "X1", _hash(number), f"{person.name or ''}（{mask_id_number(number)}）"
    if case.unit.credit_code:
        yield "X2", _hash(case.unit.credit_code), case.unit.credit_code
    for number in _mobiles(case):
        yield "X3", _hash(number), mask_mobile(number)
    head = case.unit.legal_representative
    if head and head.name:
        yield "X4", _hash(folded(head.name)), compact(head.name)
    named = (file for files in case.materials.values() for file in files)
    yield from (("X5", bytes.fromhex(file.digest)[:_DIGEST], masked(file.name)) for file in named if file.digest)


def _mobiles(case: Case) -> Iterator[str]:
    texts = [person.mobile for person in case.application.persons or ()]
    if case.unit.principal:
        texts.append(case.unit.principal.mobile)
    for text in texts:
        for number in phone_numbers(text or ""):
            if digits := mobile(number):
                yield digits


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=_DIGEST).digest()


def settlements(case: Case) -> tuple[Settlement, ...]:
    """The reviewer's words on X1 and X2 that can be used."""
    return tuple(
        Settlement(code, word.conclusion is Conclusion.MET, word.counterpart)
        for code in _SETTLED_BY_REVIEWER
        if not case.doubts(code)
        for word in case.words(code)
    )


def compare(units: Sequence[UnitResult]) -> tuple[Sequence[UnitResult], tuple[CrossFinding, ...]]:
    """Units with their verdicts after comparison, and what they share, in an order that files do not decide."""
    shared = _shared(units)
    findings = [_finding(key, [units[index] for index in indexes]) for key, indexes in shared.items()]
    verdicts = {
        index: _after_comparison(units[index], [(code, units[other]) for code, other in partners])
        for index, partners in _partners(shared).items()
    }
    judged = Rejudged(units, verdicts) if verdicts else units
    return judged, tuple(sorted(findings, key=lambda finding: (finding.code, finding.units, finding.message)))


def shared_by_unit(units: Sequence[UnitResult]) -> tuple[tuple[Shared, ...], ...]:
    """For each unit, what it shares, by partner."""
    partners = _partners(_shared(units))
    return tuple(
        tuple(
            Shared(code, units[other], _shown(unit, code, digests), _word(unit, code, units[other]))
            for (code, other), digests in sorted(partners[index].items())
        )
        for index, unit in enumerate(units)
    )


def _shown(unit: UnitResult, code: str, digests: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(key.shown for key in unit.keys if key.code == code and key.digest in digests)


def _shared(units: Sequence[UnitResult]) -> dict[_Key, list[int]]:
    """What several units have, and which."""
    repeated = _repeated(units)
    holders: dict[_Key, list[int]] = defaultdict(list)
    for index, unit in enumerate(units) if repeated else ():
        for key in unit.keys:
            if hash((key.code, key.digest)) in repeated:
                holders[key.code, key.digest].append(index)
    return {key: indexes for key, indexes in holders.items() if len(indexes) > 1}


def _repeated(units: Sequence[UnitResult]) -> set[int]:
    """The hashes of what may stand in several units: of a large batch, little; so only that is gathered."""
    parts = [array("q") for _ in range(_PARTS)]
    for unit in units:
        for key in unit.keys:
            own = hash((key.code, key.digest))
            parts[own % _PARTS].append(own)
    # Part by part, since sorting makes every number an object.
    return {one for part in parts for one, other in pairwise(sorted(part)) if one == other}


def _partners(shared: Mapping[_Key, Sequence[int]]) -> dict[int, dict[tuple[str, int], set[bytes]]]:
    """For each unit, with which other one it shares something of a code, and what."""
    partners: dict[int, dict[tuple[str, int], set[bytes]]] = defaultdict(lambda: defaultdict(set))
    for (code, digest), indexes in shared.items():
        for index in indexes:
            for other in indexes:
                if other != index:
                    partners[index][code, other].add(digest)
    return partners


def _finding(key: _Key, units: Iterable[UnitResult]) -> CrossFinding:
    code = key[0]
    units = sorted(units, key=lambda unit: unit.source)
    shown = next(entry.shown for entry in units[0].keys if (entry.code, entry.digest) == key)
    severity = Severity.ERROR if code in _SETTLED_BY_REVIEWER else Severity.WARNING
    message = _SENTENCES[code].format(shown=shown, count=len(units))
    # Units that share a credit code can be told apart only by their folders.
    names = tuple(unit.source if code == "X2" else unit.credit_code or unit.source for unit in units)
    return CrossFinding(code, severity, message, names)


def _after_comparison(unit: UnitResult, partners: Iterable[tuple[str, UnitResult]]) -> UnitVerdict:
    """X1 and X2 leave a unit pending until the reviewer settles each; 不符合 sends it back for correction."""
    words = [_word(unit, code, partner) for code, partner in partners if code in _SETTLED_BY_REVIEWER]
    if unit.verdict in (UnitVerdict.FAIL, UnitVerdict.CORRECT):
        return unit.verdict
    if any(word is False for word in words):
        return UnitVerdict.CORRECT
    return UnitVerdict.PENDING if any(word is None for word in words) else unit.verdict


def _word(unit: UnitResult, code: str, partner: UnitResult) -> bool | None:
    """The reviewer's word on what `unit` shares with `partner`; None where there is none. 不符合 prevails."""
    words = [
        settlement.accepted
        for settlement in unit.settlements
        if settlement.code == code and settlement.counterpart in (None, partner.credit_code)
    ]
    return all(words) if words else None
