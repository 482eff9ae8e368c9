"""What holds for any application, any bytes, any order."""

from __future__ import annotations

import copy
import json
import random
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlian_cli.forms.schema import form_schema
from anlian_cli.forms.typed import typed
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.forms.yaml_writer import dump, write_yaml
from anlian_cli.model.application import Application
from anlian_cli.model.dates import PartialDate
from anlian_cli.model.labels import Form, form_inside
from anlian_cli.model.results import UnitResult
from anlian_cli.report.check_json import check_json
from anlian_cli.report.check_view import check_document
from anlian_cli.report.csv import csv_text
from anlian_cli.report.markdown import markdown
from tests.conftest import EXAMPLES, ROOT, checked
from tests.fictional import Tree, application

ROUND = EXAMPLES / "applications" / "2017"
SCHEMA = json.loads((ROOT / "schemas" / "check.schema.json").read_text(encoding="utf-8"))

# Text a form may hold: no controls; and not blank, which is the same as absent.
TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\x85\ufeff\u2028\u2029\ufffe\uffff"),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip() and text.strip())
ITEM = TEXT.filter(
    lambda text: not set(text) & set("、,，;；/") and text not in ("无", "-", "—", "--", "——", "暂无", "没有")
)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Anything that a field of a form may hold, by its type."""
    inner, text = form_inside(annotation), str(annotation)
    if inner is not None:
        form = forms(inner)
        return st.lists(form, max_size=3) if "tuple" in text else form
    if "bool" in text:
        return st.sampled_from(["是", "否"])
    if PartialDate.__name__ in text:
        return st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda day: day.strftime("%Y-%m"))
    if "date" in text:
        return st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
    if "tuple" in text:
        return st.lists(ITEM, max_size=3)
    return TEXT


def forms(form: type[Any]) -> st.SearchStrategy[Tree]:
    """A form with any of its fields filled."""
    fields = {field.alias: values(field.annotation) for field in form.model_fields.values()}
    return st.fixed_dictionaries({}, optional=fields)


@given(forms(Application))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_application_survives_yaml(tree: Tree) -> None:
    form, findings = typed(Application, tree)
    assert not findings
    source = read_yaml(write_yaml(form).encode(), "表.yaml") if tree else None
    if source is not None:
        again, findings = typed(Application, source.tree)
        assert not findings and not source.findings
        assert _without_blanks(again) == _without_blanks(form)


def _without_blanks(form: Form) -> Any:
    """A section with nothing in it is as good as none."""
    return _pruned(form.model_dump(mode="json", exclude_none=True))


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _pruned(part) for key, part in value.items()}
        return {key: part for key, part in inner.items() if part not in ({}, None)}
    return [_pruned(part) for part in value] if isinstance(value, list) else value


@given(forms(Application))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_application_fits_the_schema(tree: Tree) -> None:
    jsonschema.Draft202012Validator(_without_required(form_schema("application"))).validate(tree)


def _without_required(schema: Any) -> Any:
    """The schema but for what is compulsory: that, a form in the making may lack."""
    if isinstance(schema, dict):
        return {key: _without_required(part) for key, part in schema.items() if key != "required"}
    return [_without_required(part) for part in schema] if isinstance(schema, list) else schema


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_report_in_every_format(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "申报材料.yaml").write_bytes(data)
        report = checked(Path(folder))
    document = check_document(report, explain=True)
    assert markdown(document) and csv_text(document.flat_table)
    jsonschema.validate(json.loads(check_json(report)), SCHEMA)


@given(st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_the_order_of_units_decides_nothing(order: random.Random) -> None:
    units = sorted(ROUND.iterdir())
    order.shuffle(units)
    assert {unit.source: unit for unit in checked(*units).units} == _in_order()


@cache
def _in_order() -> dict[str, UnitResult]:
    return {unit.source: unit for unit in checked(*sorted(ROUND.iterdir())).units}


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_keys_decides_nothing(order: random.Random) -> None:
    import tempfile

    tree = application(1, "北京示例安全技术咨询有限公司")
    tree["人员登记表"][2]["性别"] = "先生"
    del tree["单位登记表"]["邮编"], tree["申报条件自查"]["经营范围"]
    with tempfile.TemporaryDirectory() as folder:
        outcomes = []
        for form in (tree, _shuffled(tree, order)):
            (Path(folder) / "a.yaml").write_text(dump(form), encoding="utf-8")
            unit = checked(Path(folder)).units[0]
            outcomes.append((unit.verdict, unit.clauses, sorted((one.code, one.path) for one in unit.findings)))
    assert outcomes[0] == outcomes[1]


def _shuffled(tree: Any, order: random.Random) -> Any:
    if isinstance(tree, dict):
        keys = list(tree)
        order.shuffle(keys)
        return {key: _shuffled(tree[key], order) for key in keys}
    return [_shuffled(part, order) for part in tree] if isinstance(tree, list) else copy.copy(tree)
