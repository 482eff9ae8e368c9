"""A sheet as Parquet: exact decimals, days as days, and every column's meaning beside it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from anlian_cli.model.tidy.column import Column, Kind
from anlian_cli.report.export.meaning import meaning
from anlian_cli.report.export.sheet import Sheet

_EXACT = pa.decimal128(12, 6)
"""Six places: as many as a mean of experts may be rounded to, twice those of an annual score."""
_TYPES = {Kind.TEXT: pa.string(), Kind.WHOLE: pa.int32(), Kind.EXACT: _EXACT, Kind.DAY: pa.date32()}
_TYPES[Kind.YES_OR_NO] = pa.bool_()


def parquet(sheet: Sheet) -> bytes:
    """The bytes of a file. The same rows are the same bytes under one release of the library."""
    arrays = [pa.array(values, _TYPES[column.kind]) for column, values in sheet.values]
    schema = pa.schema([_field(column) for column in sheet.columns], metadata=dict(sheet.said))
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _field(column: Column) -> Any:
    return pa.field(column.name, _TYPES[column.kind], nullable=not column.required, metadata=meaning(column))
