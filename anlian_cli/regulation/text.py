"""A regulation as data: articles, numbers, readings and clauses, as its YAML states them.

A number of the document stands nowhere else. `Regulation.value` is how a clause function reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any

from msgspec import Struct

from anlian_cli.errors import InputFault
from anlian_cli.model.citation import Citation
from anlian_cli.model.consequences import Consequence
from anlian_cli.model.worded import Worded
from anlian_cli.regulation.own_yaml import content

DEFAULT_CHOICE = "默认"


class ClauseBasis(Worded):
    """What a clause is decided by."""

    COMPUTED = "computed", "材料可定"
    ATTESTED = "attested", "单位自报，初核确认"
    JUDGED = "judged", "初核认定"


class Clause(Struct, frozen=True):
    """One condition: what it asks, with its article, and how a firm puts it right."""

    id: str
    title: str
    article: str
    basis: ClauseBasis
    asks: str
    required: str
    decides: str
    example: str
    fix: str
    parameters: tuple[str, ...] = ()
    """The numbers its text uses."""
    readings: tuple[str, ...] = ()
    """The readings its function asks."""


class Item(Struct, frozen=True):
    """An item of assessment (Art. 13, 14): its stage, its name as the article has it, a short one for narrow tables."""

    stage: str
    name: str
    short: str


class ExitGround(Struct, frozen=True):
    """A ground as the article names it; `calls_for` is what a report of it found true leads to.

    Grounds without one are not reported: they follow from the scores.
    """

    article: str
    name: str
    calls_for: Consequence | None = None


class Reading(Struct, frozen=True):
    """A question that the text leaves open, our answer, and the other ones."""

    id: str
    question: str
    default: str
    alternatives: Mapping[str, str]


class FindingRule(Struct, frozen=True):
    """A finding in words: what it means, an example, how it is put right."""

    code: str
    title: str
    severity: str
    asks: str
    example: str
    fix: str


class Regulation(Struct, frozen=True):
    """京安联发〔2017〕4号, or a later document of the same shape."""

    citation: Citation
    in_force_from: date
    articles: Mapping[int, str]
    assessment_items: Mapping[str, Item]
    exit_grounds: Mapping[str, ExitGround]
    parameters: Mapping[str, Mapping[str, Any]]
    readings: Mapping[str, Reading]
    clauses: tuple[Clause, ...]

    @property
    def document(self) -> str:
        """Its number."""
        return self.citation.document

    @property
    def reportable(self) -> tuple[str, ...]:
        """The grounds that are reported."""
        return tuple(key for key, ground in self.exit_grounds.items() if ground.calls_for)

    @property
    def clause_readings(self) -> tuple[str, ...]:
        """The readings that its clauses ask, in their order."""
        asked = {reading for clause in self.clauses for reading in clause.readings}
        return tuple(key for key in self.readings if key in asked)

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


def loaded(source: Traversable) -> Regulation:
    """A document from its YAML, which we wrote ourselves."""
    data = content(source)
    parameters = data["parameters"]
    words = {name: _in_words(entry["value"]) for name, entry in parameters.items()}
    return Regulation(
        citation=Citation(data["document"], data["title"], data["citations"]),
        in_force_from=date.fromisoformat(str(data["in_force_from"])),
        articles={int(number): text for number, text in data["articles"].items()},
        assessment_items={key: Item(**entry) for key, entry in data["assessment_items"].items()},
        exit_grounds={key: _ground(**entry) for key, entry in data["exit_grounds"].items()},
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
    return content(files(__package__) / name)


def _ground(article: str, name: str, calls_for: str | None = None) -> ExitGround:
    return ExitGround(article, name, Consequence(calls_for) if calls_for else None)


def _clause(entry: Mapping[str, Any], words: Mapping[str, str]) -> Clause:
    texts = {key: value for key, value in entry.items() if key not in ("basis", "readings")}
    filled = {key: text.format_map(words) for key, text in texts.items()}
    used = (name for text in texts.values() for _, name, _, _ in Formatter().parse(text) if name)
    readings = tuple(entry.get("readings", ()))
    return Clause(basis=ClauseBasis(entry["basis"]), parameters=tuple(dict.fromkeys(used)), readings=readings, **filled)


def _in_words(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
