"""A workspace whose every field and note holds a number or an address of somebody's, each known by its mark.

What is marked may lie in the forms and in the records. It may be told by no command, in no format; a public copy may
not even hold a name.
"""

from __future__ import annotations

import re
import shlex
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.fictional import Tree, application, id_number, verification
from tests.make_examples import write_unit
from tests.make_workspace import STEPS, UNITS, prepare
from tests.office import Outcome, act

UNIT = "安泰"
_FIRM, _SPOILT_FIRM = 31, 77
_FREE = frozenset({
    "地址", "营业执照注册地", "服务对象", "服务类别", "内容", "专业方向", "工作单位及部门", "职务",
    "通讯地址及邮编", "毕业院校", "工作简历及主要成绩", "所在单位意见", "经营范围",
})  # fmt: skip
"""Fields of any words, in which a sound form may hold a number; in the others it is a fault."""


class Marks:
    """Numbers and addresses, a new one each time."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.names: set[str] = set()

    def __call__(self) -> str:
        at = len(self.numbers)
        made = (f"1377{at:07}", f"mark{at}x@secret.example.cn", id_number(at % 500, f"19{50 + at % 50}-07-09", "男"))
        self.numbers.update(made)
        return f"电话{made[0]} 邮箱{made[1]} 证号{made[2]}"

    def known(self, tree: Tree) -> Tree:
        """An application as it is, its own numbers, addresses and names marked."""
        for route, text in _texts(tree):
            if route[-1] in ("手机", "移动电话", "E-mail", "身份证号"):
                self.numbers.add(text)
            elif route[-1] in ("姓名", "签名") or "专职工作人员" in route:
                self.names.add(text)
        return tree

    def written(self, tree: Any, where: Callable[[str], bool]) -> Any:
        """The same with a mark in every field that is meant."""
        if isinstance(tree, dict):
            return {key: self._field(key, value, where) for key, value in tree.items()}
        if isinstance(tree, list):
            return [self.written(one, where) if isinstance(one, dict) else one for one in tree]
        return tree

    def _field(self, key: str, value: Any, where: Callable[[str], bool]) -> Any:
        return f"{value} {self()}" if isinstance(value, str) and where(key) else self.written(value, where)


def _texts(tree: Any, route: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(tree, str):
        yield route, tree
    for key, inner in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from _texts(inner, (*route, key) if isinstance(key, str) else route)


def marked_workspace(folder: Path, marks: Marks) -> list[Outcome]:
    """The example workspace with marks, its story told; what all its commands said."""
    prepare(folder)
    marks.names |= {"郑评", "冯审", "褚议", "尤代答"}
    tree = marks.known(application(_FIRM, UNITS[UNIT]))
    write_unit(folder / "applications/2017" / UNIT, marks.written(tree, _FREE.__contains__), verification())
    spoilt = marks.written(marks.known(application(_SPOILT_FIRM, "北京示例全错安全有限公司")), lambda _key: True)
    write_unit(folder / "applications/2021/全错", spoilt, marks.written(verification(), lambda _key: True))
    return [act(folder, *shlex.split(command), at=at) for at, command, _ in STEPS]


def settings_with(folder: Path, key: str, mark: str) -> Path:
    """anlian.yaml with a mark behind one of its words; returns where the whole one is kept."""
    path = folder / "anlian.yaml"
    kept = path.rename(path.with_suffix(".kept"))
    path.write_text(kept.read_text(encoding="utf-8").replace(key, f"{key} {mark}", 1), encoding="utf-8")
    return kept


def inflated(path: Path) -> str:
    """A file's text; of a package, that of all its parts, with and without the tags inside a word."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8-sig")
    with zipfile.ZipFile(path) as package:
        text = "\n".join(f"{name}\n{package.read(name).decode('utf-8', 'replace')}" for name in package.namelist())
    return f"{text}\n{re.sub('<[^>]*>', '', text)}"
