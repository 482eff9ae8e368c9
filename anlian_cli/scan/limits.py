"""How much of a file is read: a scan of any size costs a bounded time and memory."""

MAX_BYTES = 80 << 20
"""A 40-page scan in colour at 300 dots an inch has a third of that."""
MAX_PAGES = 30
"""Pages read of one file; the others are counted and said to be unread."""
MAX_PIXELS = 40_000_000
"""A picture's dots: A4 at 600 dots an inch has 35 million. A JPEG of more is decoded smaller."""
MAX_SIDE = 1_800
"""Dots of the longer side of what is read: the letters of a licence on A4 are twenty high then."""
FILE_SECONDS = 240
"""After these a file is left at the page that was reached."""
DEAD_SECONDS = 300
"""After these the worker is taken for lost."""
ADDRESS_SPACE = 4 << 30
"""Of the worker: twice what it ever maps, so that a hostile file ends it and not the machine."""
THREADS = 2
"""Of the engine: more of them read hardly faster."""


def read_so_far(done: int, total: int) -> str:
    """What is said of a file that was not read to its end."""
    return f"共 {total} 页，读了前 {done} 页，其余没有读"
