"""The house stands as it was drawn: imports run one way, and each library has its rooms."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "anlian_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "regulation": {"model", "errors"},
    "forms": {"model", "errors"},
    "report": {"model", "errors"},
    "ocfl": {"errors"},
    "records": {"ocfl", "model", "errors"},
    "office": {"forms", "records", "regulation", "report", "model", "errors"},
    "cli": {"office", "forms", "records", "regulation", "report", "model", "errors"},
}
ROOMS = {
    "typer": {"cli"},
    "rich": {"cli", "report/terminal"},
    "openpyxl": {"forms", "report/workbook", "report/papers/sheet"},
    "python_calamine": {"forms"},
    "ruamel": {"forms", "regulation/text", "report/papers/wording"},
    "stdnum": {"regulation/identity"},
    "filelock": {"records/lock"},
    "jinja2": {"report/papers"},
    "docx": {"report/papers"},
    "docxtpl": {"report/papers/filling"},
    "lxml": {"report/papers/filling"},
}


def imports(module: Path) -> Iterator[str]:
    """Every name a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
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


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_imports_run_one_way(module: Path) -> None:
    room = place(module).split("/")[0]
    if room in ("__init__", "__main__"):
        return
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "anlian_cli" and len(parts) > 1 and parts[1] != "__version__":
            assert parts[1] == room or parts[1] in MAY_IMPORT[room], f"{place(module)} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_libraries_keep_to_their_rooms(module: Path) -> None:
    here = place(module)
    for name in imports(module):
        rooms = ROOMS.get(name.split(".")[0])
        assert rooms is None or any(here == room or here.startswith(f"{room}/") for room in rooms), f"{here}: {name}"


@pytest.mark.parametrize("module", [module for module in MODULES if place(module).startswith("ocfl/")], ids=place)
def test_the_storage_library_needs_the_standard_library_alone(module: Path) -> None:
    outside = {name.split(".")[0] for name in imports(module)} - sys.stdlib_module_names - {"anlian_cli"}
    assert not outside


@pytest.mark.parametrize("module", [module for module in MODULES if "cli" not in module.parts[len(PACKAGE.parts) :]])
def test_nothing_below_the_commands_prints_exits_or_asks_the_time(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    forbidden = {"print", "exit", "sys.exit", "quit", "input", "datetime.now", "date.today", "time.time"}
    assert not called & forbidden if module.name != "__main__.py" else True


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_a_file_holds_one_thing(module: Path) -> None:
    """Split at 250 lines, or at the second noun."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 250


def test_no_module_leads_back_to_itself() -> None:
    """Imports inside functions are read too: a circle hidden there is one."""
    names = {dotted(module): module for module in MODULES}
    leads_to = {name: {other for other in imports(module) if other in names} for name, module in names.items()}
    done: set[str] = set()
    while ready := {name for name in leads_to if name not in done and leads_to[name] <= done}:
        done |= ready
    assert sorted(leads_to.keys() - done) == []
