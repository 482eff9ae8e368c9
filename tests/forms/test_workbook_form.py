"""Excel as firms really send it: forgiving of people, never guessing, and every value with its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image

from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_form import read_workbook
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.application import Application
from anlian_cli.model.text import folded
from tests.conftest import checked
from tests.fictional import Tree, add_files, application, photo, verification
from tests.test_properties import _pruned, forms
from tests.workbooks import (
    WholeBook,
    as_lists,
    blank_form,
    book,
    official_book,
    official_person,
    official_unit,
    read_whole,
)


@pytest.fixture
def tree() -> Tree:
    sound = application(1, "北京示例安全技术咨询有限公司")
    sound["单位登记表"]["安全社区服务业绩"] = "2015年协助示例街道创建国家级安全社区"
    return sound


def read(data: bytes) -> Application:
    source = read_whole(data, "表.xlsx")
    form, findings = typed(Application, source.tree)
    assert not findings and not source.findings and not source.doubts, (findings, source.findings, source.doubts)
    return form


def expected(tree: Tree) -> Application:
    return typed(Application, tree)[0]


def test_official_layout_is_the_same_application(tree: Tree) -> None:
    assert read(official_book(tree)) == expected(tree)


def test_lists_are_the_same_application() -> None:
    full = application(1, "北京示例安全技术咨询有限公司")
    assert read(book(as_lists(full))) == expected(full)


def test_our_template_filled_is_the_same_application() -> None:
    full = application(1, "北京示例安全技术咨询有限公司")
    assert read(application_workbook(expected(full))) == expected(full)


def test_a_blank_template_is_nobody() -> None:
    form = read(blank_form())
    assert form.persons is None and form.name is None


def test_the_template_filled_by_another_program_is_the_same_application() -> None:
    """openpyxl opens the blank template and types each value into its cell, over what the form prints there."""
    full = expected(application(1, "北京示例安全技术咨询有限公司"))
    filled = load_workbook(io.BytesIO(application_workbook(full)))
    blank = load_workbook(io.BytesIO(blank_form()))
    for sheet in filled.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.value != blank[sheet.title][cell.coordinate].value:
                    blank[sheet.title][cell.coordinate].value = cell.value
    buffer = io.BytesIO()
    blank.save(buffer)
    assert read(buffer.getvalue()) == full


@given(forms(Application))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_application_survives_a_workbook(tree: Tree) -> None:
    form = _speciality_in_one_part(expected(tree))
    names = [folded(person.name) for person in form.persons or () if person.name]
    assume(len(set(names)) == len(names))  # the same person twice is merged
    source = read_whole(application_workbook(form), "表.xlsx")
    again, findings = typed(Application, source.tree)
    assert not findings and not source.findings
    assert _bare(again) == _bare(form)


def _speciality_in_one_part(form: Application) -> Application:
    """The official cell for 专业方向、职称 is split at its first mark: a speciality that holds one cannot be told."""
    tree = form.model_dump(mode="json", exclude_none=True)
    for one in tree.get("单位登记表", {}).get("安全社区咨询员", []):
        if set("、，,；;/") & set(one.get("专业方向", "")):
            del one["专业方向"]
    for section in tree.get("人员登记表", []):
        section.pop("照片", None)  # a photo is a picture's file name, or a picture
    return expected(tree)


def _bare(form: Application) -> Any:
    tree = _pruned(form.model_dump(mode="json", exclude_none=True))
    return _without_empty_rows(tree)


def _without_empty_rows(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _without_empty_rows(part) for key, part in value.items()}
        return {key: part for key, part in inner.items() if part not in ({}, [])}
    if isinstance(value, list):
        return [part for part in map(_without_empty_rows, value) if part != {}]
    return value


def changed(tree: Tree, change: Callable[[Workbook], object]) -> WholeBook:
    return read_whole(official_book(tree, change), "表.xlsx")


def test_inserted_rows_and_columns_change_nothing(tree: Tree) -> None:
    rows = official_unit(tree["单位登记表"])
    wide = [[None], [None, "请认真填写"], *([None, *row[:1], None, *row[1:]] for row in rows[2:])]
    wide.insert(6, [None])
    person = [[None, *row] for row in official_person(tree["人员登记表"][0])]
    form = read(book({"表": wide, "人": person}))
    assert form.unit == expected(tree).unit
    assert form.persons == (expected(tree).persons or ())[:1]


def test_two_forms_side_by_side_and_two_below(tree: Tree) -> None:
    people = [official_person(one) for one in tree["人员登记表"][:4]]

    def beside(left: list[list[Any]], right: list[list[Any]]) -> list[list[Any]]:
        return [row + [None] * (8 - len(row)) + other for row, other in zip(left, right, strict=True)]

    sheet = [*beside(people[0], people[1]), [], *beside(people[2], people[3])]
    assert read(book({"人员": sheet})).persons == (expected(tree).persons or ())[:4]


def test_office_phones_belong_to_the_head_of_their_row(tree: Tree) -> None:
    unit = read(official_book(tree)).unit
    assert unit and unit.legal_representative and unit.principal
    assert (unit.legal_representative.office_phone, unit.legal_representative.fax) == ("010-64940001", "010-64940002")
    assert (unit.principal.office_phone, unit.principal.fax) == ("010-64940003", "010-64940004")


@pytest.mark.parametrize(
    "label", ["单位全称", "单 位 全 称", "单位\n全称", "单位全称（盖章）：", "*单位全称", "单\u00a0位全称", "单位全称:"]
)
def test_labels_are_found_however_they_are_spelled(label: str) -> None:
    form = read(book({"表": [[label, "甲公司"], ["地址", "乙路"]]}))
    assert form.name == "甲公司"


def test_a_label_with_its_value_in_one_cell() -> None:
    assert read(book({"表": [["单位全称：甲公司"], ["地址: 乙路"]]})).name == "甲公司"


def test_an_instruction_row_above_the_head_of_a_list(tree: Tree) -> None:
    lists = as_lists(tree)
    lists["人员"] = [["填表说明：姓名、性别、出生日期必须与身份证一致"], ["（红色为必填）"], *lists["人员"]]
    assert read(book({"人员": lists["人员"]})).persons == expected(tree).persons


def test_a_remark_under_a_list_is_nobody(tree: Tree) -> None:
    rows = [*as_lists(tree)["人员"], [], ["注：以上人员均为在职"]]
    assert len(read(book({"人员": rows})).persons or ()) == 6


def test_a_name_alone_in_a_list_is_a_consultant_with_gaps(tree: Tree) -> None:
    rows = as_lists(tree)["人员"]
    rows.append([None, "第七人"])
    persons = read(book({"人员": rows})).persons or ()
    assert [person.name for person in persons][-1] == "第七人" and len(persons) == 7


def test_an_unknown_column_is_named(tree: Tree) -> None:
    rows = as_lists(tree)["人员"]
    for row in rows[2:]:
        row.append("政治面貌" if row[0] == "序号" else "群众")
    source = read_whole(book({"人员": rows}), "表.xlsx")
    assert [finding.code for finding in source.findings] == ["F04"]


def test_hidden_sheets_are_skipped_and_named(tree: Tree) -> None:
    def hide(made: Workbook) -> None:
        made["人员6"].sheet_state = "hidden"
        made["人员5"].sheet_state = "veryHidden"

    source = changed(tree, hide)
    assert len(source.tree["人员登记表"]) == 4
    assert sorted(finding.message for finding in source.findings) == [
        "工作表“人员5”是隐藏的，没有读取",
        "工作表“人员6”是隐藏的，没有读取",
    ]


def test_a_sheet_that_is_no_form_is_named(tree: Tree) -> None:
    source = read_whole(book({**as_lists(tree), "通讯录": [["部门", "分机"], ["咨询部", "801"]]}), "表.xlsx")
    assert [finding.message for finding in source.findings] == ["工作表“通讯录”里没有认出登记表，没有读取"]


def put(sheet: str, cell: str, value: Any, style: str | None = None) -> Callable[[Workbook], None]:
    def change(made: Workbook) -> None:
        made[sheet][cell].value = value
        if style is not None:
            made[sheet][cell].number_format = style

    return change


def doubts(tree: Tree, change: Callable[[Workbook], object]) -> list[tuple[str, str]]:
    source = changed(tree, change)
    return [(finding.place.label if finding.place else "", finding.message) for finding in source.doubts]


def test_an_id_number_as_a_number_is_reported_never_repaired(tree: Tree) -> None:
    found = doubts(tree, put("人员1", "F7", 110105196701040205))
    assert found == [("表.xlsx 人员1!F7", "号码被 Excel 变成了数值，第 16 位以后已经丢失")]
    assert "身份证号" not in changed(tree, put("人员1", "F7", 110105196701040205)).tree["人员登记表"][0]


def test_phones_and_postcodes_as_numbers_are_read_exactly(tree: Tree) -> None:
    def change(made: Workbook) -> None:
        made["人员1"]["F6"].value = 13800010000
        made["单位登记表"]["F4"].value = 100020

    assert changed(tree, change).tree["人员登记表"][0]["移动电话"] == "13800010000"
    assert changed(tree, change).tree["单位登记表"]["邮编"] == "100020"


def test_a_month_that_excel_made_a_number_is_ambiguous(tree: Tree) -> None:
    found = doubts(tree, put("人员1", "F3", 1975.1))
    assert found == [("表.xlsx 人员1!F3", "Excel 把日期存成了数 1975.1，看不出是 1 月还是 10 月")]


def test_other_months_as_numbers_are_read(tree: Tree) -> None:
    assert changed(tree, put("人员1", "F3", 1975.3)).tree["人员登记表"][0]["出生日期"] == "1975.3"


@pytest.mark.parametrize("style", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "General", "d/m/yy"])
def test_dates_as_serials(style: str, tree: Tree) -> None:
    source = changed(tree, put("单位登记表", "E13", 43028, style))
    form, _ = typed(Application, source.tree)
    assert str(form.registered_on) == "2017-10-20"


@pytest.mark.parametrize("number", [*range(27, 37), *range(50, 59)])
def test_dates_in_chinese_built_in_formats(number: int, tree: Tree) -> None:
    """Excel and WPS in Chinese number their own formats; openpyxl cannot write them by name, so the XML is edited."""
    import zipfile

    data = official_book(tree, put("单位登记表", "E13", 43028, "0.000"))
    source, edited = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(edited, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/styles.xml":
                assert b'numFmtId="164"' in content
                content = content.replace(b'<xf numFmtId="164"', b'<xf numFmtId="%d"' % number)
            target.writestr(name, content)
    form, findings = typed(Application, read_whole(edited.getvalue(), "表.xlsx").tree)
    assert str(form.registered_on) == "2017-10-20" and not findings


def test_a_formula_without_a_stored_value_is_reported(tree: Tree) -> None:
    found = doubts(tree, put("人员1", "B3", '="张"&"三"'))
    assert found == [("表.xlsx 人员1!B3", "公式没有算出的值")]


def test_an_error_cell_is_reported(tree: Tree) -> None:
    def change(made: Workbook) -> None:
        made["人员1"]["B3"].value = "#N/A"
        made["人员1"]["B3"].data_type = "e"

    assert doubts(tree, change) == [("表.xlsx 人员1!B3", "单元格里是错误值 #N/A")]


def test_a_picture_on_the_sheet_is_a_photo(tree: Tree) -> None:
    del tree["人员登记表"][0]["照片"]

    def paste(made: Workbook) -> None:
        made["人员1"].add_image(Image(io.BytesIO(photo("张"))), "G3")

    assert changed(tree, paste).tree["人员登记表"][0]["照片"] == "（表内图片）"
    assert "照片" not in changed(tree, lambda _made: None).tree["人员登记表"][0]


def test_a_picture_in_the_cell_of_wps_is_a_photo(tree: Tree) -> None:
    rows = as_lists(tree)["人员"]
    rows[3][rows[2].index("照片")] = '=DISPIMG("ID_1",1)'
    data = book({"人员": rows}, lambda made: setattr(made["人员"].cell(4, rows[2].index("照片") + 1), "data_type", "s"))
    persons = read(data).persons
    assert persons and persons[0].photo == "（表内图片）"


def test_one_file_per_form_in_a_folder_is_one_firm(tmp_path: Path, tree: Tree) -> None:
    from anlian_cli.forms.unit_folder import read_unit

    (tmp_path / "单位.xlsx").write_bytes(book({"表": official_unit(tree["单位登记表"])}))
    for row, one in enumerate(tree["人员登记表"]):
        (tmp_path / f"人员{row}.xlsx").write_bytes(book({"表": official_person(one)}))
    lists = as_lists(tree)
    (tmp_path / "其他.xlsx").write_bytes(book({"自查": lists["自查"], "材料": lists["材料"]}))
    assert read_unit(tmp_path, "某").application == expected(tree)


def test_a_damaged_number_is_one_finding_not_also_a_missing_one(tmp_path: Path, tree: Tree) -> None:
    from anlian_cli.forms.yaml_writer import dump

    add_files(tmp_path, tree)
    (tmp_path / "表.xlsx").write_bytes(official_book(tree, put("人员2", "F7", 110105196701040205)))
    (tmp_path / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")
    findings = checked(tmp_path).units[0].findings
    assert [(finding.code, finding.place and finding.place.label) for finding in findings] == [
        ("F07", "表.xlsx 人员2!F7")
    ]
    assert findings[0].route.startswith("人员登记表·第2项")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>", "HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
        ("姓名\t性别\n张三\t男\n".encode("gb18030"), "文本"),
        ("姓名,性别\n".encode(), "文本"),
        (b"", "空的"),
        (b"PK\x03\x04broken", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "损坏"),
    ],
)
def test_what_is_no_workbook_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_workbook(data, "表.xls")
    assert words in caught.value.finding.message and caught.value.finding.hint


def test_every_finding_from_a_workbook_has_file_sheet_and_cell(tmp_path: Path, tree: Tree) -> None:
    tree["人员登记表"][2]["性别"] = "先生"
    del tree["单位登记表"]["邮编"], tree["人员登记表"][3]["移动电话"], tree["申报材料"]["管理制度"]
    tree["单位登记表"]["邮编"] = tree["人员登记表"][3]["移动电话"] = None
    tree["申报条件自查"]["成立日期"] = "很久以前"
    (tmp_path / "表.xlsx").write_bytes(official_book(tree))
    add_files(tmp_path, tree)
    findings = checked(tmp_path).units[0].findings
    assert {finding.code for finding in findings} == {"F31", "F05", "F07", "10.5"}
    for finding in findings:
        assert finding.place and finding.place.file == "表.xlsx" and finding.place.sheet and finding.place.cell, finding


def test_the_same_firm_in_every_form_has_the_same_clauses_and_findings(tmp_path: Path, tree: Tree) -> None:
    """YAML, the official layout, lists, an old .xls that LibreOffice wrote, and a file for each form."""
    from anlian_cli.forms.yaml_writer import dump
    from tests.make_libreoffice import TARGET, TEMPLATE

    assert tree == TEMPLATE
    lists = as_lists(tree)
    ways: dict[str, dict[str, bytes]] = {
        "yaml": {"a.yaml": dump(tree).encode()},
        "official": {"a.xlsx": official_book(tree)},
        "lists": {"a.xlsx": book(lists)},
        "xls": {"a.xls": (TARGET / "官方表样.xls").read_bytes()},
        "files": {
            "单位.xlsx": book({"表": official_unit(tree["单位登记表"]), "自查": lists["自查"], "材料": lists["材料"]}),
            **{f"人{row}.xlsx": book({"表": official_person(one)}) for row, one in enumerate(tree["人员登记表"])},
        },
    }
    outcomes = []
    for name, files in ways.items():
        folder = tmp_path / name
        folder.mkdir()
        add_files(folder, tree)
        (folder / "材料" / "管理制度.pdf").unlink()
        (folder / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")
        for file, content in files.items():
            (folder / file).write_bytes(content)
        unit = checked(folder).units[0]
        outcomes.append(
            (unit.verdict, unit.clauses, [(one.code, one.message, one.hint, one.path) for one in unit.findings])
        )
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert [finding[0] for finding in outcomes[0][2]] == ["10.5"]


def stacked(tree: Tree, *parts: str) -> list[list[Any]]:
    """Forms and lists below each other on one sheet."""
    lists = as_lists(tree)
    forms_below = [row for one in tree["人员登记表"] for row in [*official_person(one), []]]
    known = {**lists, "官方单位": official_unit(tree["单位登记表"]), "官方人员": forms_below}
    return [row for part in parts for row in [*known[part], []]]


@pytest.mark.parametrize(
    "parts",
    [
        ("单位", "咨询员", "人员", "自查", "材料"),
        ("官方单位", "官方人员", "自查", "材料"),
        ("官方人员", "自查", "官方单位", "材料"),
        ("人员", "材料", "官方单位", "自查"),
        ("自查", "材料", "人员", "官方单位"),
        ("自查", "官方单位", "材料", "官方人员"),
    ],
    ids=" ".join,
)
def test_everything_below_each_other_on_one_sheet_is_read_whole(parts: tuple[str, ...], tree: Tree) -> None:
    """Nothing on a sheet is lost in silence, whatever stands above it."""
    assert read(book({"表": stacked(tree, *parts)})) == expected(tree)


def test_a_list_whose_head_is_repeated_invents_nobody(tree: Tree) -> None:
    rows = as_lists(tree)["人员"]
    assert read(book({"表": [*rows[:5], rows[2], *rows[5:]]})).persons == expected(tree).persons
