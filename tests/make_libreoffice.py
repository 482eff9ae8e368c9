"""Makes the workbooks under tests/data/libreoffice: the application as LibreOffice writes it.

Run `python -m tests.make_libreoffice` by hand where LibreOffice is installed; the results are committed.
"""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.application import Application
from tests.fictional import Tree, application
from tests.workbooks import as_lists, book, official_book

SYSTEM_PYTHON = "/usr/bin/python3"
"""A Python that has LibreOffice's module `uno`."""
TARGET = Path(__file__).parent / "data" / "libreoffice"


def firm(number: int, name: str) -> Tree:
    """A sound application whose track record is a text, as the official form has it."""
    tree = application(number, name)
    tree["单位登记表"]["安全社区服务业绩"] = "2015年协助示例街道创建国家级安全社区"
    return tree


RUIFENG = firm(15, "北京示例瑞丰安全技术咨询有限公司")
SHENGHUA = firm(16, "北京示例盛华安全技术咨询有限公司")
TEMPLATE = firm(1, "北京示例安全技术咨询有限公司")


def _damaged(made: Workbook) -> None:
    made["人员2"]["F7"].value = 110105196701040205  # a number now: Excel kept fifteen digits


def _scores() -> bytes:
    """A score sheet with every number of two decimals from 0.00 to 40.00."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["单位全称", "甲（40）", "乙（60）"])
    for number in range(4001):
        sheet.append([f"单位{number}", number / 100, number / 100])
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _formatted() -> bytes:
    """A small score sheet with formulas that give texts, and formats over whole columns, a row and a far cell."""
    made = Workbook()
    scores, far = made.worksheets[0], made.create_sheet("说明")
    yellow = PatternFill("solid", fgColor="FFFF00")
    scores.title = "评分"
    scores.append(["单位全称", "得分", "备注"])
    for row, (name, points) in enumerate((("甲安全有限公司", 81), ("乙安全有限公司", 82.5)), start=2):
        scores.append([name, points, f'=A{row}&"已核"'])
    for column in "ABCD":
        scores.column_dimensions[column].fill = yellow
    for row in range(4, 3000):
        for column in range(1, 5):
            scores.cell(row, column).fill = yellow
    far["A1"].value = "说明"
    far.row_dimensions[7].fill = yellow
    far.cell(65_536, 256).fill = yellow
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _hidden() -> bytes:
    """A score sheet with its head on two lines; a unit's row and the reasons of one item are hidden."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "评分"
    sheet.append(["单位全称", "13.1（25）", None, "13.2（25）", None, "13.3（25）", None, "13.4（25）", None])
    sheet.append([None, *["得分", "扣分原因"] * 4])
    for cells in ("A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:I1"):
        sheet.merge_cells(cells)
    for name in ("甲", "乙", "丙"):
        sheet.append([name, 25, None, 24, "迟报", 25, None, 25, None])
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def make() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    template = application_workbook(typed(Application, TEMPLATE)[0])
    sources = {
        "瑞丰-官方表样.xlsx": (official_book(RUIFENG), "xlsx:Calc MS Excel 2007 XML"),
        "盛华-官方表样.xls": (official_book(SHENGHUA, _damaged), "xls:MS Excel 97"),
        "表样.xlsx": (template, "xlsx:Calc MS Excel 2007 XML"),
        "表样.xls": (template, "xls:MS Excel 97"),
        "表样.ods": (template, "ods"),
        "列表.xls": (book(as_lists(TEMPLATE)), "xls:MS Excel 97"),
        "评分.xls": (_scores(), "xls:MS Excel 97"),
        "整列格式.xlsx": (_formatted(), "xlsx:Calc MS Excel 2007 XML"),
        "整列格式.xls": (_formatted(), "xls:MS Excel 97"),
        "整列格式.ods": (_formatted(), "ods"),
        "隐藏.xls": (_hidden(), "xls:MS Excel 97"),
        "隐藏.ods": (_hidden(), "ods"),
        "隐藏.xlsx": (_hidden(), "xlsx:Calc MS Excel 2007 XML"),
        "官方表样.xls": (official_book(TEMPLATE), "xls:MS Excel 97"),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, kind) in sources.items():
            source = Path(folder) / f"{Path(name).stem}.xlsx"
            source.write_bytes(data)
            command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(TARGET), str(source)]
            subprocess.run(command, check=True, capture_output=True)
        _fill_the_template(Path(folder))


def _fill_the_template(folder: Path) -> None:
    """The blank template opened, filled and saved in LibreOffice itself, a value typed into each of its cells."""
    blank, values = folder / "空白.xlsx", folder / "values.json"
    blank.write_bytes(application_workbook())
    values.write_text(json.dumps(_values()), encoding="utf-8")
    office = subprocess.Popen(["soffice", "--headless", "--norestore", "--accept=pipe,name=anlian;urp;"])
    script = Path(__file__).parent / "libreoffice_fill.py"
    target = TARGET / "表样-在LibreOffice中填写.xlsx"
    subprocess.run([SYSTEM_PYTHON, str(script), str(blank), str(values), str(target)], check=True)
    office.wait(timeout=60)


def _values() -> list[tuple[str, str, str]]:
    """Sheet, cell and text of every value of the filled template that the blank one has not."""
    filled = load_workbook(io.BytesIO(application_workbook(typed(Application, TEMPLATE)[0])))
    blank = load_workbook(io.BytesIO(application_workbook()))
    cells = ((sheet.title, cell) for sheet in filled.worksheets for row in sheet.iter_rows() for cell in row)
    return [
        (sheet, cell.coordinate, str(cell.value))
        for sheet, cell in cells
        if cell.value is not None and cell.value != blank[sheet][cell.coordinate].value
    ]


if __name__ == "__main__":
    make()
