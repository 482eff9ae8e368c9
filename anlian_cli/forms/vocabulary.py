"""The labels of each form by every spelling, and what a cell's text says in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from anlian_cli.model.application import (
    SPECIALITY_AND_TITLE,
    Application,
    Consultant,
    LegalRepresentative,
    Materials,
    PersonForm,
    Principal,
    SelfCheck,
    TrackRecord,
    Undertaking,
    UnitForm,
)
from anlian_cli.model.labels import Form, official_label, spellings
from anlian_cli.model.text import label_key


class Words(Struct, frozen=True, eq=False):
    """The labels of one form, the official one for the comparison form of each of its spellings.

    Each is equal to itself alone, so that what a text says in it can be kept.
    """

    spelt: Mapping[str, str]


def alias(form: type[Form], attribute: str) -> str:
    """The official label of a form's attribute."""
    return str(form.model_fields[attribute].alias)


NAME, SEX, TITLE = (alias(PersonForm, attribute) for attribute in ("name", "sex", "title"))
PHOTO, PROMISE = alias(PersonForm, "photo"), alias(PersonForm, "undertaking")
SIGNED_BY, SIGNED_ON = alias(Undertaking, "signature"), alias(Undertaking, "signed_on")
SERIAL, UNIT_NAME, CODE = (alias(UnitForm, attribute) for attribute in ("serial", "name", "credit_code"))
CONSULTANT_NAME = alias(Consultant, "name")
ROSTER_LABEL, TRACK_LABEL = alias(UnitForm, "consultants"), alias(UnitForm, "track_record")
STAFF_LABEL = alias(UnitForm, "full_time_staff")
CAREER, YEARS_OF_SERVICE = alias(PersonForm, "career"), alias(PersonForm, "years_of_service")
UNIT_SECTION, PERSONS_SECTION, SELF_CHECK_SECTION, MATERIALS_SECTION = (
    alias(Application, attribute) for attribute in ("unit", "persons", "self_check", "materials")
)
OPINIONS = frozenset(alias(PersonForm, attribute) for attribute in ("employer_opinion", "federation_opinion"))

PERSON = Words({**spellings(PersonForm), **spellings(Undertaking)})
_HEADS = {**spellings(LegalRepresentative), **spellings(Principal)}
# Without the heads' 姓名, which the official form prints nowhere but over its roster.
UNIT = Words({**{key: label for key, label in _HEADS.items() if label != NAME}, **spellings(UnitForm)})
ROSTER = Words({**spellings(Consultant), label_key(SPECIALITY_AND_TITLE): SPECIALITY_AND_TITLE})
TRACK, SELF_CHECK, MATERIALS = (Words(spellings(form)) for form in (TrackRecord, SelfCheck, Materials))
_ANY = Words(
    {key: label for one in (PERSON, UNIT, ROSTER, TRACK, SELF_CHECK, MATERIALS) for key, label in one.spelt.items()}
)

# fmt: off
FOREIGN = frozenset((
    "政治面貌", "民族", "籍贯", "年龄", "部门", "岗位", "备注", "序号", "联系人", "网址", "电话", "联系电话",
    "联系方式", "邮箱", "注册资本", "企业类型", "企业性质", "单位性质", "职工人数", "开户银行", "健康状况", "婚姻状况",
    "户籍", "户口所在地", "入职时间", "参加工作时间", "填表日期", "填表人", "申报日期",
))
# fmt: on
"""Labels that other people's forms have and these do not: never a value, even where nothing stands behind them."""

_LONGEST_LABEL = 24
_LONGEST_LINE = 80
"""A longer text with labels in it is a career or a pledge, not a row of pairs."""
_NUMERALS = frozenset("(0123456789一二三四五六七八九十")
_NUMBER = re.compile(r"\A(?:[0-9一二三四五六七八九十]{1,3}[.、]|\([0-9一二三四五六七八九十]{1,3}\)[.、]?)")
_HINT = re.compile(r"\([^()]{1,12}\)$")
_BETWEEN = re.compile(r"[\s；;，,、。]+")
_AROUND = " \t\n\u3000；;，,、"
_FOOT = re.compile(
    r"(?:合计|总计|小计|共计|共\s*\d|注\s*\d*\s*[:：.、]|备注\s*[:：]|说明|填表|制表|审核|复核|经办|单位负责人|盖章|[（(]\s*盖章)"
)


