"""初核 of a whole round: out as a workbook, filled as one fills it, and back into each firm's 初核记录.yaml."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.fictional import application, credit_code, verification
from tests.make_examples import write_unit
from tests.office import Outcome, act, must

_SETTINGS = """\
单位: {名称: 北京市安全生产联合会, 统一代码: 51110000000000000J}
规范: 京安联发〔2017〕4号
经办人: 管理员
批次:
  "2017": {截止日期: 2017-10-25, 补正截止日期: 2017-11-03}
"""
PHRASES = """\
常用依据:
  9.1a: [营业执照类型为有限责任公司, 营业执照类型为股份有限公司]
  9.1b: [租赁合同在有效期内, 房产证已核]
  9.1c: 设备清单，已抽查
  9.1d: 有检测仪器和合作机构协议
  9.2a: 与营业执照一致
  9.3a: 各领域均有业绩
  9.5a: 体系文件和档案目录齐全
  9.5b: 证照原件已核对
  9.5c: 信用中国查询无记录
  10.7: 逐项看过
  11.2: 纸质版一式两份，均盖章
  各条: [已核对原件]
"""
_AT = "2017-10-26 09:00"
_HEAD = 3
Row = dict[str, Any]


def workspace(folder: Path, firms: int, phrases: str = "") -> Path:
    """A workspace whose round has some sound firms, of which nobody has reviewed anything."""
    folder.mkdir(parents=True)
    (folder / "anlian.yaml").write_text(_SETTINGS + phrases, encoding="utf-8")
    for firm in range(1, firms + 1):
        tree = application(firm, f"北京示例{firm:02d}安全技术咨询有限公司")
        write_unit(folder / "applications" / "2017" / f"单位{firm:02d}", tree, None)
    return folder


def record(office: Path, firm: int) -> Path:
    return office / "applications" / "2017" / f"单位{firm:02d}" / "初核记录.yaml"


def review(office: Path, *arguments: object) -> Outcome:
    return act(office, "review", "2017", *arguments, at=_AT)


def sheet_of(office: Path) -> Path:
    must(office, "review", "2017", "-o", "初核表.xlsx", "--force", at=_AT)
    return office / "初核表.xlsx"


def rows(sheet: Worksheet) -> Iterator[tuple[Row, Callable[[str, Any], None]]]:
    """Each row by its headings, and a hand that fills a cell of it."""
    columns = {str(cell.value): cell.column for cell in sheet[_HEAD]}
    for number in range(_HEAD + 1, sheet.max_row + 1):

        def fill(heading: str, value: Any, number: int = number) -> None:
            sheet.cell(number, columns[heading]).value = value

        yield {heading: sheet.cell(number, column).value for heading, column in columns.items()}, fill


def filled(path: Path, answer: Callable[[Row], Row], received: str | date | None = "2017-10-23") -> Path:
    """The sheet with an answer in every row, and every receipt."""
    book = load_workbook(path)
    if "收件" in book.sheetnames and received:
        for _, fill in rows(book["收件"]):
            for heading, value in {"日期": received, "电子版": "是", "纸质版": "是"}.items():
                fill(heading, value)
    for row, fill in rows(book["初核"]):
        for heading, value in answer(row).items():
            fill(heading, value)
    book.save(path)
    return path


def all_met(_row: Row) -> Row:
    return {"结论": "符合", "依据": "已核对原件"}


def only(firm: int, code: str, **cells: str) -> Callable[[Row], Row]:
    """An answer in one row alone."""
    return lambda row: cells if (row["文件夹"], row["条款"]) == (f"2017/单位{firm:02d}", code) else {}


def by_hand(tree: Row) -> str:
    """A reviewer's file as the handbook shows to write it, without days."""
    receipts = [f"  - {{{', '.join(f'{key}: {value}' for key, value in row.items())}}}" for row in tree["收件"]]
    words = [f"  {code}: {{结论: {word['结论']}, 依据: {word['依据']}}}" for code, word in tree["核验"].items()]
    return "\n".join([f"核验人: {tree['核验人']}", "收件:", *receipts, "核验:", *words]) + "\n"


