"""复核说明: what an objection was answered, how the sum comes about, and every version of it."""

from __future__ import annotations

from anlian_cli.errors import UsageFault
from anlian_cli.model.account import Account, AccountLine
from anlian_cli.model.events import Resolved
from anlian_cli.model.record import plain
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.objections.account import account
from anlian_cli.office.objections.standing import Objection, chosen, objections
from anlian_cli.office.office import Office
from anlian_cli.office.papers.asked import Asked, numbers, paper
from anlian_cli.report.document import Cell, row
from anlian_cli.report.objection_view import step_in_words, value_cell
from anlian_cli.report.papers.paper import ITEM, NOTE, Paper, PaperColumn, in_words

ACCOUNT = "复核说明"
_COLUMNS = (*numbers("部分"), PaperColumn(ITEM), *numbers("满分", "得分"), PaperColumn(NOTE))


def explained(office: Office, asked: Asked) -> Paper:
    """复核说明 of an objection by its number, or of a unit's only one. Raises UsageFault while it has no answer."""
    objection = _meant(office, asked.subject)
    answer, raised, code = objection.answer, objection.raised, objection.dossier.credit_code
    if answer is None:
        hint = f"先答复：anlian objection resolve {code} --objection {raised.number} --result 维持或更正 --note 说明"
        raise UsageFault(f"{objection.title}还没有答复，出不了{ACCOUNT}", hint)
    found = account(office, objection)
    return paper(
        office,
        ACCOUNT,
        asked,
        answer.on,
        document=answer.document or asked.document,
        subject=str(raised.number),
        fields=_fields(found, answer),
        lists={"历次记录": tuple(f"{n}. {step_in_words(step)}" for n, step in enumerate(found.trail, start=1))},
        table_title=f"{found.objection.subject.in_full}各项得分",
        columns=_COLUMNS,
        rows=tuple(map(_row, found.lines)),
    )


def _meant(office: Office, text: str) -> Objection:
    for dossier in office.units():
        for one in objections(dossier):
            if str(one.raised.number) == text:
                return one
    dossier = find_unit(directory(office.history), text)
    return chosen(objections(dossier), None, dossier.name)


def _fields(found: Account, answer: Resolved) -> dict[str, str]:
    raised = found.objection.raised
    return {
        "单位名称": found.objection.name,
        "统一代码": found.objection.credit_code,
        "异议号": str(raised.number),
        "提出日期": in_words(raised.on),
        "提出方": raised.by_whom or "贵单位",
        "事项": found.objection.subject.in_full,
        "内容": raised.note.rstrip("。"),
        "结果": answer.result.label,
        "理由": (answer.note or "").rstrip("。"),
        "算式": found.sum or "",
        "依据": found.citation.whole("annual_score") if not found.objection.subject.of_a_round else str(found.citation),
    }


def _row(line: AccountLine) -> tuple[Cell, ...]:
    most = Cell(line.most, shown=plain(line.most)) if line.most is not None else Cell("")
    return row(line.part, line.item, most, value_cell(line.given), line.reason)
