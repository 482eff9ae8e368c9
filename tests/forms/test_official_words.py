"""The two blank forms carry the words of the notice's appendix, and what people write among them is read back.

The words below are typed from 京安联发〔2017〕4号, not taken from our code; the sheets are read by openpyxl.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.filler import filled_in
from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.application import Application, PersonForm
from tests.fictional import Tree, application
from tests.workbooks import WholeBook, blank_form, book, read_whole

UNIT_WORDS = """
安全社区咨询服务单位登记表
( | ) 号
单位全称 (盖章) | 地 址
营业执照注册地 | 统一代码 | 邮 编
法定代表人 | 办公电话 | 传 真
主要负责人 | 手 机
办公电话 | 传 真
安全社区服务业绩
安全社区咨询员 | 姓名 | 专业方向、职称 | 姓名 | 专业方向、职称
专职工作人员 | 登 记 日 期
自律管理办公室意见：
(盖章) 年 月 日
"""
PERSON_WORDS = """
安全社区咨询服务人员登记表
( | ) 号
姓 名 | 性 别 | 出生日期 | 照片 (一寸)
工作单位及部门
职 务 | 专业技术职务
通讯地址及邮编 | 移动电话
E-mail | 身份证号
毕业院校 | 学 历 | 学 位
资格证书 | 现从事安全生产服务工作年限
工作简历及主要成绩
申请人承诺 | 本人保证以上所填各项内容的真实性。在咨询工作中，将自觉遵守有关规定，并对所提咨询结论产生的法律后果负责。
本人签名: | 年 月 日
所在单位意见:
(盖章) 年 月 日
自律管理办公室意见:
(盖章) 年 月 日
"""
OURS = "年份 | 服务对象 | 服务类别 | 内容"
"""The notice leaves 安全社区服务业绩 one empty cell; ours has columns in it."""
SIGNATURE, DAY = "F12", "G12"
OPINION, SEAL = "B13", "B14"


@cache
def sheets(data: bytes) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(data)).worksheets}


def rows(sheet: Worksheet) -> list[str]:
    """The words of each row that has any; how wide a blank is does not count."""
    texts = ([" ".join(str(cell.value).split()) for cell in row if cell.value is not None] for row in sheet.iter_rows())
    return [" | ".join(row) for row in texts if row]


def test_the_blank_unit_form_has_the_words_of_the_notice() -> None:
    found = rows(sheets(blank_form())["单位登记表"])
    assert [row.removesuffix(f" | {OURS}") for row in found] == UNIT_WORDS.strip().split("\n")


def test_every_blank_person_form_has_the_words_of_the_notice() -> None:
    made = sheets(blank_form())
    for number in range(1, 7):
        assert rows(made[f"人员登记表{number}"]) == PERSON_WORDS.strip().split("\n")


def test_a_filled_form_has_them_too_but_for_the_day_that_is_written() -> None:
    made = sheets(application_workbook(typed(Application, full())[0]))
    for sheet, words in (("单位登记表", UNIT_WORDS), ("人员登记表1", PERSON_WORDS)):
        found = " | ".join(rows(made[sheet])).split(" | ")
        wanted = words.strip().replace("\n", " | ").replace("本人签名: | 年 月 日", "本人签名:").split(" | ")
        assert all(found.count(word) >= wanted.count(word) for word in wanted)


@pytest.mark.parametrize(
    ("sheet", "label", "foot"),
    [
        ("单位登记表", "A21:A22", "B22:H22"),
        ("人员登记表1", "A13:A14", "B14:G14"),
        ("人员登记表1", "A15:A16", "B16:G16"),
    ],
)
def test_the_foot_stands_at_the_lower_right_of_the_opinions_frame(sheet: str, label: str, foot: str) -> None:
    made = sheets(blank_form())[sheet]
    assert {label, foot} <= {str(merged) for merged in made.merged_cells.ranges}
    cell = made[foot.partition(":")[0]]
    assert "意见" in str(made[label.partition(":")[0]].value) and cell.value == "(盖章)　年　月　日"
    assert cell.alignment.horizontal == "right"
    above = made.cell(cell.row - 1, cell.column)
    drawn = [side and side.style for one in (above, cell) for side in (one.border.top, one.border.bottom)]
    assert drawn == ["thin", None, None, "thin"], "one frame around both"


def test_every_word_of_the_forms_fits_its_cell() -> None:
    for sheet in list(sheets(blank_form()).values())[1:3]:
        for cell, width, height in _cells(sheet):
            lines = sum(math.ceil(_characters(line) / (width - 1)) for line in str(cell.value).split("\n"))
            assert lines * cell.font.size * 1.3 <= height, (cell.value, lines, width, height)


def _cells(sheet: Worksheet) -> Iterator[tuple[Any, float, float]]:
    """Every written cell with its width in characters and its height in points."""
    spans = {(one.min_row, one.min_col): (one.max_row, one.max_col) for one in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                last_row, last_column = spans.get((cell.row, cell.column), (cell.row, cell.column))
                columns = [get_column_letter(one) for one in range(cell.column, last_column + 1)]
                heights = [sheet.row_dimensions[one].height or 16 for one in range(cell.row, last_row + 1)]
                yield cell, sum(sheet.column_dimensions[one].width for one in columns), sum(heights)


def _characters(text: str) -> float:
    """How wide a text is: a column counts characters of 11 points, a Chinese one is twice as wide."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text) * 12 / 11


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("(盖章)　年　月　日", ""),
        ("（盖章）   年  月  日", ""),
        ("年 月 日", ""),
        ("　　年　月　日", ""),
        ("同意\n(盖章)　年　月　日", "同意"),
        ("同意 （盖章） 年 月 日", "同意"),
        ("同意\n　　年　月　日", "同意"),
        ("(盖章)　2017年10月18日", "(盖章)　2017年10月18日"),
        ("2017年　月　日", "2017年　月　日"),
        ("每年 月 日", "每年 月 日"),
        ("年月日咨询公司", "年月日咨询公司"),
    ],
)
def test_a_blank_seal_and_a_blank_day_are_nothing(written: str, value: str) -> None:
    assert filled_in(written) == value


