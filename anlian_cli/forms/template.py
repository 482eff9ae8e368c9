"""Blank forms in YAML: every label in its place, with what it asks beside it; and a first anlian.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from anlian_cli.forms.schema import APPLICATION, SCHEMA_FOLDER, VERIFICATION, schema_file
from anlian_cli.model.application import Application
from anlian_cli.model.labels import Form, form_inside
from anlian_cli.model.text import compact
from anlian_cli.model.verification import Receipt, Verification, Word

_COMMENT_COLUMN = 34
_QUOTE_IT = "请加引号"


def application_template() -> str:
    """The two official forms, the self-check and the materials, blank."""
    head = (
        _schema_line(APPLICATION),
        "# 安全社区咨询服务单位申报材料（一家单位一个文件夹，本文件放在其中）",
        "# 冒号用英文半角，后面空一格；缩进用空格；号码一律加引号。",
        "# 人员登记表：每名咨询人员一项，照第一项的样子往下加。",
    )
    return _joined([*head, *_form_lines(Application, 0)])


def verification_template() -> str:
    """初核记录.yaml, blank, with an example of each part."""
    head = (
        _schema_line(VERIFICATION),
        "# 初核记录：放在该单位的文件夹里，文件名保持“初核记录.yaml”。",
        "# 核验按条款编号填写（anlian explain 列出全部编号），结论为“符合”或“不符合”，都要写依据。",
    )
    labels = {name: str(field.alias) for name, field in Verification.model_fields.items()}
    body = [
        *_field_lines(Verification.model_fields["verified_by"], 0),
        f"{labels['receipts']}:",
        *(f"#{line}" for line in _row_lines(Receipt, 2)),
        f"{labels['words']}:",
        "#  9.1a:",
        *(f"#{line}" for line in _form_lines(Word, 4)),
    ]
    return _joined([*head, *body])


def _schema_line(name: str) -> str:
    return f"# yaml-language-server: $schema=../{SCHEMA_FOLDER}/{schema_file(name)}"


def _form_lines(form: type[Form], indent: int) -> Iterator[str]:
    for field in form.model_fields.values():
        yield from _field_lines(field, indent)


def _field_lines(field: FieldInfo, indent: int) -> Iterator[str]:
    inner = form_inside(field.annotation)
    label = " " * indent + str(field.alias) + ":"
    if inner is None or not issubclass(inner, Form):
        blank = f'{label} ""' if _QUOTE_IT in (field.description or "") else label
        yield _commented(blank, _remark(field))
    elif "tuple" in str(field.annotation):
        yield _commented(label, _remark(field))
        yield from _row_lines(inner, indent + 2)
    else:
        yield _commented(label, _remark(field))
        yield from _form_lines(inner, indent + 2)


def _row_lines(form: type[Form], indent: int) -> Iterator[str]:
    for index, line in enumerate(_form_lines(form, indent + 2)):
        yield f"{' ' * indent}- {line[indent + 2 :]}" if index == 0 else line


def _remark(field: FieldInfo) -> str:
    marks = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    example = f"例：{field.examples[0]}" if field.examples else ""
    required = "必填" if marks.get("required_field") else ""
    return "；".join(part for part in (required, field.description or "", example) if part)


def _commented(text: str, remark: str) -> str:
    taken = len(text) + sum(not character.isascii() for character in compact(text))
    return f"{text}{' ' * max(2, _COMMENT_COLUMN - taken)}# {remark}" if remark else text


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"
