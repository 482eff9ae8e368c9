"""The papers of an exit (Art. 16 to 18): that the procedure began, the exit itself, its reversal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from anlian_cli.errors import UsageFault
from anlian_cli.model.citation import articles_in_words
from anlian_cli.model.events import Event, Exited, Opened, Revoked
from anlian_cli.model.text import in_chinese
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.office import Office
from anlian_cli.office.papers.asked import Asked, numbered, paper
from anlian_cli.office.standing import bar_rule, bar_years
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.documents import regulation_named
from anlian_cli.regulation.text import Regulation
from anlian_cli.report.papers.paper import Paper, in_words

Kind = TypeVar("Kind", Opened, Exited, Revoked)


def opened(office: Office, asked: Asked) -> Paper:
    """启动退出程序告知书 to the unit. Raises UsageFault where no procedure was opened."""
    dossier = find_unit(directory(office.history), asked.subject)
    event = _last(office, dossier, Opened, "anlian exit open 单位 --on 日期")
    fields = {
        **_of_the_unit(dossier),
        "依据": office.regulation.citation.whole("procedure"),
        "启动日期": in_words(event.on),
        "事由": event.note or "",
    }
    return paper(
        office,
        "启动退出程序告知书",
        asked,
        event.on,
        subject=dossier.credit_code,
        fields=fields,
        lists={"情形": _grounds(office.regulation, event.grounds)},
    )


def _of_the_unit(dossier: Dossier) -> dict[str, str]:
    return {"单位名称": dossier.name, "统一代码": dossier.credit_code}


def _last(office: Office, dossier: Dossier, kind: type[Kind], command: str) -> Kind:
    events: list[Event] = [event for event in dossier.events if event.on <= office.today]
    found = [event for event in events if isinstance(event, kind)]
    if not found:
        raise UsageFault(f"{dossier.name}：台账里没有这样的记录，出不了这份公文", f"先记录：{command}")
    return found[-1]


def _grounds(regulation: Regulation, grounds: Iterable[str]) -> tuple[str, ...]:
    """The grounds as the articles name them."""
    of = regulation.exit_grounds
    return numbered([f"{of[ground].name}（{articles_in_words(of[ground].article)}）" for ground in grounds])


def exited(office: Office, asked: Asked) -> Paper:
    """退出公告, of the decision that was recorded. Raises UsageFault where there is none."""
    dossier = find_unit(directory(office.history), asked.subject)
    event = _last(office, dossier, Exited, "anlian exit decide 单位 --announced 日期 --note 说明")
    regulation = regulation_named(event.regulation) if event.regulation else office.regulation
    fields = {
        **_of_the_unit(dossier),
        "依据": regulation.citation.whole("bar"),
        "限制年数": in_chinese(bar_years(office, event)),
        "限制期": in_words(bar_rule(office)(event)),
        "事由": event.note,
    }
    return paper(
        office,
        "退出公告",
        asked,
        event.on,
        document=event.document or asked.document,
        subject=dossier.credit_code,
        fields=fields,
        lists={"情形": _grounds(regulation, (event.ground, *event.also))},
    )


def revoked(office: Office, asked: Asked) -> Paper:
    """撤销公告, of the reversal that was recorded. Raises UsageFault where there is none."""
    dossier = find_unit(directory(office.history), asked.subject)
    event = _last(office, dossier, Revoked, "anlian exit revoke 单位 --announced 日期 --reason 原因")
    events = dossier.events[: dossier.events.index(event)]
    before = [earlier for earlier in events if isinstance(earlier, Exited)][-1]
    fields = {
        **_of_the_unit(dossier),
        "原公告日期": in_words(before.on),
        "原文号": f"（{before.document}）" if before.document else "",
        "原因": event.note.rstrip("。"),
    }
    return paper(
        office,
        "撤销公告",
        asked,
        event.on,
        document=event.document or asked.document,
        subject=dossier.credit_code,
        fields=fields,
    )
