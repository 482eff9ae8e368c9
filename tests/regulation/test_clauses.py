"""Every clause by the sentences of clauses.yaml, and the data beside the functions that judge by it."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from anlian_cli.forms.materials import inspect_materials
from anlian_cli.forms.typed import typed
from anlian_cli.model.application import Application
from anlian_cli.model.findings import error, warning
from anlian_cli.model.results import ClauseVerdict, UnitVerdict
from anlian_cli.model.verification import Verification
from anlian_cli.regulation import assessment, form_checks
from anlian_cli.regulation.assessment import assess, unit_verdict
from anlian_cli.regulation.clause import Bar, Case, Terms
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.explanation import explanations
from anlian_cli.regulation.jinganlianfa_2017_4 import admission, business_scope, staff
from anlian_cli.regulation.jinganlianfa_2017_4.admission import CLAUSES
from anlian_cli.regulation.text import finding_rules
from tests.fictional import MATERIALS, Tree, add_files, application, credit_code, verification

REGULATION = regulation_named(newest())
_TABLE = YAML(typ="safe", pure=True).load((Path(__file__).parent / "clauses.yaml").read_text(encoding="utf-8"))
SENTENCES = {str(clause): cases for clause, cases in _TABLE.items()}
CASES = [(clause, case) for clause, cases in SENTENCES.items() for case in cases]


def changed(tree: Tree, changes: dict[str, Any]) -> Tree:
    tree = copy.deepcopy(tree)
    for route, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in route.split(".")]
        inner: Any = tree
        for step in steps:
            inner = inner[step]
        if value == "删":
            del inner[last]
        elif value == "旧号":
            inner[last] = inner[last][:6] + inner[last][8:17]
        else:
            inner[last] = copy.deepcopy(_value(tree, value))
    return tree


def _value(tree: Tree, value: Any) -> Any:
    """'=人员登记表.0' is what stands there."""
    if isinstance(value, date):
        return value.isoformat()
    if not (isinstance(value, str) and value.startswith("=")):
        return value
    found: Any = tree
    for step in value[1:].split("."):
        found = found[int(step) if step.isdigit() else step]
    return found


def reviewer(clause: str, case: dict[str, Any]) -> Verification:
    tree = verification(str(case.get("收件", "2017-10-23")))
    if case.get("收件") == "无":
        tree["收件"] = []
    if case.get("初核") == "无":
        tree["核验"].pop(clause, None)
    elif "初核" in case:
        tree["核验"][clause] = {"结论": case["初核"], "依据": "示例"}
    return Verification.model_validate(tree)


def terms(case: dict[str, Any]) -> Terms:
    notice = case.get("公告")
    return Terms(
        regulation=REGULATION,
        readings=REGULATION.choose(case.get("口径", {})),
        as_of=date(2017, 10, 24),
        in_workspace=True,
        deadline=None if case.get("截止") == "无" else date.fromisoformat(str(case.get("截止", "2017-10-25"))),
        bars=None if notice == "无台账" else (bar(notice),) if notice else (),
    )


def bar(notice: dict[str, Any]) -> Bar:
    own = credit_code(1)
    others = {"同一组织机构": "52" + own[2:17] + "0", "另一组织机构": f"{own[:8]}B{own[9:]}"}
    named = {"本单位": own, **others}.get(notice["代码"], notice["代码"])
    names = tuple(notice[key] for key in ("名称",) if key in notice)
    heads = tuple(notice[key] for key in ("法人",) if key in notice)
    return Bar(named, date.fromisoformat(str(notice["日期"])), date.fromisoformat(str(notice["限制至"])), names, heads)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("单位")
    add_files(path, sound())
    return path


def sound() -> Tree:
    return application(1, "北京示例安全技术咨询有限公司")


def case_of(folder: Path, tree: Tree, **more: Any) -> Case:
    form, findings = typed(Application, tree)
    assert not findings
    return Case(application=form, materials=inspect_materials(form, folder), **more)


@pytest.mark.parametrize(("clause", "case"), CASES, ids=[f"{clause} {case['句']}" for clause, case in CASES])
def test_clause(clause: str, case: dict[str, Any], folder: Path) -> None:
    tree = changed(sound(), case.get("改", {}))
    judged = assess(case_of(folder, tree, terms=terms(case), verification=reviewer(clause, case)))
    result = next(result for result in judged.clauses if result.id == clause)
    assert result.verdict.value == case["得"], result
    told = {finding.code for finding in judged.findings}
    assert (clause in told) is (result.verdict is ClauseVerdict.UNMET), "an unmet clause, and no other, has a finding"


def test_data_and_functions_match_one_to_one() -> None:
    assert [clause.id for clause in REGULATION.clauses] == [clause_id for clause_id, _ in CLAUSES]
    assert len({clause_id for clause_id, _ in CLAUSES}) == 24


def test_every_clause_has_a_passing_and_a_failing_case() -> None:
    for clause in REGULATION.clauses:
        verdicts = {case["得"] for case in SENTENCES[clause.id]}
        assert {"met", "unmet"} <= verdicts, clause.id


def test_clause_functions_hold_no_numbers() -> None:
    """Thresholds, years and counts stand in the YAML; functions read them."""
    import ast

    for module in (admission, business_scope, staff):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        numbers = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is int}
        assert numbers <= {0, 1, -1, 5, 18, 2}, "0, 1: counting; 18, 2: shape of a credit code; 5: names shown"


def test_every_parameter_has_its_article() -> None:
    for name, parameter in REGULATION.parameters.items():
        assert parameter["article"] and parameter["label"], name


def test_everything_can_be_explained() -> None:
    explained = {entry.code for entry in explanations(REGULATION)}
    assert explained >= {clause.id for clause in REGULATION.clauses} | set(finding_rules()) | set(REGULATION.readings)
    assert all(text.strip() for entry in explanations(REGULATION) for _, text in entry.facts)


def test_readings_are_sixteen_with_their_defaults_among_the_answers() -> None:
    assert list(REGULATION.readings) == [f"R{number}" for number in range(1, 17)]
    for reading in REGULATION.readings.values():
        assert reading.default in reading.alternatives and len(reading.alternatives) > 1


def test_a_broken_clause_function_is_an_error_of_ours_and_spoils_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_case: Case) -> Any:
        raise ZeroDivisionError

    functions = tuple((key, broken if key == "9.4b" else function) for key, function in CLAUSES)
    monkeypatch.setattr(assessment, "clause_functions", lambda _document: functions)
    judged = assess(case_of(folder, sound(), terms=terms({}), verification=reviewer("9.4b", {"初核": "符合"})))
    verdicts = {result.id: result.verdict for result in judged.clauses}
    assert verdicts.pop("9.4b") is ClauseVerdict.ERROR
    assert set(verdicts.values()) == {ClauseVerdict.MET}
    note = next(result.note for result in judged.clauses if result.id == "9.4b")
    assert note and "系统未能判定" in note
    assert unit_verdict(judged.clauses, judged.findings) is UnitVerdict.PENDING


def test_a_broken_form_check_leaves_the_unit_pending(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_case: Case) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(form_checks, "FORM_CHECKS", (broken, *form_checks.FORM_CHECKS))
    judged = assess(case_of(folder, sound(), terms=terms({}), verification=reviewer("9.4b", {})))
    assert {finding.code for finding in judged.findings} == {"F99"}
    assert unit_verdict(judged.clauses, judged.findings) is UnitVerdict.PENDING


def test_a_word_without_basis_settles_nothing_and_lets_nothing_pass(folder: Path) -> None:
    tree = verification(**{"9.5c": {"结论": "符合"}, "9.4b": {"结论": "不符合"}})
    judged = assess(case_of(folder, sound(), terms=terms({}), verification=Verification.model_validate(tree)))
    verdicts = {result.id: result.verdict for result in judged.clauses}
    assert verdicts["9.5c"] is verdicts["9.4b"] is ClauseVerdict.UNPROVEN
    assert [finding.code for finding in judged.findings] == ["F09", "F09"]


VERDICTS = [
    ({}, (), UnitVerdict.PASS),
    ({"9.4b": "unmet", "10.1": "unmet"}, (error("F05", ""),), UnitVerdict.FAIL),
    ({"11.1": "unmet"}, (), UnitVerdict.FAIL),
    ({"18.bar": "unmet"}, (), UnitVerdict.FAIL),
    ({"10.3": "unmet", "9.5c": "unproven"}, (), UnitVerdict.CORRECT),
    ({"11.2": "unmet"}, (), UnitVerdict.CORRECT),
    ({"9.5c": "unproven"}, (error("F13", ""),), UnitVerdict.CORRECT),
    ({"9.5c": "unproven"}, (warning("F12", ""),), UnitVerdict.PENDING),
    ({"9.5c": "error"}, (), UnitVerdict.PENDING),
    ({}, (warning("F12", ""),), UnitVerdict.PASS),
]


@pytest.mark.parametrize(("changes", "findings", "expected"), VERDICTS)
def test_unit_verdict_is_the_first_that_applies(
    changes: dict[str, str], findings: Any, expected: UnitVerdict, folder: Path
) -> None:
    judged = assess(case_of(folder, sound(), terms=terms({}), verification=reviewer("9.1a", {})))
    clauses = [replace(result, verdict=ClauseVerdict(changes.get(result.id, "met"))) for result in judged.clauses]
    assert unit_verdict(clauses, findings) is expected


def test_what_no_workspace_can_decide_does_not_count(folder: Path) -> None:
    bare = replace(terms({}), in_workspace=False, deadline=None, bars=None, bars_note="没有台账")
    judged = assess(case_of(folder, sound(), terms=bare, verification=reviewer("9.1a", {})))
    undecided = {result.id for result in judged.clauses if result.verdict is ClauseVerdict.UNPROVEN}
    assert undecided == {"11.1", "18.bar"}
    assert unit_verdict(judged.clauses, judged.findings) is UnitVerdict.PASS


def test_materials_are_named_once() -> None:
    assert list(MATERIALS) == [
        clause.title for clause in REGULATION.clauses if clause.id in [f"10.{n}" for n in range(1, 7)]
    ]
