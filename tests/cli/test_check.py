"""`anlian check` as the administrator runs it: exit codes, formats, options, and that it writes nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

from tests.conftest import EXAMPLES, ROOT, anlian
from tests.fictional import verification

ROUND = EXAMPLES / "applications" / "2017"
SCHEMA = json.loads((ROOT / "schemas" / "check.schema.json").read_text(encoding="utf-8"))


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Every file and folder with its size, its times and its mode."""
    found = [folder, *folder.rglob("*")]
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns, path.stat().st_mode) for path in found}


def test_the_round_exits_1_and_ends_with_the_count() -> None:
    result = anlian("check", ROUND)
    assert result.returncode == 1 and not result.stderr
    last = result.stdout.decode().splitlines()[-1]
    assert last == "共 16 家：通过 4 · 需补正 3 · 不符合 5 · 待核实 3 · 无法读取 1；距截止 1 天"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", ROUND / "安泰"), 0),
        (("check", ROUND / "博远"), 1),
        (("check", ROUND / "嘉业"), 1),
        (("check", "没有这个文件夹"), 3),
        (("check", ROUND / "安泰" / "材料" / "营业执照.pdf"), 3),
        (("check", "--没有这个选项"), 2),
        (("check", ROUND, "--round", "2018"), 2),
        (("check", ROUND, "--as-of", "昨天"), 2),
        (("check", ROUND, "--deadline", "2017-13-01"), 2),
        (("check", ROUND, "--format", "pdf"), 2),
        (("没有这个命令",), 2),
        (("explain", "9.9"), 2),
    ],
    ids=str,
)
def test_exit_codes(arguments: tuple[object, ...], code: int) -> None:
    result = anlian(*arguments)
    assert result.returncode == code, result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert code < 2 or "→" in result.stderr.decode()


def test_json_validates_and_places_every_fault() -> None:
    report = json.loads(anlian("check", ROUND, "--format", "json").stdout)
    jsonschema.validate(report, SCHEMA)
    assert report["summary"]["total"] == len(report["units"]) == 16
    for unit in report["units"]:
        assert len(unit["clauses"]) == (0 if unit["verdict"] == "unreadable" else 24)
        for finding in unit["findings"]:
            assert finding["file"] and finding["message"]
            placed = (finding["line"] and finding["column"]) or (finding["sheet"] and finding["cell"])
            assert placed or finding["code"] == "F08"


def test_csv_opens_in_excel() -> None:
    content = anlian("check", ROUND, "--format", "csv").stdout
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["结论"] for row in rows} == {"通过", "需补正", "不符合", "待核实", "无法读取"}


def test_workbook_has_its_sheets_and_no_formula(tmp_path: Path) -> None:
    result = anlian("check", ROUND, "-o", tmp_path / "结果.xlsx")
    assert result.returncode == 1 and "已写入" in result.stderr.decode() and not result.stdout
    book = load_workbook(tmp_path / "结果.xlsx")
    assert book.sheetnames == ["汇总", "问题项", "条款", "跨单位"]
    assert book["汇总"].max_row == 17 and book["条款"].max_row == 1 + 15 * 24
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "结果.md"
    target.write_text("原来的", encoding="utf-8")
    assert anlian("check", ROUND, "-o", target).returncode == 2
    assert target.read_text(encoding="utf-8") == "原来的"
    assert anlian("check", ROUND, "-o", target, "--force").returncode == 1
    assert target.read_text(encoding="utf-8").startswith("# 申报材料审核")


def test_a_failed_run_leaves_no_file(tmp_path: Path) -> None:
    assert anlian("check", "没有这个文件夹", "-o", tmp_path / "结果.json").returncode == 3
    assert not list(tmp_path.iterdir())


def test_quiet_prints_only_the_last_line() -> None:
    assert len(anlian("check", ROUND, "-q").stdout.decode().splitlines()) == 1


def test_check_writes_nothing() -> None:
    before = snapshot(EXAMPLES)
    for arguments in ((), ("--explain",), ("--format", "json"), ("--format", "xlsx")):
        anlian("check", ROUND, *arguments)
    assert snapshot(EXAMPLES) == before


