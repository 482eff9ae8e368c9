"""Explanations as a document, and as anlian.explain/1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.results import Explanation
from anlian_cli.report.document import Block, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.shaped import shaped
from anlian_cli.report.text import escaped_for_json

SCHEMA: Literal["anlian.explain/1"] = "anlian.explain/1"


class ExplanationJson(TypedDict):
    """A clause, finding or reading; `facts` maps each heading to its sentence."""

    code: str
    title: str
    kind: str
    facts: dict[str, str]


class ExplainJson(TypedDict):
    """What was asked for: one entry, or all of them."""

    schema: Literal["anlian.explain/1"]
    entries: list[ExplanationJson]


def explain_document(entries: Sequence[Explanation]) -> Report:
    """One explanation in full, or a list of all to choose from."""
    table = Table(
        "解释",
        (Column("编号"), Column("类别", spare=1), Column("名称", share=2), Column("要求", share=3)),
        tuple(row(entry.code, entry.kind, entry.title, entry.facts[0][1]) for entry in entries),
    )
    if len(entries) > 1:
        return Report("条款、问题代码和适用口径", (table,), (table,), table, "详细说明：anlian explain 编号")
    facts = Table("解释", (Column("项"), Column("说明", share=1)), tuple(row(*fact) for fact in entries[0].facts))
    return Report(_title(entries[0]), tuple(_blocks(entries[0])), (facts,), facts)


def _title(entry: Explanation) -> str:
    return f"{entry.kind} {entry.code}  {entry.title}"


def _blocks(entry: Explanation) -> Iterator[Block]:
    yield Heading(_title(entry))
    for head, text in entry.facts:
        yield Sentence(f"【{head}】{text}", Tone.PLAIN)


def explain_json(entries: Sequence[Explanation]) -> str:
    """The entries as a JSON document."""
    document = {
        "schema": SCHEMA,
        "entries": [shaped(ExplanationJson, entry, facts=dict(entry.facts)) for entry in entries],
    }
    return escaped_for_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"
