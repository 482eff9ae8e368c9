"""How a text that was read agrees with one that was typed: names, codes, days, addresses, lists.

Each rule answers with an agreement and, where it helps, a few words why. A reading that is not certain may be called
equal, since no blur makes a wrong number right by chance; it is never called different.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from anlian_cli.model.compared import Agreement
from anlian_cli.model.dates import PartialDate, parse_date
from anlian_cli.model.scanned import Fact
from anlian_cli.model.text import folded

Judged = tuple[Agreement, str]
"""How two texts agree, and a note; most need none."""

Rule = Callable[[str, Fact], Judged]

_EQUAL, _WRITING, _DIFFERENT, _NOT_FOUND, _NOT_LEGIBLE = Agreement
_MARKS = re.compile(r"[\W_]+")
_NUMBERS, _NO_DIGITS = re.compile(r"\d+"), re.compile(r"\D+")
_CITY = re.compile(r"^(?:中国)?北京市?(?:市辖区|县)?")
_ENTRIES = re.compile(r"[;；。、,，\n]+")
_BRACKETS = str.maketrans("（）", "()")
_LONG, _SHORT = "有限责任公司", "有限公司"
_ALIKE = 0.8
"""How much of two addresses with the same numbers is the same, where they mean the same place."""
_GAP = 2
"""Characters that a reader may pass over without a doubt: one of two equal ones, a 1 beside a word."""
_NEARLY = 0.85
"""How much of an entry must be found on a licence that has hundreds of characters, where a few are misread."""


def names_agree(typed: str, fact: Fact) -> Judged:
    """Names of firms and people: width, blanks, punctuation and 有限责任公司 for 有限公司 are writing."""
    if fact.says(typed):
        same = fact.digest or _narrow_brackets(typed) == _narrow_brackets(fact.text)
        return (_EQUAL, "") if same else (_WRITING, "空格、大小写或全角字母不同")
    if fact.digest:
        return _differs(fact)
    bare_typed, bare_read = _bare(typed), _bare(fact.text)
    if bare_typed == bare_read:
        return _WRITING, "标点或括号不同"
    if bare_typed.replace(_LONG, _SHORT) == bare_read.replace(_LONG, _SHORT):
        return _WRITING, f"一处写{_SHORT}，一处写{_LONG}"
    return _differs_beyond_a_gap(bare_typed, bare_read, fact)


def codes_agree(typed: str, fact: Fact) -> Judged:
    """Credit codes and ID numbers: every character counts; a number of another kind cannot be held against it."""
    if fact.says(typed):
        return _EQUAL, ""
    read, code = folded(fact.text), folded(typed)
    if fact.digest or len(read) == len(code):
        return _differs(fact)
    if len(read) == 18 and code == read[8:17]:
        return _WRITING, "表上是组织机构代码，含在统一代码里"
    return _NOT_LEGIBLE, f"位数不同：表上 {len(code)} 位，材料上 {len(read)} 位"


def days_agree(typed: str, fact: Fact) -> Judged:
    """Days by their value, however they are written; a month agrees with its days."""
    there, here = _day(fact.text), _day(typed)
    if there is None or here is None:
        return _NOT_LEGIBLE, "" if there is None else "表上的日期不完整"
    if there == here:
        return _EQUAL, ""
    if _holds(here, there) or _holds(there, here):
        return _WRITING, "一处没有写到日"
    return _differs_beyond_a_gap(_NO_DIGITS.sub("", str(here)), _NO_DIGITS.sub("", fact.text), fact)


def addresses_agree(typed: str, fact: Fact) -> Judged:
    """Addresses: one may be a part of the other (only the district typed); else their numbers decide."""
    if folded(typed) == folded(fact.text):
        return _EQUAL, ""
    here, there = (_CITY.sub("", _bare(text)) for text in (typed, fact.text))
    if here == there:
        return _WRITING, "标点，或省去“北京市”"
    if _is_part(here, there):
        return _WRITING, "表上的是材料上的一部分"
    if _is_part(there, here):
        return _WRITING, "材料上的是表上的一部分"
    if _NUMBERS.findall(here) == _NUMBERS.findall(there) and SequenceMatcher(None, here, there).ratio() >= _ALIKE:
        return _WRITING, "号码相同，用字不同"
    return _differs_beyond_a_gap(here, there, fact)


def entries_agree(typed: str, fact: Fact) -> Judged:
    """A list, such as a business scope: each typed entry is looked for on the material, whatever the order."""
    text, entries = _bare(fact.text), [bare for entry in _ENTRIES.split(typed) if (bare := _bare(entry))]
    missing = [entry for entry in entries if entry not in text]
    if not missing:
        return (_EQUAL, "") if _bare(typed) == text else (_WRITING, "表上的各项材料上都有")
    if all(_nearly_in(entry, text) for entry in missing):
        return _WRITING, "个别字不同，可能是辨认的误差"
    agreement, _ = _differs(fact)
    return agreement, f"材料上没有读到：{'、'.join(missing[:3])}"


def _differs_beyond_a_gap(typed: str, read: str, fact: Fact) -> Judged:
    """Different, unless all that was read was typed too: a part of it, or all but a character or two."""
    letters = iter(typed)
    if read in typed:
        return _NOT_LEGIBLE, "只读到一部分"
    if 0 < len(typed) - len(read) <= _GAP and all(letter in letters for letter in read):
        return _NOT_LEGIBLE, "少了一两个字，可能是漏读"
    return _differs(fact)


def _differs(fact: Fact) -> Judged:
    return (_DIFFERENT, "") if fact.certain else (_NOT_LEGIBLE, "")


def _narrow_brackets(text: str) -> str:
    """What was read has narrow brackets, whatever is printed."""
    return text.translate(_BRACKETS)


def _bare(text: str) -> str:
    """The letters and digits alone."""
    return _MARKS.sub("", folded(text))


def _is_part(part: str, whole: str) -> bool:
    """Whether a text stands in another one, no number of which it cuts: 1 is no part of 10号."""
    places = (start for start in range(len(whole) - len(part) + 1) if whole.startswith(part, start))
    return any(not _cuts_number(whole, start) and not _cuts_number(whole, start + len(part)) for start in places)


def _cuts_number(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isdecimal() and text[place].isdecimal()


def _day(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _holds(whole: PartialDate, part: PartialDate) -> bool:
    """Whether a month or year holds a day or month."""
    return whole.first_day <= part.first_day and part.last_day <= whole.last_day


def _nearly_in(entry: str, text: str) -> bool:
    """Whether nearly all of an entry stands somewhere in a text, in its order."""
    best = SequenceMatcher(None, entry, text, autojunk=False)
    start = best.find_longest_match().b
    around = text[max(0, start - len(entry)) : start + 2 * len(entry)]
    blocks = SequenceMatcher(None, entry, around, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _NEARLY * len(entry)
