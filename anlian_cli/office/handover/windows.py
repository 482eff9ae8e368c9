"""Names that Windows cannot hold or would change, as a copy or an unpacked .zip meets them there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from anlian_cli.model.handover import PathFault

MOST = 259
"""Characters of a path: Windows counts the end of it too (MAX_PATH, 260)."""
_MOST_OF_A_NAME = 255
_NO_CHARACTER = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_NO_NAME = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[1-9¹²³]) *(?:\..*)?", re.IGNORECASE)


def length(path: str) -> int:
    """The characters of a path as Windows counts them, in UTF-16."""
    return len(path.encode("utf-16-le", "surrogatepass")) // 2


def path_faults(paths: Iterable[str], root: str) -> Iterator[PathFault]:
    """What is wrong with the paths of a folder that would be called `root`, each told once."""
    found = sorted(set(paths))
    for path in found:
        if why := _fault(PurePosixPath(path).name):
            yield PathFault(path, why)
        elif (whole := length(root) + 1 + length(path)) > MOST:
            yield PathFault(path, f"放在 {root} 里路径长 {whole}，超过 {MOST}")
    for same in _alike(found):
        yield PathFault(same[1], f"与 {PurePosixPath(same[0]).name} 只差大小写，在 Windows 上是同一个名字")


def _fault(name: str) -> str | None:
    """Why a name is none on Windows."""
    if found := _NO_CHARACTER.search(name):
        shown = found[0] if found[0] > "\x1f" else f"\\x{ord(found[0]):02x}"
        return f"名字里有 Windows 不许的字符 {shown}"
    if name[-1:] in (".", " "):
        return f"名字以{'点' if name.endswith('.') else '空格'}结尾，Windows 会去掉它"
    if _NO_NAME.fullmatch(name):
        return "这是 Windows 留给设备的名字"
    return f"名字长 {length(name)}，超过 {_MOST_OF_A_NAME}" if length(name) > _MOST_OF_A_NAME else None


def _alike(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Neighbours of one folder that differ in nothing but capitals."""
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in paths:
        by_name[str(PurePosixPath(path).parent), _without_case(PurePosixPath(path).name)].append(path)
    for first, *others in by_name.values():
        yield from ((first, other) for other in others)


def _without_case(name: str) -> str:
    # Character by character, as NTFS does: ß stays apart from ss.
    return "".join(character.upper() if len(character.upper()) == 1 else character for character in name)