def test_conclusions_are_chosen_and_bases_offered_for_the_clause_of_the_row(tmp_path: Path) -> None:
    book = load_workbook(sheet_of(workspace(tmp_path / "w", 1, PHRASES)))
    rules = {str(rule.sqref): rule for rule in book["初核"].data_validations.dataValidation}
    assert (rules["G4:G16"].formula1, rules["G4:G16"].showErrorMessage) == ('"符合,不符合"', True)
    # Sorted, a row takes its clause along and leaves the rule behind: the rule looks the clause up.
    assert "MATCH($C4,'常用依据'!$1:$1,0)" in rules["H4:H16"].formula1
    assert not rules["H4:H16"].showErrorMessage
    columns = {str(column[0].value): [cell.value for cell in column[1:]] for column in book["常用依据"].columns}
    assert [one for one in columns["9.1b"] if one] == ["租赁合同在有效期内", "房产证已核", "已核对原件"]
    assert [one for one in columns["9.2b"] if one] == ["已核对原件"]


def test_only_what_is_open_is_on_the_sheet_with_what_the_files_say(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 2)
    write_unit(record(office, 2).parent, application(2, "北京示例02安全技术咨询有限公司"), verification())
    book = load_workbook(sheet_of(office))
    found = [row for row, _ in rows(book["初核"])]
    assert {row["文件夹"] for row in found} == {"2017/单位01"}
    assert [row["条款"] for row in found] == [
        "9.1a", "9.1b", "9.1c", "9.1d", "9.2a", "9.2b", "9.3a", "9.3b", "9.5a", "9.5b", "9.5c", "10.7", "11.2",
    ]  # fmt: skip
    years = next(row for row in found if row["条款"] == "9.2b")
    assert years["材料写的"] == "自 2012-06-01 起，算到 2017-10-25"
    assert "满 2 年" in years["要核实什么"]
    assert [row["文件夹"] for row, _ in rows(book["收件"])] == ["2017/单位01"]
    assert "常用依据" not in book.sheetnames


def test_the_sheet_is_read_into_the_records_and_may_be_read_again(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 2)
    filled(sheet_of(office), all_met)
    rehearsed = review(office, "初核表.xlsx", "--dry-run")
    assert (rehearsed.code, record(office, 1).exists()) == (0, False)
    assert "  9.1a：（无） → 符合：已核对原件" in rehearsed.out
    done = review(office, "初核表.xlsx")
    assert (done.code, done.out) == (0, rehearsed.out)
    text = record(office, 1).read_text(encoding="utf-8")
    assert text.startswith(
        "核验人: 管理员\n收件:\n  - {日期: 2017-10-23, 类型: 首次, 电子版: 是, 纸质版: 是}\n"
        "核验:\n  9.1a: {结论: 符合, 依据: 已核对原件}\n"
    )
    assert must(office, "check", "-q", at=_AT).out.startswith("共 2 家：通过 2 ")
    again = review(office, "初核表.xlsx")
    assert (again.code, again.out) == (0, "") and "没有新的内容" in again.err
    assert record(office, 1).read_text(encoding="utf-8") == text


def test_a_sheet_that_an_office_program_saved_is_read_the_same(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    office = workspace(tmp_path / "w", 2, PHRASES)
    filled(sheet_of(office), all_met)
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(saved), "初核表.xlsx"]
    subprocess.run(command, cwd=office, check=True, capture_output=True, timeout=120)
    assert review(office, saved / "初核表.xls").code == 0
    assert must(office, "check", "-q", at=_AT).out.startswith("共 2 家：通过 2 ")


def test_rows_may_be_sorted_deleted_and_left_open(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 3)
    book = load_workbook(sheet_of(office))
    sheet = book["初核"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=_HEAD + 1)]
    heads = [cell.value for cell in sheet[_HEAD]]
    lines = sorted(lines, key=lambda line: line[heads.index("条款")])[:6]  # 9.1a and part of the rest is gone
    sheet.delete_rows(_HEAD + 1, sheet.max_row)
    for line in lines:
        sheet.append(line)
    book.save(office / "初核表.xlsx")
    filled(office / "初核表.xlsx", lambda row: all_met(row) if row["条款"] == "10.7" else {}, received=None)
    done = review(office, "初核表.xlsx")
    assert done.code == 0 and done.out.count("10.7：（无） → 符合") == 3 and done.out.count("→") == 3


