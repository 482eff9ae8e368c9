"""The validator names breaches by the specification's codes, and the independent judge agrees that they are some."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anlian_cli.ocfl import inventory as inventories
from anlian_cli.ocfl.batch import NewVersion, commit
from anlian_cli.ocfl.commit_record import ClosingLine
from anlian_cli.ocfl.inventory import NAME, SIDECAR, Inventory, Stamp, digest_of, extended, from_bytes, to_bytes
from anlian_cli.ocfl.layout import Layout
from anlian_cli.ocfl.object_validator import ObjectReport, Problem
from anlian_cli.ocfl.validator import validate_root
from tests.judge import is_valid

LAYOUT = Layout((18, 4), "test")
ID = "urn:test:9111010500000000002018"
STAMP = Stamp("2018-12-01T09:00:00+08:00", "第1批", "管理员", "urn:uscc:x")
Tree = dict[str, Any]


def record(base: Path, known: Inventory | None, contents: dict[str, bytes]) -> Inventory:
    """One more version of the object, holding exactly these files."""
    digests = {digest_of(data): data for data in contents.values()}
    state = {path: digest_of(data) for path, data in contents.items()}
    inventory, added = extended(known, ID, state, STAMP)
    new = NewVersion("root", LAYOUT, inventory, {path: digests[digest] for digest, path in added.items()})
    journal = base / "root/journal.txt"
    commit(base, "1", [new], ClosingLine("root/journal.txt", journal.stat().st_size if known else 0, "line\n"))
    return inventory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An object of three versions: two files of the same content, one changed, all taken away."""
    (tmp_path / "work").mkdir()
    first = record(tmp_path, None, {"甲/一.json": b"1", "二.json": b"1"})
    second = record(tmp_path, first, {"甲/一.json": b"2", "二.json": b"1"})
    record(tmp_path, second, {})
    return tmp_path / "root/911101050000000000/2018"


def codes(root: Path) -> set[str]:
    told = list(validate_root(str(root)))
    problems = [entry for entry in told if isinstance(entry, Problem)]
    problems += [problem for entry in told if isinstance(entry, ObjectReport) for problem in entry.problems]
    return {problem.code for problem in problems}


def root_of(folder: Path) -> Path:
    return folder.parents[1]


def test_what_the_writer_makes_is_valid(folder: Path) -> None:
    assert codes(root_of(folder)) == set()
    assert is_valid(root_of(folder))
    inventory = from_bytes((folder / NAME).read_bytes())
    assert [dict(version.state) for version in inventory.versions][1]["甲/一.json"] == digest_of(b"2")
    assert inventory.state() == {}
    assert to_bytes(inventory) == (folder / NAME).read_bytes()


def rewrite(folder: Path, change: Callable[[Tree], object]) -> None:
    """Change the inventory in the root and in the newest version, digests and all."""
    document = json.loads((folder / NAME).read_bytes())
    change(document)
    data = json.dumps(document, ensure_ascii=False).encode()
    for place in (folder, folder / "v3"):
        (place / NAME).write_bytes(data)
        (place / SIDECAR).write_bytes(inventories.sidecar(data))


def _state_of(tree: Tree, version: str) -> Tree:
    state: Tree = tree["versions"][version]["state"]
    return state


