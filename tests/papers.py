"""Every kind of paper, made of the example workspace through the commands, and read back as a person would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from docx.table import Table

from tests.conftest import EXAMPLES
from tests.office import must

_ROUND, _YEAR, _UNIT = "2017", "2018", "德安"
COMMANDS: dict[str, tuple[str, ...]] = {
    "申报公告": (_ROUND, "--announced", "2017-10-09", "--document", "京安联发〔2017〕5号"),
    "入围名单公告": (_ROUND,),
    "面试通知": (_ROUND, "--announced", "2017-11-07"),
    "综合测评公示": (_ROUND, "--announced", "2017-11-20"),
    "入选公告": (_ROUND,),
    "年度考核公示": (_YEAR, "--announced", "2019-01-08"),
    "优先推荐名单": (_YEAR, "--announced", "2019-01-08"),
    "在册名单公告": ("--announced", "2021-10-28"),
    "启动退出程序告知书": (_UNIT,),
    "退出公告": (_UNIT,),
    "撤销公告": (_UNIT,),
    "复核说明": ("1",),
    "更正公告": ("年度考核公示-2018", "--announced", "2021-10-28", "--reason", "复核时发现一项计分有误"),
}
"""What each is about, and the day and number that no record gives."""
BEFORE = {
    "撤销公告": ("exit revoke 德安 --announced 2021-10-26 --reason 申诉成立",),
    "复核说明": (
        "objection add 博远 --about 年审2018 --on 2019-01-10 --note 收费服务一项漏计",
        "objection resolve 博远 --result 维持 --note 收费服务的扣分有记录可查 --on 2019-01-15",
    ),
    "更正公告": ("score 日常 2018 --unit 博远 --points 84 --reason 复核更正",),
}
"""What has to be recorded first: these are not in the example."""


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """Every paper as text: its paragraphs, a table a row a line."""
    with TemporaryDirectory() as folder:
        office = Path(shutil.copytree(EXAMPLES / "workspace", Path(folder, "w")))
        return {kind: _text(_made(office, kind, number)) for number, kind in enumerate(COMMANDS)}


def _made(office: Path, kind: str, number: int) -> Path:
    at = f"2021-10-28 {9 + number:02d}"
    for command in BEFORE.get(kind, ()):
        must(office, *command.split(), at=f"{at}:00")
    path = office / f"{kind}.docx"
    must(
        office, "paper", kind, *COMMANDS[kind], "-o", path, at=f"{at}:30" if kind != "更正公告" else "2021-10-29 09:00"
    )
    return path


def _text(path: Path) -> str:
    return "\n".join(_lines(docx.Document(str(path)))) + "\n"


def _lines(document: docx.document.Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text
