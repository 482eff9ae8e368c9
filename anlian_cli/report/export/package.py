"""The description beside the tables: a Data Package 2.0 (datapackage.org), and what an earlier one says of its files.

A resource is a table; its `parts` tell of each file what the standard has no word for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from anlian_cli.model.export import Export, Part
from anlian_cli.model.record import typed
from anlian_cli.model.tidy.column import Column
from anlian_cli.model.tidy.tables import TABLES, Table
from anlian_cli.report.export.formats import FORMATS
from anlian_cli.report.export.meaning import meaning

NAME = "datapackage.json"
SCHEMA = "anlian.export/1"
_PROFILES = "https://datapackage.org/profiles/2.0"


class Earlier(Struct, frozen=True):
    """An export that stands in a folder already."""

    federation: str
    format: str
    tree: dict[str, Any]
    parts: dict[tuple[str, int], Part]

    def says(self, tree: dict[str, Any]) -> bool:
        """Whether it says the same as another description, whenever either was made."""
        return self.tree | {"created": ""} == tree | {"created": ""}


def package_tree(export: Export) -> dict[str, Any]:
    """The description as plain values."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": f"anlian-{export.federation.lower()}",
        "title": f"{export.name}的台账数据（截至 {export.as_of.isoformat()}）",
        "description": f"不含个人信息。依据 {export.document}。Tables without personal data, written by anlian.",
        "created": export.made_at.isoformat(),
        "anlian": {
            "schema": SCHEMA,
            "federation": export.federation,
            "format": export.format,
            "as_of": export.as_of.isoformat(),
            "journal": export.journal,
            "salt": export.salt,
        },
        "resources": list(_resources(export)),
    }


def _resources(export: Export) -> Iterator[dict[str, Any]]:
    for table in TABLES.values():
        parts = [part for part in export.parts if part.table == table.name]
        # A resource without a file would be against the standard.
        if parts:
            yield _resource(export, table, parts)


def _resource(export: Export, table: Table, parts: list[Part]) -> dict[str, Any]:
    text = {"encoding": "utf-8"} if export.format != "parquet" else {}
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.english,
        "path": [part.path for part in parts],
        "format": export.format,
        "mediatype": FORMATS[export.format].media,
        **text,
        "schema": _table_schema(export, table),
        "parts": [{key: value for key, value in asdict(part).items() if key != "table"} for part in parts],
    }


def _table_schema(export: Export, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(export, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = ["federation", *table.key]
    if table.of_units and table.name != "units":
        names = ["federation", "credit_code"]
        schema["foreignKeys"] = [{"fields": names, "reference": {"resource": "units", "fields": names}}]
    return schema


def _field(export: Export, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind.value, **meaning(column)}
    field["description"] = f"{field['title_en']} ({field['source_en']})"
    if column.required:
        field["constraints"] = {"required": True}
    if values := list(_values(export, column)):
        # What the standard calls categories are all values that there are.
        field["categories" if column.meaning.closed else "values"] = values
    return field


def _values(export: Export, column: Column) -> Iterable[dict[str, str]]:
    if column.meaning.words:
        return [{"value": word.value, "label": word.label} for word in column.meaning.words]
    listed = export.lists.get(column.meaning.listed, {})
    return [{"value": value, "label": label} for value, label in listed.items()]


def package_json(tree: dict[str, Any]) -> bytes:
    """The description as its file holds it."""
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def earlier(data: bytes) -> Earlier | None:
    """The export that a description tells of; None where it is none of ours."""
    try:
        tree = json.loads(data)
        head = tree["anlian"]
        parts = typed(
            list[Part], [{"table": one["name"], **part} for one in tree["resources"] for part in one["parts"]]
        )
        found = Earlier(
            str(head["federation"]),
            str(head["format"]),
            tree,
            {(part.table, part.year): part for part in parts},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if head["schema"] == SCHEMA else None
