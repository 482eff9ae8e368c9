"""A notice as a paper: its fields and lists by the names that its template calls them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from anlian_cli.model.notice import Notice, NoticeItem
from anlian_cli.model.results import UnitResult
from anlian_cli.office.office import Office
from anlian_cli.office.papers.asked import Asked, paper
from anlian_cli.regulation.text import Regulation
from anlian_cli.report.papers.paper import Paper, in_words

_BLANK_DAY = "　　　　年　　月　　日"
"""Where no day is set she writes one in."""


def letter(
    office: Office,
    unit: UnitResult,
    notice: Notice,
    regulation: Regulation,
    round_name: str,
    on: date,
    deadline: date | None,
    marked: Sequence[str],
) -> Paper:
    """The letter to a unit. `marked` are the forms that go with it."""
    fields = {
        "单位名称": unit.name,
        "批次": round_name,
        "规范": str(regulation.citation),
        "截止日期": in_words(deadline) if deadline else _BLANK_DAY,
        "补正项数": _count(notice.faults),
        "说明项数": _count(notice.asks),
        "核对项数": _count(notice.doubts),
        "标注件": "、".join(f"“{name}”" for name in marked),
    }
    lists = {
        "不符合": _numbered(notice.unmet),
        "补正": _numbered(notice.faults),
        "说明": _numbered(notice.asks),
        "核对": _numbered(notice.doubts),
    }
    return paper(office, notice.kind.label, Asked(unit.name), on, fields=fields, lists=lists)


def _count(items: Sequence[NoticeItem]) -> str:
    return str(len(items)) if items else ""


def _numbered(items: Sequence[NoticeItem]) -> tuple[str, ...]:
    return tuple(f"{number}. {_sentence(item)}。" for number, item in enumerate(items, start=1))


def _sentence(item: NoticeItem) -> str:
    """单位登记表“邮编”：不是 6 位数字；请填 6 位邮政编码（第十条第（二）项；申报材料.xlsx 单位登记表!F4）."""
    beside = "；".join(filter(None, (item.article, item.at)))
    head = f"{item.where}：" if item.where else ""
    return f"{head}{item.said}" + (f"（{beside}）" if beside else "")