def full() -> Tree:
    return application(1, "北京示例安全技术咨询有限公司")


def typed_over(values: dict[str, Any], sheet: str = "人员登记表1") -> WholeBook:
    """The blank template with these values typed into a sheet by another program."""
    made = load_workbook(io.BytesIO(blank_form()))
    for cell, value in values.items():
        made[sheet][cell].value = value
        if isinstance(value, date):
            made[sheet][cell].number_format = "yyyy-mm-dd"
    buffer = io.BytesIO()
    made.save(buffer)
    return read_whole(buffer.getvalue(), "表.xlsx")


def person(values: dict[str, Any]) -> PersonForm:
    source = typed_over(values)
    form, findings = typed(Application, source.tree)
    assert not findings and not source.findings and not source.doubts
    assert form.persons
    return form.persons[0]


def test_the_feet_of_a_form_that_is_begun_are_no_opinions() -> None:
    begun = person({"B3": "张三"})
    assert begun.model_dump(exclude_none=True) == {"姓名": "张三"}


def test_the_feet_of_a_unit_form_that_is_begun_are_no_opinion() -> None:
    source = typed_over({"B3": "甲公司"}, "单位登记表")
    assert source.tree["单位登记表"] == {"单位全称": "甲公司"}


@pytest.mark.parametrize("day", ["2017-10-18", "2017年10月18日", "2017.10.18", date(2017, 10, 18)])
def test_a_day_typed_over_the_blank_one_is_the_undertakings(day: Any) -> None:
    promise = person({SIGNATURE: "张三", DAY: day}).undertaking
    assert promise and (promise.signature, promise.signed_on) == ("张三", date(2017, 10, 18))


def test_a_day_without_a_signature_is_no_signature() -> None:
    promise = person({DAY: "2017-10-18"}).undertaking
    assert promise and (promise.signature, promise.signed_on) == (None, date(2017, 10, 18))