def test_without_a_path_the_current_round_is_checked() -> None:
    result = anlian("check", "-q", cwd=EXAMPLES)
    assert result.stdout == anlian("check", ROUND, "-q").stdout


def test_outside_a_workspace_the_report_says_so_once(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ROUND / "安泰", tmp_path / "安泰")
    result = anlian("check", tmp_path)
    text = result.stdout.decode()
    assert result.returncode == 0 and text.count("不在工作区内") == 1
    assert "11.1、18.bar" in text
    late = anlian("check", tmp_path, "--deadline", "2017-10-22")
    assert late.returncode == 1 and "晚于截止日期 2017-10-22" in late.stdout.decode()


def test_explain_shows_met_clauses_with_the_values_used() -> None:
    text = anlian("check", ROUND / "安泰", "--explain", COLUMNS="200").stdout.decode()
    assert "不少于 6 名" in text and "2017-10-23 收到" in text and "台账为空" in text


def test_the_day_of_the_check_can_be_set() -> None:
    assert "已截止 5 天" in anlian("check", ROUND, "-q", "--as-of", "2017-10-30").stdout.decode()
    assert "今天截止" in anlian("check", ROUND, "-q", "--as-of", "2017年10月25日").stdout.decode()


def test_open_readings_are_printed_and_confirmed_ones_are_not() -> None:
    text = anlian("check", ROUND).stdout.decode()
    assert "暂按口径 R3、R4、R10、R11（待确认" in text


def test_settings_with_faults_name_each_with_its_place(tmp_path: Path) -> None:
    settings = (EXAMPLES / "anlian.yaml").read_text(encoding="utf-8")
    (tmp_path / "anlian.yaml").write_text(
        settings.replace("业绩: 30", "业绩: 20").replace("截止日期: 2017-10-25", "截止日期: 下周"), encoding="utf-8"
    )
    (tmp_path / "applications" / "2017" / "甲").mkdir(parents=True)
    result = anlian("check", cwd=tmp_path)
    text = result.stderr.decode()
    assert result.returncode == 3 and "合计为 90" in text and "anlian.yaml:7:" in text and "anlian.yaml:11:" in text


@pytest.mark.parametrize(
    ("reading", "words"),
    [("R99: {取值: 默认}", "没有 R99"), ("R5: {取值: 随便}", "含当日")],
)
def test_readings_that_do_not_exist_are_refused(tmp_path: Path, reading: str, words: str) -> None:
    settings = (EXAMPLES / "anlian.yaml").read_text(encoding="utf-8").split("适用口径:")[0]
    (tmp_path / "anlian.yaml").write_text(f"{settings}适用口径:\n  {reading}\n", encoding="utf-8")
    (tmp_path / "applications" / "2017" / "甲").mkdir(parents=True)
    result = anlian("check", cwd=tmp_path)
    assert result.returncode == 3 and words in result.stderr.decode()


def test_personal_numbers_are_masked_in_every_format(tmp_path: Path) -> None:
    from anlian_cli.forms.yaml_writer import dump
    from tests.fictional import add_files, application

    for name in ("甲", "乙"):
        tree = application(1, f"北京示例{name}有限公司")
        tree["单位登记表"]["邮编"] = tree["人员登记表"][0]["身份证号"]
        tree["人员登记表"][1]["出生日期"] = tree["人员登记表"][1]["移动电话"]
        tree["人员登记表"][2]["身份证号"] = tree["人员登记表"][2]["身份证号"][:-1] + "×"
        tree["人员登记表"][3]["E-mail"] = "zhangsan.private＠example.com"
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(dump(tree), encoding="utf-8")
        add_files(tmp_path / name, tree)
        (tmp_path / name / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")
    secrets = [tree["人员登记表"][row]["身份证号"][6:14] for row in range(6)] + ["zhangsan", "13800010001"]
    for kind in ("table", "json", "csv", "md"):
        text = anlian("check", tmp_path, "--format", kind).stdout.decode()
        assert text and not [secret for secret in secrets if secret in text], kind
