"""Types values into a workbook inside LibreOffice and saves it there; `make_libreoffice` runs it.

Needs LibreOffice's own Python module `uno` (python3-uno): run with a Python that has it, beside a soffice that
listens on the pipe `anlian`. Arguments: the workbook, a JSON list of [sheet, cell, text], the workbook to write.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

CONNECTION = "uno:pipe,name=anlian;urp;StarOffice.ComponentContext"


def connect(uno: Any) -> Any:
    """The running LibreOffice's desktop, as soon as it answers."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(60):
        try:
            office = resolver.resolve(CONNECTION)
            return office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
        except Exception:  # LibreOffice is still starting: it says so in exceptions of its own
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def main(source: str, values: str, target: str) -> None:
    import uno  # type: ignore[import-not-found]
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

    desktop = connect(uno)
    document = desktop.loadComponentFromURL(Path(source).resolve().as_uri(), "_blank", 0, ())
    for sheet, cell, text in json.loads(Path(values).read_text(encoding="utf-8")):
        document.Sheets.getByName(sheet).getCellRangeByName(cell).setString(text)
    kind = PropertyValue()
    kind.Name, kind.Value = "FilterName", "Calc MS Excel 2007 XML"
    document.storeToURL(Path(target).resolve().as_uri(), (kind,))
    document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:4])
