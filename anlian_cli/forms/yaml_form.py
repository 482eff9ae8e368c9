"""YAML forms, read from the parser's events in one pass: nested text, with the place of every value.

Nothing is constructed but text, dictionaries and lists, so no tag, alias or merge key has a way in, and 010000
keeps its zero. The dangers are refused while the events stream by, before anything grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # not in its __all__
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from anlian_cli.forms.guard import (
    MAX_DEPTH,
    MAX_KEY,
    MAX_KEYS,
    MAX_NODES,
    MAX_TEXT_BYTES,
    Unreadable,
    decode_text,
    unreadable,
)
from anlian_cli.forms.source import Mark, Source
from anlian_cli.model.findings import Finding, Place, error
from anlian_cli.model.labels import known_labels, official_label
from anlian_cli.model.paths import Path as FieldPath
from anlian_cli.model.text import label_key

_BLANKS = frozenset({"", "~", "null", "Null", "NULL"})
_LINE_WITH_LABEL = re.compile(r"^\s*+(?:-\s*+)?[\"']?([^:：\"'#\s][^:：\"'#]{0,29})[\"']?\s*+(：|:(?=\S))")
_ALIAS_REFUSED = ("用了 YAML 的锚点或别名（& 或 *）", "请把内容直接写出来；文字以 & 或 * 开头的，加引号")
_TAG_REFUSED = ("用了 YAML 的标签（!）", "请删去标签；文字以 ! 开头的，加引号")
_MERGE_REFUSED = ("用了 YAML 的合并键（<<）", "请把内容直接写出来")


def read_yaml(data: bytes, name: str) -> Source:
    """Read one YAML form. Raises Unreadable where nothing of it can be used."""
    if len(data) > MAX_TEXT_BYTES:
        raise unreadable(name, f"文件超过 {MAX_TEXT_BYTES // 1_000_000} MB", "登记表不会这么大，请检查是否放错了文件")
    decoded = decode_text(data, name)
    builder = _Builder(name)
    try:
        # The parser itself: to make a YAML() for it looks through every installed package for plug-ins.
        tree = builder.build(iter(CParser(decoded.text).get_event, None))
    except YAMLError as problem:
        raise Unreadable(_syntax_finding(problem, decoded.text, name)) from None
    if not isinstance(tree, dict):
        raise unreadable(name, "没有“栏目: 内容”这样的内容", "请用 anlian template application 生成的表样填写", 1, 1)
    return Source(name, tree, builder.marks, [*decoded.remarks, *builder.findings])


class _Builder:
    """Nested text and marks from events. A container is finished when its end event comes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[FieldPath, Mark] = {}
        self.findings: list[Finding] = []
        self._nodes = 0

    def build(self, events: Iterator[Any]) -> Any:
        """The first document; a second one is refused."""
        root: Any = None
        documents = 0
        for event in events:
            kind = event.__class__
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._refused(event, "一个文件里有几份文档（---）", "请分成几个文件")
            elif kind is ScalarEvent or kind is MappingStartEvent or kind is SequenceStartEvent or kind is AliasEvent:
                root = self._node(event, events, (), 0)
        return root

    def _node(self, event: Any, events: Iterator[Any], path: FieldPath, depth: int) -> Any:
        kind = event.__class__
        if kind is AliasEvent or event.anchor is not None:
            raise self._refused(event, *_ALIAS_REFUSED)
        self._counted(event)
        if kind is ScalarEvent:
            return self._text(event, path)
        if depth >= MAX_DEPTH:
            raise self._refused(event, f"嵌套超过 {MAX_DEPTH} 层", "登记表只有几层，请检查括号或缩进")
        if not event.implicit:
            raise self._refused(event, *_TAG_REFUSED)
        if kind is MappingStartEvent:
            return self._mapping(events, path, depth)
        return self._sequence(events, path, depth)

    def _counted(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._refused(event, f"内容超过 {MAX_NODES} 项", "登记表不会这么大，请检查是否放错了文件")

    def _text(self, event: Any, path: FieldPath) -> str | None:
        # libyaml's pair says whether plain or quoted text goes without a tag; where both are false, there is one.
        plain, quoted = event.implicit
        if not plain and not quoted:
            raise self._refused(event, *_TAG_REFUSED)
        value: str = event.value
        if plain:
            if not value.strip() or value in _BLANKS:
                return None
            # A full-width colon makes no label: YAML takes its line for more of the text above.
            if "：" in value and event.start_mark.line != event.end_mark.line:
                self._swallowed_line(event, path)
        elif not value.strip():
            return None
        return value

    def _mapping(self, events: Iterator[Any], path: FieldPath, depth: int) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for keys, event in enumerate(events, start=1):
            if event.__class__ is MappingEndEvent:
                break
            if keys > MAX_KEYS:
                raise self._refused(
                    event, f"一处有超过 {MAX_KEYS} 个栏目", "登记表没有这么多栏目，请检查是否放错了文件"
                )
            key = self._key(event)
            here = (*path, key)
            inner = next(events)
            repeated = here in self.marks
            if repeated:
                self._repeated(event, key, self.marks[here])
                here = (*path, key, "重复")
            start = event.start_mark
            # A blank has no place of its own: its label's is shown.
            if inner.__class__ is ScalarEvent and inner.value:
                start = inner.start_mark
            self.marks[here] = (start.line + 1, start.column + 1)
            if inner.__class__ is ScalarEvent and inner.anchor is None:
                self._counted(inner)
                value = self._text(inner, here)
            else:
                value = self._node(inner, events, here, depth + 1)
            if value is not None and not repeated:
                tree[key] = value
        return tree

    def _key(self, event: Any) -> str:
        if event.__class__ is not ScalarEvent:
            if event.__class__ is AliasEvent:
                raise self._refused(event, *_ALIAS_REFUSED)
            raise self._refused(event, "栏目名称不是文字", "请检查这一行的括号或问号；文字中有括号的，加引号")
        if event.anchor is not None:
            raise self._refused(event, *_ALIAS_REFUSED)
        if event.implicit == (False, False):
            raise self._refused(event, *_TAG_REFUSED)
        if event.value == "<<":
            raise self._refused(event, *_MERGE_REFUSED)
        if len(event.value) > MAX_KEY:
            message = f"栏目名称有 {len(event.value)} 个字，最多 {MAX_KEY} 个"
            raise self._refused(event, message, "请检查这一行的冒号；是内容的，写在栏目名称和冒号后面")
        self._counted(event)
        return official_label(event.value)

    def _sequence(self, events: Iterator[Any], path: FieldPath, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if event.__class__ is SequenceEndEvent:
                break
            here = (*path, len(items))
            mark = event.start_mark
            self.marks[here] = (mark.line + 1, mark.column + 1)
            value = self._node(event, events, here, depth + 1)
            if value is not None:
                items.append(value)
        return items

    def _repeated(self, event: Any, key: str, first: Mark) -> None:
        message = f"“{key}”写了两次，第一次在第 {first[0]} 行，采用了第一次的内容"
        mark = event.start_mark
        place = Place(self.name, mark.line + 1, mark.column + 1)
        self.findings.append(error("F03", message, "请留下正确的一个，删去另一个", place=place))

    def _swallowed_line(self, event: Any, path: FieldPath) -> None:
        message = f"“{path[-1] if path else ''}”的内容连到了下一行，其中有全角冒号“：”"
        mark = event.start_mark
        hint = "下一行如果是另一个栏目，请改用英文冒号加空格并对齐；确是一段文字的，加引号"
        self.findings.append(error("F02", message, hint, place=Place(self.name, mark.line + 1, mark.column + 1)))

    def _refused(self, event: Any, message: str, hint: str) -> Unreadable:
        mark = event.start_mark
        return unreadable(self.name, message, hint, mark.line + 1, mark.column + 1)


def _syntax_finding(problem: YAMLError, text: str, name: str) -> Finding:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    line = mark.line + 1 if isinstance(problem, MarkedYAMLError) and mark is not None else 1
    column = mark.column + 1 if isinstance(problem, MarkedYAMLError) and mark is not None else 1
    lines = text.splitlines() or [""]
    # The parser often complains a line or more below the slip.
    for number in range(min(line, len(lines)), max(0, line - 4), -1):
        if cause := _likely_cause(lines[number - 1]):
            message, hint, at = cause
            return error("F02", message, hint, place=Place(name, number, at))
    message = f"YAML 写法有误：{_in_chinese(str(getattr(problem, 'problem', '') or ''))}"
    hint = "请检查这一行和上一行的缩进、引号和括号；这一行以后的内容没有读到"
    return error("F02", message, hint, place=Place(name, line, column))


def _likely_cause(line: str) -> tuple[str, str, int] | None:
    """What people usually did where a line does not parse: message, hint and column."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return "行首用了制表符（Tab）", "请改用空格缩进", indent.index("\t") + 1
    match = _LINE_WITH_LABEL.match(line)
    if match is None or not _is_label(match[1]):
        return None
    column = match.start(2) + 1
    if match[2] == "：":
        return f"“{match[1].strip()}”后面用了全角冒号“：”", "请改成英文冒号，冒号后空一格", column
    return f"“{match[1].strip()}”的冒号后面没有空格", "请在冒号后空一格", column


def _is_label(text: str) -> bool:
    return official_label(text) in known_labels() or label_key(text) in {label_key(label) for label in known_labels()}


_PROBLEMS = (
    ("mapping values are not allowed", "这里不应出现冒号，或上一行缺冒号"),
    ("could not find expected ':'", "缺少冒号加空格"),
    ("did not find expected key", "缩进没有对齐，或前面的引号、括号没有配对"),
    ("did not find expected '-'", "列表的“-”没有对齐"),
    ("did not find expected ',' or '}'", "花括号没有配对，或缺逗号"),
    ("did not find expected ',' or ']'", "方括号没有配对，或缺逗号"),
    ("found unexpected end of stream", "引号没有配对，一直到文件末尾"),
    ("cannot start any token", "这里有不能直接使用的符号；含有特殊符号的文字，加引号"),
    ("unknown escape", "双引号中的反斜杠“\\”有特殊含义；路径请用“/”"),
    # Last, since it is a part of several above.
    ("did not find expected", "缩进、引号或括号没有配对"),
)


def _in_chinese(problem: str) -> str:
    return next((chinese for english, chinese in _PROBLEMS if english in problem), "这里读不下去")
