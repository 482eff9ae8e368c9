"""What anlian.yaml said, kept beside the index: to be thrown away at any time, for the reader's speed alone.

The first line is a digest of the program, of the file's text and of what follows. A copy of another text, of another
program, or a damaged one, has another: it is as good as none.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from msgspec.json import encode

from anlian_cli import __version__
from anlian_cli.model.record import read_json
from anlian_cli.model.workspace import Choice, ExpertScoring, Federation, Round, Settings, Year
from anlian_cli.ocfl import disk
from anlian_cli.records.places import SETTINGS, records_folder

# To be counted up where the same text is to be understood otherwise within one version of the program.
_FORM = 1
_PARTS = (Settings, Federation, Round, Year, ExpertScoring, Choice)
_SHAPE = f"{__version__} {_FORM} {' '.join(label for part in _PARTS for label in part.__struct_encode_fields__)}"


def kept_settings(workspace: Path, text: bytes) -> Settings | None:
    """What is kept of this very text; None where nothing is."""
    try:
        digest, _, said = (records_folder(workspace) / SETTINGS).read_bytes().partition(b"\n")
        return read_json(Settings, said) if digest == digest_of(text, said) else None
    except (OSError, ValueError):
        return None


def keep_settings(workspace: Path, text: bytes, settings: Settings) -> None:
    """Keep what a text says, under the writers' lock. Raises OSError."""
    said = encode(settings)
    disk.replace(records_folder(workspace) / SETTINGS, (digest_of(text, said), b"\n", said), disk.PRIVATE)


def digest_of(text: bytes, said: bytes) -> bytes:
    """The first line of what is kept: who understood which text how."""
    parts = (_SHAPE.encode(), text, said)
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest().encode()
