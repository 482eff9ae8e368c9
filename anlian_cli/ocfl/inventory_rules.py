"""What the specification asks of an inventory's content, by its codes. The files are for `validator`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from anlian_cli.ocfl.inventory import ALGORITHM, TYPE

_KEYS = {"id", "type", "digestAlgorithm", "head", "manifest", "versions"}
_OPTIONAL_KEYS = {"contentDirectory", "fixity"}
_BLOCK_KEYS = {"created", "state", "message", "user"}
_BAD_PARTS = {"", ".", ".."}
_DIGEST = re.compile(r"[0-9a-f]{128}")
_CREATED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")

Document = Mapping[str, Any]
Say = Callable[[str, str], None]
"""Told a code and a sentence."""


class Breach(Exception):
    """An inventory that cannot be judged further; what stopped it was said."""


def check_keys(document: Document, say: Say) -> None:
    """The keys of an inventory and their kinds. Raises Breach."""
    for key, code in (("id", "E036"), ("type", "E036"), ("digestAlgorithm", "E036"), ("head", "E036")):
        if not isinstance(document.get(key), str):
            raise _stop(say, code, f"清单没有 {key}")
    for key, code in (("manifest", "E041"), ("versions", "E043")):
        if not isinstance(document.get(key), dict):
            raise _stop(say, code, f"清单没有 {key}")
    if document["type"] != TYPE:
        say("E038", "清单的 type 不对")
    if document["digestAlgorithm"] != ALGORITHM:
        raise _stop(say, "E025", "摘要算法不是 sha512")
    if unknown := set(document) - _KEYS - _OPTIONAL_KEYS:
        say("E102", f"清单有不该有的 {min(unknown)}")


def check_versions(document: Document, say: Say) -> list[dict[str, Any]]:
    """The version blocks in order. Raises Breach."""
    blocks = document["versions"]
    names = [f"v{number}" for number in range(1, len(blocks) + 1)]
    if not blocks:
        raise _stop(say, "E008", "清单里没有版本")
    if set(names) != set(blocks):
        raise _stop(say, "E010", "版本号不连续")
    if document["head"] != names[-1]:
        say("E040", "head 不是最新的版本")
    for name in names:
        _check_block(name, blocks[name], say)
    return [blocks[name] for name in names]


def _check_block(name: str, block: Any, say: Say) -> None:
    if not isinstance(block, dict) or not isinstance(block.get("state"), dict):
        raise _stop(say, "E048", f"{name} 没有 state")
    created = block.get("created")
    if not isinstance(created, str) or not _is_time(created):
        say("E049", f"{name} 的时间写得不对")
    user = block.get("user")
    if user is not None and not (isinstance(user, dict) and isinstance(user.get("name"), str) and user["name"]):
        say("E054", f"{name} 没有记录人")
    if not isinstance(block.get("message", ""), str):
        say("E094", f"{name} 的说明不是文字")
    if unknown := set(block) - _BLOCK_KEYS:
        say("E102", f"{name} 有不该有的 {min(unknown)}")


def _is_time(text: str) -> bool:
    try:
        return bool(_CREATED.fullmatch(text)) and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def check_manifest(document: Document, say: Say) -> dict[str, list[str]]:
    """The manifest, its digests in lower case. Raises Breach."""
    manifest: dict[str, list[str]] = {}
    seen: set[str] = set()
    for digest, paths in document["manifest"].items():
        if digest.lower() in manifest:
            say("E096", "manifest 里有重复的摘要")
        elif not _DIGEST.fullmatch(digest.lower()):
            say("E025", "manifest 里有写坏的摘要")
        if not _are_texts(paths):
            raise _stop(say, "E092", "manifest 写得不对")
        for path in paths:
            _check_content_path(path, seen, say)
        manifest[digest.lower()] = paths
    return manifest


def _check_content_path(path: str, seen: set[str], say: Say) -> None:
    if path.startswith("/") or path.endswith("/"):
        say("E100", f"路径 {path} 以斜线开头或结尾")
    elif _BAD_PARTS & set(path.split("/")):
        say("E099", f"路径 {path} 写得不对")
    if path in seen:
        say("E101", f"路径 {path} 列了两次")
    seen.add(path)


def check_states(blocks: list[dict[str, Any]], manifest: Mapping[str, list[str]], say: Say) -> None:
    """Every version's state speaks of content in the manifest, and no content is unused. Raises Breach."""
    used: set[str] = set()
    for number, block in enumerate(blocks, start=1):
        used |= _check_state(f"v{number}", block["state"], manifest, say)
    if set(manifest) - used:
        say("E107", "manifest 里有从未用过的内容")


def _check_state(name: str, state: Mapping[str, Any], manifest: Mapping[str, list[str]], say: Say) -> set[str]:
    logical: list[str] = []
    for digest, paths in state.items():
        if digest.lower() not in manifest:
            say("E050", f"{name} 用了 manifest 里没有的内容")
        if not _are_texts(paths):
            raise _stop(say, "E051", f"{name} 的 state 写得不对")
        logical += paths
    if len(set(logical)) < len(logical):
        say("E095", f"{name} 的路径有重复")
    if any(_BAD_PARTS & set(path.split("/")) for path in logical):
        say("E052", f"{name} 的逻辑路径写得不对")
    return {digest.lower() for digest in state}


def _are_texts(paths: Any) -> bool:
    return isinstance(paths, list) and all(isinstance(path, str) for path in paths)


def _stop(say: Say, code: str, message: str) -> Breach:
    say(code, message)
    return Breach()
