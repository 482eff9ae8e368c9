"""The queries of docs/export.md, as they stand there, by DuckDB over the exports of several federations."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT
from tests.federations import CODES, FIRMS, form_of, workspace
from tests.fictional import credit_code
from tests.office import must

SALT = b"a salt that three federations share, and nobody else"
FIRST, SECOND, THIRD = CODES.values()
PAGE = (ROOT / "docs/export.md").read_text(encoding="utf-8")
ASKED = dict(re.findall(r"^([^\n]+)\n\n```sql\n(.*?)```", PAGE, flags=re.M | re.S))
"""Every query by the line that stands before it."""
Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    root = tmp_path_factory.mktemp("federations")
    (root / "盐").write_bytes(SALT)
    for name in CODES:
        made = workspace(root / "工作区" / name, name)
        must(made, "export", root / "各地" / name, "--salt-file", root / "盐", at="2019-06-30 09:00")
    connection = duckdb.connect(config={"file_search_path": str(root)})
    connection.execute(next(sql for sql in ASKED.values() if sql.startswith("create view")))
    return lambda question: connection.execute(next(sql for line, sql in ASKED.items() if question in line)).fetchall()


def code(firm: str) -> str:
    return credit_code(FIRMS[firm][0])


def test_the_exports_say_of_which_day_they_are(ask: Ask) -> None:
    days = ask("Of which day")
    assert {(federation, day) for federation, day, _ in days} == {(one, date(2019, 6, 30)) for one in CODES.values()}
    assert len({salt for _, _, salt in days}) == 1


def test_who_is_barred_anywhere_and_registered_elsewhere(ask: Ask) -> None:
    """一 is barred by the first federation for three years and 在册 in the second; 二's exit was reversed."""
    assert ask("barred anywhere") == [
        (code("一"), FIRMS["一"][1], FIRST, "18.4", date(2022, 3, 15), [SECOND]),
    ]


def test_grades_by_district(ask: Ask) -> None:
    """0.4 × 50 + 0.6 × 60 = 56; 85; 0.4 × 60 + 0.6 × 60 = 60.

    0.4 × 90.25 + 0.6 × 80.5 = 84.4 and 0.4 × 70 + 0.6 × 79.75 = 75.85, whose mean is 80.125.
    """
    assert ask("by district") == sorted(
        [
            (FIRST, "朝阳区", 2018, 0, 0, 0, 1, 56.0),
            (FIRST, "海淀区", 2018, 1, 0, 0, 0, 85.0),
            (THIRD, "长安区", 2018, 0, 0, 1, 0, 60.0),
            (SECOND, "朝阳区", 2018, 0, 2, 0, 0, 80.125),
        ]
    )


def test_the_same_consultant_in_two_federations(ask: Ask) -> None:
    """All six of 一 stand in the first two federations; two of them in the third as well, with another firm."""
    digests = [
        hmac.new(SALT, person["身份证号"].encode(), "sha256").hexdigest()
        for person in form_of("甲", "一")["人员登记表"]
    ]
    found = {digest: (federations, units) for digest, federations, units in ask("Which consultants")}
    assert set(found) == set(digests)
    everywhere = (sorted(CODES.values()), sorted([code("一"), code("四")]))
    assert [found[digest] == everywhere for digest in digests] == [True, True, *[False] * 4]
    assert found[digests[5]] == (sorted([FIRST, SECOND]), [code("一")])


def test_which_clauses_are_failed(ask: Ask) -> None:
    """Five applications; 三 has five consultants where six are asked for."""
    assert ask("Which clauses") == [("9.4b", 1, 5)]
