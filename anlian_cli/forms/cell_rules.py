"""What a cell of a template takes, in Excel's own data validations: from its field's type, or from an item's maximum.

A rule refuses only what the program would refuse too. Where it is a matter of form (digits of a number, a day), it
asks, and the writer may go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation
from pydantic.fields import FieldInfo

from anlian_cli.model.decimals import plain
from anlian_cli.model.fields import is_date
from anlian_cli.model.labels import Offered, Places, longest_of, mark_of


def field_rule(of: FieldInfo, cell: str) -> DataValidation:
    """The rule of a field's type: its answers, its digits, a day, or else its length."""
    if offered := mark_of(Offered, of):
        rule = _rule("list", f'"{",".join(offered.answers)}"')
        # What is offered for convenience alone refuses nothing.
        return _told(rule, "请从列表中选择", f"可填：{'、'.join(offered.answers)}") if offered.only else rule
    if is_date(of.annotation):
        return day_rule(cell)
    if places := mark_of(Places, of):
        counted = ",".join(f"LEN({cell})={characters}" for characters in places.characters)
        rule = _rule("custom", f"OR({counted})")
        return _asking(rule, "请核对位数", f"应为 {' 或 '.join(map(str, places.characters))} 位。")
    longest = longest_of(of)
    rule = _rule("textLength", str(longest))
    rule.operator = "lessThanOrEqual"
    return _told(rule, "内容太长", f"最多 {longest} 个字，更多的请另附材料。")


def day_rule(cell: str) -> DataValidation:
    """A day or month begins with its year in four digits, as text; as a number of Excel's it does so too: 43424."""
    rule = _rule("custom", f"VALUE(LEFT({cell},4))>1900")
    return _asking(rule, "请核对日期", "日期写成 2017-10-20 的样子，年份用四位数字。")


def points_rule(cells: str, maximum: Decimal, words: Sequence[str]) -> DataValidation:
    """Points of at most two decimals between 0 and the maximum, or one of these words; `cells` begin at the upper left.

    IF and not OR: ROUND of a word is an error, and an error inside OR is all that OR gives.
    """
    first, most = cells.partition(":")[0], plain(maximum)
    number = f"AND({first}>=0,{first}<={most},ROUND({first},2)={first})"
    other = ",".join(f'{first}="{word}"' for word in words)
    rule = _rule("custom", f"IF(ISNUMBER({first}),{number},{f'OR({other})' if words else '1=0'})")
    allowed = f"0 至 {most}，最多两位小数" + "".join(f"；或填“{word}”" for word in words)
    rule = prompted(_told(rule, "得分", f"应为 {allowed}。"), "得分", allowed)
    rule.add(cells)
    return rule


def prompted(rule: DataValidation, title: str, prompt: str) -> DataValidation:
    """The rule with what Excel shows beside the cell while it is filled; Excel takes 32 and 255 characters."""
    rule.showInputMessage, rule.promptTitle, rule.prompt = True, title[:32], prompt[:255]
    return rule


def _rule(kind: Literal["list", "custom", "textLength"], formula: str) -> DataValidation:
    """A rule that a cell may also be emptied under, which openpyxl does not say by itself."""
    return DataValidation(type=kind, formula1=formula, allow_blank=True)


def _asking(rule: DataValidation, title: str, message: str) -> DataValidation:
    rule.errorStyle = "warning"
    return _told(rule, title, message)


def _told(rule: DataValidation, title: str, message: str) -> DataValidation:
    # openpyxl leaves the message off, and Excel then lets everything pass.
    rule.showErrorMessage, rule.errorTitle, rule.error = True, title, message
    return rule
