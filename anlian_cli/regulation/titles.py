"""职称: at which level a title stands (Art. 9(4), reading R11).

Exclusions come before suffixes: 总工程师, 软件工程师 and 注册安全工程师 all end in 工程师 and are no title. What
is not known stays unknown and goes to the reviewer, and so does a senior title that is still under review or
otherwise not held yet; nothing is ever counted as senior on a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from anlian_cli.model.text import compact, quoted
from anlian_cli.regulation.text import load_data

_HEADING = re.compile(r"^(?:职称|专业技术职务|技术职称|专业技术资格)[:：]?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
# What stands in brackets is never split, and a bracket on a line of its own belongs to the line before.
_SEGMENTS = re.compile(r"(?:\([^()]*\)|[^、,/;|+和及])++")
_LINES = re.compile(r"(?:\([^()]*\)|\n(?=\()|[^\n])++")


class Title(Struct, frozen=True):
    """The level of a title, or None: no title at all, or, where `unclear` says why, one for the reviewer."""

    level: str | None = None
    unclear: str | None = None


NO_TITLE = Title()
_NAMELESS = Title(unclear="没有写明职称名称")


@lru_cache(maxsize=8192)
def look_up(text: str) -> Title:
    """The highest title that `text` says is held; it may name a speciality, several titles, and ones to come.

    A senior title that is certain wins; else, where any part is unclear, the whole is.
    """
    table = _table()
    claims = tuple(table.claims(text))
    best = table.highest(claim.title for claim in claims if not claim.to_come)
    certain = not any(claim.may_be(best) for claim in claims)
    if certain and table.is_senior(best):
        return best
    subject = best if any(claim.name for claim in claims) else _NAMELESS
    doubt = next(filter(None, (table.doubt(claim, subject) for claim in claims)), None)
    if doubt:
        return Title(unclear=doubt)
    return best if certain else NO_TITLE


def is_senior(title: Title) -> bool:
    """Whether a title is a senior one."""
    return _table().is_senior(title)


class _Claim(Struct, frozen=True):
    """One title that a text names, and whether it is still to come: 高级工程师(评审中). 评审中 alone names none."""

    part: str
    name: str
    title: Title
    to_come: bool

    def may_be(self, held: Title) -> bool:
        """Whether this, still to come, may speak of the very title that another part seems to hold."""
        return self.to_come and (not self.name or self.title.unclear is not None or self.title == held)


class _TitleTable:
    """titles.yaml, indexed once."""

    def __init__(self, raw: Any) -> None:
        self.ranks = {level: rank for rank, level in enumerate(raw["levels"])}
        self.senior = {level: entry["senior"] for level, entry in raw["levels"].items()}
        self.words = {word: level for level, entry in raw["levels"].items() for word in (level, *entry["words"])}
        self.none_words = frozenset(raw["none_words"]) | {""}
        self.not_yet_held = re.compile(_any_of(raw["not_yet_held"]))
        self.vague = frozenset(raw["senior_without_level"])
        self.specialties = frozenset(raw["specialties"])
        self.jobs = re.compile(f"^{_any_of(raw['job_prefixes'])}{raw['job_rest']}")
        self.aliases = raw["aliases"]
        self.ambiguous = raw["ambiguous"]
        self.not_titles = [re.compile(pattern) for group in raw["not_titles"].values() for pattern in group]
        self.exact = _with_specialties(raw["engineers"], self.specialties)
        self.doubtful: dict[str, str] = {}
        self.patterns: list[tuple[re.Pattern[str], Mapping[str, str]]] = []
        for series in raw["series"]:
            self._add(series)

    def _add(self, series: Any) -> None:
        names = self.doubtful if series.get("review") else self.exact
        for group in ("titles", "legacy"):
            for level, level_names in series.get(group, {}).items():
                names.update(dict.fromkeys(level_names, level))
        if "pattern" in series:
            self.patterns.append((re.compile(series["pattern"]), series["pattern_levels"]))

    def claims(self, text: str) -> Iterator[_Claim]:
        """Every title that `text` names. 待评 as the whole answer is a word for none, not a doubt."""
        lines = "\n".join(compact(line) for line in text.splitlines())
        if _HEADING.sub("", lines) in self.none_words:
            return
        for segment in _SEGMENTS.findall(lines):
            for part in self._parts(segment):
                if part and part not in self.specialties:
                    yield from self._claims(part)

    def _parts(self, segment: str) -> Iterator[str]:
        """The lines of a segment, or the whole of it: 高级(break)工程师, 评(break)审中 were wrapped in their cell."""
        lines = [_HEADING.sub("", line.replace("\n", "")) for line in _LINES.findall(segment)]
        whole = "".join(lines)
        broken_word = self._named_in(whole) != "".join(map(self._named_in, lines))
        yield from [whole] if broken_word or self._knows(_BRACKETS.sub("", whole)) else lines

    def _claims(self, part: str) -> Iterator[_Claim]:
        """高级工程师(正高级评审中) makes two: what is in the brackets is to come, what stands before them is held."""
        for inside in _BRACKETS.findall(part):
            claim = self._claim(inside)
            if claim.to_come and claim.title.level:
                yield claim
                part = part.replace(f"({inside})", "")
        yield self._claim(part)

    def _claim(self, part: str) -> _Claim:
        name = self._named_in(part)
        return _Claim(part, name, self.judge(name), to_come=name != part)

    def _named_in(self, part: str) -> str:
        """`part` without the words that say it is not held yet."""
        name = self.not_yet_held.sub("", part)
        return part if name == part else name.replace("()", "")

    def highest(self, titles: Iterator[Title]) -> Title:
        levels = [title.level for title in titles if title.level]
        return Title(min(levels, key=self.ranks.__getitem__, default=None))

    def is_senior(self, title: Title) -> bool:
        return title.level is not None and self.senior[title.level]

    def doubt(self, claim: _Claim, subject: Title) -> str | None:
        """Why `claim` is for the reviewer: 评审中 speaks of `subject`, and a junior title to come changes nothing."""
        if not claim.to_come:
            return claim.title.unclear
        title = claim.title if claim.name else subject
        in_doubt = title.unclear is not None or self.is_senior(title)
        return f"写有{quoted(claim.part)}，看不出已经取得" if in_doubt else None

    def judge(self, part: str) -> Title:
        """One part: exclusions, then doubts, then names, patterns and jobs, then brackets; else unclear."""
        if self._is_none(part):
            return NO_TITLE
        if doubt := self._doubt(part):
            return Title(unclear=doubt)
        if level := self._level(part):
            return Title(level)
        if self.jobs.match(part):
            return NO_TITLE
        return self._without_brackets(part) or Title(unclear=f"{quoted(part)}不在职称表中")

    def _knows(self, name: str) -> bool:
        return self._is_none(name) or (self._doubt(name) is None and self._level(name) is not None)

    def _is_none(self, part: str) -> bool:
        return part in self.none_words or any(pattern.match(part) for pattern in self.not_titles)

    def _doubt(self, part: str) -> str | None:
        if part in self.ambiguous:
            return f"{quoted(part)}可能是{'，也可能是'.join(self.ambiguous[part])}"
        if part in self.doubtful:
            return f"{quoted(part)}不在二十七个职称系列内"
        return f"{quoted(part)}没有写明职称名称" if part in self.vague else None

    def _level(self, part: str) -> str | None:
        name = self.aliases.get(part, part)
        return self.exact.get(name) or self.words.get(name) or self._patterned(part)

    def _patterned(self, part: str) -> str | None:
        for pattern, levels in self.patterns:
            if match := pattern.match(part):
                return next(levels[word] for word in match.groups() if word in levels)
        return None

    def _without_brackets(self, part: str) -> Title | None:
        """高级工程师(化工): judged by what stands outside, unless the brackets say otherwise."""
        inside, outside = _BRACKETS.findall(part), _BRACKETS.sub("", part)
        if not inside or not outside:
            return None
        words = [word for words in inside for word in _SEGMENTS.findall(words) if word not in self.specialties]
        title = self.judge(outside)
        otherwise = self._is_junior if self.is_senior(title) else self._may_be_senior
        if any(map(otherwise, words)):
            return Title(unclear=f"{quoted(part)}括号内外的说法不一致")
        return title

    def _is_junior(self, word: str) -> bool:
        return word in self.words and not self.senior[self.words[word]]

    def _may_be_senior(self, word: str) -> bool:
        title = self.judge(word)
        return title.unclear is not None or self.is_senior(title)


def _any_of(words: list[str]) -> str:
    """A pattern for any of the words, a longer one before what it begins with."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _with_specialties(forms: Mapping[str, list[str]], specialties: frozenset[str]) -> dict[str, str]:
    """化工高级工程师, 高级化工工程师: every known speciality in every form of an engineer's title, with its level."""
    return {form.format(word): level for level, names in forms.items() for form in names for word in specialties}


@lru_cache(maxsize=1)
def _table() -> _TitleTable:
    return _TitleTable(load_data("titles.yaml"))
