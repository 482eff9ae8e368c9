"""Every kind of paper that is published: what it is about, and what makes it of the records."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from anlian_cli.errors import UsageFault
from anlian_cli.model.text import perhaps
from anlian_cli.office.office import Office
from anlian_cli.office.papers import admission, exits, objections, supervision
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.papers.correction import CORRECTION, correction
from anlian_cli.report.papers.paper import Paper

Compose = Callable[[Office, Asked], Paper]
ROUND, YEAR, UNIT, NOTHING, OBJECTION, PAPER = "批次", "年度", "单位", "", "异议号", "更正的公告"


class Kind(Struct, frozen=True):
    """A kind of paper. `dated` ones bear the day and number of an announcement that is recorded."""

    about: str
    compose: Compose
    dated: bool = False


KINDS: dict[str, Kind] = {
    "申报公告": Kind(ROUND, admission.call),
    "入围名单公告": Kind(ROUND, admission.shortlisted, dated=True),
    "面试通知": Kind(ROUND, admission.interview),
    "综合测评公示": Kind(ROUND, admission.results),
    "入选公告": Kind(ROUND, admission.selected, dated=True),
    "年度考核公示": Kind(YEAR, supervision.grades),
    "优先推荐名单": Kind(YEAR, supervision.recommended),
    "在册名单公告": Kind(NOTHING, supervision.listed),
    "启动退出程序告知书": Kind(UNIT, exits.opened, dated=True),
    "退出公告": Kind(UNIT, exits.exited, dated=True),
    "撤销公告": Kind(UNIT, exits.revoked, dated=True),
    objections.ACCOUNT: Kind(OBJECTION, objections.explained, dated=True),
    CORRECTION: Kind(PAPER, correction),
}
"""In the order of the year; a new kind is a line here and its wording."""


def kind_named(text: str) -> str:
    """A kind by its name. Raises UsageFault."""
    if text not in KINDS:
        raise UsageFault(f"没有“{text}”这种公文", f"{perhaps(text, KINDS)}可用：{'、'.join(KINDS)}")
    return text
