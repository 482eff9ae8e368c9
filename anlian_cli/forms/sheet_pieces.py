"""A sheet of a form as pieces on a grid: titles, labels, the form's own words, values, and the lines around them."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic.fields import FieldInfo

from anlian_cli.model.labels import is_required, printed_label

DAY = "年　月　日"
FOOT = f"(盖章)　{DAY}"
Aligned = Literal["left", "center", "right"]


class Piece(Struct, frozen=True):
    """A rectangle with a title, a label, other words of the form's own, or the value at a route of labels.

    A value's `text` is what the form prints there as long as nobody wrote; `of` is its field, whose type gives the
    cell's rule. A frame has nothing but its lines; what stands inside one has none.
    """

    kind: Literal["title", "label", "words", "value", "frame"]
    row: int
    column: int
    last_column: int
    last_row: int
    text: str = ""
    route: tuple[Any, ...] = ()
    hint: str = ""
    name: str = ""
    of: FieldInfo | None = None
    required: bool = False
    aligned: Aligned = "center"
    lined: bool = True


class Sheet(Struct):
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
        last_row: int = 0,
        required: bool | None = None,
    ) -> None:
        """`required` where the form asks otherwise than the field: of the first row of a list, for all its rows."""
        first, last = columns
        must = is_required(of) if required is None else required
        self.pieces.append(
            Piece(
                *("value", row, first, last, max(row, last_row)),
                route=route,
                hint=_hint(of, must),
                name=str(of.alias),
                of=of,
                required=must,
                aligned="left",
            )
        )

    def both(
        self, row: int, columns: tuple[int, int], route: tuple[Any, ...], first: FieldInfo, last: FieldInfo
    ) -> None:
        """Two facts in one cell, as the official form has them: 专业方向、职称."""
        labels = str(first.alias), str(last.alias)
        self.value(row, columns, (*route, labels), last)
        example = f"例：{(first.examples or [''])[0]}、{(last.examples or [''])[0]}"
        self.pieces.append(replace(self.pieces.pop(), name="、".join(labels), hint=example))

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
        required: bool = False,
    ) -> None:
        """A value without lines around it."""
        self.value(row, columns, route, of, required=required)
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
        self.heights[2] = 24

    def opinion(self, row: int, last: int, route: tuple[Any, ...], of: FieldInfo) -> None:
        """A label with its value, the form's foot at the lower right of the value's frame.

        The foot has a cell of its own, so that typing an opinion does not overwrite it.
        """
        self.label(row, 1, printed_label(of), last_row=row + 1)
        self.bare(row, (2, last), (*route, str(of.alias)), of)
        self.words(row + 1, (2, last), FOOT, "right")
        self.frame((row, row + 1), (2, last))
        self.heights |= {row: 48, row + 1: 26}

    def pair(self, row: int, column: int, last: int, route: tuple[Any, ...], of: FieldInfo) -> None:
        """A label and, in the columns behind it, its value."""
        self.label(row, column, printed_label(of))
        self.value(row, (column + 1, last), (*route, str(of.alias)), of)


def _hint(of: FieldInfo, must: bool) -> str:
    example = f"例：{of.examples[0]}" if of.examples else ""
    required = "必填" if must else ""
    note = (of.description or "").replace("，请加引号", "").replace("请加引号", "")
    return "；".join(part for part in (required, note, example) if part)
