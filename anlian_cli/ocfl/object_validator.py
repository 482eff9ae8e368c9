"""Validates one object by the OCFL 1.1 specification: every byte read once, every digest checked, nothing repaired."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha512
from typing import Any

from anlian_cli.errors import reason
from anlian_cli.ocfl.inventory import CONTENT, DECLARATION, NAME, SIDECAR
from anlian_cli.ocfl.inventory_rules import Breach, check_keys, check_manifest, check_states, check_versions
from anlian_cli.ocfl.reading import entries, file_digest, read

_VERSION = re.compile(r"v[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of the specification: its code, the file or folder, and a sentence."""

    code: str
    path: str
    message: str


@dataclass(slots=True)
class ObjectReport:
    """What validation found in one object; the rest is for whoever keeps the history of its objects."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    id: str | None = None
    head: int = 0
    version_digests: dict[int, str] = field(default_factory=dict)
    states: list[dict[str, list[str]]] = field(default_factory=list)
    """Of every version, the logical paths by digest."""
    manifest: dict[str, list[str]] = field(default_factory=dict)
    """The content paths by digest, in lower case."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """The content files that the caller asked to keep, by path."""
    loose_sidecars: list[str] = field(default_factory=list)
    """Those that say what they must, and are not as a writer of whole lines leaves them."""


Entries = Iterable[os.DirEntry[str]]
Keep = Callable[[str], bool]
"""Whether the bytes of a content file are wanted, by its path in the object."""


def validate_object(root: str, path: str, found: Entries, keep: Keep = lambda _path: False) -> ObjectReport:
    """Everything the specification asks of one object; `found` is what its folder holds."""
    report = ObjectReport(path)
    try:
        _Object(root, report, keep).validate(found)
    except Breach:
        pass  # what stopped it is reported
    except OSError as problem:
        where = os.path.relpath(problem.filename or f"{root}/{path}", root)
        report.problems.append(Problem("E092", where, f"读不出（{reason(problem)}）"))
    return report


class _Object:
    """One object under validation."""

    def __init__(self, root: str, report: ObjectReport, keep: Keep) -> None:
        self._folder = f"{root}/{report.path}"
        self._report = report
        self._keep = keep

    def _say(self, path: str, code: str, message: str) -> None:
        self._report.problems.append(Problem(code, f"{self._report.path}/{path}", message))

    def _stop(self, path: str, code: str, message: str) -> Breach:
        self._say(path, code, message)
        return Breach()

    def validate(self, found: Entries) -> None:
        report, names = self._report, {entry.name: entry for entry in found}
        self._declaration(names)
        document, data, digest = self._inventory("")
        say = partial(self._say, NAME)
        versions = check_versions(document, say)
        report.id, report.head = document["id"], len(versions)
        report.manifest = check_manifest(document, say)
        check_states(versions, report.manifest, say)
        report.states = [block["state"] for block in versions]
        self._root_entries(names, len(versions))
        files = self._files(len(versions))
        self._contents(files)
        self._version_inventories(document, data, digest, files)

    def _declaration(self, names: Mapping[str, os.DirEntry[str]]) -> None:
        if DECLARATION not in names:
            self._say(DECLARATION, "E003", "对象的声明缺失")
        elif read(f"{self._folder}/{DECLARATION}") != b"ocfl_object_1.1\n":
            self._say(DECLARATION, "E007", "对象的声明内容不对")
        for name in names:
            if name.startswith("0=") and name != DECLARATION:
                self._say(name, "E003", "多了一个声明")

    def _inventory(self, version: str) -> tuple[dict[str, Any], bytes, str]:
        """The inventory in the object's root ('') or a version's folder ('v2/'), as JSON, as bytes, and its digest."""
        data = read(f"{self._folder}/{version}{NAME}")
        if data is None:
            raise self._stop(f"{version}{NAME}", "E063", "清单缺失")
        digest = sha512(data).hexdigest()
        self._sidecar(version, digest)
        try:
            document = json.loads(data.decode())
        except ValueError:
            raise self._stop(f"{version}{NAME}", "E033", "清单不是 JSON") from None
        if not isinstance(document, dict):
            raise self._stop(f"{version}{NAME}", "E033", "清单不是 JSON 对象")
        check_keys(document, partial(self._say, f"{version}{NAME}"))
        return document, data, digest

    def _sidecar(self, version: str, digest: str) -> None:
        stated = read(f"{self._folder}/{version}{SIDECAR}")
        if stated is None:
            self._say(f"{version}{SIDECAR}", "E058", "清单的摘要缺失")
            return
        if stated == f"{digest} {NAME}\n".encode():
            return
        match = re.fullmatch(rb"([0-9a-f]{128})[ \t]+inventory\.json\n?", stated)
        if match is None:
            self._say(f"{version}{SIDECAR}", "E061", "清单的摘要写得不对")
        elif match[1].decode() != digest:
            self._say(f"{version}{SIDECAR}", "E060", "清单与它的摘要不符")
        else:
            self._report.loose_sidecars.append(f"{self._report.path}/{version}{SIDECAR}")

    def _root_entries(self, names: Mapping[str, os.DirEntry[str]], head: int) -> None:
        versions = {f"v{number}" for number in range(1, head + 1)}
        for name, entry in names.items():
            folder = entry.is_dir(follow_symlinks=False)
            known = name in versions | {"extensions", "logs"} if folder else name in (DECLARATION, NAME, SIDECAR)
            if _VERSION.fullmatch(name) and folder and not known:
                self._say(name, "E046", "清单里没有这个版本")
            elif not known and not name.startswith("0="):
                self._say(name, "E001", "多出来的文件或文件夹")
        for version in sorted(versions - set(names)):
            self._say(version, "E010", "这个版本的文件夹缺失")

    def _files(self, head: int) -> dict[str, str]:
        """The digest of every file in the versions' folders, by path; strays are reported."""
        found: dict[str, str] = {}
        for number in range(1, head + 1):
            for entry in entries(f"{self._folder}/v{number}", missing_ok=True):
                path = f"v{number}/{entry.name}"
                if entry.name == CONTENT and entry.is_dir(follow_symlinks=False):
                    self._below(path, found)
                elif entry.name in (NAME, SIDECAR) and entry.is_file(follow_symlinks=False):
                    continue
                else:
                    self._say(path, "E015", "版本文件夹里多出来的")
        return found

    def _below(self, path: str, found: dict[str, str]) -> None:
        held = entries(f"{self._folder}/{path}")
        if not held:
            self._say(path, "E024", "空文件夹")
        for entry in held:
            inside = f"{path}/{entry.name}"
            if entry.is_symlink():
                self._say(inside, "E090", "是链接")
            elif entry.is_dir():
                self._below(inside, found)
            else:
                found[inside] = self._hashed(inside)

    def _hashed(self, path: str) -> str:
        whole = f"{self._folder}/{path}"
        if not self._keep(path):
            return file_digest(whole)
        data = self._report.contents[path] = read(whole) or b""
        return sha512(data).hexdigest()

    def _contents(self, found: dict[str, str]) -> None:
        listed = {path: digest for digest, paths in self._report.manifest.items() for path in paths}
        for path, digest in listed.items():
            if path not in found:
                self._say(path, "E092", "文件缺失")
            elif found[path] != digest:
                self._say(path, "E092", "内容与记录的摘要不符")
        for path in found.keys() - listed.keys():
            self._say(path, "E023", "清单里没有的文件")

    def _version_inventories(self, root: dict[str, Any], data: bytes, digest: str, found: dict[str, str]) -> None:
        head = len(root["versions"])
        for number in range(1, head + 1):
            own = read(f"{self._folder}/v{number}/{NAME}")
            if own is None:
                self._version_without_inventory(number)
                continue
            self._report.version_digests[number] = digest if own == data else sha512(own).hexdigest()
            if number < head:
                self._earlier(number, self._inventory(f"v{number}/")[0], root, found)
                continue
            self._sidecar(f"v{number}/", self._report.version_digests[number])
            if own != data:
                self._say(NAME, "E064", "与最新版本里的清单不同")

    def _version_without_inventory(self, number: int) -> None:
        names = {entry.name for entry in entries(f"{self._folder}/v{number}", missing_ok=True)}
        if names:  # a folder that is missing as a whole was told of
            self._say(f"v{number}/{NAME}", "E063" if SIDECAR in names else "W010", "这个版本自己的清单缺失")

    def _earlier(self, number: int, document: dict[str, Any], root: dict[str, Any], found: dict[str, str]) -> None:
        """An earlier version's inventory tells the same history as far as it goes."""
        where = f"v{number}/{NAME}"
        if document["id"] != root["id"]:
            self._say(where, "E110", "id 与对象的不同")
        if document["head"] != f"v{number}":
            self._say(where, "E040", "head 不是这个版本")
        for name, block in document["versions"].items():
            if root["versions"].get(name, {}).get("state") != block.get("state"):
                self._say(where, "E066", f"{name} 的内容与总清单不同")
        for digest, paths in document["manifest"].items():
            if any(found.get(path, digest.lower()) != digest.lower() for path in paths):
                self._say(where, "E092", "与文件的摘要不符")
