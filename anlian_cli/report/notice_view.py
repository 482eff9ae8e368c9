"""The letters that were written, as a document, and as anlian.notice/1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.notice import NoticedUnit, NoticeKind, NoticeRun
from anlian_cli.report.document import Block, Cell, Column, Report, Sentence, Table, Tone, row
from anlian_cli.report.shaped import shaped
from anlian_cli.report.text import escaped_for_json

SCHEMA: Literal["anlian.notice/1"] = "anlian.notice/1"


_COLUMNS = (
    Column("单位", share=1, name=True),
    Column("结论", spare=2),
    Column("文书"),
    Column("事项", right=True, spare=1),
)


class NoticedUnitJson(TypedDict):
    """A unit that does not pass; paths are below the folder of the letters."""

    name: str
    credit_code: str | None
    source: str
    verdict: Literal["correct", "fail", "pending", "unreadable"]
    kind: Literal["correct", "fail", "verify"] | None
    items: int
    letter: str | None
    marked: list[str]
    remarks: list[str]


class NoticeJson(TypedDict):
    """The letters of a round."""

    schema: Literal["anlian.notice/1"]
    round: str
    on: str
    deadline: str | None
    units: list[NoticedUnitJson]


def notice_document(run: NoticeRun) -> Report:
    """The list of what was written; what is remarked of several units stands once."""
    shown = Table("通知", (*_COLUMNS, Column("标注", right=True)), tuple(map(_short_row, run.units)))
    full = (*_COLUMNS, Column("通知"), Column("标注件"), Column("说明"))
    table = Table("通知", full, tuple(map(_full_row, run.units)))
    remarks = (Sentence(text, Tone.FAINT) for text in _remarks(run))
    blocks: tuple[Block, ...] = (shown, *remarks) if run.units else ()
    return Report(f"{run.round} 批次的通知", blocks, (table,), table, last_line(run))


def _short_row(unit: NoticedUnit) -> tuple[Cell, ...]:
    return (*_beginning(unit), Cell(f"{len(unit.marked)} 份" if unit.marked else "—"))


def _full_row(unit: NoticedUnit) -> tuple[Cell, ...]:
    return (*_beginning(unit), *row(unit.letter or "", "、".join(unit.marked), "；".join(unit.remarks)))


def _beginning(unit: NoticedUnit) -> tuple[Cell, ...]:
    return row(unit.name, unit.verdict.label, unit.kind.label if unit.kind else "—", unit.items)


def _remarks(run: NoticeRun) -> Iterator[str]:
    said: dict[str, list[str]] = {}
    for unit in run.units:
        for remark in unit.remarks:
            said.setdefault(remark, []).append(unit.source.rpartition("/")[2])
    yield from (f"{remark}：{'、'.join(names)}" for remark, names in said.items())
    if run.deadline is None:
        yield f"anlian.yaml 里批次 {run.round} 没有补正截止日期：通知里留了空白，请填上"
    elif run.deadline < run.on:
        yield f"补正截止日期 {run.deadline.isoformat()} 早于通知的日期 {run.on.isoformat()}，请核对"


def last_line(run: NoticeRun) -> str:
    """写了 8 份：补正通知 4 · 不予通过告知 4；标注了 2 份登记表."""
    kinds = Counter(unit.kind for unit in run.units if unit.kind)
    if not kinds:
        return "没有要写的通知"
    counts = " · ".join(f"{kind.label} {kinds[kind]}" for kind in NoticeKind if kinds[kind])
    marked = sum(len(unit.marked) for unit in run.units)
    return f"写了 {kinds.total()} 份：{counts}" + (f"；标注了 {marked} 份登记表" if marked else "")


def notice_json(run: NoticeRun) -> str:
    """The letters as a JSON document."""
    units = [shaped(NoticedUnitJson, unit) for unit in run.units]
    document = shaped(NoticeJson, run, schema=SCHEMA, units=units)
    return escaped_for_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"
