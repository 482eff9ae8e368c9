"""Where scans are kept: whoever has them read owns the disk, and says how something is put there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Shelf(NamedTuple):
    """A folder, and what puts bytes under a path in it, whole or not at all, for their owner alone. Raises OSError."""

    folder: Path
    put: Callable[[Path, bytes], None]
