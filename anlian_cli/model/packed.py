"""Office files without the time of their making: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_LONG_AGO = date(2017, 1, 1)


def timeless(data: bytes, modified: date = _LONG_AGO) -> bytes:
    """The same package, said to be modified on a day; its entries bear no time."""
    packed, stamp = io.BytesIO(), rf"\g<1>{modified.isoformat()}T00:00:00Z\g<2>".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, _MODIFIED.sub(stamp, made.read(name)))
    return packed.getvalue()
