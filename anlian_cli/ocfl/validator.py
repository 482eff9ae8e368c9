"""Validates storage roots and objects by the OCFL 1.1 specification, and reports by its codes.

Apart from the writer, so that neither hides the other's mistakes: it shares no code with it but names. It reads
every byte once, checks every digest, and repairs nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from anlian_cli.ocfl.inventory import NAME, SIDECAR
from anlian_cli.ocfl.layout import DECLARATION as ROOT_DECLARATION
from anlian_cli.ocfl.layout import EXTENSION, EXTENSIONS, LAYOUT
from anlian_cli.ocfl.object_validator import Keep, ObjectReport, Problem, validate_object
from anlian_cli.ocfl.reading import entries, read


def validate_root(folder: str, keep: Keep = lambda _path: False) -> Iterator[Problem | ObjectReport]:
    """The problems of a storage root itself, and a report for every object in it."""
    yield from validate_top(folder)
    for name in top_folders(folder):
        yield from validate_below(folder, name, keep)


def top_folders(folder: str) -> list[str]:
    """The folders that objects lie in; each can be validated by itself."""
    folders = [entry.name for entry in entries(folder) if entry.is_dir(follow_symlinks=False)]
    return [name for name in folders if name != EXTENSIONS]


def validate_top(folder: str) -> Iterator[Problem]:
    """The problems of a storage root itself, its objects aside."""
    yield from _declarations(folder)
    for entry in entries(folder):
        if entry.is_symlink():
            yield Problem("E090", entry.name, "是链接")
    for entry in entries(f"{folder}/{EXTENSIONS}", missing_ok=True):
        if not entry.is_dir(follow_symlinks=False):
            yield Problem("E112", f"{EXTENSIONS}/{entry.name}", "这里只该有各扩展的文件夹")


def _declarations(folder: str) -> Iterator[Problem]:
    declaration = read(f"{folder}/{ROOT_DECLARATION}")
    if declaration is None:
        yield Problem("E069", ROOT_DECLARATION, "根目录的声明缺失")
    elif declaration != b"ocfl_1.1\n":
        yield Problem("E080", ROOT_DECLARATION, "根目录的声明内容不对")
    layout = read(f"{folder}/{LAYOUT}")
    if layout is None:
        return  # the specification lets a root do without
    try:
        declared = json.loads(layout.decode())
        extension, _described = declared["extension"], declared["description"]
        config = read(f"{folder}/{EXTENSIONS}/{extension}/config.json")
        named = json.loads(config.decode())["extensionName"] if config is not None else extension
    except (ValueError, KeyError, TypeError):
        yield Problem("E070", LAYOUT, "布局说明读不懂")
        return
    if not named == extension == EXTENSION:
        yield Problem("E071", LAYOUT, "布局说明与扩展的配置不符")


def validate_below(root: str, path: str, keep: Keep = lambda _path: False) -> Iterator[Problem | ObjectReport]:
    """The objects at and below a folder of the root."""
    found = entries(f"{root}/{path}")
    if any(entry.name.startswith("0=") or _looks_like_object(entry) for entry in found):
        yield validate_object(root, path, found, keep)
        return
    if not found:
        yield Problem("E073", path, "空文件夹")
    for entry in found:
        inside = f"{path}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from validate_below(root, inside, keep)
        else:
            yield Problem("E072", inside, "这里不该有文件")


def _looks_like_object(entry: os.DirEntry[str]) -> bool:
    """An object whose declaration was lost is an object still."""
    return entry.name in (NAME, SIDECAR) and entry.is_file(follow_symlinks=False)
