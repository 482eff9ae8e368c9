"""What no program of ours could have recorded is refused, however well its digests fit."""

from __future__ import annotations

import json
from typing import Any

import pytest

from anlian_cli.model.events import Event
from anlian_cli.model.filing import FiledVerdict, Parameters
from anlian_cli.model.publication import Published
from anlian_cli.model.record import read_json, typed
from anlian_cli.model.scores import Score

ROUND = {"kind": "round", "period": "2017", "regulation": "京安联发〔2017〕4号", "readings": {"R1": "下限含本数"}}
YEAR = ROUND | {"kind": "year", "period": "2018"}
ITEM = {"item": "13.1", "maximum": "25", "points": "24.5"}
SCORE = {"stage": "daily", "period": "2018", "items": [ITEM]}
OBJECTED = {"kind": "objected", "on": "2019-01-08", "number": 1, "about": "daily", "period": "2018", "note": "一项漏计"}
CHANGED = {"kind": "changed", "on": "2019-01-08", "name": "甲", "former_code": "91110105MA00003228"}
SOUND: list[tuple[Any, dict[str, Any]]] = [
    (Parameters, ROUND | {"round": {"权重": {"材料审核": "0.5", "面试答辩": "0.50"}, "材料审核": {"业绩": "100"}}}),
    (Parameters, YEAR | {"year": {"日常工作考核": {"13.1": "33.3", "13.2": "66.7"}}}),
    (Score, SCORE),
    (Score, {"stage": "interview", "period": "2017", "points": "85.25"}),
    (Event, OBJECTED),
    (Event, OBJECTED | {"about": "ranking"}),
    (Event, CHANGED),
]


@pytest.mark.parametrize(("kind", "document"), SOUND)
def test_what_was_recorded_is_read(kind: Any, document: dict[str, Any]) -> None:
    assert read_json(kind, json.dumps(document).encode()) == typed(kind, document)


def _weights(**given: object) -> tuple[Any, dict[str, Any]]:
    return Parameters, ROUND | {"round": {"权重": given}}


def _items(**given: object) -> tuple[Any, dict[str, Any]]:
    return Parameters, YEAR | {"year": {"年度资格审查": given}}


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        _weights(材料审核="5", 面试答辩="0.5"),
        _weights(材料审核="NaN", 面试答辩="0.5"),
        _weights(材料审核="1.5", 面试答辩="-0.5"),
        _weights(材料审核="Infinity", 面试答辩="-Infinity"),
        _weights(),
        _items(**{"14.1": "40", "14.2": "59.9"}),
        _items(**{"14.1": "120", "14.2": "-20"}),
        _items(**{"14.1": "sNaN", "14.2": "100"}),
        *((Score, SCORE | {"items": [ITEM | {"points": odd}]}) for odd in ("1e999", "1E-400", "NaN", "9" * 5_000)),
        *((Score, SCORE | {"items": [ITEM | {"maximum": odd}]}) for odd in ("-Infinity", "1." + "0" * 5_000, "x", [])),
        (Score, {"stage": "interview", "period": "2017", "points": "1e99"}),
        (Score, {"stage": "interview", "period": "2017", "experts": [{"expert": "甲", "points": "sNaN"}]}),
        (Score, SCORE | {"stage": "lunch"}),
        (Score, SCORE | {"weight": "2"}),
        (Event, OBJECTED | {"about": "8.5E1"}),
        (Event, OBJECTED | {"on": "2019-1-8"}),
        (Event, OBJECTED | {"on": "9999-12-31"}),
        (Event, CHANGED | {"on": "0001-01-01"}),
        (Event, CHANGED | {"former_code": ["91110105MA00003228"]}),
        (Event, CHANGED | {"kind": "promoted"}),
        (Event, {key: value for key, value in CHANGED.items() if key != "kind"}),
        (Published, {"kind": "published", "paper": "入选公告", "subject": "2017"}),
        (FiledVerdict, {"round": "2017"}),
    ],
)
def test_what_could_not_be_recorded_is_refused(kind: Any, document: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        read_json(kind, json.dumps(document).encode())
    with pytest.raises(ValueError):
        typed(kind, document)


@pytest.mark.parametrize("points", ["1e999", "9" * 5_000, "NaN", "true", "[" * 100_000])
def test_a_bare_number_that_is_none_is_refused(points: str) -> None:
    text = json.dumps(SCORE | {"items": [ITEM | {"points": "HERE"}]}).replace('"HERE"', points)
    with pytest.raises(ValueError):
        read_json(Score, text.encode())