_FAULTS: dict[str, tuple[Row, str]] = {
    "no basis": ({"结论": "符合"}, "写了结论，没有写依据"),
    "another conclusion": ({"结论": "基本符合", "依据": "看过"}, "只能填规定的几种之一"),
    "a day to come": ({"结论": "符合", "依据": "看过", "日期": "2017-10-27"}, "日期 2017-10-27 还没有到"),
    "no day": ({"结论": "符合", "依据": "看过", "日期": "上周"}, "日期"),
    "a number of a person": ({"结论": "符合", "依据": "已电话 13800138000 核实"}, "依据里有手机号"),
    "a mark changed": ({"结论": "符合", "依据": "看过", "核对码": "x"}, "核对码被改动"),
    "another firm": ({"结论": "符合", "依据": "看过", "统一代码": credit_code(2)}, "的统一代码是"),
    "another folder": ({"结论": "符合", "依据": "看过", "文件夹": "2018/甲"}, "这次录入的是批次 2017"),
    "no clause": ({"结论": "符合", "依据": "看过", "条款": "9.9"}, "现在没有待核实的 9.9"),
    "what the files say changed": ({"结论": "符合", "依据": "看过", "材料写的": "自查填“否”"}, "或“材料写的”被改动"),
}


@pytest.mark.parametrize("name", _FAULTS)
def test_a_faulty_row_is_named_with_its_cell_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    cells, words = _FAULTS[name]
    office = workspace(tmp_path / "w", 2)
    filled(sheet_of(office), lambda row: {**all_met(row), **only(1, "9.1b", **cells)(row)})
    if name == "no basis":
        filled(office / "初核表.xlsx", only(1, "9.1b", 依据=""))
    refused = review(office, "初核表.xlsx")
    assert refused.code == 3 and words in refused.err, refused.err
    assert "第 5 行 初核!" in refused.err
    assert not record(office, 1).exists() and not record(office, 2).exists()


def test_what_she_wrote_by_hand_since_is_not_overwritten(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 2)
    filled(sheet_of(office), all_met)
    by_hand = "核验:\n  9.1b: {结论: 不符合, 依据: 租约已到期}   # 看过合同\n"
    record(office, 1).write_text(by_hand, encoding="utf-8")
    refused = review(office, "初核表.xlsx")
    assert refused.code == 3 and not record(office, 2).exists()
    assert "9.1b 改过" in refused.err
    assert "现在是“结论 不符合，依据 租约已到期”，表上是“符合：已核对原件”" in refused.err
    assert record(office, 1).read_text(encoding="utf-8") == by_hand


def test_what_she_wrote_elsewhere_in_the_file_stays_as_it_stands(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 1)
    filled(sheet_of(office), only(1, "9.1b", 结论="符合", 依据="房产证"), received=None)
    by_hand = '# 老王经手\n核验人: "王"\n核验:\n  # 执照看过两遍\n  9.1a: {结论: 符合, 依据: "类型: 有限"}   # 原件\n'
    record(office, 1).write_text(by_hand, encoding="utf-8")
    must(office, "review", "2017", "初核表.xlsx", at=_AT)
    assert record(office, 1).read_text(encoding="utf-8") == by_hand + "  9.1b: {结论: 符合, 依据: 房产证}\n"


def test_a_firm_whose_materials_changed_since_is_refused(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 1)
    filled(sheet_of(office), only(1, "9.2b", 结论="符合", 依据="合同"), received=None)
    tree = application(1, "北京示例01安全技术咨询有限公司")
    tree["申报条件自查"]["从事相关工作起始日期"] = "2013-01-01"
    write_unit(record(office, 1).parent, tree, None)
    refused = review(office, "初核表.xlsx")
    assert refused.code == 3
    assert "表上是“自 2012-06-01 起，算到 2017-10-25”，现在是“自 2013-01-01 起，算到 2017-10-25”" in refused.err


def test_an_incomplete_word_is_shown_and_makes_way(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 1)
    record(office, 1).write_text("核验:\n  9.1a: {结论: 符合}   # 还差依据\n", encoding="utf-8")
    path = sheet_of(office)
    asked = next(row["要核实什么"] for row, _ in rows(load_workbook(path)["初核"]) if row["条款"] == "9.1a")
    assert "现在写的是：结论 符合" in asked
    filled(path, only(1, "9.1a", 结论="不符合", 依据="分公司执照"), received=None)
    done = must(office, "review", "2017", "初核表.xlsx", at=_AT)
    assert "9.1a：结论 符合 → 不符合：分公司执照" in done.out
    text = record(office, 1).read_text(encoding="utf-8")
    assert text == "核验:\n  9.1a: {结论: 不符合, 依据: 分公司执照} # 还差依据\n"


