"""初核记录.yaml of one unit, with a blank for everything that is open of it, and above each what the files say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from anlian_cli.forms.reviewers_file import RECEIPTS, WORDS, ReviewersFile, begun, part, undated, written
from anlian_cli.model.labels import fields_of
from anlian_cli.model.review import OpenItem, OpenUnit
from anlian_cli.model.verification import Delivery, Receipt, Word

_DELIVERY = fields_of(Receipt)["delivery"].label
_CONCLUSION, _BASIS, _COUNTERPART = (fields_of(Word)[name].label for name in ("conclusion", "basis", "counterpart"))


def prefilled(
    standing: ReviewersFile, unit: OpenUnit, phrases: Callable[[str], Sequence[str]], verified_by: str | None
) -> bytes:
    """The file with its blanks; what stands there already stays. Raises Unreadable where it cannot take them."""
    name = standing.path.name
    tree = begun(standing, verified_by)
    if unit.delivery:
        receipts = part(tree, RECEIPTS, CommentedSeq, name)
        if not any(undated(row, unit.delivery) for row in receipts):
            receipts.append(_blank_receipt(unit.delivery))
    entries = part(tree, WORDS, CommentedMap, name) if unit.items else CommentedMap()
    for code in dict.fromkeys(item.code for item in unit.items):
        items = [item for item in unit.items if item.code == code]
        if not entries.get(code):
            blanks = [_blank_word(item) for item in items]
            entries[code] = blanks[0] if len(blanks) == 1 else CommentedSeq(blanks)
        above = (line for item in items for line in _above(item))
        offered = [f"常用依据：{'；'.join(phrases(code))}"] if phrases(code) else []
        entries.yaml_set_comment_before_after_key(code, "\n".join((*above, *offered)), 2)
    return written(tree, standing.data or b"")


def _blank_receipt(delivery: Delivery) -> CommentedMap:
    blank = {field.label: "" for field in fields_of(Receipt).values()}
    return CommentedMap(blank | {_DELIVERY: delivery.value})


def _blank_word(item: OpenItem) -> CommentedMap:
    other = {_COUNTERPART: item.counterpart} if item.counterpart else {}
    return CommentedMap({_CONCLUSION: "", _BASIS: "", **other})


def _above(item: OpenItem) -> Iterator[str]:
    """What stands above a blank, each on one line, whatever a firm wrote into its form."""
    yield " ".join(f"{item.code} {item.title}：{item.asked}".split())
    if item.found:
        yield " ".join(f"材料写的：{item.found}".split())