def test_a_signature_without_a_day_has_none() -> None:
    promise = person({SIGNATURE: "张三"}).undertaking
    assert promise and (promise.signature, promise.signed_on) == ("张三", None)
    promise = person({SIGNATURE: "张三", DAY: None}).undertaking
    assert promise and (promise.signature, promise.signed_on) == ("张三", None)


def test_a_damaged_day_is_named_with_its_cell() -> None:
    source = typed_over({SIGNATURE: "张三", DAY: "=DATE(2017,10,18)"})
    assert [(finding.code, finding.place and finding.place.label) for finding in source.doubts] == [
        ("F07", f"表.xlsx 人员登记表1!{DAY}")
    ]


def test_what_is_missing_has_its_own_cell() -> None:
    atlas = typed_over({"B3": "张三"}).atlas
    promise = ("人员登记表", 0, "申请人承诺")
    for label, cell in (("签名", SIGNATURE), ("日期", DAY)):
        place = atlas.place((*promise, label))
        assert place and (place.sheet, place.cell) == ("人员登记表1", cell)


@pytest.mark.parametrize(
    ("typed_in", "opinion"),
    [
        ({OPINION: "同意"}, "同意"),
        ({OPINION: "同意\n（盖章） 年 月 日", SEAL: None}, "同意"),
        ({OPINION: "同意", SEAL: None}, "同意"),
        ({SEAL: "同意　(盖章)　年　月　日"}, "同意"),
        ({OPINION: "同意", SEAL: "(盖章)　2017年10月18日"}, "同意\n(盖章)　2017年10月18日"),
    ],
)
def test_an_opinion_is_what_stands_in_its_frame_without_the_blank_foot(typed_in: Tree, opinion: str) -> None:
    """Nothing that was written is lost, a day that was written into the foot included."""
    assert person({"B3": "张三", **typed_in}).employer_opinion == opinion


def test_the_number_between_its_brackets_is_read() -> None:
    assert person({"B3": "张三", "F2": "2017-12"}).serial == "2017-12"
    source = typed_over({"B3": "甲公司", "G2": "3"}, "单位登记表")
    assert source.tree["单位登记表"]["编号"] == "3"


@pytest.mark.parametrize("written", ["（12）号", "( 12 ) 号"])
def test_the_number_in_one_cell_with_its_brackets_is_read(written: str) -> None:
    source = read_whole(book({"表": [[written], ["单位全称", "甲公司"], ["地址", "乙路"]]}), "表.xlsx")
    assert source.tree["单位登记表"]["编号"] == "12"


def test_a_form_with_the_labels_of_our_earlier_template_is_read_as_before() -> None:
    """Firms have filled it in: 编号, 签名 and 日期 as labels, a pledge of other words, an opinion in one cell."""
    rows = [
        ["人员登记表"],
        [None, None, None, None, "编号", "7"],
        ["姓名", "张三", "性别", "男", "出生日期", "1975-05"],
        ["申请人承诺", "以上由本人填写，内容属实。咨询工作中遵守有关规定，并对所提咨询结论负责。"],
        [None, "签名", "张三", None, "日期", "2017-10-18"],
        ["所在单位意见", "同意"],
        ["自律管理办公室意见"],
    ]
    source = read_whole(book({"人员登记表1": rows}), "表.xlsx")
    assert not source.findings and not source.doubts
    assert source.tree["人员登记表"] == [
        {
            "编号": "7",
            "姓名": "张三",
            "性别": "男",
            "出生日期": "1975-05",
            "申请人承诺": {"签名": "张三", "日期": "2017-10-18"},
            "所在单位意见": "同意",
        }
    ]


def test_the_labels_of_yaml_and_reports_are_the_plain_ones() -> None:
    """The form's inner blanks and brackets are for print alone."""
    labels = [str(field.alias) for form in (PersonForm, Application) for field in form.model_fields.values()]
    assert {"姓名", "照片", "所在单位意见", "自律管理办公室意见"} <= set(labels)
    assert not any(set(" ():：（）") & set(label) for label in labels)
