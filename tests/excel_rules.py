"""What Excel would say to a value that is typed into a cell: an evaluator of data validations, apart from our code.

It knows lists, lengths and formulas, which is all that our templates use, and refuses to guess at anything else. A
formula is worked out as Excel does it: an error inside AND or OR is their value, IF looks at one branch alone, every
text is greater than every number, and a formula that ends in an error is a rule that is broken.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | bool | None
Verdict = Literal["accepted", "warned", "refused"]
_TOKEN = re.compile(r'\s*("(?:[^"]|"")*"|<=|>=|<>|[-+*/=<>(),]|\$?[A-Z]{1,3}\$?\d+|[A-Z]+(?=\()|\d+(?:\.\d+)?)')


class FormulaError(Exception):
    """#VALUE! and its like."""


def rules_at(sheet: Worksheet, cell: str) -> list[DataValidation]:
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def typed_value(sheet: Worksheet, cell: str, text: str) -> Value:
    """What Excel keeps of what was typed: the text in a cell of texts, else a number or a day where it is one."""
    if sheet[cell].number_format == "@":
        return text
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    day = re.fullmatch(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?", text)
    return float((date(*map(int, day.groups())) - date(1899, 12, 30)).days) if day else text


def verdict(sheet: Worksheet, cell: str, text: str) -> Verdict:
    """Whether Excel takes what is typed into a cell, asks first, or refuses it."""
    value = typed_value(sheet, cell, text)
    for rule in rules_at(sheet, cell):
        if not rule.showErrorMessage or _holds(rule, value):
            continue
        return "refused" if rule.errorStyle in (None, "stop") else "warned"
    return "accepted"


def _holds(rule: DataValidation, value: Value) -> bool:
    if value in (None, ""):
        return bool(rule.allow_blank)
    if rule.type == "list":
        assert rule.formula1 and len(rule.formula1) <= 257, "Excel holds no longer list in a rule"
        return shown(value) in rule.formula1.strip('"').split(",")
    if rule.type == "textLength":
        assert rule.operator in ("between", "lessThanOrEqual", "equal")
        first, second = int(rule.formula1), int(rule.formula2 or 0)
        length = len(shown(value))
        return {"between": first <= length <= second, "lessThanOrEqual": length <= first, "equal": length == first}[
            rule.operator
        ]
    if rule.type == "decimal":
        assert rule.operator == "between"
        return isinstance(value, float) and float(rule.formula1) <= value <= float(rule.formula2)
    if rule.type == "custom":
        return _true(rule.formula1, value)
    assert rule.type in (None, "none"), rule.type
    return True


def shown(value: Value) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _true(formula: str, value: Value) -> bool:
    try:
        return bool(Formula(formula, value).result())
    except FormulaError:
        return False


class Formula:
    """A formula over one cell, parsed and worked out in one pass; what is not chosen by IF cannot fail."""

    def __init__(self, formula: str, value: Value) -> None:
        self._tokens, self._at, self._value = _TOKEN.findall(formula), 0, value
        assert "".join(self._tokens) == re.sub(r'\s+(?=(?:[^"]*"[^"]*")*[^"]*$)', "", formula), formula

    def result(self) -> Value:
        found = self._comparison()
        assert self._at == len(self._tokens), "the whole formula was read"
        return _raised(found)

    def _next(self, *expected: str) -> str:
        token = self._tokens[self._at]
        assert not expected or token in expected, (token, expected)
        self._at += 1
        return str(token)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _comparison(self) -> Value | FormulaError:
        left = self._operand()
        while self._peek() in ("=", "<", ">", "<=", ">=", "<>"):
            left = _compared(left, self._next(), self._operand())
        return left

    def _operand(self) -> Value | FormulaError:
        token = self._next()
        if token.startswith('"'):
            return token[1:-1].replace('""', '"')
        if token[0].isdigit():
            return float(token)
        if token == "(":
            inside = self._comparison()
            self._next(")")
            return inside
        return self._call(token) if self._peek() == "(" else self._value

    def _call(self, name: str) -> Value | FormulaError:
        self._next("(")
        given = [self._comparison()]
        while self._next(",", ")") == ",":
            given.append(self._comparison())
        return _called(name, given)


def _raised(found: Value | FormulaError) -> Value:
    if isinstance(found, FormulaError):
        raise found
    return found


def _compared(left: Value | FormulaError, sign: str, right: Value | FormulaError) -> bool | FormulaError:
    for one in (left, right):
        if isinstance(one, FormulaError):
            return one
    # Excel orders numbers before texts, and knows no capitals.
    a, b = ((isinstance(one, str), one.lower() if isinstance(one, str) else float(one or 0)) for one in (left, right))
    return {"=": a == b, "<>": a != b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]


def _called(name: str, given: list[Value | FormulaError]) -> Value | FormulaError:
    if name == "IF":
        return given[0] if isinstance(given[0], FormulaError) else given[1 if given[0] else 2]
    if name == "ISNUMBER":
        return isinstance(given[0], float)
    try:
        return _PLAIN[name](*map(_raised, given))
    except (FormulaError, ValueError, TypeError):
        return FormulaError()


_PLAIN = {
    "AND": lambda *given: all(given),
    "OR": lambda *given: any(given),
    "ROUND": lambda number, places: round(float(number), int(places)),
    "VALUE": lambda text: float(text),
    "LEFT": lambda text, length: shown(text)[: int(length)],
    "LEN": lambda text: float(len(shown(text))),
    "TRIM": lambda text: " ".join(shown(text).split(" ")).strip(),
}
