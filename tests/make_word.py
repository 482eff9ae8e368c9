"""Makes the Word documents under tests/data/word: the official forms as LibreOffice and pandoc write them from a page.

Run `python -m tests.make_word` by hand where both are installed; the results are committed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from tests.fictional import Tree, application
from tests.workbooks import Rows, official_person, official_unit

TARGET = Path(__file__).parent / "data" / "word"


def firm() -> Tree:
    """A sound application whose track record is a text, as the official form has it."""
    tree = application(1, "北京示例安全技术咨询有限公司")
    tree["单位登记表"]["安全社区服务业绩"] = "2015年协助示例街道创建国家级安全社区"
    return tree


def make() -> None:
    tree = firm()
    persons = [official_person(one) for one in tree["人员登记表"]]
    _convert("官方表样.docx", "".join(_form(rows) for rows in (official_unit(tree["单位登记表"]), *persons)))
    title, number, *facts = persons[0]
    _convert("分成两张表.docx", _form([title, number, *facts[:4]]) + "<p>　</p>" + _table(facts[4:]))


def _form(rows: Rows) -> str:
    return f"<p>{rows[0][0]}</p><p>{rows[1][0]}</p>{_table(rows[2:])}"


def _table(rows: Rows) -> str:
    """Blanks are merged into what precedes them, and under the roster's label into that."""
    width = max(map(len, rows))
    return f"<table>{''.join(_row(rows, number, width) for number in range(len(rows)))}</table>"


def _row(rows: Rows, number: int, width: int) -> str:
    row = [*rows[number], *[None] * (width - len(rows[number]))]
    cells = ""
    for column, text in enumerate(row):
        if text is not None:
            following = next((at for at in range(column + 1, width) if row[at] is not None), width)
            cells += _cell(text, following - column, _height(rows, number) if column == 0 else 1)
    return f"<tr>{cells}</tr>"


def _height(rows: Rows, number: int) -> int:
    below = next((at for at in range(number + 1, len(rows)) if rows[at][0] is not None), len(rows))
    return below - number


def _cell(text: Any, columns: int, rows: int) -> str:
    return f'<td colspan="{columns}" rowspan="{rows}">{escape(str(text)).replace(chr(10), "<br>")}</td>'


def _convert(name: str, body: str) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = (Path(folder) / name).with_suffix(".html")
        page.write_text(f'<html><meta charset="utf-8"><body>{body}</body></html>', encoding="utf-8")
        office = ["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:Office Open XML Text"]
        subprocess.run([*office, "--outdir", folder, page], check=True, capture_output=True)
        shutil.copy(Path(folder) / name, TARGET / f"LibreOffice-{name}")
        subprocess.run(
            ["pandoc", "--from=html", "--to=docx", f"--output={TARGET / f'pandoc-{name}'}", page], check=True
        )


if __name__ == "__main__":
    make()
