"""What was read of a file, kept by its digest, so that a second look costs nothing; nothing personal stays whole.

A throw-away folder that one workspace has for itself, its files for its owner alone. A person's name or number stands
there masked, beside a digest under the workspace's own salt, which answers whether a typed one is the same. A file that
is damaged, or was made by other models or patterns, is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from anlian_cli.model.personal import mask_id_number, masked
from anlian_cli.model.record import typed
from anlian_cli.model.scanned import PERSONAL, WRITTEN, Fact, FactName, Scan, ScannedDocument, salted
from anlian_cli.scan.patterns import version as version_of_patterns
from anlian_cli.scan.shelf import Shelf

_SALT = "salt"
_LIBRARIES = ("rapidocr", "onnxruntime", "pypdfium2", "python-docx")


class Cache:
    """The scans of one workspace. Where its folder cannot be written, nothing is kept and nothing is lost."""

    def __init__(self, shelf: Shelf) -> None:
        self._folder, self._put = shelf

    def kept(self, key: str) -> Scan | None:
        """The scan under a key, or None."""
        try:
            scan = typed(Scan, json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8")))
            salt = self._salt()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return _changed(scan, lambda fact: replace(fact, digest=f"{salt}:{fact.digest}") if fact.digest else fact)

    def keep(self, key: str, scan: Scan) -> None:
        with suppress(OSError):
            salt = self._salt()
            kept = to_builtins(_changed(scan, lambda fact: hidden(fact, salt)))
            self._write(f"{key}.json", json.dumps(kept, ensure_ascii=False))

    def _salt(self) -> str:
        """Made once; another's is taken where two make it at the same time."""
        path = self._folder / _SALT
        with suppress(OSError, ValueError):
            if len(bytes.fromhex(salt := path.read_text(encoding="ascii").strip())) == 16:
                return salt
        self._write(_SALT, secrets.token_hex(16))
        return path.read_text(encoding="ascii").strip()

    def _write(self, name: str, text: str) -> None:
        self._put(self._folder / name, text.encode())


def key_of(path: Path, digest: str | None = None) -> str:
    """What a scan is kept under: the file's content, the models that read it, and what was made of their reading."""
    return hashlib.sha256(f"{digest or _digest(path)} {_versions()}".encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1)
def _versions() -> str:
    return " ".join([*(_installed(name) for name in _LIBRARIES), version_of_patterns()])


def _installed(name: str) -> str:
    try:
        return f"{name}-{version_of(name)}"
    except PackageNotFoundError:
        return name


def hidden(fact: Fact, salt: str) -> Fact:
    """A fact as the cache keeps it."""
    if fact.name not in PERSONAL or fact.text == WRITTEN:
        return replace(fact, text=masked(fact.text))
    shown = mask_id_number(fact.text) if fact.name is FactName.ID_NUMBER else _mask_name(fact.text)
    return replace(fact, text=shown, digest=salted(fact.text, salt).partition(":")[2])


def _mask_name(text: str) -> str:
    return text[:1] + "*" * (len(text) - 1)


def _changed(scan: Scan, change: Callable[[Fact], Fact]) -> Scan:
    documents = tuple(_document(one, change) for one in scan.documents)
    return Scan(documents, scan.pages, scan.unread)


def _document(one: ScannedDocument, change: Callable[[Fact], Fact]) -> ScannedDocument:
    return replace(one, facts=tuple(change(fact) for fact in one.facts))
