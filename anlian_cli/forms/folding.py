"""Two contents under the same labels as one: what only one has is kept, and where both differ the first one stays."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field
from pydantic import BaseModel, ValidationError

from anlian_cli.forms.source import Atlas, Source
from anlian_cli.model.findings import Finding, Severity
from anlian_cli.model.labels import fields_of
from anlian_cli.model.paths import Path
from anlian_cli.model.text import compact, quoted

_SHOWN = 5


class Part(Struct, frozen=True):
    """A section, or one consultant of it: its content, and where it stands in its source."""

    source: Source
    route: Path
    content: dict[str, Any]

    @property
    def label(self) -> str:
        return self.source.place(self.route).label


class Folded(Struct):
    """Several parts as one: the merged content, what came from which part, and where two of them differ."""

    parts: Sequence[Part]
    content: dict[str, Any]
    taken: list[tuple[Path, Part]] = field(default_factory=list)
    differences: list[tuple[Path, str, str]] = field(default_factory=list)


def fullness(content: Any) -> tuple[int, str]:
    """How much a content says; two that say as much are told apart by their text, never by their file's name."""
    return sum(1 for _ in _leaves(content)), json.dumps(content, ensure_ascii=False, sort_keys=True)


def _leaves(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for value in content.values():
            yield from _leaves(value)
    elif isinstance(content, list):
        for value in content:
            yield from _leaves(value)
    elif content is not None:
        yield content


def fold(parts: Sequence[Part], form: type[BaseModel] | None) -> Folded:
    """Parts of a form as one, the fullest first."""
    first, *others = ordered = sorted(parts, key=_rank, reverse=True)
    folded = Folded(ordered, _copied(first.content), [((), first)])
    for part in others:
        _take(folded, folded.content, part, part.content, (), form)
    return folded


def _rank(part: Part) -> tuple[tuple[int, str], str, str]:
    """The fullest first; of copies, the one on the later sheet: never by the file's name."""
    place = part.source.place(part.route)
    return fullness(part.content), place.sheet or "", place.cell or ""


def _copied(content: Any) -> Any:
    """A content of its own; what is no form at all is left for the types to refuse."""
    if not isinstance(content, dict):
        return content
    return {label: _copied(value) if isinstance(value, dict) else value for label, value in content.items()}


def _take(
    folded: Folded, into: dict[str, Any], part: Part, content: dict[str, Any], at: Path, form: type[BaseModel] | None
) -> None:
    for label, value in content.items():
        known, route = into.get(label), (*at, label)
        if known is None:
            into[label] = value
            folded.taken.append((route, part))
        elif isinstance(known, dict) and isinstance(value, dict):
            _take(folded, known, part, value, route, _inside(form, label))
        elif not same_answer(form, label, known, value):
            folded.differences.append((route, _shown(known), _shown(value)))


def _inside(form: type[BaseModel] | None, label: str) -> type[BaseModel] | None:
    fields = fields_of(form).values() if form else ()
    return next((field.inside for field in fields if field.label == label), None)


def same_answer(form: type[BaseModel] | None, label: str, one: Any, other: Any) -> bool:
    """Whether two answers are one: as written, or as the field reads them, 2017年10月20日 and 2017-10-20."""
    if _plain(one) == _plain(other) or form is None:
        return _plain(one) == _plain(other)
    try:
        return form.model_validate({label: one}) == form.model_validate({label: other})
    except ValidationError:
        return False


def _plain(value: Any) -> str:
    return compact(json.dumps(value, ensure_ascii=False, sort_keys=True)).casefold()


def _shown(value: Any) -> str:
    return quoted("、".join(_leaves(value)), 20)


def place(atlas: Atlas, route: Path, folded: Folded) -> None:
    """Tell the atlas where every piece of a folded content, now at `route`, came from."""
    for part in folded.parts:
        atlas.add_part(route, part.source, part.route)
    for at, part in folded.taken:
        atlas.add((*route, *at), part.source, (*part.route, *at))


def disagreement(subject: str, code: str, folded: Folded, grave: Severity, *, chosen: bool = True) -> Finding:
    """That there were several, named each by its place, and where they differ: `grave` then, else a warning.

    `chosen`: where they differ, the fullest is believed.
    """
    names = "、".join(dict.fromkeys(part.label for part in folded.parts))
    message = f"{subject}有 {len(folded.parts)} 份（{names}）"
    if not folded.differences:
        message += "，已逐项合并"
    elif chosen:
        message += f"，已逐项合并，以内容较全的一份（{folded.parts[0].label}）为准；不同的有：{_differing(folded)}"
    else:
        message += f"，内容不同：{_differing(folded)}"
    severity = grave if folded.differences else Severity.WARNING
    least = folded.parts[-1]
    return Finding(code, severity, message, "请只留一份正确的", place=least.source.place(least.route))


def _differing(folded: Folded) -> str:
    differing = sorted({f"{'·'.join(map(str, at))} {'与'.join(sorted(both))}" for at, *both in folded.differences})
    more = f"等 {len(differing)} 处" if len(differing) > _SHOWN else ""
    return "；".join(differing[:_SHOWN]) + more
