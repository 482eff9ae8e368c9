"""The exit list as a document and as anlian.exit/1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.consequences import Consequence
from anlian_cli.model.exits import ExitCandidate, ExitList
from anlian_cli.model.text import in_chinese
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped
from anlian_cli.report.unconfirmed import unconfirmed_line

_TONES = {Consequence.REMOVE: Tone.BAD, Consequence.PROCEDURE: Tone.WAITING, Consequence.CLUE: Tone.FAINT}


class GroundJson(TypedDict):
    clause: str
    step: Literal["clue", "procedure", "remove"]
    detail: str
    evidence: str


class CandidateJson(TypedDict):
    """A unit with unanswered grounds; `state` is where it stands in its life."""

    name: str
    credit_code: str
    step: Literal["clue", "procedure", "remove"]
    state: Literal["admitted", "procedure"]
    grounds: list[GroundJson]


class BarredJson(TypedDict):
    name: str
    credit_code: str
    announced_on: str
    barred_through: str
    free_from: str


class UndecidedJson(TypedDict):
    name: str
    year: str


class ExitJson(TypedDict):
    """The exit list up to and including a year."""

    schema: Literal["anlian.exit/1"]
    as_of: str
    year: int
    candidates: list[CandidateJson]
    barred: list[BarredJson]
    undecided: list[UndecidedJson]
    digest: str


def exit_json(found: ExitList) -> str:
    given = {
        "candidates": [_candidate(candidate) for candidate in found.candidates],
        "barred": [shaped(BarredJson, bar) for bar in found.barred],
        "undecided": [{"name": name, "year": year} for name, year in found.undecided],
    }
    return exact_json(shaped(ExitJson, found, schema="anlian.exit/1", **given))


def _candidate(candidate: ExitCandidate) -> dict[str, Any]:
    grounds = [shaped(GroundJson, ground, step=ground.consequence.value) for ground in candidate.grounds]
    return shaped(CandidateJson, candidate, step=candidate.consequence.value, grounds=grounds)


def exit_document(found: ExitList) -> Report:
    """Candidates first, then the bars, then what could not be decided."""
    table = _candidates(found)
    return Report(
        f"退出候选（截至 {found.year} 年）",
        tuple(_blocks(found, table)),
        (table, _bars(found), _undecided(found)),
        table,
        _last_line(found),
    )


def _last_line(found: ExitList) -> str:
    counts = Counter(candidate.consequence for candidate in found.candidates)
    counted = " · ".join(f"{step.label} {counts[step]}" for step in Consequence)
    return f"截至 {found.year} 年：{counted}；限制期内 {len(found.barred)} 家；日志摘要 {found.digest}"


def _blocks(found: ExitList, table: Table) -> Iterator[Block]:
    yield Heading(f"退出候选（截至 {found.year} 年；只列出，由人决定）")
    if table.rows:
        yield table
    if found.barred:
        years = "、".join(dict.fromkeys(in_chinese(bar.years) for bar in found.barred))
        yield Heading(f"限制期内（自公告之日起{years}年内不得申请，{found.citation.of('bar')}）")
        yield _bars(found)
    if found.undecided:
        yield Heading("不能判断：年度未完成考核，既不算合格也不算不合格", Tone.WAITING)
        yield _undecided(found)
    if line := unconfirmed_line(found.unconfirmed):
        yield Sentence(line, Tone.FAINT)


def _candidates(found: ExitList) -> Table:
    columns = (
        Column("单位", share=3, name=True),
        Column("处理"),
        Column("程序", spare=1),
        Column("情形和依据", share=5),
    )
    return Table("候选", columns, tuple(_candidate_row(candidate) for candidate in found.candidates))


def _candidate_row(candidate: ExitCandidate) -> tuple[Cell, ...]:
    grounds = [f"{ground.clause} {ground.detail}\n  依据：{ground.evidence}" for ground in candidate.grounds]
    since = candidate.since.isoformat() if candidate.since else ""
    state = Cell(f"{since} 启动", shown=f"{since}\n启动") if since else Cell("未启动")
    name = f"{candidate.name}\n{candidate.credit_code}"
    return row(
        name,
        Cell(candidate.consequence.label, _TONES[candidate.consequence]),
        state,
        "\n".join(grounds) or "（没有未答复的情形）",
    )


def _bars(found: ExitList) -> Table:
    columns = (
        Column("单位", share=1, name=True),
        Column("统一代码", spare=3),
        Column("情形", spare=2),
        Column("公告", spare=1),
        Column("限制至"),
        Column("可申请", spare=4),
    )
    rows = tuple(
        row(
            bar.name,
            bar.credit_code,
            bar.ground,
            bar.announced_on.isoformat(),
            bar.barred_through.isoformat(),
            bar.free_from.isoformat(),
        )
        for bar in found.barred
    )
    return Table("限制期", columns, rows)


def _undecided(found: ExitList) -> Table:
    rows = tuple(row(name, year) for name, year in found.undecided)
    return Table("不能判断", (Column("单位", share=1, name=True), Column("年度")), rows)
