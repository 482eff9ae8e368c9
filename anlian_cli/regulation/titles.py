"""职称: at which level a title stands (Art. 9(4), reading R11).

Exclusions come before suffixes: 总工程师, 软件工程师 and 注册安全工程师 all end in 工程师 and are no title. What
is not known stays unknown and goes to the reviewer; nothing is ever counted as senior on a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from anlian_cli.model.text import compact
from anlian_cli.regulation.text import load_data

_PREFIX = re.compile(r"^(?:职称|专业技术职务|技术职称|专业技术资格)[:：]?")
_SEPARATORS = re.compile(r"[、,，/／;；|+和及\n]")
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Title:
    """The level of a title, or None: no title at all, or, where `unclear` says why, one for the reviewer."""

    level: str | None = None
    unclear: str | None = None


NO_TITLE = Title()


@lru_cache(maxsize=8192)
def look_up(text: str) -> Title:
    """The highest title named in `text`, which may hold a speciality and several titles.

    A senior title that is certain wins; else, where any part is unclear, the whole is.
    """
    table = _table()
    found = [table.judge(part) for part in _parts(text, table)]
    levels = [title.level for title in found if title.level]
    best = min(levels, key=table.ranks.__getitem__, default=None)
    unclear = next((title.unclear for title in found if title.unclear), None)
    if unclear and not (best and table.senior[best]):
        return Title(unclear=unclear)
    return Title(best)


def _parts(text: str, table: _TitleTable) -> Iterator[str]:
    whole = _PREFIX.sub("", compact(text))
    if table.knows(whole):
        yield whole
        return
    for part in _SEPARATORS.split(whole):
        if part and part not in table.specialties:
            yield part


class _TitleTable:
    """titles.yaml, indexed once."""

    def __init__(self, raw: Any) -> None:
        self.ranks = {level: rank for rank, level in enumerate(raw["levels"])}
        self.senior = {level: entry["senior"] for level, entry in raw["levels"].items()}
        self.words = {word: level for level, entry in raw["levels"].items() for word in entry["words"]}
        self.none_words = frozenset(raw["none_words"]) | {""}
        self.vague = frozenset(raw["senior_without_level"])
        self.specialties = frozenset(raw["specialties"])
        self.job_prefixes = tuple(raw["job_prefixes"])
        self.aliases = raw["aliases"]
        self.ambiguous = raw["ambiguous"]
        self.not_titles = [re.compile(pattern) for group in raw["not_titles"].values() for pattern in group]
        self.exact: dict[str, str] = {}
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

    def knows(self, part: str) -> bool:
        """Whether `part`, separators and all, is one name: 主治(主管)医师, or a word for none such as '/'."""
        return part in self.none_words or part in self.exact or part in self.aliases

    def judge(self, part: str) -> Title:
        """One part: exclusions, then doubts, then names, then patterns and suffixes; else unclear."""
        if part in self.none_words or any(pattern.match(part) for pattern in self.not_titles):
            return NO_TITLE
        if doubt := self._doubt(part):
            return Title(unclear=doubt)
        if level := self._named(part) or self._patterned(part) or self._with_specialty(part):
            return Title(level)
        return self._without_brackets(part) or Title(unclear=f"“{part}”不在职称表中")

    def _doubt(self, part: str) -> str | None:
        if part in self.ambiguous:
            return f"“{part}”可能是{'，也可能是'.join(self.ambiguous[part])}"
        if part in self.doubtful:
            return f"“{part}”不在二十七个职称系列内"
        return f"“{part}”没有写明职称名称" if part in self.vague else None

    def _named(self, part: str) -> str | None:
        name = self.aliases.get(part, part)
        return self.exact.get(name) or self.words.get(name)

    def _patterned(self, part: str) -> str | None:
        for pattern, levels in self.patterns:
            if match := pattern.match(part):
                return next(levels[word] for word in match.groups() if word in levels)
        return None

    def _with_specialty(self, part: str) -> str | None:
        """安全高级工程师, 化工工程师: a known speciality before an engineer's title; a job before it is none."""
        endings = ("正高级工程师", "教授级高级工程师", "高级工程师", "助理工程师", "工程师", "技术员")
        ending = next((ending for ending in endings if part.endswith(ending)), None)
        if ending is None or part.removesuffix(ending) not in self.specialties:
            return None
        return self.exact[ending]

    def _without_brackets(self, part: str) -> Title | None:
        """高级工程师(化工): judged by what stands outside, unless the brackets may say more."""
        inside = _BRACKETS.findall(part)
        outside = _BRACKETS.sub("", part)
        if not inside or not outside:
            return self._job(part)
        title = self.judge(outside)
        if title.level and self.senior[title.level]:
            return title
        more = [self.judge(word) for word in inside if word not in self.specialties and word not in self.words]
        hinted = [word for word in inside if self.senior.get(self.words.get(word, ""), False)]
        if hinted or any(other.unclear or (other.level and self.senior[other.level]) for other in more):
            return Title(unclear=f"“{part}”括号内外的说法不一致")
        return title

    def _job(self, part: str) -> Title | None:
        return NO_TITLE if part.endswith("工程师") and part.startswith(self.job_prefixes) else None


@lru_cache(maxsize=1)
def _table() -> _TitleTable:
    return _TitleTable(load_data("titles.yaml"))
