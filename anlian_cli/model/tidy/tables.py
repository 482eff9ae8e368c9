"""The tidy tables by their names: what a row is, what names it, and what it points to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from anlian_cli.model.tidy import rows
from anlian_cli.model.tidy.column import Column, Partition, columns_of

PARTITIONS: tuple[str, ...] = Partition._fields
"""The columns that the folders are named by."""


class Table(Struct, frozen=True, dict=True):
    """One table. `key` names a row within the federation; `of_units` says that every row is about one."""

    name: str
    title: str
    english: str
    row: type
    key: tuple[str, ...]
    of_units: bool = True

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return columns_of(self.row)


_APPLICATION = ("credit_code", "round")
_SCORE = ("credit_code", "period", "stage")
_ALL = (
    Table("units", "单位", "units", rows.Unit, ("credit_code",)),
    Table("applications", "申报", "applications, without personal fields", rows.Application, _APPLICATION),
    Table("consultants", "咨询人员", "consultants, as salted digests", rows.Consultant, (*_APPLICATION, "consultant")),
    Table("clauses", "条款结论", "verdicts on clauses", rows.Clause, (*_APPLICATION, "clause")),
    Table("findings", "问题项", "findings", rows.Finding, (*_APPLICATION, "number")),
    Table("scores", "得分", "scores by stage", rows.Score, _SCORE),
    Table("items", "项目得分", "points by item and expert", rows.Item, ()),
    Table("grades", "等次", "annual grades", rows.AnnualGrade, ("year", "credit_code")),
    Table("events", "事项", "events", rows.Event, ("credit_code", "occurred_on", "kind", "number")),
    Table("bars", "限制期", "exits and their bars", rows.Bar, ("credit_code", "batch")),
    Table("publications", "公文", "publications", rows.Publication, ("paper", "subject", "batch"), of_units=False),
)
TABLES: Mapping[str, Table] = {table.name: table for table in _ALL}
"""In the order in which they are written."""
