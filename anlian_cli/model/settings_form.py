"""anlian.yaml as the office writes it, under the labels of `workspace.Settings`, which is what it says."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from msgspec import convert
from pydantic import AfterValidator, BeforeValidator, PlainSerializer
from pydantic import WithJsonSchema as JsonSchema

from anlian_cli.model.fields import AlsoWritten, Code, Day, Text, YesNo
from anlian_cli.model.labels import Form, Longest, labelled
from anlian_cli.model.personal import LONGEST_NOTE, personal_words
from anlian_cli.model.text import compact, quoted
from anlian_cli.model.workspace import (
    ALL_POINTS,
    ALL_WEIGHTS,
    EVERY_CLAUSE,
    MOST,
    Choice,
    ExpertScoring,
    Federation,
    Round,
    Settings,
    Year,
)


def _number(value: Any) -> Any:
    """An exact decimal from the text of the file; a float never touches a score."""
    if not isinstance(value, str):
        return value
    try:
        number = Decimal(compact(value))
    except InvalidOperation:
        raise ValueError(f"{quoted(value)}不是数") from None
    # First, since comparing NaN raises, and no ValueError that would be told as a fault of the file.
    if not number.is_finite() or not 0 <= number <= MOST:
        raise ValueError(f"{quoted(value)}不在 0 至 {MOST} 之间")
    return number


def _count(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = compact(value)
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{quoted(value)}不是整数")
    return int(text)


def _quota(value: Any) -> Any:
    return None if isinstance(value, str) and compact(value) == "未定" else _count(value)


def _sums_to(total: int) -> AfterValidator:
    """The items of a stage sum to exactly 100, weights to exactly 1, or the file is refused with the sum."""

    def validate(items: dict[str, Decimal]) -> dict[str, Decimal]:
        found = sum(items.values(), Decimal(0))
        if found != total:
            raise ValueError(f"合计为 {found}，应当正好是 {total}")
        return items

    return AfterValidator(validate)


_SHORT = Longest(50)
_NUMBER_SCHEMA = JsonSchema({"type": ["number", "string"]})
Number = Annotated[Decimal, BeforeValidator(_number), PlainSerializer(str), _NUMBER_SCHEMA, _SHORT]
Points = Annotated[dict[str, Number], _sums_to(ALL_POINTS)]
Weights = Annotated[dict[str, Number], _sums_to(ALL_WEIGHTS)]
Quota = Annotated[
    int | None,
    BeforeValidator(_quota),
    PlainSerializer(lambda value: "未定" if value is None else value),
    JsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"const": "未定"}]}),
    _SHORT,
]
Places = Annotated[int, BeforeValidator(_count), JsonSchema({"type": "integer", "minimum": 0, "maximum": 6}), _SHORT]


def _days(value: Any) -> Any:
    number = _count(value)
    if isinstance(number, int) and not 1 <= number <= _MOST_DAYS:
        raise ValueError(f"{number} 不在 1 至 {_MOST_DAYS} 天之间")
    return number


_MOST_DAYS = 366
Days = Annotated[
    int, BeforeValidator(_days), JsonSchema({"type": "integer", "minimum": 1, "maximum": _MOST_DAYS}), _SHORT
]


def _nobody(text: str) -> str:
    if words := personal_words(text):
        raise ValueError(f"{quoted(text)}里有{words}；依据会永久保留，请不要写个人信息")
    return text


Phrase = Annotated[Text, AfterValidator(_nobody), Longest(LONGEST_NOTE)]
_PHRASE_SCHEMA = {"type": ["string", "number", "boolean"]}
PhraseList = Annotated[
    tuple[Phrase, ...], AlsoWritten(lambda value: [value] if isinstance(value, str) else value, _PHRASE_SCHEMA)
]
Phrases = Annotated[
    dict[str, PhraseList],
    AlsoWritten(
        lambda value: value if isinstance(value, dict) else {EVERY_CLAUSE: value},
        {"type": "array", "items": _PHRASE_SCHEMA},
    ),
]


class FederationForm(Form):
    """The body that runs the selection (Art. 4, 7)."""

    # `default=...` refuses the file: a firm's form is read as far as it goes, our settings whole or not at all.
    name: Text = labelled(Federation.label("name"), required=True, example="北京市安全生产联合会", default=...)
    credit_code: Code | None = labelled(Federation.label("credit_code"), example="51110000000000000J")


class ExpertScoringForm(Form):
    """How the experts' interview scores become one (Art. 11, reading R8)."""

    drop_extremes: YesNo = labelled(ExpertScoring.label("drop_extremes"), required=True, default=...)
    mean_places: Places = labelled(ExpertScoring.label("mean_places"), required=True, default=...)


class RoundForm(Form):
    """A selection round (Art. 11). Weights, quota and points have no default: the regulation leaves them open."""

    deadline: Day | None = labelled(Round.label("deadline"), required=True, example="2017-10-25")
    correction_deadline: Day | None = labelled(Round.label("correction_deadline"), example="2017-11-03")
    weights: Weights | None = labelled(Round.label("weights"))
    quota: Quota = labelled(Round.label("quota"), note="未定：不划线")
    material_items: Points | None = labelled(Round.label("material_items"))
    interview_items: Points | None = labelled(Round.label("interview_items"))
    expert_scoring: ExpertScoringForm | None = labelled(Round.label("expert_scoring"))


class YearForm(Form):
    """An assessment year: the items of Art. 13 and 14 with their points."""

    daily_items: Points | None = labelled(Year.label("daily_items"))
    review_items: Points | None = labelled(Year.label("review_items"))
    not_applicable: Text | None = labelled(Year.label("not_applicable"), note="按比例折算，或不写")


class ChoiceForm(Form):
    """A reading that the federation has chosen or confirmed (Art. 19)."""

    value: Text = labelled(Choice.label("value"), required=True, example="默认", default=...)
    confirmed_by: Text | None = labelled(Choice.label("confirmed_by"), example="秘书处")
    confirmed_on: Day | None = labelled(Choice.label("confirmed_on"), example="2018-01-05")


class SettingsForm(Form):
    """anlian.yaml, whole."""

    federation: FederationForm = labelled(Settings.label("federation"), required=True, default=...)
    regulation: Text = labelled(Settings.label("regulation"), required=True, example="京安联发〔2017〕4号", default=...)
    clerk: Text | None = labelled(Settings.label("clerk"), example="管理员")
    rounds: dict[str, RoundForm] = labelled(Settings.label("rounds"), default={})
    years: dict[str, YearForm] = labelled(Settings.label("years"), default={})
    readings: dict[str, ChoiceForm] = labelled(Settings.label("readings"), default={})
    phrases: Phrases = labelled(
        Settings.label("phrases"), note="按条款编号，或一份各条通用的；初核表里可以选", default={}
    )
    objection_days: Days | None = labelled(
        Settings.label("objection_days"), note="自然日；规范没有规定，不写就没有期限"
    )
    materials_by_digest: YesNo = labelled(
        Settings.label("materials_by_digest"), note="是：台账只存材料的摘要，不存文件", default=False
    )

    def settings(self) -> Settings:
        """What the file says. Every text became a value when the form was read: nothing is refused here."""
        return convert(self.model_dump(mode="json", exclude_defaults=True), Settings)
