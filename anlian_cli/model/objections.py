"""What an objection is about, and what may come of it. The regulation knows no objections: it sets no time for them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from anlian_cli.model.scores import Stage
from anlian_cli.model.text import compact
from anlian_cli.model.worded import Worded


class Outcome(Worded):
    """What came of an objection."""

    UPHELD = "upheld", "维持"
    CORRECTED = "corrected", "更正"

    @classmethod
    def named(cls, text: str) -> Outcome | None:
        """The outcome that a person typed, in either language."""
        return next((one for one in cls if compact(text) in (one.value, one.label)), None)


class Result(Worded):
    """What follows from scores or files, and may be objected to beside a stage's score."""

    RANKING = "ranking", "年度排名", "排名"
    VERDICT = "verdict", "审核结论", "审核"


_ALSO = {Stage.REVIEW: ("年审",), Result.VERDICT: ("结论",)}
"""What people say beside labels and short names."""


class Subject(Struct, frozen=True):
    """What an objection is about: a stage, or a result, of a period."""

    about: Stage | Result
    period: str

    @classmethod
    def of(cls, about: str, period: str) -> Subject:
        """As it is recorded. Raises ValueError where a later program wrote it."""
        return cls(Stage(about) if about in set(Stage) else Result(about), period)

    @classmethod
    def named(cls, text: str) -> Subject | None:
        """What a person typed: 日常 2018, 2018日常, daily 2018; None where no word of ours is in it."""
        written = compact(text)
        for word, about in sorted(_words(), key=lambda pair: -len(pair[0])):
            if written.casefold().startswith(word):
                return cls(about, written[len(word) :])
            if written.casefold().endswith(word):
                return cls(about, written[: -len(word)])
        return None

    @property
    def of_a_round(self) -> bool:
        return self.about.of_a_round if isinstance(self.about, Stage) else self.about is Result.VERDICT

    @property
    def label(self) -> str:
        """2018 日常工作考核."""
        return f"{self.period} {self.about.label}"

    @property
    def in_full(self) -> str:
        """2018年度日常工作考核, 2017批次面试答辩: as a letter names it."""
        kind, label = "批次" if self.of_a_round else "年度", self.about.label
        return f"{self.period}{kind}{label.removeprefix(kind)}"

    @property
    def typed(self) -> str:
        """日常2018."""
        return f"{self.about.short}{self.period}"


def _words() -> Iterator[tuple[str, Stage | Result]]:
    for about in (*Stage, *Result):
        for word in (about.value, about.label, about.short, *_ALSO.get(about, ())):
            yield word, about
