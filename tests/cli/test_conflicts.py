"""Experts who bear the name of an applicant's people: said before the interview and with the scores, never refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.make_workspace import UNITS, code_of, told
from tests.office import must

AT = "2017-11-10 17:00"
SAME = "同名，请核实；是同一人的，建议回避"
PRINCIPAL = f"专家华负责32与{UNITS['博远']}的主要负责人{SAME}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On the day of the interview; 博远's principal is 华负责32, as its application says (tests/make_workspace.py)."""
    return told(tmp_path_factory.mktemp("office") / "w", AT)


def sheet(office: Path, given: str) -> Path:
    """A long sheet: what 华负责32 gave to 博远, who gave 88 to 安泰, and what another one gave to both."""
    rows = [("博远", "华负责32", given), ("博远", "郑评", "88"), ("安泰", "华负责32", "88"), ("安泰", "郑评", "90")]
    with (office / "面试.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(
            [("统一代码", "专家", "得分"), *((code_of(unit), expert, points) for unit, expert, points in rows)]
        )
    return office / "面试.csv"


def test_before_the_interview(office: Path) -> None:
    written = must(
        office, "template", "面试", "2017", "--expert", "华负责32", "--expert", "郑评", "--format", "csv", at=AT
    )
    assert written.err.strip() == PRINCIPAL
    rows = list(csv.DictReader(written.out.lstrip("\ufeff").splitlines()))
    assert [row["专家"] for row in rows] == ["华负责32", "郑评"] * 5


@pytest.mark.parametrize(("given", "said"), [("88", True), ("回避", False)], ids=["scores", "is recused"])
def test_with_the_scores(office: Path, given: str, said: bool) -> None:
    outcome = must(office, "score", "面试", "2017", sheet(office, given), "--dry-run", at=AT)
    assert ("建议回避" in outcome.out, "试运行" in outcome.err) == (said, True)
    assert (f"专家华负责32与{UNITS['博远']}的主要" in outcome.out) == said
    assert "郑评" not in outcome.out
