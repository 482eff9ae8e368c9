"""初核 of a whole round: what waits for the reviewer's word, what the reviewer answers, what that changes."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.model.verification import Delivery, Receipt, Word


class OpenItem(Struct, frozen=True):
    """One thing of a unit that no file decides: a clause, or what it shares with the unit of code `counterpart`.

    `found` is what the files say, `asked` what is to be looked at, `mark` what 初核记录.yaml holds there now, `scanned`
    what was read on its materials.
    """

    code: str
    title: str
    found: str
    asked: str
    counterpart: str = ""
    mark: str = ""
    scanned: str = ""


class OpenUnit(Struct, frozen=True):
    """A unit with what is open of it, and its folder: 2017/安泰.

    `delivery` is the receipt that is missing, `mark` what 初核记录.yaml holds of receipts now.
    """

    name: str
    credit_code: str
    folder: str
    items: tuple[OpenItem, ...] = ()
    delivery: Delivery | None = None
    mark: str = ""

    @property
    def waits(self) -> bool:
        """Whether anything is open of it."""
        return bool(self.items) or self.delivery is not None

    def item(self, code: str, counterpart: str) -> OpenItem | None:
        """What is open of it under a code; nothing where it is settled, or never was open."""
        return next((item for item in self.items if (item.code, item.counterpart) == (code, counterpart)), None)


class Answered(Struct, frozen=True):
    """Where an answer stands on the sheet, and what else its row says: whose it is, and how things were then.

    `mark` says what 初核记录.yaml held there when the sheet was written.
    """

    row: int
    cell: str
    folder: str
    credit_code: str
    mark: str


class WordAnswer(Struct, frozen=True):
    """A word on one item; `found` is what the files said when the sheet was written."""

    at: Answered
    code: str
    found: str
    word: Word


class ReceiptAnswer(Struct, frozen=True):
    """A delivery."""

    at: Answered
    receipt: Receipt


class WordChange(Struct, frozen=True):
    """What changes in a reviewer's file: at which entry, what stood there (nothing: ""), what stands there then."""

    entry: str
    old: str
    new: str