def test_a_person_in_two_firms_is_settled_in_each_with_the_other_named(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 3)
    for firm in (2, 3):
        tree = application(firm, f"北京示例{firm:02d}安全技术咨询有限公司")
        tree["人员登记表"][0] = application(1, tree["单位登记表"]["单位全称"])["人员登记表"][0]
        tree["单位登记表"]["安全社区咨询员"][0]["姓名"] = tree["人员登记表"][0]["姓名"]
        write_unit(record(office, firm).parent, tree, None)
    path = sheet_of(office)
    shared = [row for row, _ in rows(load_workbook(path)["初核"]) if row["条款"] == "X1"]
    assert [(row["文件夹"][-1], row["对方"]) for row in shared] == [
        (firm, credit_code(int(other))) for firm, other in ("12", "13", "21", "23", "31", "32")
    ]
    assert all("110105********" in row["材料写的"] for row in shared)
    filled(path, all_met)
    must(office, "review", "2017", "初核表.xlsx", at=_AT)
    text = record(office, 1).read_text(encoding="utf-8")
    assert f"    - {{结论: 符合, 依据: 已核对原件, 对方: {credit_code(3)}}}" in text
    assert must(office, "check", "-q", at=_AT).out.startswith("共 3 家：通过 3 ")


def test_no_number_of_a_person_stands_whole_on_the_sheet(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 2)
    tree = application(2, "北京示例02安全技术咨询有限公司")
    tree["人员登记表"][0] = application(1, "北京示例02安全技术咨询有限公司")["人员登记表"][0]
    write_unit(record(office, 2).parent, tree, None)
    numbers = [person[key] for person in tree["人员登记表"] for key in ("身份证号", "移动电话")]
    shown = "\n".join(str(cell.value) for sheet in load_workbook(sheet_of(office)) for row in sheet for cell in row)
    assert not [number for number in numbers if number in shown]


def test_a_firm_in_one_file_and_a_broken_record_are_named_with_what_to_do(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 2)
    folder = office / "applications" / "2017"
    shutil.copy(folder / "单位02" / "申报材料.yaml", folder / "某单位.yaml")
    record(office, 1).write_text("核验：\n  9.1a: [", encoding="utf-8")
    told = review(office)
    assert "2017/某单位.yaml 是单独一个文件，没有列入；请给它建一个文件夹" in told.err
    assert "初核记录.yaml “核验”后面用了全角冒号" in told.err
    assert told.out.startswith("北京示例02") and "没有首次收件" in told.out


def test_a_receipt_of_a_correction_is_asked_for_where_one_is_awaited(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 1)
    tree = application(1, "北京示例01安全技术咨询有限公司")
    del tree["单位登记表"]["邮编"]
    write_unit(record(office, 1).parent, tree, verification())
    path = filled(sheet_of(office), all_met, received=date(2017, 10, 26))
    assert [row["类型"] for row, _ in rows(load_workbook(path)["收件"])] == ["补正"]
    done = must(office, "review", "2017", path, at=_AT)
    assert "补正收件：（无） → 日期 2017-10-26，类型 补正，电子版 是，纸质版 是" in done.out
    assert "  - {日期: 2017-10-26, 类型: 补正, 电子版: 是, 纸质版: 是}\n" in record(office, 1).read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("2018",), 2, "没有批次“2018”"),
        (("2017", "没有.xlsx"), 3, "没有.xlsx"),
        (("2017", "anlian.yaml"), 3, "不是初核表"),
        (("2017", "别的.xlsx"), 3, "没有找到初核表的表头"),
        (("2017", "-o", "初核表.csv"), 2, "初核表是工作簿"),
        (("2017", "-o", "别的.xlsx"), 2, "已经存在"),
        (("2017", "--dry-run"), 2, "--dry-run 只和 初核表 一起用"),
        (("2017", "别的.xlsx", "-o", "b.xlsx"), 2, "初核表 不和 --output 一起用"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    office = workspace(tmp_path / "w", 1)
    Workbook().save(office / "别的.xlsx")
    refused = act(office, "review", *arguments, at=_AT)
    assert (refused.code, words in refused.err) == (code, True), refused.err


def test_phrases_under_no_clause_are_told(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 1, "常用依据: {9.1: 看过, 9.1a: 执照}\n")
    assert "常用依据里，9.1 不是条款编号" in review(office).err
