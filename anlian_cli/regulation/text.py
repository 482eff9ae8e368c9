"""The regulation as data: articles, numbers, readings and clauses, loaded once from YAML.

A number of the document stands nowhere else. `Regulation.value` is how a clause function reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any

from anlian_cli.errors import InputFault

DOCUMENTS: dict[str, Traversable] = {"京安联发〔2017〕4号": files(__package__) / "jinganlianfa_2017_4.yaml"}
"""Every document by its number, the newest last. A past period keeps the one that it was locked under."""
DEFAULT_CHOICE = "默认"


class Basis(StrEnum):
    """What a clause is decided by."""

    COMPUTED = "computed"
    ATTESTED = "attested"
    JUDGED = "judged"

    @property
    def label(self) -> str:
        return {"computed": "材料可定", "attested": "单位自报，初核确认", "judged": "初核认定"}[self.value]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: what it asks, with its article, and how a firm puts it right."""

    id: str
    title: str
    article: str
    basis: Basis
    asks: str
    required: str
    decides: str
    example: str
    fix: str
    parameters: tuple[str, ...] = ()
    """The numbers its text uses."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of assessment (Art. 13, 14): its name as the article has it, and a short one for narrow tables."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question that the text leaves open, our answer, and the other ones."""

    id: str
    question: str
    default: str
    alternatives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A finding in words: what it means, an example, how it is put right."""

    code: str
    title: str
    severity: str
    asks: str
    example: str
    fix: str


@dataclass(frozen=True, slots=True)
class Regulation:
    """京安联发〔2017〕4号, or a later document of the same shape."""

    document: str
    title: str
    in_force_from: date
    articles: Mapping[int, str]
    assessment_items: Mapping[str, Item]
    exit_grounds: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, Any]]
    readings: Mapping[str, Reading]
    clauses: tuple[Clause, ...]

    def value(self, parameter: str) -> Any:
        """The number or list of a parameter."""
        return self.parameters[parameter]["value"]

    def choose(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The answer in force for every reading: the default, or what the workspace says.

        Raises InputFault where the workspace names a reading or an answer that does not exist.
        """
        for reading_id, answer in chosen.items():
            self._checked_choice(reading_id, answer)
        return self.completed({key: answer for key, answer in chosen.items() if answer != DEFAULT_CHOICE})

    def completed(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Answers with the default for every reading that they do not name: it was asked only after they were given."""
        return {key: answers.get(key, reading.default) for key, reading in self.readings.items()}

    def _checked_choice(self, reading_id: str, answer: str) -> None:
        reading = self.readings.get(reading_id)
        if reading is None:
            raise InputFault(f"适用口径没有 {reading_id}", f"可用的是 {'、'.join(self.readings)}")
        if answer != DEFAULT_CHOICE and answer not in reading.alternatives:
            raise InputFault(f"适用口径 {reading_id} 不能取“{answer}”", f"可取：{'、'.join(reading.alternatives)}")


def regulation_named(document: str) -> Regulation:
    """The document of a number. Raises InputFault for one that this program does not have."""
    if document not in DOCUMENTS:
        raise InputFault(f"没有规范“{document}”", f"本版本有 {'、'.join(DOCUMENTS)}")
    return _loaded(document)


def current_regulation() -> Regulation:
    """The newest document: for whoever asks without a workspace that names one."""
    return regulation_named(next(reversed(DOCUMENTS)))


@lru_cache
def _loaded(document: str) -> Regulation:
    data = _data(DOCUMENTS[document])
    parameters = data["parameters"]
    words = {name: _in_words(entry["value"]) for name, entry in parameters.items()}
    return Regulation(
        document=data["document"],
        title=data["title"],
        in_force_from=data["in_force_from"],
        articles=data["articles"],
        assessment_items={key: Item(**entry) for key, entry in data["assessment_items"].items()},
        exit_grounds=data["exit_grounds"],
        parameters=parameters,
        readings={key: Reading(key, **entry) for key, entry in data["readings"].items()},
        clauses=tuple(_clause(entry, words) for entry in data["clauses"]),
    )


@lru_cache(maxsize=1)
def finding_rules() -> Mapping[str, FindingRule]:
    """Every finding code in words."""
    return {code: FindingRule(code, **entry) for code, entry in load_data("findings.yaml").items()}


def load_data(name: str) -> Any:
    """One of the YAML files beside this module, which we wrote ourselves."""
    return _data(files(__package__) / name)


def _data(source: Traversable) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(source.read_text(encoding="utf-8"))


def _clause(entry: Mapping[str, str], words: Mapping[str, str]) -> Clause:
    filled = {key: value.format_map(words) for key, value in entry.items() if key != "basis"}
    used = (name for text in entry.values() for _, name, _, _ in Formatter().parse(text) if name)
    return Clause(basis=Basis(entry["basis"]), parameters=tuple(dict.fromkeys(used)), **filled)


def _in_words(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
