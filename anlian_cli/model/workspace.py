"""What anlian.yaml says: the federation, its rounds and years, and the readings it has confirmed.

The same trees stand in the records, where a period is locked: under the labels of the file, numbers as texts. How the
file itself is read, and what it may say, is `settings_form`; nothing here needs it, since most commands find what it
said last (`office.settings`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

SETTINGS_FILE = "anlian.yaml"
MOST = 1_000_000
"""Of any number in the file."""
ALL_POINTS, ALL_WEIGHTS = 100, 1
"""What the items of a stage, and the weights of its stages, sum to."""
EVERY_CLAUSE = "各条"
"""Under it stand the phrases that are offered for every clause."""


class YesNo(StrEnum):
    """An answer as it is recorded; true or false where it is asked."""

    YES = "是"
    NO = "否"

    def __bool__(self) -> bool:
        return self is YesNo.YES


class Labelled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of the settings under its labels; an unknown one means that a later program wrote it."""

    @classmethod
    def label(cls, attribute: str) -> str:
        """The label of an attribute, which the form of anlian.yaml takes from here."""
        return cls.__struct_encode_fields__[cls.__struct_fields__.index(attribute)]


def _refuse_other_sums(total: int, *parts: dict[str, Decimal] | None) -> None:
    """Raises ValueError where numbers are not as the file may say them: the records hold no others."""
    for part in (part for part in parts if part is not None):
        if not all(number.is_finite() and 0 <= number <= MOST for number in part.values()):
            raise ValueError("a number out of its range")
        if sum(part.values(), Decimal(0)) != total:
            raise ValueError(f"a sum that is not {total}")


class Federation(Labelled, frozen=True, kw_only=True):
    """The body that runs the selection (Art. 4, 7)."""

    name: str = field(name="名称")
    credit_code: str | None = field(name="统一代码", default=None)


class ExpertScoring(Labelled, frozen=True, kw_only=True):
    """How the experts' interview scores become one (Art. 11, reading R8)."""

    drop_extremes: YesNo = field(name="去掉一个最高分和一个最低分")
    mean_places: int = field(name="平均分保留位数")


class Round(Labelled, frozen=True, kw_only=True):
    """A selection round (Art. 11). Weights, quota and points have no default: the regulation leaves them open."""

    deadline: date | None = field(name="截止日期", default=None)
    correction_deadline: date | None = field(name="补正截止日期", default=None)
    weights: dict[str, Decimal] | None = field(name="权重", default=None)
    quota: int | None = field(name="名额", default=None)
    material_items: dict[str, Decimal] | None = field(name="材料审核", default=None)
    interview_items: dict[str, Decimal] | None = field(name="面试答辩", default=None)
    expert_scoring: ExpertScoring | None = field(name="专家评分", default=None)

    def __post_init__(self) -> None:
        _refuse_other_sums(ALL_WEIGHTS, self.weights)
        _refuse_other_sums(ALL_POINTS, self.material_items, self.interview_items)


class Year(Labelled, frozen=True, kw_only=True):
    """An assessment year: the items of Art. 13 and 14 with their points."""

    daily_items: dict[str, Decimal] | None = field(name="日常工作考核", default=None)
    review_items: dict[str, Decimal] | None = field(name="年度资格审查", default=None)
    not_applicable: str | None = field(name="不适用", default=None)

    def __post_init__(self) -> None:
        _refuse_other_sums(ALL_POINTS, self.daily_items, self.review_items)


class Choice(Labelled, frozen=True, kw_only=True):
    """A reading that the federation has chosen or confirmed (Art. 19)."""

    value: str = field(name="取值")
    confirmed_by: str | None = field(name="确认人", default=None)
    confirmed_on: date | None = field(name="日期", default=None)


class Settings(Labelled, frozen=True, kw_only=True):
    """anlian.yaml, whole."""

    federation: Federation = field(name="单位")
    regulation: str = field(name="规范")
    clerk: str | None = field(name="经办人", default=None)
    rounds: dict[str, Round] = field(name="批次", default={})
    years: dict[str, Year] = field(name="考核年度", default={})
    readings: dict[str, Choice] = field(name="适用口径", default={})
    phrases: dict[str, tuple[str, ...]] = field(name="常用依据", default={})
    objection_days: int | None = field(name="异议答复天数", default=None)
    materials_by_digest: YesNo = field(name="材料只存摘要", default=YesNo.NO)

    def phrases_for(self, code: str) -> tuple[str, ...]:
        """The bases that the office likes to give for a clause: its own first, then those for every clause."""
        return tuple(dict.fromkeys((*self.phrases.get(code, ()), *self.phrases.get(EVERY_CLAUSE, ()))))

    def current_round(self, today: date) -> str | None:
        """The one round whose deadline has not passed; else the latest; else None where there is none."""
        dated = {name: entry.deadline for name, entry in self.rounds.items() if entry.deadline}
        ahead = [name for name, deadline in dated.items() if deadline >= today]
        if len(ahead) == 1:
            return ahead[0]
        return max(dated, key=lambda name: dated[name]) if dated else None