CHANGES: dict[str, tuple[str, Callable[[Tree], object]]] = {
    "no head": ("E036", lambda tree: tree.pop("head")),
    "an older head": ("E040", lambda tree: tree.update(head="v2")),
    "another type": ("E038", lambda tree: tree.update(type="https://example.org")),
    "no manifest": ("E041", lambda tree: tree.pop("manifest")),
    "no versions": ("E043", lambda tree: tree.pop("versions")),
    "an empty list of versions": ("E008", lambda tree: tree.update(versions={})),
    "a gap in the versions": ("E010", lambda tree: tree["versions"].pop("v2")),
    "a time without a zone": ("E049", lambda tree: tree["versions"]["v1"].update(created="2018-12-01T09:00:00")),
    "a nameless user": ("E054", lambda tree: tree["versions"]["v1"].update(user={"address": "urn:x:y"})),
    "no state": ("E048", lambda tree: tree["versions"]["v1"].pop("state")),
    "a state of unknown content": ("E050", lambda tree: _state_of(tree, "v1").update({"0" * 128: ["三.json"]})),
    "a path that climbs": ("E099", lambda tree: tree["manifest"].update({digest_of(b"1"): ["v1/../v1/content/x"]})),
    "a path that begins with a slash": ("E100", lambda tree: tree["manifest"].update({digest_of(b"1"): ["/etc/x"]})),
    "a logical path that climbs": ("E052", lambda tree: _state_of(tree, "v1").update({digest_of(b"1"): ["../x"]})),
    "a path twice": ("E095", lambda tree: _state_of(tree, "v1").update({digest_of(b"1"): ["x", "x"]})),
    "content that no version uses": (
        "E107",
        lambda tree: [_state_of(tree, version).pop(digest_of(b"2"), None) for version in ("v1", "v2", "v3")],
    ),
    "a key of one's own": ("E102", lambda tree: tree.update(batch=1)),
    "a history that was rewritten": ("E066", lambda tree: _state_of(tree, "v1").update({digest_of(b"1"): ["x"]})),
}


@pytest.mark.parametrize(("code", "change"), CHANGES.values(), ids=CHANGES.keys())
def test_an_inventory_that_is_wrong_is_named_by_its_code(
    folder: Path, code: str, change: Callable[[Tree], object]
) -> None:
    rewrite(folder, change)
    assert code in codes(root_of(folder))
    assert not is_valid(root_of(folder)) or code == "E102"  # the judge lets keys of one's own pass


FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "no declaration": ("E003", lambda folder: (folder / "0=ocfl_object_1.1").unlink()),
    "a declaration that says something else": (
        "E007",
        lambda folder: (folder / "0=ocfl_object_1.1").write_bytes(b"ocfl_object_1.0\n"),
    ),
    "no inventory": ("E063", lambda folder: (folder / NAME).unlink()),
    "no sidecar": ("E058", lambda folder: (folder / SIDECAR).unlink()),
    "a sidecar of another inventory": ("E060", lambda folder: (folder / SIDECAR).write_bytes(inventories.sidecar(b""))),
    "a sidecar in no known form": ("E061", lambda folder: (folder / SIDECAR).write_bytes(b"abc")),
    "an inventory that is no JSON": ("E033", lambda folder: (folder / NAME).write_bytes(b"{")),
    "a file too many": ("E001", lambda folder: (folder / ".DS_Store").write_bytes(b"x")),
    "a file too many in a version": ("E015", lambda folder: (folder / "v1" / "x").write_bytes(b"x")),
    "content that is listed nowhere": ("E023", lambda folder: (folder / "v1/content/x").write_bytes(b"x")),
    "content that is gone": ("E092", lambda folder: (folder / "v1/content/甲/一.json").unlink()),
    "a version too many": ("E046", lambda folder: (folder / "v4").mkdir()),
    "an empty folder of content": ("E024", lambda folder: (folder / "v1/content/空").mkdir()),
    "a link": ("E090", lambda folder: (folder / "v1/content/x").symlink_to("/etc/hostname")),
    "a root of an older version": (
        "E064",
        lambda folder: [(folder / name).write_bytes((folder / "v2" / name).read_bytes()) for name in (NAME, SIDECAR)],
    ),
    "an empty folder in the root": ("E073", lambda folder: (folder.parents[1] / "空").mkdir()),
    "a file beside the objects": ("E072", lambda folder: (folder.parent / "x").write_bytes(b"x")),
}


@pytest.mark.parametrize(("code", "damage"), FILES.values(), ids=FILES.keys())
def test_files_that_are_wrong_are_named_by_their_code(
    folder: Path, code: str, damage: Callable[[Path], object]
) -> None:
    damage(folder)
    found = codes(root_of(folder))
    assert code in found or (code == "E064" and "E046" in found)  # a root of version 2 knows of no third
    assert not is_valid(root_of(folder))


def test_a_layout_refuses_an_id_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="22 characters"):
        LAYOUT.path("urn:test:123")
