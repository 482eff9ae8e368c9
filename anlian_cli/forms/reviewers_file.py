"""初核记录.yaml as it stands in a unit's folder, and the same file with new words and receipts in it.

A person wrote it, so what is not touched stays as it is written: order, comments, quotes and blanks. The file is
read by our own reader first, which refuses what no honest file has; only then is it opened for writing.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from anlian_cli.forms.form_files import verification_path
from anlian_cli.forms.guard import MAX_TEXT_BYTES, decode_text, read_regular_file, unreadable
from anlian_cli.forms.typed import typed
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.labels import Form, fields_of, official_label
from anlian_cli.model.verification import Delivery, Receipt, Verification, Word

_FIELDS = fields_of(Verification)
VERIFIED_BY, RECEIPTS, WORDS = (_FIELDS[name].label for name in ("verified_by", "receipts", "words"))
_DAY, _DELIVERY = (fields_of(Receipt)[name].label for name in ("received_on", "delivery"))
_TAKEN_FOR_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_BOM = b"\xef\xbb\xbf"


class ReviewersFile(Struct, frozen=True):
    """What stands there: `data` is None where there is no file, `tree` its text under official labels."""

    path: Path
    data: bytes | None = None
    tree: dict[str, Any] = field(default_factory=dict)
    verification: Verification = field(default_factory=Verification)

    def entry(self, code: str) -> Any:
        """What is written under a clause or finding, as it is written; None where nothing is."""
        words = self.tree.get(WORDS)
        return words.get(code) if isinstance(words, dict) else None

    @property
    def receipts(self) -> Any:
        """What is written of deliveries."""
        return self.tree.get(RECEIPTS)


def mark_of(written: Any) -> str:
    """A short mark by which one sees later whether something written was changed."""
    return sha256(json.dumps(written, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:8]


def read_reviewers_file(sent: Path) -> ReviewersFile:
    """The file in a unit's folder, or beside its .zip. Raises Unreadable where it cannot be read without loss."""
    path = verification_path(sent)
    if not path.exists() and not path.is_symlink():
        return ReviewersFile(path)
    data = read_regular_file(path, path.name, MAX_TEXT_BYTES)
    return _understood(path, data) if data.strip() else ReviewersFile(path, data)


def _understood(path: Path, data: bytes) -> ReviewersFile:
    source = read_yaml(data, path.name)
    return ReviewersFile(path, data, source.tree, typed(Verification, source.tree)[0])


def amended(
    standing: ReviewersFile, words: Sequence[tuple[str, Word]], receipts: Sequence[Receipt], verified_by: str | None
) -> bytes:
    """The file with these words and receipts; who verified is written into a new one alone.

    Raises Unreadable where the file is written in a way that does not take them.
    """
    name = standing.path.name
    tree = begun(standing, verified_by)
    for receipt in receipts:
        _receive(part(tree, RECEIPTS, CommentedSeq, name), receipt)
    entries = part(tree, WORDS, CommentedMap, name) if words else CommentedMap()
    for code, word in words:
        entries[code] = _entry(entries.get(code), word)
    data = written(tree, standing.data or b"")
    _refuse_loss(standing, _understood(standing.path, data), words, receipts)
    return data


def begun(standing: ReviewersFile, verified_by: str | None) -> CommentedMap:
    """The file opened for writing; a new one says who verified."""
    data = standing.data or b""
    if data.strip():
        return _opened(data, standing.path.name)
    return CommentedMap({VERIFIED_BY: _text(verified_by)} if verified_by else {})


def _receive(rows: CommentedSeq, receipt: Receipt) -> None:
    """A receipt among the others: in the row that was prepared for it, where there is one."""
    prepared = next((row for row in rows if receipt.delivery and undated(row, receipt.delivery)), None)
    if prepared is None:
        rows.append(_row(receipt))
    else:
        prepared.update({label: _text(value) for label, value in _values(receipt).items()})


