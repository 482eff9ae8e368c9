"""The export beside reading the index, and the queries of docs/export.md over forty exports beside a second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from anlian_cli.cli.desk import open_office
from anlian_cli.model.ranking import Grade
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.states import State
from anlian_cli.model.tidy import rows
from anlian_cli.model.tidy.rows import Assessment
from anlian_cli.model.tidy.tables import TABLES
from anlian_cli.office.export.exporting import export
from anlian_cli.report.export.parquet import parquet
from anlian_cli.report.export.sheet import Sheet
from tests.benchmarks.data import Data
from tests.benchmarks.measuring import Comparison, Cost, inside
from tests.benchmarks.records import assessed_workspace, read_scores
from tests.fictional import CODE_ALPHABET, code_check, credit_code

_PAGE = Path(__file__).parents[2] / "docs" / "export.md"
_FEDERATIONS, _YEARS = 40, range(2018, 2023)
_DISTRICTS = ("朝阳区", "海淀区", "丰台区", "石景山区", None)
_SECOND = Cost(1.0, 1.0)


def comparisons(data: Data) -> Iterator[Comparison]:
    """An export, one where nothing has changed, and questions over many."""
    for size in data.sizes(10_000):
        office = data.made(f"years-{size}", lambda folder, size=size: assessed_workspace(folder, size, 5))  # type: ignore[misc]
        reading, numbers = inside(partial(read_scores, office)), count()
        anew = inside(lambda office=office, numbers=numbers: _export(office, data.root / f"new{next(numbers)}"))  # type: ignore[misc]
        again = inside(partial(_export, office, data.root / "again"))
        yield Comparison(f"export of {size} units, 5 years / reading the index", "<= 2", anew, reading)
        yield Comparison("the same, nothing changed / reading the index", "<= 2", again, reading)
        yield from _queries(data.made(f"exports-{size}", partial(_forty, size)), size)


def _export(office: Path, into: Path) -> None:
    export(open_office(office), into, "parquet", None, force=True)


def _queries(folder: Path, size: int) -> Iterator[Comparison]:
    """Every query of the page that has something to ask of these exports, each beside a second."""
    asked = re.findall(r"^([^\n]+)\n\n```sql\n(.*?)```", _PAGE.read_text(encoding="utf-8"), flags=re.M | re.S)
    views = [view for view in asked[0][1].splitlines() if re.search(rf"view ({'|'.join(_MADE)}) ", view)]
    connection = duckdb.connect(config={"file_search_path": str(folder)})
    connection.execute("\n".join(views))
    for question, sql in asked[1:]:
        if "clauses" not in sql and "datapackage" not in sql:
            work = inside(lambda sql=sql: connection.execute(sql).fetchall())  # type: ignore[misc]
            yield Comparison(f"{question} {_FEDERATIONS} × {size} units / a second", "<= 1", work, lambda: _SECOND)


def _forty(size: int, folder: Path) -> None:
    """Exports of so many federations as `export` writes them; one unit in a hundred is known to the one before."""
    for number in range(_FEDERATIONS):
        body = f"5111{CODE_ALPHABET[number % 31]}{number:012}"
        code = body + code_check(body)
        for table, years in _tables(size, number).items():
            for year, made in years.items():
                target = (
                    folder / "各地" / str(number) / table / f"federation={code}" / f"year={year}" / f"{table}.parquet"
                )
                target.parent.mkdir(parents=True)
                target.write_bytes(parquet(Sheet(TABLES[table], (code, year), made, {})))


_MADE = ("units", "applications", "consultants", "grades", "bars")


def _tables(size: int, federation: int) -> dict[str, dict[int, list[Any]]]:
    codes = [credit_code((federation * size * 99 // 100 + one) % 999_999) for one in range(size)]
    admitted = date(2017, 12, 1)
    barred = codes[::50]
    return {
        "units": {
            2017: [rows.Unit(one, f"示例{one}公司", None, None, State.ADMITTED, admitted, admitted) for one in codes]
        },
        "applications": {2017: [_application(one, number) for number, one in enumerate(codes)]},
        "consultants": {2017: [_consultant(one, row) for one in codes for row in range(6)]},
        "grades": {year: [_grade(one, year + number) for number, one in enumerate(codes)] for year in _YEARS},
        "bars": {2019: [_bar(one, number) for number, one in enumerate(barred)]},
    }


def _application(code: str, number: int) -> rows.Application:
    day, district = date(2017, 10, 20), _DISTRICTS[number % len(_DISTRICTS)]
    head = (code, "2017", UnitVerdict.PASS, day, day, district, "2010-03-01", "2012-06-01", 6, 1, 5)
    return rows.Application(*head, *[True] * 7, "京安联发〔2017〕4号", "0.1.0", day, 1)


def _consultant(code: str, row: int) -> rows.Consultant:
    return rows.Consultant(code, "2017", sha256(f"{code}{row}".encode()).hexdigest())


def _grade(code: str, number: int) -> rows.AnnualGrade:
    total = Decimal(number * 7 % 10_000) / 100
    grade = list(Grade)[number % 4]
    return rows.AnnualGrade(code, Assessment.GRADED, total, total, total, grade, number % 10_000 + 1)


def _bar(code: str, number: int) -> rows.Bar:
    announced = date(2019, 1, 1) + timedelta(number % 365)
    through = announced.replace(year=announced.year + 3)
    return rows.Bar(code, announced, "18.4", 3, through, through + timedelta(1), None, None, number)
