"""What becomes of each kind of document: scores, verdicts and decisions stay, who is named in them goes."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator, Mapping

from msgspec import Struct

from anlian_cli.model.purging import ERASED, Erasable
from anlian_cli.office.erasure.people import Tree, same
from anlian_cli.office.erasure.words import Words

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
"""Of a sheet in CSV, and of the texts inside an old workbook."""


class Subject(Struct, frozen=True):
    """Whose personal data goes: one person's, or everybody's. `words` are what they are known by in texts."""

    person: str | None
    words: Words

    def is_meant(self, name: object) -> bool:
        """Whether a name in a field is one that goes."""
        if not isinstance(name, str) or name == ERASED:
            return False
        return self.person is None or same(name, self.person)

    def may_be_in(self, text: str) -> bool:
        """Whether a text that was made from the application goes."""
        return self.person is None or self.words.are_in(text)


def kind_of(path: str) -> Erasable | None:
    """What may be personal under a logical path; None where nothing is."""
    opening, _, rest = path.partition("/")
    if opening == "application":
        return Erasable.RECEIVED if "/" in rest else Erasable.APPLICATION
    return _KINDS.get(opening)


_KINDS = {
    "check": Erasable.VERDICT,
    "events": Erasable.EVENT,
    "evidence": Erasable.EVIDENCE,
    "scores": Erasable.SCORE,
}


def erased(kind: Erasable, document: Tree, subject: Subject, applications: Mapping[str, str]) -> Tree:
    """A verdict, event or score without those who are meant, and resting on the application as it is now."""
    if kind is Erasable.EVENT:
        return _event(document, subject)
    without = _verdict(document, subject) if kind is Erasable.VERDICT else _score(document, subject)
    judged = str(without.get("application"))
    return {**without, "application": applications[judged]} if judged in applications else without


def _verdict(document: Tree, subject: Subject) -> Tree:
    """Clauses keep their ids, verdicts and what they require; findings their codes."""
    told = {key: [_without_texts(one, subject) for one in document[key]] for key in _TOLD if key in document}
    return {**document, **told}


_TOLD = ("clauses", "findings")
_TEXTS = ("found", "note", "message", "hint", "file", "sheet")


def _without_texts(told: Tree, subject: Subject) -> Tree:
    texts = {key: told[key] for key in _TEXTS if isinstance(told.get(key), str)}
    gone = {key: ERASED for key, text in texts.items() if text != ERASED and subject.may_be_in(text)}
    return {**told, **gone}


def _event(document: Tree, subject: Subject) -> Tree:
    return {**document, "principal": ERASED} if subject.is_meant(document.get("principal")) else document


_NAMING = ("remarks", "source")
"""What the program said of who answered, and what the sheet was called."""


def _score(document: Tree, subject: Subject) -> Tree:
    """Points, items, reasons and experts stay as they are."""
    answered = {"answered_by": ERASED} if subject.is_meant(document.get("answered_by")) else {}
    texts: Tree = {key: subject.words.erased_from(document[key]) for key in _NAMING if key in document}
    return {**document, **texts, **answered}


def names_somebody(sheet: bytes, names: Words) -> bool:
    """Whether a score sheet, as it came, has one of some names in it."""
    return any(names.are_in(text) for text in _texts(sheet))


def _texts(sheet: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(sheet)) as package:
            for part in package.namelist():
                yield html.unescape(package.read(part).decode("utf-8", "replace"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        yield from (sheet.decode(encoding, "replace") for encoding in _ENCODINGS)
        # Texts of an old workbook may begin at an odd byte.
        yield sheet[1:].decode("utf-16-le", "replace")
