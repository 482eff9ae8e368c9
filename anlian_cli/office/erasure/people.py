"""The people of an application as it was filed, and what it is without them.

Filed documents are taken as plain values under the forms' own labels: an earlier or later program may have known other
fields, and what is not known to be nobody's is somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from anlian_cli.model.application import Application, PersonForm, Principal, SelfCheck, TrackRecord, UnitForm
from anlian_cli.model.personal import mask_email, mask_id_number, mask_mobile
from anlian_cli.model.text import folded
from anlian_cli.office.erasure.words import Words

Tree = dict[str, Any]
_PLAIN = re.compile(r"[\u3400-\u9fff·]+")
_LONGEST_SUFFIX = len(".jpeg")


def _labels(form: type[BaseModel], *fields: str) -> tuple[str, ...]:
    return tuple(str(form.model_fields[field].alias) for field in fields)


_UNIT, _PERSONS, _SELF_CHECK, _MATERIALS = _labels(Application, "unit", "persons", "self_check", "materials")
_HEADS = _labels(UnitForm, "legal_representative", "principal")
_ROSTER, _STAFF, _DEEDS = _labels(UnitForm, "consultants", "full_time_staff", "track_record")
_NOBODYS = _labels(UnitForm, "serial", "name", "address", "licence_address", "credit_code", "postcode", "registered_on")
_NOBODYS_DEEDS = _labels(TrackRecord, "year", "client", "category")
_NOBODYS_CHECKS = tuple(str(field.alias) for field in SelfCheck.model_fields.values())
(_NAME,) = _labels(PersonForm, "name")
_NUMBERS = {
    **dict.fromkeys(_labels(PersonForm, "id_number"), mask_id_number),
    **dict.fromkeys((*_labels(PersonForm, "mobile"), *_labels(Principal, "mobile")), mask_mobile),
    **dict.fromkeys(_labels(PersonForm, "email"), mask_email),
}
"""What tells a person from everybody else, and how it is shown in findings."""


def names_in(application: Tree) -> Iterator[str]:
    """The name of everybody in an application, as it was written."""
    unit = application.get(_UNIT) or {}
    yield from (entry[_NAME] for entry in (*_entries(application), *(unit.get(_ROSTER) or ())) if entry.get(_NAME))
    yield from unit.get(_STAFF) or ()


def plain_names_in(application: Tree) -> Iterator[str]:
    """The names of those with a form of their own, and of the heads, that are nothing but a name."""
    yield from (entry[_NAME] for entry in _entries(application) if _PLAIN.fullmatch(entry.get(_NAME) or ""))


def traces_of(application: Tree, person: str) -> Iterator[str]:
    """The words by which a person is known in texts: the name, numbers and addresses, whole and masked."""
    yield from (name for name in names_in(application) if same(name, person))
    for entry in (entry for entry in _entries(application) if same(entry.get(_NAME), person)):
        for found, mask in ((entry.get(label), mask) for label, mask in _NUMBERS.items()):
            if found:
                yield from (found, mask(found))


def _entries(application: Tree) -> Iterator[Tree]:
    """Every person's form, and the heads of the unit."""
    unit = application.get(_UNIT) or {}
    yield from application.get(_PERSONS) or ()
    yield from filter(None, (unit.get(head) for head in _HEADS))


def without_anybody(filed: Tree, names: Words) -> Tree:
    """A filed application without any person's fields, nor one of the names in a field that stays."""
    application = filed.get("application") or {}
    unit, checks = application.get(_UNIT) or {}, application.get(_SELF_CHECK) or {}
    kept = _only(unit, _NOBODYS)
    if deeds := [_only(deed, _NOBODYS_DEEDS) for deed in unit.get(_DEEDS) or ()]:
        kept[_DEEDS] = deeds
    parts = {_UNIT: kept, _SELF_CHECK: _only(checks, _NOBODYS_CHECKS), _MATERIALS: _materials(filed)}
    return _refiled(filed, names.erased_from({label: part for label, part in parts.items() if part}))


def without_person(filed: Tree, person: str, traces: Words) -> Tree:
    """A filed application without one person's entries and traces; as it is where the person is not in it."""
    application = dict(filed.get("application") or {})
    unit = dict(application.get(_UNIT) or {})
    for head in _HEADS:
        if same((unit.get(head) or {}).get(_NAME), person):
            del unit[head]
    for label, rows in ((_ROSTER, unit), (_STAFF, unit), (_PERSONS, application)):
        if rows.get(label):
            rows[label] = [row for row in rows[label] if not same(row if label == _STAFF else row.get(_NAME), person)]
    if traces.erased_from(filed) == filed and {**application, _UNIT: unit} == filed.get("application"):
        return filed
    parts = {**application, _UNIT: unit, _MATERIALS: _materials(filed)}
    return _refiled(filed, traces.erased_from({label: part for label, part in parts.items() if part}))


def _refiled(filed: Tree, application: Tree) -> Tree:
    """The same filing around another application; the names that files came under may be anybody's."""
    files = {_neutral(name, digest): digest for name, digest in filed.get("files", {}).items()}
    stated = {**filed, "application": application, "files": files, "kept_as": None}
    return {key: value for key, value in stated.items() if value or key == "application"}


def _materials(filed: Tree) -> Tree:
    """The materials that were filed, by their neutral names; where a name leads to no file it says too much."""
    neutral: dict[str, str] = {}
    for name, digest in filed.get("files", {}).items():
        neutral |= dict.fromkeys((name, _neutral(name, digest)), _neutral(name, digest))
    materials = (filed.get("application") or {}).get(_MATERIALS) or {}
    told = {label: [neutral[name] for name in names if name in neutral] for label, names in materials.items()}
    return {label: names for label, names in told.items() if names}


def _neutral(name: str, digest: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return f"文件-{digest[:12]}{suffix if suffix.isascii() and len(suffix) <= _LONGEST_SUFFIX else ''}"


def _only(tree: Mapping[str, Any], labels: tuple[str, ...]) -> Tree:
    return {label: tree[label] for label in labels if tree.get(label) is not None}


def same(name: Any, person: str) -> bool:
    """Whether a name, as it was written, is a person's."""
    return isinstance(name, str) and folded(name) == folded(person)
