"""Points are exact from the cell to the record, whatever the sheet is written in."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from anlian_cli.forms.points import points_of
from anlian_cli.forms.score_rows import score_rows
from anlian_cli.forms.score_sheet import read_score_sheet
from anlian_cli.forms.score_template import UnitToScore, score_csv
from anlian_cli.forms.score_workbook import score_workbook
from anlian_cli.model.decimals import plain
from anlian_cli.model.record import read_json
from anlian_cli.model.scores import Score, Stage
from anlian_cli.model.scoring import StageRule

RULE = StageRule(Stage.MATERIALS, "2017", {"甲": Decimal(40), "乙": Decimal(60)}, {})
POINTS = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 6000)), min_size=1, max_size=12)
XLS = Path(__file__).parents[1] / "data" / "libreoffice" / "评分.xls"


def scores_of(path: Path, rule: StageRule = RULE) -> list[Score]:
    scored = score_rows(read_score_sheet(path, rule), rule, lambda name, _code: name, "d" * 64)
    assert not scored.faults
    return list(scored.scores.values())


def no_float(text: str) -> Any:
    raise AssertionError(f"a float: {text}")


def assert_exact(scores: list[Score], points: list[tuple[int, int]]) -> None:
    assert len(scores) == len(points)
    for score, hundredths in zip(scores, points, strict=True):
        assert [item.points for item in score.items] == [Decimal(n) / 100 for n in hundredths]
        kept = json.loads(score.to_json(), parse_float=no_float, parse_int=lambda text: text)
        assert [item["points"] for item in kept["items"]] == [plain(Decimal(n) / 100) for n in hundredths]
        assert read_json(Score, score.to_json()) == score


def write_workbook(path: Path, rows: list[list[object]]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=POINTS)
@pytest.mark.parametrize("kind", ["utf-8-sig", "gb18030", "tab", "numbers", "texts", "computed"])
def test_points_of_two_decimals_are_exact_in_every_format(
    kind: str, points: list[tuple[int, int]], tmp_path: Path
) -> None:
    head: list[object] = ["单位全称", "甲（40）", "乙（60）"]
    texts = [[f"单位{n}", *(f"{h // 100}.{h % 100:02d}" for h in pair)] for n, pair in enumerate(points)]
    if kind in ("numbers", "texts", "computed"):
        path = tmp_path / f"{kind}.xlsx"
        # 0.1 + 0.2 is how a sum in Excel comes to be 0.30000000000000004: 15 digits are what its user sees.
        as_cell = {"numbers": float, "texts": str, "computed": lambda text: float(text) / 3 * 3 + 0.1 - 0.1}[kind]
        write_workbook(path, [head, *([row[0], *map(as_cell, row[1:])] for row in texts)])  # type: ignore[operator,misc]
    else:
        path = tmp_path / f"{kind}.csv"
        lines = [",".join(map(str, row)) for row in [head, *texts]]
        text = "\n".join(lines).replace(",", "\t" if kind == "tab" else ",")
        path.write_bytes(text.encode("utf-8" if kind == "tab" else kind))
    assert_exact(scores_of(path), points)


def test_every_two_decimal_number_in_an_old_workbook_is_exact() -> None:
    """Written by LibreOffice: each of 0.00 to 40.00, and its double, as numbers."""
    assert_exact(scores_of(XLS), [(n, n) for n in range(4001)])


@pytest.mark.parametrize(
    ("text", "points"),
    [("22.50", "22.5"), ("０", "0"), ("22．5", "22.5"), ("40", "40"), ("40.00", "40"), ("007", "7"), ("24分", "24")],
)
def test_points_as_people_write_them(text: str, points: str) -> None:
    assert str(points_of(text, Decimal(40))) == points


@pytest.mark.parametrize(
    "text", ["40.01", "-1", "2.555", "1e1", "二十", "分", "24分钟", "22分5", "", "1,5", "NaN", "inf", "+3"]
)
def test_what_is_no_number_of_points_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="得分"):
        points_of(text, Decimal(40))


@pytest.mark.parametrize("write", [score_csv, score_workbook])
def test_a_template_that_is_filled_in_reads_back(write: Any, tmp_path: Path) -> None:
    units = [UnitToScore("=甲公司", "91110105MA0000015F"), UnitToScore("乙公司", "91110105MA0000023Y")]
    data = write(RULE, units, ())
    path = tmp_path / ("表.csv" if write is score_csv else "表.xlsx")
    path.write_bytes(data)
    _fill(path)
    sheet = read_score_sheet(path, RULE)
    assert [(row.text("单位全称"), row.text("统一代码")) for row in sheet.rows] == [
        (unit.name, unit.credit_code) for unit in units
    ]
    assert not sheet.faults
    assert [item.reason for item in scores_of(path)[0].items] == ["缺一份", None]


def _fill(path: Path) -> None:
    if path.suffix == ".csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        filled = [lines[0], *(line.replace(",,,,,", ",39.5,缺一份,60,,") for line in lines[1:])]
        path.write_text("\n".join(filled), encoding="utf-8")
        return
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book.active
    assert sheet is not None
    for row in (5, 6):
        for column, value in ((4, 39.5), (5, "缺一份"), (6, 60)):
            sheet.cell(row, column).value = value
    book.save(path)
