"""Makes the workbooks under tests/data/libreoffice: the application as LibreOffice writes it.

Run `python -m tests.make_libreoffice` by hand where LibreOffice is installed; the results are committed.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from openpyxl import Workbook

from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.application import Application
from tests.fictional import Tree, application
from tests.workbooks import as_lists, book, official_book

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
        "官方表样.xls": (official_book(TEMPLATE), "xls:MS Excel 97"),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, kind) in sources.items():
            source = Path(folder) / f"{Path(name).stem}.xlsx"
            source.write_bytes(data)
            command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(TARGET), str(source)]
            subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    make()
