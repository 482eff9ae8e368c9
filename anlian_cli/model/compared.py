"""What a material says beside what was typed: evidence for the reviewer, which decides nothing."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.model.paths import Path
from anlian_cli.model.personal import mask_id_number, masked
from anlian_cli.model.scanned import PERSONAL, Fact, FactName
from anlian_cli.model.worded import Worded


class Agreement(Worded):
    """How two texts agree. What was not read for certain is never called different."""

    EQUAL = "equal", "一致"
    EQUAL_BUT_WRITING = "equal_but_writing", "写法不同"
    DIFFERENT = "different", "不一致"
    NOT_FOUND = "not_found", "没有找到"
    NOT_LEGIBLE = "not_legible", "看不清"

    @property
    def is_sound(self) -> bool:
        """Whether both say the same."""
        return self in (Agreement.EQUAL, Agreement.EQUAL_BUT_WRITING)


class Comparison(Struct, frozen=True):
    """One thing that a material of a unit says, beside what its forms say of it.

    `clause` is the clause it is evidence for, `path` the field of the application, `label` what is compared, `file`
    the material within the unit's folder. `fact` is None where nothing was found, `typed` empty where nothing was
    typed. `code` is the finding that it makes, empty where it makes none.
    """

    clause: str
    path: Path
    label: str
    typed: str
    fact: Fact | None
    agreement: Agreement
    file: str
    note: str = ""
    code: str = ""

    @property
    def read(self) -> str:
        """What the material says, as it may be shown."""
        return shown(self.fact) if self.fact else ""

    @property
    def written(self) -> str:
        """What was typed, as it may be shown."""
        is_number = self.fact is not None and self.fact.name is FactName.ID_NUMBER
        return mask_id_number(self.typed) if is_number and self.typed else masked(self.typed)

    @property
    def where(self) -> str:
        """材料/营业执照.pdf 第1页; of what was not found its file."""
        file = masked(self.file)
        return f"{file} 第{self.fact.page}页" if self.fact else file


def shown(fact: Fact) -> str:
    """A fact as it may be shown: of a person no more than a letter or two, and the ends of a number."""
    if fact.digest or fact.name not in PERSONAL:
        return masked(fact.text)
    if fact.name is FactName.ID_NUMBER:
        return mask_id_number(fact.text)
    return f"{fact.text[:1]}{'*' * (len(fact.text) - 1)}"
