"""The formats of an export by their names; what a format needs is loaded when it is asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from msgspec import Struct

from anlian_cli.errors import UsageFault
from anlian_cli.model.decimals import plain
from anlian_cli.report.export.sheet import Sheet


class Format(Struct, frozen=True):
    """How a sheet becomes bytes; `media` is the type of its file, `needs` the library behind it."""

    write: Callable[[Sheet], bytes]
    media: str
    needs: str = ""


def _parquet(sheet: Sheet) -> bytes:
    from anlian_cli.report.export.parquet import parquet

    return parquet(sheet)


def _jsonl(sheet: Sheet) -> bytes:
    """An object on each line, points as text that keeps every digit, null for what is not known."""
    names = sheet.names
    lines = (dict(zip(names, map(_json_value, row), strict=True)) for row in sheet.whole_rows)
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines).encode()


def _json_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _csv(sheet: Sheet) -> bytes:
    """As RFC 4180 and a Table Schema have it: for programs, so that text stands as it is, without a mark for Excel."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(sheet.names)
    writer.writerows(map(_csv_value, row) for row in sheet.whole_rows)
    return buffer.getvalue().encode()


def _csv_value(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else _json_value(value)


FORMATS: Mapping[str, Format] = {
    "parquet": Format(_parquet, "application/vnd.apache.parquet", needs="pyarrow"),
    "jsonl": Format(_jsonl, "application/x-ndjson"),
    "csv": Format(_csv, "text/csv"),
}
"""A new format is a new line here."""


def chosen(name: str) -> Format:
    """The format of a name. Raises UsageFault where there is none, or its library is not installed."""
    if name not in FORMATS:
        raise UsageFault(f"没有格式“{name}”", f"可用：{'、'.join(FORMATS)}")
    found = FORMATS[name]
    if found.needs and find_spec(found.needs) is None:
        others = "、".join(other for other, one in FORMATS.items() if not one.needs)
        hint = f"安装：pip install 'anlian[export]'；或换 --format {others}，不用装别的"
        raise UsageFault(f"{name} 格式要用 {found.needs}，还没有安装", hint)
    return found
