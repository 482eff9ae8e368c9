"""How much of a file is read: a scan of any size costs a bounded time and memory."""

MAX_BYTES = 80 << 20
"""A 40-page scan in colour at 300 dots an inch has a third of that."""
MAX_PAGES = 30
"""Pages read of one file; the others are counted and said to be unread."""
MAX_PIXELS = 80_000_000
"""A page's own dots: A3 at 600 dots an inch has 70 million."""
MAX_SIDE = 1_800
"""Dots of the longer side of what is read: the letters of a licence on A4 are twenty high then."""
FILE_SECONDS = 240
"""After these a file is left at the page that was reached."""
DEAD_SECONDS = 300
"""After these the worker is taken for lost."""
ADDRESS_SPACE = 6 << 30
"""Of the worker: three times what it ever maps, so that a hostile file ends it and not the machine."""
THREADS = 2
"""Of the engine: more of them read hardly faster."""


def read_so_far(done: int, total: int) -> str:
    """What is said of a file that was not read to its end."""
    return f"共 {total} 页，读了前 {done} 页，其余没有读"