class Pair(Struct, frozen=True):
    """A label in a cell, with what stands behind it in the same cell; `alone` where the cell is the label.

    `exact` where the cell begins with a spelling that means this label in every form.
    """

    label: str
    text: str | None
    alone: bool
    exact: bool


def label_in(text: str, words: Words) -> str | None:
    """The label that a cell's text is, or begins with before a colon."""
    found = pairs_in(text, words)
    return found[0].label if found else None


def label_of(text: str, words: Words) -> str | None:
    """The label that a text is; a number before it and a hint behind it, 3.身份证号（18位）, are no part of it."""
    # The labels of a form are the same ones on every sheet.
    return _kept_label(text, words) if len(text) <= _LONGEST_LABEL else _label(text, words)


@lru_cache(maxsize=8192)
def _kept_label(text: str, words: Words) -> str | None:
    return _label(text, words)


def _label(text: str, words: Words) -> str | None:
    key = _unnumbered(label_key(text))
    return words.spelt.get(key) or (words.spelt.get(_HINT.sub("", key)) if key.endswith(")") else None)


def _unnumbered(key: str) -> str:
    """A label's key without the number that its form gives it: 一、姓名, (2)性别, 3.学历."""
    return _NUMBER.sub("", key) if key[:1] in _NUMERALS else key


def names_a_label(text: str) -> bool:
    """Whether a text is a label of any form, or names one. What does not is looked up in no form by itself."""
    return bool(_label(text, _ANY) or _named_in(text, _ANY))


def pairs_in(text: str, words: Words) -> tuple[Pair, ...]:
    """The labels that a cell's text is or names: 姓名, 姓名：张三, and 姓名：张三　性别：男."""
    return _kept_pairs(text, words) if len(text) <= _LONGEST_LABEL else _named_in(text, words)


@lru_cache(maxsize=8192)
def _kept_pairs(text: str, words: Words) -> tuple[Pair, ...]:
    if label := label_of(text, words):
        return (Pair(label, None, alone=True, exact=is_exact(text, label)),)
    return _named_in(text, words)


def _named_in(text: str, words: Words) -> tuple[Pair, ...]:
    """The labels that a text has before its colons."""
    if ":" not in text and "：" not in text:
        return ()
    # One character for one, so that what is found in it is cut out of `text`.
    plain = text.replace(":", "：")
    first = plain.find("：")
    if not 0 < first <= _LONGEST_LABEL or not label_of(plain[:first], words):
        return ()
    named = list(_before_colons(plain, words))
    if len(text) > _LONGEST_LINE:
        named = named[:1]
    ends = [*(begin for begin, _, _ in named[1:]), len(text)]
    return tuple(
        Pair(label, text[behind:end].strip(_AROUND) or None, alone=False, exact=is_exact(plain[:first], label))
        for (_, behind, label), end in zip(named, ends, strict=True)
    )


def _before_colons(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Each label before a colon: where it begins, where the colon ends, and which it is."""
    done = 0
    for colon in re.finditer("：", text):
        before = text[done : colon.start()]
        for begin in (0, *(gap.end() for gap in _BETWEEN.finditer(before))):
            if len(before) - begin <= _LONGEST_LABEL and (label := label_of(before[begin:], words)):
                yield done + begin, colon.end(), label
                done = colon.end()
                break


def is_exact(text: str, label: str) -> bool:
    """Whether a spelling means its label in every form: 专业技术职务 does, 职称 only inside a person's form."""
    key = _unnumbered(label_key(text))
    return label in (official_label(text), official_label(key), official_label(_HINT.sub("", key)))


def is_foreign(text: str) -> bool:
    """Whether a text is a label of other people's forms."""
    return label_key(text) in FOREIGN


def is_foot(text: str) -> bool:
    """Whether a text stands under a list: 合计 5人, 制表人：张三, 注：……."""
    return bool(_FOOT.match(text.strip()))
