"""From nested text to a typed form: what does not fit becomes a finding, and the rest is read all the same."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from anlian_cli.forms.bounds import bounded
from anlian_cli.model.findings import Finding, error, warning
from anlian_cli.model.labels import Form, form_inside, label_path
from anlian_cli.model.paths import Path
from anlian_cli.model.text import quoted

Model = TypeVar("Model", bound=Form)
_MAX_ROUNDS = 5


def typed(form: type[Model], tree: dict[str, Any]) -> tuple[Model, list[Finding]]:
    """`tree` as a `form`, and a finding (F04, F07) for every value that does not fit and was left out."""
    tree, findings = bounded(form, tree)
    for _ in range(_MAX_ROUNDS):
        try:
            return form.model_validate(tree), findings
        except ValidationError as problem:
            tree = copy.deepcopy(tree)
            for entry in problem.errors(include_url=False):
                findings.append(_finding(form, dict(entry)))
                _prune(tree, label_path(form, tuple(entry["loc"])), {} if entry["type"].startswith("model") else "")
    return form.model_validate({}), findings


def typed_strictly(form: type[Model], tree: dict[str, Any]) -> tuple[Model | None, list[Finding]]:
    """`tree` as a `form`, or None and every reason why not: for files that are used whole or not at all."""
    tree, findings = bounded(form, tree)
    if findings:
        return None, findings
    try:
        return form.model_validate(tree), []
    except ValidationError as problem:
        return None, [_finding(form, dict(entry)) for entry in problem.errors(include_url=False)]


def _prune(tree: Any, route: Path, blank: Any) -> None:
    """Take one value out of the tree; a row stays, `blank`, so that later rows keep their numbers."""
    holder: Any = tree
    key: Any = route[0]
    step: Any
    for step in route:
        if isinstance(step, int) and not isinstance(tree, list):
            continue  # the only row, written without its list
        if not isinstance(tree, (dict, list)) or (isinstance(tree, dict) and step not in tree):
            break
        holder, key, tree = tree, step, tree[step]
    if isinstance(holder, list):
        holder[key] = blank
    else:
        holder.pop(key, None)


def _finding(form: type[BaseModel], entry: Mapping[str, Any]) -> Finding:
    path = tuple(entry["loc"])
    kind, value = entry["type"], entry["input"]
    if kind == "extra_forbidden":
        return _unknown_label(form, path)
    if kind == "value_error":
        return error("F07", str(entry["ctx"]["error"]), "请按提示改正", path)
    message, hint = _SENTENCES.get(kind, ("内容与这一栏不符", "请对照表样填写"))
    if isinstance(value, str) and "：" in value and kind in ("model_type", "dict_type"):
        hint = "是否把英文冒号写成了全角冒号“：”？请改成英文冒号，冒号后空一格"
    shown = f"：{quoted(value)}" if isinstance(value, str) and kind != "string_pattern_mismatch" else ""
    return error("F07", f"{message}{shown}", hint, path)


def _unknown_label(form: type[BaseModel], path: Path) -> Finding:
    name = str(path[-1])
    holder = _form_at(form, path[:-1]) or form
    known = [field.alias or attribute for attribute, field in holder.model_fields.items()]
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"您是不是要写“{near[0]}”" if near else f"可用的栏目：{'、'.join(known[:8])}{'……' if len(known) > 8 else ''}"
    return warning("F04", f"不认识的栏目{quoted(name)}，其中的内容没有采用", hint, path)


def _form_at(form: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The form that stands at a path of attribute names, or None where something else does."""
    current: type[BaseModel] | None = form
    for step in path:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step) if current is not None else None
        current = form_inside(field.annotation) if field is not None else None
    return current


_PLAIN = ("这一栏应填文字，而不是列表或分项", "请直接写内容")
_PARTS = ("这一栏应当分项填写", "请对照表样，下一行缩进后写“分项: 内容”")
_ROWS = ("这一栏应当逐行填写", "请对照表样，每行以“- ”开头")
_SENTENCES: dict[str, tuple[str, str]] = {
    "string_type": _PLAIN,
    "model_type": _PARTS,
    "model_attributes_type": _PARTS,
    "dict_type": _PARTS,
    "tuple_type": _ROWS,
    "list_type": _ROWS,
    "bool_type": ("这一栏应填“是”或“否”", "请只填其中一个"),
    "date_type": ("这一栏应填日期", "请写成 2017-10-20"),
    "is_instance_of": ("这一栏应填日期", "请写成 2017-10-20"),
    "missing": ("缺少这一项", "请补填"),
    "enum": ("只能填规定的几种之一", "请对照表样"),
    "string_too_long": ("内容超过一万字", "请缩短，详细内容放在附件里"),
    "string_pattern_mismatch": ("有不可见的控制字符", "请删去后重新输入这一栏"),
    "string_unicode": ("有残缺的字符", "请重新输入这一栏"),
}
