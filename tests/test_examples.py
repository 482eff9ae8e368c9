"""The examples are tests: the round has the verdicts it was made for, each faulty file its codes and no others."""

from __future__ import annotations

import filecmp
import json
from pathlib import Path

import pytest

from anlian_cli.model.results import UnitVerdict
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.text import finding_rules
from tests.conftest import EXAMPLES, TODAY, anlian, checked, codes
from tests.make_examples import PARTNER, make

ROUND = EXAMPLES / "applications" / "2017"
FAULTY = sorted(
    path for path in (EXAMPLES / "faulty").iterdir() if path.name[0] in "9FX1" and path.name[:2] not in ("材料", "照片")
)
SHARING = [path for path in FAULTY if path.name[0] == "X"]
EXPECTED = {
    "安泰": "pass",
    "博远": "fail",
    "诚信": "fail",
    "鼎立": "fail",
    "恩泽": "correct",
    "方正": "fail",
    "国泰": "pending",
    "恒通": "pending",
    "华北": "fail",
    "嘉业": "unreadable",
    "科信": "pending",
    "联创": "correct",
    "明德": "pass",
    "启明": "pass",
    "瑞丰": "pass",
    "盛华": "correct",
}


def codes_named(path: Path) -> set[str]:
    """The codes that a faulty example must produce: the beginning of its name."""
    return set(path.name.removesuffix(".yaml").split("-")[0].split("+"))


def test_round_has_its_verdicts() -> None:
    found = {Path(unit.source).name: unit.verdict.value for unit in checked(ROUND).units}
    assert found == EXPECTED


def test_round_fails_for_the_reason_it_was_made_for() -> None:
    report = checked(ROUND)
    reasons = {
        Path(unit.source).name: {finding.code for finding in unit.findings if finding.severity.value == "error"}
        for unit in report.units
    }
    assert reasons["博远"] == {"9.4b"}
    assert reasons["诚信"] == {"9.4c"}
    assert reasons["鼎立"] == {"9.2b"}
    assert reasons["恩泽"] == {"10.5", "10.6"}
    assert reasons["方正"] == {"11.1"}
    assert reasons["华北"] == {"9.1a"}
    assert reasons["嘉业"] == {"F02"}
    assert reasons["盛华"] == {"F07"}
    assert reasons["联创"] == {"F17", "F15", "F13", "F05"}
    assert not any(reasons[name] for name in ("安泰", "国泰", "恒通", "科信", "明德", "启明", "瑞丰"))


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.name)
def test_faulty_example_produces_what_its_name_says(path: Path) -> None:
    expected = codes_named(path)
    partner = [ROUND / PARTNER] if path in SHARING else []
    found = codes(checked(path, *partner, round_name="2017"))
    assert found == expected | ({"F28"} & found if expected & UNCURED else set())


def test_what_two_firms_share_is_in_neither_alone() -> None:
    """And the first line of such an example is the command that finds it."""
    assert len(SHARING) == 5
    for path in (*SHARING, ROUND / PARTNER):
        assert not codes(checked(path, round_name="2017")), path.name
    for path in SHARING:
        command = path.read_text(encoding="utf-8").splitlines()[0].partition("anlian ")[2]
        run = anlian(*command.split(), "--format", "json", "--as-of", TODAY, cwd=EXAMPLES)
        assert {one["code"] for one in json.loads(run.stdout)["findings"]} == codes_named(path)


UNCURED = {clause.id for clause in regulation_named(newest()).clauses}
"""Where the reviewer's usual 符合 meets a clause that fails by itself, F28 says that it has no effect."""


def test_every_clause_and_code_has_a_faulty_example() -> None:
    shown = {code for path in FAULTY for code in codes_named(path)}
    clauses = {clause.id for clause in regulation_named(newest()).clauses}
    # A bar stands in the records, and F99 is a fault of the program: no application by itself can produce these.
    # What scans say is shown in tests/scanning, where every code of theirs is.
    of_scans = {code for code in finding_rules() if code[0] == "S"}
    assert shown == (clauses | set(finding_rules())) - of_scans - {"18.bar", "F32", "F99"}


def test_examples_are_what_the_script_makes(tmp_path: Path) -> None:
    make(tmp_path)
    for made in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        stands = EXAMPLES / made.relative_to(tmp_path)
        assert stands.is_file() and filecmp.cmp(made, stands, shallow=False), made.relative_to(tmp_path)
    count = sum(path.is_file() for folder in ("applications", "faulty") for path in (EXAMPLES / folder).rglob("*"))
    assert count + 1 == sum(path.is_file() for path in tmp_path.rglob("*"))


def test_every_verdict_is_shown() -> None:
    assert {unit.verdict for unit in checked(ROUND).units} == set(UnitVerdict)
