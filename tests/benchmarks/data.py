"""The data that is measured on: fictional firms, each sharing nobody with another, made once for all comparisons."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.application import Application
from tests.fictional import add_files, application, id_number, verification

FORM, BOOK, REVIEW = "申报材料.yaml", "申报材料.xlsx", "初核记录.yaml"


@dataclass(frozen=True, slots=True)
class Data:
    """Where data is made, and the largest number of units that is wanted; larger comparisons are left out."""

    root: Path
    most: int

    def sizes(self, *wanted: int) -> tuple[int, ...]:
        """Those of the wanted sizes that are small enough."""
        return tuple(size for size in wanted if size <= self.most)

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """A folder of that name, made by the first who asks for it."""
        folder = self.root / name
        if not folder.exists():
            draft = self.root / f"{name}.new"  # what was left half made is no data
            shutil.rmtree(draft, ignore_errors=True)
            make(draft)
            draft.rename(folder)
        return folder

    def units(self, kind: str, count: int) -> Path:
        """`count` units of a kind: `forms` (a YAML form each), `books` (a workbook), `whole` (everything)."""
        return self.made(f"{kind}-{count}", lambda folder: units(folder, count, _WRITERS[kind]))


def units(folder: Path, count: int, write: Callable[[Path, int], None]) -> Path:
    """`count` units, each written into a folder of its own."""
    for number in range(count):
        unit = folder / f"{number:05}"
        unit.mkdir(parents=True)
        write(unit, number)
    return folder


def tree_of(number: int) -> dict[str, object]:
    """A sound application that shares nobody with another."""
    tree = application(number, f"北京示例{number}安全技术咨询有限公司")
    for row, one in enumerate(tree["人员登记表"]):
        day = f"{1960 + number % 30}-{1 + number // 30 % 12:02}-{1 + number // 360 % 28:02}"
        one["出生日期"], one["身份证号"] = day, id_number(row * 2 + number % 2 + 20, day, one["性别"])
        one["移动电话"] = f"13{number:05}{row:04}"
    tree["单位登记表"]["主要负责人"]["手机"] = f"15{number:05}0000"
    return tree


def dumped(tree: dict[str, object]) -> str:
    """A form as YAML, by the emitter in C: there are many."""
    yaml = YAML(typ="safe", pure=False)
    yaml.default_flow_style, yaml.allow_unicode, yaml.sort_base_mapping_type_on_output = False, True, False
    buffer = io.StringIO()
    yaml.dump(tree, buffer)
    return buffer.getvalue()


def write_yaml(unit: Path, number: int) -> None:
    (unit / FORM).write_text(dumped(tree_of(number)), encoding="utf-8")


def write_whole(unit: Path, number: int) -> None:
    """The form, the materials, the photos and the reviewer's file."""
    write_yaml(unit, number)
    add_files(unit, tree_of(number))
    (unit / REVIEW).write_text(dumped(verification()), encoding="utf-8")


def write_workbook(unit: Path, number: int) -> None:
    """The workbook of the first firm with the texts of another in it: to write each anew takes a second for a dozen."""
    texts = dict(zip(_texts(tree_of(0)), _texts(tree_of(number)), strict=True))
    with (
        zipfile.ZipFile(io.BytesIO(_first_book())) as book,
        zipfile.ZipFile(unit / BOOK, "w", zipfile.ZIP_DEFLATED) as own,
    ):
        for part in book.namelist():
            own.writestr(
                part, _TEXT.sub(lambda found: f"<t>{texts.get(found[1], found[1])}</t>", book.read(part).decode())
            )


_TEXT = re.compile(r"<t>([^<]*)</t>")


@cache
def _first_book() -> bytes:
    return application_workbook(typed(Application, tree_of(0))[0])


def _texts(value: object) -> Iterator[str]:
    """Every text of a tree, in its order."""
    if isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
    else:
        yield str(value)


_WRITERS = {"forms": write_yaml, "whole": write_whole, "books": write_workbook}
