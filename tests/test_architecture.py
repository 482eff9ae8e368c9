"""The house stands as it was drawn: imports run one way, and each library has its rooms."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "anlian_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "regulation": {"model", "errors"},
    "forms": {"model", "errors"},
    "report": {"model", "errors"},
    "scan": {"model", "errors"},
    "ocfl": {"errors"},
    "records": {"ocfl", "model", "errors"},
    "office": {"forms", "scan", "records", "regulation", "report", "model", "errors"},
    "cli": {"office", "forms", "scan", "records", "regulation", "report", "model", "errors"},
}
ROOMS = {
    "typer": {"cli"},
    "rich": {"cli", "report/terminal"},
    "openpyxl": {"forms", "report/workbook", "report/papers/sheet"},
    "python_calamine": {"forms"},
    "ruamel": {"forms", "regulation/own_yaml", "scan/patterns", "report/papers/wording"},
    "pyarrow": {"report/export/parquet"},
    "filelock": {"records/lock"},
    "jinja2": {"report/papers", "report/leaflet"},
    "docx": {"report/papers", "report/leaflet", "scan/word"},
    "docxtpl": {"report/papers/filling"},
    "rapidocr": {"scan/recognition"},
    "onnxruntime": {"scan/recognition"},
    "pypdfium2": {"scan/pdf"},
    "PIL": {"scan"},
    "cv2": {"scan"},
    "numpy": {"scan"},
}


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def imports(module: Path) -> tuple[str, ...]:
    """Every name a module imports, at its top or inside a function."""
    return tuple(_imports(tree_of(module), module))


def _imports(tree: ast.Module, module: Path) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def place(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").as_posix()


def dotted(module: Path) -> str:
    return f"anlian_cli.{place(module).replace('/', '.')}".removesuffix(".__init__")


def test_imports_run_one_way() -> None:
    assert [(place(module), name) for module in MODULES for name in imports(module) if _upwards(module, name)] == []


def _upwards(module: Path, name: str) -> bool:
    room, parts = place(module).split("/")[0], name.split(".")
    if room in ("__init__", "__main__") or parts[0] != "anlian_cli" or len(parts) == 1 or parts[1] == "__version__":
        return False
    return parts[1] != room and parts[1] not in MAY_IMPORT[room]


def test_libraries_keep_to_their_rooms() -> None:
    assert [(place(module), name) for module in MODULES for name in imports(module) if _astray(module, name)] == []


def _astray(module: Path, name: str) -> bool:
    here, rooms = place(module), ROOMS.get(name.split(".")[0])
    return rooms is not None and not any(here == room or here.startswith(f"{room}/") for room in rooms)


def test_the_storage_library_needs_the_standard_library_alone() -> None:
    storage = [module for module in MODULES if place(module).startswith("ocfl/")]
    outside = {name.split(".")[0] for module in storage for name in imports(module)} - sys.stdlib_module_names
    assert storage and outside == {"anlian_cli"}


def test_nothing_below_the_commands_prints_exits_or_asks_the_time() -> None:
    forbidden = {"print", "exit", "sys.exit", "quit", "input", "datetime.now", "date.today", "time.time"}
    below = [one for one in MODULES if "cli" not in one.parts[len(PACKAGE.parts) :] and one.name != "__main__.py"]
    assert [(place(module), name) for module in below for name in _called(module) if name in forbidden] == []


def _called(module: Path) -> Iterator[str]:
    """What a module calls, as it is written: a name, or a part of one."""
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Call(ast.Name(name)):
                yield name
            case ast.Call(ast.Attribute(ast.Name(owner), name)):
                yield f"{owner}.{name}"


def test_a_file_holds_one_thing() -> None:
    """Split at 250 lines, or at the second noun."""
    lines = {place(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert [name for name, count in lines.items() if count > 250] == []


def test_no_module_leads_back_to_itself() -> None:
    """Imports inside functions are read too: a circle hidden there is one."""
    names = {dotted(module): module for module in MODULES}
    leads_to = {name: {other for other in imports(module) if other in names} for name, module in names.items()}
    done: set[str] = set()
    while ready := {name for name in leads_to if name not in done and leads_to[name] <= done}:
        done |= ready
    assert sorted(leads_to.keys() - done) == []
