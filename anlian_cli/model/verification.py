"""初核记录.yaml: when the application came in, and what the reviewer found (Art. 10, 11)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator

from anlian_cli.model.fields import Code, Day, Form, HasOrNot, Text, labelled


class Delivery(StrEnum):
    """Whether a receipt is the first or a correction."""

    FIRST = "首次"
    CORRECTION = "补正"


class Conclusion(StrEnum):
    """The reviewer's word on a clause."""

    MET = "符合"
    UNMET = "不符合"


class Receipt(Form):
    """One delivery, as the office received it."""

    received_on: Day = labelled("日期", required=True, example="2017-10-23", default=...)
    delivery: Delivery = labelled("类型", required=True, example="首次", default=...)
    electronic: HasOrNot | None = labelled("电子版", example="是")
    paper: HasOrNot | None = labelled("纸质版", example="是")


class Word(Form):
    """What the reviewer concluded, and on which basis; for X1 and X2 also about which other unit."""

    conclusion: Conclusion = labelled("结论", required=True, example="符合", default=...)
    basis: Text | None = labelled("依据", required=True, example="营业执照类型为有限责任公司")
    given_on: Day | None = labelled("日期", example="2017-10-24")
    counterpart: Code | None = labelled("对方", note="仅 X1、X2：另一家单位的统一代码")


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, (dict, Word)) else value


class Verification(Form):
    """The reviewer's file beside an application; absent means that nothing was received or judged yet."""

    verified_by: Text | None = labelled("核验人", example="管理员")
    receipts: tuple[Receipt, ...] = labelled("收件", default=())
    words: dict[str, Annotated[tuple[Word, ...], BeforeValidator(_one_or_more)]] = labelled(
        "核验", note="按条款编号或问题代码；每条都写依据", default={}
    )

    @property
    def first_received_on(self) -> date | None:
        """The day of the first delivery, which decides whether the application was in time (Art. 11)."""
        days = [receipt.received_on for receipt in self.receipts if receipt.delivery is Delivery.FIRST]
        return min(days, default=None)
