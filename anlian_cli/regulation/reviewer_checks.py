"""Checks of the reviewer's own file: their faults are never the unit's, so all are warnings."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.model.findings import Finding, warning
from anlian_cli.model.paths import Path
from anlian_cli.model.text import quoted
from anlian_cli.model.verification import Delivery
from anlian_cli.regulation.clause import Case


def late_corrections(case: Case) -> Iterator[Finding]:
    """F26: a correction after the round's day for corrections."""
    limit = case.terms.correction_deadline
    for row, receipt in enumerate(case.verification.receipts):
        day = receipt.received_on
        if limit and day and receipt.delivery is Delivery.CORRECTION and day > limit:
            message = f"补正材料 {day.isoformat()} 收到，晚于补正截止日期 {limit.isoformat()}"
            path = ("verification", "receipts", row, "received_on")
            yield warning("F26", message, "是否接收，请按公告规定决定", path)


def reviewers_file(case: Case) -> Iterator[Finding]:
    """F09: every word of the reviewer has a conclusion and a basis, every receipt a day and a kind."""
    known = {clause.id for clause in case.terms.regulation.clauses} | {"X1", "X2"}
    for code in case.verification.words:
        path: Path = ("verification", "words", code)
        if code not in known:
            yield warning(
                "F09", f"初核记录中的{quoted(code)}不是条款编号", "编号见 anlian explain；这一条没有采用", path
            )
        elif words := next((word.personal for word in case.words(code) if word.personal), None):
            message = f"初核记录的 {code} 依据里有{words}，没有采用"
            yield warning("F09", message, "依据会永久保留，请不要写个人信息；在此之前按待核实处理", path)
        elif not all(word.usable for word in case.words(code)):
            message = (
                f"初核记录的 {code} 没有写{'结论' if any(w.conclusion is None for w in case.words(code)) else '依据'}"
            )
            yield warning("F09", message, "请写明结论（符合或不符合）和依据；在此之前按待核实处理", path)
    for row, receipt in enumerate(case.verification.receipts):
        if receipt.received_on is None or receipt.delivery is None:
            path = ("verification", "receipts", row)
            yield warning("F09", "收件没有写明日期或类型，没有采用", "请写明日期和类型（首次或补正）", path)
