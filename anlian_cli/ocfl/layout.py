"""Where an object lies in its storage root: OCFL community extension 0010, one folder for each part of the id."""

from __future__ import annotations

import json
from dataclasses import dataclass

EXTENSION = "0010-differential-n-tuple-omit-prefix-storage-layout"
DECLARATION = "0=ocfl_1.1"
LAYOUT = "ocfl_layout.json"
EXTENSIONS = "extensions"
CONFIG = f"{EXTENSIONS}/{EXTENSION}/config.json"
DELIMITER = ":"


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of the folders' names; what stands before the last delimiter of an id is left out."""

    sizes: tuple[int, ...]
    description: str

    def path(self, identifier: str) -> str:
        """The folder of an object. Raises ValueError where the id does not fit the sizes exactly."""
        rest = identifier.rpartition(DELIMITER)[2]
        if len(rest) != sum(self.sizes):
            raise ValueError(f"{identifier}: {sum(self.sizes)} characters are expected behind the last {DELIMITER}")
        parts = []
        for size in self.sizes:
            parts.append(rest[:size])
            rest = rest[size:]
        return "/".join(parts)

    def files(self) -> dict[str, bytes]:
        """The files that declare a storage root of this layout."""
        config = {
            "extensionName": EXTENSION,
            "delimiter": DELIMITER,
            "tupleSegmentSizes": list(self.sizes),
            "fullIdentifierAsObjectRoot": False,
        }
        layout = {"extension": EXTENSION, "description": self.description}
        return {DECLARATION: b"ocfl_1.1\n", LAYOUT: _json(layout), CONFIG: _json(config)}


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
