"""登记表 of other organisations: they ask for a name, a title and an address too, and are no form of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from anlian_cli.forms.bands import Band, Kind
from anlian_cli.forms.grid import Grid
from anlian_cli.forms.layout import Region, cells_in, labels_in, whole
from anlian_cli.forms.vocabulary import (
    CAREER,
    PERSON,
    PROMISE,
    ROSTER_LABEL,
    STAFF_LABEL,
    TRACK_LABEL,
    UNIT,
    YEARS_OF_SERVICE,
    Words,
)
from anlian_cli.model.text import compact

_WORDS: dict[Kind, Words] = {Kind.PERSON: PERSON, Kind.UNIT: UNIT}
_ONLY_HERE = frozenset({PROMISE, CAREER, YEARS_OF_SERVICE, ROSTER_LABEL, TRACK_LABEL, STAFF_LABEL})
"""Labels of these two forms alone: a form with one of them is ours whatever a firm calls it."""
_TITLE = re.compile(r"(?:附件\d*[:：]?)?(.{2,30}?[表书卡])(?:[（(].*[)）])?")
_OF_AN_OFFICE = re.compile(r"^.*(?:公司|中心|协会|联合会|研究院|事务所)")
_OF_ANY_FORM = re.compile(
    "安全生产|安全|社区|咨询员|咨询|技术|服务|机构|单位|企业|公司|个人|人员|基本|情况|信息|采集|简历"
    "|登记|申请|申报|填报|年度|年|[0-9]|汇总|一览|[的及和表书卡]"
)
"""What a title may say besides its purpose, which is what tells 评标专家申请表 from 单位基本情况表."""
_OWN = "安全社区"
_HEAD_ROWS, _SHOWN = 3, 8


def others_bands(grid: Grid, found: Iterable[Band]) -> list[tuple[Band, str]]:
    """The forms of a sheet whose title says another purpose, each with it; parts without a title go on with one."""
    title = _title(grid, whole(grid), _HEAD_ROWS)
    others = []
    for band in found:
        if band.kind in _WORDS:
            title = _title(grid, band.region, _first_row(grid, band)) or title
            if title and _purpose(title) and not _ONLY_HERE & set(_labels(grid, band.region, _WORDS[band.kind])):
                others.append((band, title))
    return others


def told(grid: Grid, others: Iterable[tuple[Band, str]]) -> str:
    """Another organisation's form in one sentence: its title, and what of it has a name in ours."""
    titles = dict.fromkeys(title for _, title in others)
    labels = dict.fromkeys(label for band, _ in others for label in _labels(grid, band.region, _WORDS[band.kind]))
    return f"“{'”“'.join(titles)}”不是本办法的登记表，没有读取{_recognised(labels)}"


def other_title(grid: Grid) -> str:
    """The same of a sheet on which no form was found at all; nothing where its title has no purpose of its own."""
    title = _title(grid, whole(grid), _HEAD_ROWS)
    if not title or not _purpose(title):
        return ""
    labels = (*_labels(grid, whole(grid), UNIT), *_labels(grid, whole(grid), PERSON))
    return f"“{title}”，不是本办法的登记表{_recognised(dict.fromkeys(labels))}"


def _recognised(labels: Iterable[str]) -> str:
    shown = list(labels)
    rest = "等" if len(shown) > _SHOWN else ""
    return f"；认得的栏目：{'、'.join(shown[:_SHOWN])}{rest}" if shown else ""


def _labels(grid: Grid, region: Region, words: Words) -> Iterator[str]:
    yield from (pair.label for pairs in labels_in(grid, region, words).values() for pair in pairs)


def _first_row(grid: Grid, band: Band) -> int:
    return min((row for row, _ in labels_in(grid, band.region, _WORDS[band.kind])), default=band.region.top)


def _title(grid: Grid, region: Region, before: int) -> str | None:
    """The lowest title over a form's first labels."""
    head = Region(region.top, region.left, before - 1, region.right)
    titles = (_TITLE.fullmatch(compact(grid.cells[cell])) for cell in cells_in(grid, head))
    return next(reversed([match[1] for match in titles if match]), None)


def _purpose(title: str) -> str:
    """What a title says beyond the office and the kind of paper; nothing for those of this regulation."""
    return "" if _OWN in title else _OF_ANY_FORM.sub("", _OF_AN_OFFICE.sub("", title))
