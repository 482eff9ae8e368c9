"""Her own templates: found in the workspace, looked at before they are opened; else those that come along."""

from __future__ import annotations

from pathlib import Path

from anlian_cli.errors import InputFault, UsageFault, reason
from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.package_parts import Broken, entries_of, folded_name, inflated
from anlian_cli.forms.word_guard import examine_word
from anlian_cli.model.text import perhaps
from anlian_cli.office.office import Office
from anlian_cli.report.papers.paper import Paper
from anlian_cli.report.papers.wording import wordings

FOLDER = "公文模板"
_MOST_BYTES, _MOST_PARTS = 30_000_000, 500
"""Of a whole template, its pictures included, once it is unpacked."""


def starter_templates() -> dict[str, bytes]:
    """The templates of every kind by their path in the workspace."""
    return {f"{FOLDER}/{kind}.docx": _blank(kind) for kind in wordings()}


def starter_template(kind: str) -> bytes:
    """The template of one kind as it comes. Raises UsageFault for a kind that is none."""
    if kind not in wordings():
        raise UsageFault(f"没有“{kind}”这种公文", f"{perhaps(kind, wordings())}可用：{'、'.join(wordings())}")
    return _blank(kind)


def _blank(kind: str) -> bytes:
    # Word's libraries take a third of a second to load: only where a paper is written.
    from anlian_cli.report.papers.blank import blank_template

    return blank_template(wordings()[kind])


def filled(office: Office, paper: Paper) -> bytes:
    """A paper as .docx. Raises InputFault where her template cannot be used; what it was to say is in the records."""
    from anlian_cli.report.papers.filling import TemplateFault, fill  # as said

    own = office.workspace / FOLDER / f"{paper.kind}.docx"
    template = _read(own) if own.exists() else _blank(paper.kind)
    try:
        return fill(template, paper)
    except TemplateFault as problem:
        lines = "\n".join(problem.faults)
        raise InputFault(f"模板 {FOLDER}/{own.name} 不能用\n{lines}", _remedy(own)) from None


def _remedy(template: Path) -> str:
    return f"在 Word 或 WPS 里改正，或把 {FOLDER}/{template.name} 移走，就用程序自带的"


def _read(path: Path) -> bytes:
    """A template that is safe to open. Raises InputFault."""
    try:
        data = path.read_bytes()
        examine_word(data, path.name)
        if _is_bounded(data):
            return data
    except OSError as problem:
        raise InputFault(
            f"模板 {path.name} 读不出（{reason(problem)}）", "请关闭正在打开它的程序，或检查权限"
        ) from None
    except Unreadable as problem:
        raise InputFault(f"模板 {FOLDER}/{path.name}：{problem.finding.message}", _remedy(path)) from None
    except Broken:
        raise InputFault(f"模板 {FOLDER}/{path.name} 已经损坏，没有使用", _remedy(path)) from None
    raise InputFault(f"模板 {path.name} 太大，或内部写法不安全，没有使用", "请用 Word 另存一份，或移走它")


def _is_bounded(data: bytes) -> bool:
    """Whether a package, all of which is opened, is small, and declares nothing that an XML parser would unfold.

    Raises Broken.
    """
    entries = entries_of(data)
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        return False
    if len({folded_name(entry.filename) for entry in entries}) < len(entries):
        return False
    parts = ((entry.filename, b"".join(inflated(data, entry))) for entry in entries)
    texts = (text for name, text in parts if name.endswith((".xml", ".rels")))
    return not any(b"<!DOCTYPE" in text or b"<!ENTITY" in text for text in texts)