def undated(row: Any, delivery: Delivery) -> bool:
    """Whether a row was prepared for a receipt of this kind and not yet filled."""
    return isinstance(row, CommentedMap) and not row.get(_DAY) and row.get(_DELIVERY) == delivery.value


def _opened(data: bytes, name: str) -> CommentedMap:
    try:
        tree = _yaml().load(decode_text(data, name).text)
    except YAMLError:
        # Our own reader takes some slips for what was meant, such as a label that stands there twice.
        raise unreadable(name, "写法有误，程序不能替您改写", "按 anlian check 的提示改正后再录入") from None
    return tree if isinstance(tree, CommentedMap) else CommentedMap()


class _AllText(VersionedResolver):
    """Every scalar is text: 10.7 is no number, and is written again as it stood."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        return {}


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _AllText
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def part(tree: CommentedMap, label: str, kind: type, name: str) -> Any:
    """A part of the file under its label, however that is spelled; made where it is blank or absent."""
    key = next((key for key in tree if official_label(str(key)) == label), label)
    if not tree.get(key):
        tree[key] = kind()  # a blank label reads as empty text
    if not isinstance(tree[key], kind):
        raise unreadable(name, f"“{label}”的写法不对", "请照手册第五节的写法改正后再录入")
    return tree[key]


def _row(form: Form) -> CommentedMap:
    """A form on one line, as the handbook writes it."""
    row = CommentedMap((label, _text(value)) for label, value in _values(form).items())
    row.fa.set_flow_style()
    return row


def _values(form: Form) -> dict[str, str]:
    return dict(form.model_dump(mode="json", exclude_none=True))


def _text(value: str) -> str:
    return DoubleQuotedScalarString(value) if value in _TAKEN_FOR_NOTHING else value


def _entry(standing: Any, word: Word) -> Any:
    """An entry with a word in it. What is whole stays beside it; what is not was never heard, and makes way."""
    if isinstance(standing, CommentedMap) and not (word.counterpart and _whole(standing)):
        for key in [key for key in standing if official_label(str(key)) not in _values(word)]:
            del standing[key]  # a day of its own would be the day of another word
        standing.update({label: _text(value) for label, value in _values(word).items()})
        return standing
    rows = standing if isinstance(standing, CommentedSeq) else [standing] if standing else []
    kept = [row for row in rows if _whole(row)]
    return CommentedSeq([*kept, _row(word)]) if kept else _row(word)


def _whole(row: Any) -> bool:
    """Whether one row of an entry can be used as it stands."""
    if not isinstance(row, CommentedMap):
        return False
    word, findings = typed(Word, {official_label(str(key)): str(value) for key, value in row.items() if value})
    return word.usable and not findings


def written(tree: CommentedMap, before: bytes) -> bytes:
    """The bytes in the file's own manner: its byte order mark and its line ends."""
    buffer = io.StringIO()
    _yaml().dump(tree, buffer)
    text = buffer.getvalue().replace("\n", "\r\n") if b"\r\n" in before else buffer.getvalue()
    return (_BOM if before.startswith(_BOM) else b"") + text.encode()


def _refuse_loss(
    standing: ReviewersFile, new: ReviewersFile, words: Sequence[tuple[str, Word]], receipts: Sequence[Receipt]
) -> None:
    """Read again, the new file says everything that it is to say, and all else as before. Raises Unreadable."""
    touched = {code for code, _ in words}
    before, after = standing.verification, new.verification
    kept = {code: given for code, given in before.words.items() if code not in touched}
    said = all(word in after.words.get(code, ()) for code, word in words)
    same = {code: given for code, given in after.words.items() if code not in touched} == kept
    received = Counter(_dated(after)) == Counter((*_dated(before), *receipts))
    if not (said and same and received):
        raise unreadable(new.path.name, "写法特殊，程序改写会丢内容", "请照手册第五节的写法整理，或手工写入")


def _dated(verification: Verification) -> tuple[Receipt, ...]:
    return tuple(receipt for receipt in verification.receipts if receipt.received_on)
