"""复核说明: what an objection was answered, how the sum comes about, and every version of it."""

from __future__ import annotations

from anlian_cli.errors import UsageFault
from anlian_cli.model.account import Account, AccountLine, AccountStep
from anlian_cli.model.decimals import plain
from anlian_cli.model.events import Resolved
from anlian_cli.model.personal import masked
from anlian_cli.model.scores import Stage
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.objections.account import account
from anlian_cli.office.objections.standing import Objection, chosen, objections
from anlian_cli.office.office import Office
from anlian_cli.office.papers.asked import Asked, numbers, paper
from anlian_cli.report.document import Cell, row
from anlian_cli.report.objection_view import change_in_words, value_cell
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
        lists={"历次记录": _history(found)},
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
    raised, citation = found.objection.raised, found.citation
    of_a_round = found.objection.subject.of_a_round
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
        "依据": citation.document if of_a_round else citation.of("annual_score"),
    }


def _history(found: Account) -> tuple[str, ...]:
    """Every version of what is objected to: of a stage its own, of a ranking those of both."""
    about = found.objection.subject.about
    steps = [step for step in found.trail if about not in set(Stage) or step.part == about.label]
    return tuple(f"{number}. {_step(step)}" for number, step in enumerate(steps, start=1))


def _step(step: AccountStep) -> str:
    """2019年1月25日管理员：日常工作考核86.00→88.00，13.1 业绩及资料报送 20 → 22；复核异议 1（第 5 批）。"""
    batch = step.batch
    reason = f"；{masked(batch.reason)}" if batch.reason else ""
    said = "，".join([change_in_words(step), *step.details])
    return f"{in_words(batch.at.date())}{batch.by}：{step.part}{said}{reason}（第{batch.number}批）。"


def _row(line: AccountLine) -> tuple[Cell, ...]:
    most = Cell(line.most, shown=plain(line.most)) if line.most is not None else Cell("")
    return row(line.part, line.item, most, value_cell(line.given), line.reason)
