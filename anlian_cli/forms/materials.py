"""The files that an application names (Art. 10, photos): there, inside the unit's folder, not empty, of their kind.

Only openings are looked at; whether a document says what its name says is for the reviewer (10.7). A small table
of our own: identification libraries answer “what is this?”, the question here is “is it what its suffix says?”.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path, PurePosixPath

from anlian_cli.errors import reason
from anlian_cli.forms.guard import NotRegular, regular_file
from anlian_cli.model.application import Application, Materials
from anlian_cli.model.findings import Finding, warning
from anlian_cli.model.labels import fields_of
from anlian_cli.model.materials import MaterialFile
from anlian_cli.model.paths import Path as FieldPath
from anlian_cli.model.personal import masked

MAX_MATERIAL_BYTES = 500_000_000
_CHUNK = 1 << 20
_TAIL = 1 << 16

Kind = Callable[[bytes, bytes], bool]
"""Whether the opening and the ending of a file are of a kind."""


def _opens_with(*signatures: bytes) -> Kind:
    return lambda head, _tail: head.startswith(signatures)


def _package_with(*members: bytes) -> Kind:
    """A zip whose directory, at its end, names one of `members`."""
    return lambda head, tail: head.startswith(b"PK\x03\x04") and any(member in tail for member in members)


def _plain_text(head: bytes, _tail: bytes) -> bool:
    return b"\x00" not in head


_OLE = _opens_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_KINDS: dict[str, Kind] = {
    # Readers take a header anywhere in the first 1024 bytes.
    ".pdf": lambda head, _tail: b"%PDF-" in head[:1024],
    ".jpg": _opens_with(b"\xff\xd8\xff"),
    ".jpeg": _opens_with(b"\xff\xd8\xff"),
    ".png": _opens_with(b"\x89PNG\r\n\x1a\n"),
    ".gif": _opens_with(b"GIF87a", b"GIF89a"),
    ".bmp": _opens_with(b"BM"),
    ".tif": _opens_with(b"II*\x00", b"MM\x00*"),
    ".tiff": _opens_with(b"II*\x00", b"MM\x00*"),
    ".webp": lambda head, _tail: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
    ".docx": _package_with(b"word/"),
    ".xlsx": _package_with(b"xl/"),
    ".pptx": _package_with(b"ppt/"),
    ".ofd": _package_with(b"OFD.xml"),
    ".doc": _OLE,
    ".xls": _OLE,
    ".ppt": _OLE,
    ".wps": _OLE,
    ".et": _OLE,
    ".zip": _opens_with(b"PK\x03\x04"),
    ".rar": _opens_with(b"Rar!\x1a\x07"),
    ".7z": _opens_with(b"7z\xbc\xaf\x27\x1c"),
    ".txt": _plain_text,
}
_SPEAKING = {
    "licence": ("营业执照",),
    "unit_form": ("单位登记表",),
    "person_forms": ("人员登记表", "咨询员登记表"),
    "process_control": ("过程控制", "体系文件", "质量手册", "程序文件", "作业指导书"),
    "management_rules": ("管理制度", "制度汇编", "规章制度"),
    "performance_report": ("业绩",),
}
"""What the name of a file, or of its folder, says where it is one of the six materials (Art. 10)."""
_DEEPEST, _MOST_FOLDERS, _MOST_FILES = 3, 100, 2_000
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"})
READABLE = PICTURES | {".pdf", ".docx"}
"""Files that may be a scanned paper."""


def inspect_materials(application: Application, folder: Path) -> dict[str, tuple[MaterialFile, ...]]:
    """Every file named under 申报材料, by attribute."""
    materials = application.materials or Materials()
    found: dict[str, tuple[MaterialFile, ...]] = {}
    for attribute in Materials.model_fields:
        names = getattr(materials, attribute) or ()
        path: FieldPath = ("materials", attribute)
        files = (inspect(folder, name, (*path, row)) for row, name in enumerate(names) if name)
        found[attribute] = tuple(files)
    return found


def unlisted_materials(application: Application, folder: Path) -> Iterator[Finding]:
    """F35: for a material without a file in the form, the files whose names, or whose folder's, speak of it."""
    materials = application.materials or Materials()
    missing = [attribute for attribute in Materials.model_fields if not any(getattr(materials, attribute) or ())]
    named = {name for attribute in Materials.model_fields for name in getattr(materials, attribute) or ()}
    others = [name for name in _all_files(folder) if name not in named] if missing else []
    for attribute in missing:
        if fitting := [name for name in others if any(word in name for word in _SPEAKING[attribute])]:
            yield _offered(attribute, fitting)


def _offered(attribute: str, names: list[str]) -> Finding:
    label = fields_of(Materials)[attribute].label
    message = f"“{label}”没有列出，文件夹里有“{'”“'.join(names[:3])}”{'等' if len(names) > 3 else ''}"
    hint = f"请在申报材料中写上“{label}: {names[0]}”；或由初核人看过后认定"
    return warning("F35", message, hint, ("materials", attribute))


def unlisted_papers(application: Application, folder: Path, forms: Collection[str]) -> list[str]:
    """The files that may be a scanned paper and that the application names neither as a material nor as a photo."""
    materials = application.materials or Materials()
    named = {name for attribute in Materials.model_fields for name in getattr(materials, attribute) or ()}
    photos = {person.photo for person in application.persons or () if person.photo}
    known = {name.replace("\\", "/") for name in (*named, *photos)} | set(forms)
    return [name for name in _all_files(folder) if name not in known and Path(name).suffix.lower() in READABLE]


