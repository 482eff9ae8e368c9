"""初核记录.yaml: when the application came in, and what the reviewer found (Art. 10, 11)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from anlian_cli.model.fields import AlsoWritten, Code, Day, HasOrNot, Text, one_row
from anlian_cli.model.labels import Form, labelled
from anlian_cli.model.personal import LONGEST_NOTE, personal_words


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

    received_on: Day | None = labelled("日期", required=True, example="2017-10-23")
    delivery: Delivery | None = labelled("类型", required=True, example="首次")
    electronic: HasOrNot | None = labelled("电子版", example="是")
    paper: HasOrNot | None = labelled("纸质版", example="是")


class Word(Form):
    """What the reviewer concluded, and on which basis; for X1 and X2 also about which other unit."""

    conclusion: Conclusion | None = labelled("结论", required=True, example="符合")
    basis: Text | None = labelled("依据", longest=LONGEST_NOTE, required=True, example="营业执照类型为有限责任公司")
    given_on: Day | None = labelled("日期", example="2017-10-24")
    counterpart: Code | None = labelled("对方", note="仅 X1、X2：另一家单位的统一代码")

    @property
    def usable(self) -> bool:
        """A word counts only with its conclusion and its basis, which stays for good: nobody's numbers are in it."""
        return self.conclusion is not None and bool(self.basis) and not self.personal

    @property
    def personal(self) -> str:
        """What is personal in the basis, in words; nothing where nothing is."""
        return personal_words(self.basis or "")


class Verification(Form):
    """The reviewer's file beside an application; absent means that nothing was received or judged yet."""

    verified_by: Text | None = labelled("核验人", example="管理员")
    receipts: tuple[Receipt, ...] = labelled("收件", default=())
    words: dict[str, Annotated[tuple[Word, ...], AlsoWritten(one_row)]] = labelled(
        "核验", note="按条款编号或问题代码；每条都写依据", default={}
    )

    @property
    def first_received_on(self) -> date | None:
        """The day of the first delivery, which decides whether the application was in time (Art. 11)."""
        first = (receipt.received_on for receipt in self.receipts if receipt.delivery is Delivery.FIRST)
        return min((day for day in first if day is not None), default=None)
