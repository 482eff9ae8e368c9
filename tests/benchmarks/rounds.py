"""A round of applications: forms, materials and reviewer's files beside check-jsonschema on the forms alone.

The peer gets a plain schema of the same shape, written as a person would write one; the generated schema with its
definitions is slower to read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from tests.benchmarks.data import FORM, Data, tree_of
from tests.benchmarks.measuring import Comparison, Work, anlian, process, python

_EVENTS = """
import sys
from pathlib import Path
from ruamel.yaml import YAML
for path in Path(sys.argv[1]).glob("*/申报材料.yaml"):
    for _ in YAML(typ="safe", pure=False).parse(path.read_text(encoding="utf-8")): pass
"""
_OPENPYXL = """
import sys
from pathlib import Path
from openpyxl import load_workbook
for path in Path(sys.argv[1]).glob("*/*.xlsx"):
    for sheet in load_workbook(path, data_only=True):
        for row in sheet.iter_rows(values_only=True): pass
"""
_CALAMINE = """
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook
for path in Path(sys.argv[1]).glob("*/*.xlsx"):
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names: book.get_sheet_by_name(name).to_python()
"""


def comparisons(data: Data) -> Iterator[Comparison]:
    """From twenty units to ten thousand, and workbooks."""
    return chain(_beside_check_jsonschema(data), _growth(data), _workbooks(data))


def _beside_check_jsonschema(data: Data) -> Iterator[Comparison]:
    for count, bound in ((20, "-"), (400, "<= 0.45"), (1000, "<= 0.35")):
        if count in data.sizes(count):
            whole = data.units("whole", count)
            name = f"{count} units with everything / check-jsonschema on their forms"
            yield Comparison(name, bound, check(whole), _check_jsonschema(data, whole), rounds=7)
    for count in data.sizes(1000):
        forms = data.units("forms", count)
        name = f"{count} forms alone / bare loop over YAML events"
        yield Comparison(name, "-", check(forms), python(_EVENTS, forms))


def _growth(data: Data) -> Iterator[Comparison]:
    for count in data.sizes(10_000):
        few, many = (data.units("whole", size) for size in (count // 10, count))
        for kind in ("table", "json", "csv"):
            name = f"{count} units as {kind} / {count // 10}"
            ours, peer = (anlian("check", folder, "--format", kind, *_DAY) for folder in (many, few))
            yield Comparison(name, "<= 10.3, memory 1.3", ours, peer, rounds=3)


def _workbooks(data: Data) -> Iterator[Comparison]:
    for count in data.sizes(1000):
        books = data.units("books", count)
        yield Comparison(
            f"{count} workbooks / bare openpyxl loop", "<= 1/12", check(books), python(_OPENPYXL, books), 3
        )
        yield Comparison(f"{count} workbooks / bare calamine loop", "<= 2.5", check(books), python(_CALAMINE, books), 7)


_DAY = ("--as-of", "2017-10-24")


def check(folder: Path) -> Work:
    """Our check of a folder, its last line alone shown."""
    return anlian("check", folder, "-q", *_DAY)


def _check_jsonschema(data: Data, folder: Path) -> Work:
    schema = data.made("plain.schema.json", _write_schema)
    forms = [str(path) for path in sorted(folder.glob(f"*/{FORM}"))]
    return process([sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *forms], exits=(0,))


def _write_schema(path: Path) -> None:
    path.write_text(json.dumps(plain_schema(tree_of(0)), ensure_ascii=False), encoding="utf-8")


def plain_schema(value: Any) -> dict[str, Any]:
    """The schema of a value's shape: every key compulsory, every text a text, no definitions, no patterns."""
    if isinstance(value, dict):
        properties = {key: plain_schema(one) for key, one in value.items()}
        return {"type": "object", "properties": properties, "required": list(value), "additionalProperties": False}
    if isinstance(value, list):
        return {"type": "array", "items": plain_schema(value[0])}
    return {"type": ["string", "number", "boolean"]}