def _all_files(folder: Path) -> list[str]:
    """The materials that may lie in a unit's folder and below, by their path in it; links are not followed."""
    found: list[str] = []
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))[:_MOST_FOLDERS]
        inside = Path(here).relative_to(folder)
        if len(inside.parts) >= _DEEPEST:
            folders.clear()
        found += [(inside / name).as_posix() for name in sorted(files) if Path(name).suffix.lower() in _KINDS]
    return found[:_MOST_FILES]


def inspect_photos(application: Application, folder: Path) -> tuple[MaterialFile, ...]:
    """Every photo that is named by a path; a photo pasted into a workbook has none."""
    return tuple(_photos(application, folder))


def _photos(application: Application, folder: Path) -> Iterator[MaterialFile]:
    for row, person in enumerate(application.persons or ()):
        if person.photo and suffix_of(person.photo):
            file = inspect(folder, person.photo, ("persons", row, "photo"))
            if file.fault is None and suffix_of(file.name) not in PICTURES:
                file = _faulty(file.path, file.name, f"“{file.name}”不是图片", "请换成 JPG 或 PNG 照片")
            yield file


def inspect(folder: Path, written: str, path: FieldPath) -> MaterialFile:
    """One named file: its digest, or what is wrong with it."""
    name = written.replace("\\", "/")
    if not _is_relative(name):
        message = f"“{written}”不是单位文件夹内的相对路径"
        return _faulty(path, written, message, "请把文件放进单位文件夹，写“材料/营业执照.pdf”这样的路径")
    try:
        real = _inside(folder, name)
    # RuntimeError: links in a circle, before Python 3.13.
    except (OSError, RuntimeError, ValueError):
        return _faulty(path, written, f"“{written}”的路径打不开", "请检查路径")
    if real is None:
        return _faulty(path, written, f"“{written}”通过链接指到了单位文件夹之外", "请换成文件本身")
    try:
        return _read(real, name, path)
    except NotRegular:
        return _faulty(path, name, f"“{name}”不是普通文件（是文件夹、管道或设备）", "请换成普通文件")
    except FileNotFoundError:
        return _faulty(path, name, f"文件不存在：{name}", _where_else(folder, name))
    except OSError as problem:
        return _faulty(path, name, f"“{name}”打不开（{reason(problem)}）", "请检查文件")


def _inside(folder: Path, name: str) -> str | None:
    """The path of a file with its links followed; None where they lead out of the folder.

    Links are rare and following costs a call for every part of the path, so they are looked for first.
    """
    here = os.fspath(folder)
    for part in name.split("/"):
        here = f"{here}/{part}"
        if os.path.islink(here):  # noqa: PTH114  a Path for each part takes longer than the question
            real, root = (folder / name).resolve(), folder.resolve()
            return os.fspath(real) if real.is_relative_to(root) else None
    return here


def _is_relative(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in ("", ".")]
    # On Windows a colon begins a drive or a hidden stream.
    return bool(parts) and not name.startswith("/") and ":" not in name and ".." not in parts and "\x00" not in name


def _read(real: str, name: str, path: FieldPath) -> MaterialFile:
    with regular_file(real) as (file, size):
        if size == 0:
            return _faulty(path, name, f"“{name}”是空文件", "请重新导出或索要这个文件")
        if size > MAX_MATERIAL_BYTES:
            return _faulty(path, name, f"“{name}”超过 {MAX_MATERIAL_BYTES // 1_000_000} MB", "请压缩后重新提交")
        digest, head, tail = sha256(), b"", b""
        while chunk := file.read(min(_CHUNK, size + 1)):
            head = head or chunk[:_TAIL]
            tail = (tail + chunk)[-_TAIL:]
            digest.update(chunk)
    if fault := _kind_fault(name, head, tail):
        return _faulty(path, name, fault, "请交 PDF、JPG、PNG、DOCX 或 XLSX，后缀与内容一致")
    return MaterialFile(path, name, digest=digest.hexdigest())


def _kind_fault(name: str, head: bytes, tail: bytes) -> str | None:
    suffix = suffix_of(name)
    kind = _KINDS.get(suffix)
    if kind is None:
        return f"“{name}”的后缀{f' {suffix} ' if suffix else '是空的，'}不是常用的文件类型"
    return None if kind(head, tail) else f"“{name}”的内容不是 {suffix[1:].upper()} 文件"


def suffix_of(name: str) -> str:
    """The suffix of a path, in small letters."""
    stem, dot, suffix = name.rpartition(".")
    # A stem and an ending as all files have them; anything else is for the library to decide.
    plain = dot and suffix.isalnum() and stem[-1:] not in ("", "/", ".")
    return f".{suffix.lower()}" if plain else PurePosixPath(name).suffix.lower()


def _where_else(folder: Path, name: str) -> str:
    """A file of nearly that name in the same part of the folder, if there is one."""
    try:
        siblings = [entry.name for entry in (folder / name).parent.iterdir()]
    except OSError:
        return "请放入文件，或改正路径"
    near = get_close_matches(PurePosixPath(name).name, siblings, n=1, cutoff=0.6)
    return f"文件夹里有“{near[0]}”，是否写错了名字" if near else "请放入文件，或改正路径"


def _faulty(path: FieldPath, name: str, fault: str, hint: str) -> MaterialFile:
    return MaterialFile(path, name, fault=masked(fault), hint=hint)
