"""A sheet of a form as pieces on a grid: titles, labels, the form's own words, values, and the lines around them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic.fields import FieldInfo

from anlian_cli.model.labels import printed_label

DAY = "年　月　日"
FOOT = f"(盖章)　{DAY}"
Aligned = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle with a title, a label, other words of the form's own, or the value at a route of labels.

    A value's `text` is what the form prints there as long as nobody wrote. A frame has nothing but its lines;
    what stands inside one has none.
    """

    kind: Literal["title", "label", "words", "value", "frame"]
    row: int
    column: int
    last_column: int
    last_row: int
    text: str = ""
    route: tuple[Any, ...] = ()
    hint: str = ""
    choice: str = ""
    name: str = ""
    aligned: Aligned = "center"
    lined: bool = True


@dataclass(slots=True)
class Sheet:
    """A sheet's pieces, its columns' widths and its rows' heights."""

    name: str
    widths: tuple[int, ...]
    pieces: list[Piece] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)

    def title(self, text: str) -> None:
        self.pieces.append(Piece("title", 1, 1, len(self.widths), 1, text, lined=False))
        self.heights[1] = 36

    def label(self, row: int, column: int, text: str, last_column: int = 0, last_row: int = 0) -> None:
        self.pieces.append(Piece("label", row, column, max(column, last_column), max(row, last_row), text))

    def value(
        self,
        row: int,
        columns: tuple[int, int],
        route: tuple[Any, ...],
        of: FieldInfo,
        choice: str = "",
        last_row: int = 0,
    ) -> None:
        first, last = columns
        name, bottom = str(of.alias), max(row, last_row)
        self.pieces.append(Piece("value", row, first, last, bottom, "", route, _hint(of), choice, name, "left"))

    def words(self, row: int, columns: tuple[int, int], text: str, aligned: Aligned = "center") -> None:
        """What the form prints that is no label."""
        first, last = columns
        self.pieces.append(Piece("words", row, first, last, row, text, aligned=aligned, lined=False))

    def bare(
        self,
        row: int,
        columns: tuple[int, int],
        route: tuple[Any, ...],
        of: FieldInfo,
        blank: str = "",
        aligned: Aligned = "left",
    ) -> None:
        """A value without lines around it."""
        self.value(row, columns, route, of)
        self.pieces.append(replace(self.pieces.pop(), text=blank, aligned=aligned, lined=False))

    def frame(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """Lines around all that stands inside; set last, for a merged range loses lines that it had before."""
        self.pieces.append(Piece("frame", rows[0], columns[0], columns[1], rows[1]))

    def number(self, columns: tuple[int, int], route: tuple[Any, ...], of: FieldInfo) -> None:
        """“( ) 号” under the title, the number in a cell of its own between the brackets."""
        first, last = columns
        self.words(2, (first, first), "(", "right")
        self.bare(2, (first + 1, last - 1), (*route, str(of.alias)), of, aligned="center")
        self.words(2, (last, last), ") 号", "left")

    def opinion(self, row: int, last: int, route: tuple[Any, ...], of: FieldInfo) -> None:
        """A label with its value, the form's foot at the lower right of the value's frame.

        The foot has a cell of its own, so that typing an opinion does not overwrite it.
        """
        self.label(row, 1, printed_label(of), last_row=row + 1)
        self.bare(row, (2, last), (*route, str(of.alias)), of)
        self.words(row + 1, (2, last), FOOT, "right")
        self.frame((row, row + 1), (2, last))
        self.heights |= {row: 48, row + 1: 26}

    def pair(self, row: int, column: int, last: int, route: tuple[Any, ...], of: FieldInfo, choice: str = "") -> None:
        """A label and, in the columns behind it, its value."""
        self.label(row, column, printed_label(of))
        self.value(row, (column + 1, last), (*route, str(of.alias)), of, choice)


def _hint(of: FieldInfo) -> str:
    marks = of.json_schema_extra if isinstance(of.json_schema_extra, dict) else {}
    example = f"例：{of.examples[0]}" if of.examples else ""
    required = "必填" if marks.get("required_field") else ""
    note = (of.description or "").replace("，请加引号", "").replace("请加引号", "")
    return "；".join(part for part in (required, note, example) if part)
