"""What is exported: the same rows in every format, exact, described column by column, and nothing written twice."""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.fictional import application
from tests.make_workspace import UNITS, WORKSPACE, code_of
from tests.office import act, must

NOW = "2021-10-26 12:00"
FEDERATION = "51110000000000000J"
SALT = bytes(range(32))
TABLES = ("units", "applications", "consultants", "clauses", "findings", "scores", "items", "grades", "events", "bars")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WORKSPACE, tmp_path / "w"))


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace in every format, with its consultants."""
    root = tmp_path_factory.mktemp("exports")
    (root / "盐").write_bytes(SALT)
    for kind in ("parquet", "jsonl", "csv"):
        told = must(WORKSPACE, "export", root / kind, "--format", kind, "--salt-file", root / "盐", at=NOW)
        assert "2018 年：写了得分、项目得分、等次、事项、限制期" in told.out
    return root


def described(folder: Path) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return tree


def resources(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in described(folder)["resources"]}


def lines(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table in JSON Lines, the years in their order."""
    files = sorted(folder.glob(f"{table}/federation={FEDERATION}/year=*/{table}.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def as_text(value: Any) -> str:
    """A value of Parquet as CSV has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def test_every_format_holds_the_same_rows(exports: Path) -> None:
    for table, resource in resources(exports / "parquet").items():
        for path in resource["path"]:
            parquet = pq.read_table(exports / "parquet" / path, partitioning=None).to_pylist()
            expected = [{name: as_text(value) for name, value in row.items()} for row in parquet]
            jsonl = (exports / "jsonl" / path.replace(".parquet", ".jsonl")).read_text(encoding="utf-8").splitlines()
            assert [{k: as_text(v) for k, v in json.loads(line).items()} for line in jsonl] == expected, table
            with (exports / "csv" / path.replace(".parquet", ".csv")).open(encoding="utf-8", newline="") as file:
                assert list(csv.DictReader(file)) == expected, table
    assert set(resources(exports / "parquet")) == set(TABLES)  # nothing was published there


def test_numbers_are_exact_and_days_are_days(exports: Path) -> None:
    """0.4 × 88.5 + 0.6 × 80.25 = 83.55; the bar of 15 March 2020 ends three years later."""
    (row,) = [row for row in lines(exports / "jsonl", "grades") if (row["year"], row["rank"]) == (2018, 2)]
    assert row["credit_code"] == code_of("博远")
    assert (row["daily"], row["review"], row["total"], row["grade"]) == ("88.5", "80.25", "83.55", "good")
    folder = exports / f"parquet/bars/federation={FEDERATION}/year=2020"
    bars = pq.read_table(folder / "bars.parquet", partitioning=None)
    assert bars.schema.field("announced_on").type == pa.date32()
    assert bars.column("barred_through").to_pylist() == [date(2023, 3, 15)]
    assert bars.column("free_from").to_pylist() == [date(2023, 3, 16)]
    grades = pq.read_schema(exports / f"parquet/grades/federation={FEDERATION}/year=2018/grades.parquet")
    assert pa.types.is_decimal128(grades.field("total").type)


def test_what_is_not_known_is_not_zero(exports: Path) -> None:
    """诚信 was not assessed in 2019: no total and no grade, and no row of 2019 is a 0."""
    rows = {row["credit_code"]: row for row in lines(exports / "jsonl", "grades") if row["year"] == 2019}
    missing = rows[code_of("诚信")]
    assert (missing["assessment"], missing["total"], missing["grade"], missing["rank"]) == (
        "incomplete",
        None,
        None,
        None,
    )
    experts = [row for row in lines(exports / "jsonl", "items") if row["stage"] == "interview"]
    assert sum(row["points"] is None for row in experts) == 1  # 回避
    assert {row["item"] for row in experts} == {None}


def test_every_column_is_described_in_two_languages(exports: Path) -> None:
    """The rules of the published profiles (Data Package 2.0), and what is ours beside them."""
    types = {"string", "integer", "number", "boolean", "date"}
    for kind, media in {
        "csv": "text/csv",
        "jsonl": "application/x-ndjson",
        "parquet": "application/vnd.apache.parquet",
    }.items():
        tree = described(exports / kind)
        assert re.fullmatch(r"[-a-z0-9._/]+", tree["name"]) and tree["$schema"].endswith("/2.0/datapackage.json")
        assert tree["resources"]
        for resource in tree["resources"]:
            assert resource["type"] == "table" and resource["$schema"].endswith("/2.0/dataresource.json")
            assert (resource["mediatype"], resource["format"]) == (media, kind)
            assert resource["path"] and not any(re.search(r"^[./~]|\.\.", path) for path in resource["path"])
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert names[:2] == ["federation", "year"] and len(set(names)) == len(names)
            assert set(resource["schema"].get("primaryKey", [])) <= set(names)
            for field in resource["schema"]["fields"]:
                assert field["type"] in types and field["title_en"].isprintable()
                assert re.search(r"[一-鿿]", field["title"]) and re.search(r"[一-鿿]", field["source"])
                assert re.fullmatch(r"the records|Art\. [0-9(), -]+", field["source_en"])
    (total,) = [f for f in resources(exports / "csv")["grades"]["schema"]["fields"] if f["name"] == "total"]
    assert (total["title"], total["unit"], total["source"], total["source_en"]) == (
        "年度考核成绩",
        "分",
        "第十五条",
        "Art. 15",
    )


def test_values_keep_what_the_description_says(exports: Path) -> None:
    """Required ones are there, codes are of their lists, keys name one row, and every unit is in `units`."""
    known = {row["credit_code"] for row in lines(exports / "jsonl", "units")}
    for table, resource in resources(exports / "jsonl").items():
        rows = lines(exports / "jsonl", table)
        assert len(rows) == sum(part["rows"] for part in resource["parts"])
        for field in resource["schema"]["fields"]:
            values = {row[field["name"]] for row in rows}
            assert None not in values or "constraints" not in field, (table, field)
            assert values - {None} <= {one["value"] for one in field.get("categories", ())} or "categories" not in field
        key = resource["schema"].get("primaryKey")
        assert key is None or len({tuple(row[name] for name in key) for row in rows}) == len(rows), table
        assert {row["credit_code"] for row in rows} <= known, table


def test_each_file_names_the_records_that_it_is_of(exports: Path) -> None:
    last = (WORKSPACE / "records/dossiers/journal.txt").read_text(encoding="utf-8").splitlines()[-1].partition(" ")[0]
    for kind in ("parquet", "jsonl", "csv"):
        assert described(exports / kind)["anlian"]["journal"] == last
        for resource in resources(exports / kind).values():
            for part in resource["parts"]:
                content = (exports / kind / part["path"]).read_bytes()
                assert (part["bytes"], part["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
                assert part["journal"] == last
                if kind == "parquet":
                    said = pq.read_schema(exports / kind / part["path"])
                    assert said.metadata[b"anlian.journal"].decode() == last
                    assert all(field.metadata[b"title"] and field.metadata[b"source"] for field in said)
    assert "对得上" in must(WORKSPACE, "verify", "--expect", last, at=NOW).out


def test_a_consultant_is_a_keyed_digest_or_nothing(exports: Path, workspace: Path) -> None:
    """HMAC-SHA256 of the ID numbers on the forms; without a salt there is no such table."""
    forms = [application(31 + number, name) for number, name in enumerate(UNITS.values())]
    numbers = {person["身份证号"] for form in forms for person in form["人员登记表"]}
    expected = {hmac.new(SALT, number.encode(), "sha256").hexdigest() for number in numbers}
    assert {row["consultant"] for row in lines(exports / "jsonl", "consultants")} == expected
    told = must(workspace, "export", "导出", "--format", "jsonl", at=NOW)
    assert "咨询人员这张表不导出" in told.err
    assert "consultants" not in resources(workspace / "导出") and not (workspace / "导出/consultants").exists()


@pytest.mark.parametrize("salt", [b"", b"short", b"a" * 64])
def test_a_salt_that_can_be_guessed_is_refused(salt: bytes, workspace: Path) -> None:
    (workspace / "盐").write_bytes(salt)
    refused = act(workspace, "export", "导出", "--format", "csv", "--salt-file", "盐", at=NOW)
    assert refused.code == 3 and "用随机数生成" in refused.err
    assert not (workspace / "导出").exists()


def stamps(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }


def rewritten(before: dict[str, int], after: dict[str, int]) -> set[tuple[str, str]]:
    """Table and year of every file that was written, made or taken away."""
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {(path.split("/")[0], path.split("/")[2]) for path in changed if path != "datapackage.json"}


def test_only_what_changed_is_written_again(workspace: Path) -> None:
    folder = workspace / "导出"
    must(workspace, "export", "导出", at=NOW)
    first = stamps(folder)
    again = must(workspace, "export", "导出", at=NOW)
    assert stamps(folder) == first and "2018 年：没有变化" in again.out and "这次写了 0 个" in again.out

    must(workspace, "score", "日常", "2019", "--unit", "博远", "--points", "90", "--reason", "复核", at=NOW)
    refused = act(workspace, "export", "导出", at=NOW)
    assert refused.code == 2 and "已经存在" in refused.err and stamps(folder) == first
    told = must(workspace, "export", "导出", "--force", at=NOW)
    second = stamps(folder)
    assert rewritten(first, second) == {(table, "year=2019") for table in ("scores", "items", "grades")}
    assert "2018 年：没有变化" in told.out
    assert "2019 年：写了得分、项目得分、等次；其余 2 张表没有变化" in told.out

    # A year that was not there.
    must(workspace, "daily", "安泰", "--item", "13.1", "--on", "2021-05-03", "--note", "走访", at="2021-10-26 13:00")
    must(workspace, "export", "导出", "--force", at="2021-10-26 14:00")
    assert rewritten(second, stamps(folder)) == {("events", "year=2021"), ("bars", "year=2021")}


def test_another_parameter_makes_its_year_anew(workspace: Path) -> None:
    """The mean of 92, 90.5 and 91 is 91.1666…: to two places, then to one."""

    def interview() -> list[str]:
        rows = lines(workspace / "导出", "scores")
        return [row["total"] for row in rows if (row["stage"], row["credit_code"]) == ("interview", code_of("安泰"))]

    must(workspace, "export", "导出", "--format", "jsonl", at=NOW)
    first, settings = stamps(workspace / "导出"), workspace / "anlian.yaml"
    assert interview() == ["91.17"]
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("平均分保留位数: 2", "平均分保留位数: 1", 1), encoding="utf-8")
    must(workspace, "lock", "2017", "--reason", "会议决定", at=NOW)
    must(workspace, "export", "导出", "--format", "jsonl", "--force", at=NOW)
    assert interview() == ["91.2"]
    assert rewritten(first, stamps(workspace / "导出")) == {(table, "year=2017") for table in ("scores", "items")}


def test_what_is_gone_is_taken_away_and_what_was_touched_is_put_right(workspace: Path) -> None:
    folder = workspace / "导出"
    must(workspace, "export", "导出", "--format", "csv", at=NOW)
    touched = folder / f"grades/federation={FEDERATION}/year=2018/grades.csv"
    whole = touched.read_bytes()
    touched.write_bytes(whole.replace(b"83.55", b"93.55"))
    beside = folder / "说明.txt"
    beside.write_text("别人的", encoding="utf-8")
    told = must(workspace, "export", "导出", "--format", "csv", "--force", "--as-of", "2019-01-31", at=NOW)
    assert touched.read_bytes() == whole
    assert "2020 年：删去" in told.out and not list(folder.glob("*/*/year=2020/*"))
    assert {path.name for path in folder.glob("*/*/year=2019/*")} == {"events.csv", "bars.csv"}
    assert beside.read_text(encoding="utf-8") == "别人的"
    assert described(folder)["anlian"]["as_of"] == "2019-01-31"


def test_what_was_erased_is_erased_here_too(workspace: Path) -> None:
    (workspace / "盐").write_bytes(SALT)
    asked = ("export", "导出", "--format", "jsonl", "--salt-file", "盐", "--force")
    must(workspace, *asked, at=NOW)
    code = code_of("恩泽")
    assert sum(row["credit_code"] == code for row in lines(workspace / "导出", "consultants")) == 6
    must(workspace, "purge", "恩泽", "--reason", "保存期满", "--yes", at=NOW)
    must(workspace, *asked, at=NOW)
    assert not any(row["credit_code"] == code for row in lines(workspace / "导出", "consultants"))
    assert [row["verdict"] for row in lines(workspace / "导出", "applications") if row["credit_code"] == code] == [
        "pass"
    ]


def test_before_anything_was_recorded_there_is_nothing_to_export(workspace: Path) -> None:
    refused = act(workspace, "export", "导出", "--format", "csv", "--as-of", "2016-01-01", at=NOW)
    assert refused.code == 2 and "还没有可以导出的" in refused.err and not (workspace / "导出").exists()


def test_a_folder_holds_one_federation_in_one_format(workspace: Path) -> None:
    must(workspace, "export", "导出", "--format", "csv", at=NOW)
    before = stamps(workspace / "导出")
    for words, why in {
        ("导出", "--format", "jsonl", "--force"): "csv 格式的导出",
        ("records/导出",): "不能导出到 records/",
        ("applications",): "不能导出到 applications/",
        ("导出", "--format", "xlsx"): "没有格式“xlsx”",
        ("anlian.yaml",): "anlian.yaml",
    }.items():
        refused = act(workspace, "export", *words, at=NOW)
        assert (refused.code, why in refused.err) == (2, True), refused
    settings = workspace / "anlian.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(FEDERATION, "51120000000000000N"), encoding="utf-8"
    )
    refused = act(workspace, "export", "导出", "--format", "csv", "--force", at=NOW)
    assert refused.code == 2 and f"里是 {FEDERATION} 的导出" in refused.err
    assert stamps(workspace / "导出") == before


@pytest.mark.parametrize(
    "there", ["{}", "[1", '{"anlian": {"schema": "anlian.export/1"}, "resources": [{"parts": [1]}]}']
)
def test_a_description_of_somebody_else_is_not_overwritten(there: str, workspace: Path) -> None:
    (workspace / "导出").mkdir()
    package = workspace / "导出/datapackage.json"
    package.write_text(there, encoding="utf-8")
    refused = act(workspace, "export", "导出", at=NOW)
    assert refused.code == 2 and "不是 anlian 导出的" in refused.err and package.read_text(encoding="utf-8") == there
    must(workspace, "export", "导出", "--force", at=NOW)
    assert described(workspace / "导出")["anlian"]["federation"] == FEDERATION


def test_a_path_in_a_description_leads_nowhere(workspace: Path) -> None:
    """What an earlier description names is taken away at its place below the folder, whatever path it gives."""
    must(workspace, "export", "导出", "--format", "csv", at=NOW)
    package = workspace / "导出/datapackage.json"
    tree = described(workspace / "导出")
    tree["resources"][0]["parts"].append({**tree["resources"][0]["parts"][0], "year": 1999, "path": "../anlian.yaml"})
    package.write_text(json.dumps(tree), encoding="utf-8")
    must(workspace, "export", "导出", "--format", "csv", "--force", at=NOW)
    assert (workspace / "anlian.yaml").is_file()


def test_without_the_extra_the_sentence_says_what_to_do(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlian_cli.report.export.formats.find_spec", lambda _name: None)
    refused = act(workspace, "export", "导出", at=NOW)
    assert refused.code == 2 and "pip install 'anlian[export]'" in refused.err and "--format jsonl、csv" in refused.err
    assert must(workspace, "export", "导出", "--format", "csv", at=NOW).code == 0
