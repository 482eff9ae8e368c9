"""No cell of the blank forms refuses a right answer, and a rule refuses what it is for; judged as Excel would.

The answers are typed here by hand, as firms give them, and so is what a prompt names as an example.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from anlian_cli.forms.template import application_template
from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.application import Application
from tests.excel_rules import rules_at, verdict
from tests.fictional import MATERIALS, Tree, application
from tests.workbooks import blank_form, read_whole

YES = ["是", "否"]
PATH = ["材料/营业执照.pdf", "材料/第1册.pdf\n材料/第2册.pdf", "材料\\业绩报告（2015-2017年）.docx"]
DAYS = ["2017-10-18", "2017年10月18日", "2017.10.18", "2017/10/18", "20171018"]
PHONE = ["010-64940001", "64943795，63522105（传真）", "无"]
PERIODS = [*DAYS, "1975-05", "1975年5月", "1975.05"]
ANSWERS: dict[str, list[str]] = {
    "编号": ["2017-12", "7"],
    "单位全称": ["北京示例安全技术咨询有限公司（盖章）", "北京" + "示例" * 40 + "有限公司"],
    "地址": ["北京市朝阳区示例路1号院2号楼3单元1201室（注册地址与办公地址一致）"],
    "营业执照注册地": ["北京市朝阳区"],
    "统一代码": ["91110105MA0000015F", "51110000000000000J", "110105012345678"],
    "邮编": ["100020"],
    "办公电话": PHONE,
    "传真": PHONE,
    "手机": ["13800000001"],
    "年份": ["2015", "2015-2017"],
    "服务对象": ["示例街道、某某乡"],
    "服务类别": ["安全社区"],
    "内容": ["协助创建国家级安全社区。" * 100],
    "专业方向、职称": ["安全工程、高级工程师", "安全工程、", "、高级工程师"],
    "专职工作人员": ["赵示例", "赵示例、钱示例、孙示例"],
    "登记日期": DAYS,
    "自律管理办公室意见": ["同意", "同意备案。" * 50],
    "姓名": ["张示例", "买买提·示例", "李"],
    "性别": ["男", "女"],
    "出生日期": PERIODS,
    "照片": ["照片/张示例.jpg", "见附件"],
    "工作单位及部门": ["北京示例安全技术咨询有限公司 咨询部"],
    "职务": ["部门经理", "无"],
    "专业技术职务": ["高级工程师", "正高级工程师", "教授级高级工程师", "副研究员", "经济师", "无"],
    "通讯地址及邮编": ["北京市朝阳区示例路1号 100020"],
    "移动电话": ["13800000002", "138 0000 0002"],
    "E-mail": ["zhang@example.com", "无"],
    "身份证号": ["110105197505010015", "11010519750501002x"],
    "毕业院校": ["示例大学"],
    "学历": ["本科", "大学本科", "硕士研究生", "研究生", "大专", "博士", "中专"],
    "学位": ["学士", "无"],
    "资格证书": ["注册安全工程师", "注册安全工程师、一级安全评价师；注册消防工程师", "无"],
    "现从事安全生产服务工作年限": ["12", "12年", "2009年至今", "十余年"],
    "工作简历及主要成绩": ["2005年起从事安全评价与安全社区咨询。" * 200],
    "签名": ["张示例"],
    "日期": DAYS,
    "所在单位意见": ["同意", "同意该同志申报。" * 20],
    **dict.fromkeys(
        ("独立法人资格", "固定办公场所", "办公设施设备", "技术支撑条件", "体系文件制度档案健全", "证照齐全"), YES
    ),
    "无违法行为记录": YES,
    "经营范围": ["安全生产咨询服务；技术咨询", "安全评价；技术开发、技术转让、技术服务。" * 60],
    "成立日期": PERIODS,
    "从事相关工作起始日期": PERIODS,
    "咨询领域": ["生产安全、交通安全、消防安全、燃气安全、公共安全", "消防安全"],
    **dict.fromkeys(MATERIALS, PATH),
}
WRONG = [
    ("性别", "先生", "refused"),
    ("独立法人资格", "有限责任公司", "refused"),
    ("无违法行为记录", "无", "refused"),
    ("统一代码", "91110105MA00000", "accepted"),  # fifteen characters are an old number
    ("统一代码", "91110105MA000001", "warned"),
    ("身份证号", "1101051975050100", "warned"),
    ("邮编", "10020", "warned"),
    ("登记日期", "去年十月", "warned"),
    ("日期", "17.10.18", "warned"),
    ("姓名", "张" * 101, "refused"),
    ("经营范围", "安" * 5001, "refused"),
    ("职务", "长" * 501, "refused"),
]


@cache
def sheets() -> list[Worksheet]:
    return list(load_workbook(io.BytesIO(blank_form())).worksheets)


def asked(sheet: Worksheet) -> Iterator[tuple[str, str, str]]:
    """Every cell that asks for something: where it is, its label, its prompt."""
    for rule in sheet.data_validations.dataValidation:
        for cell in str(rule.sqref).split():
            yield cell.partition(":")[0], str(rule.promptTitle), str(rule.prompt or "")


def test_every_cell_that_a_whole_application_fills_says_what_it_asks() -> None:
    whole = _whole()
    filled, blank = (load_workbook(io.BytesIO(application_workbook(one))) for one in (whole, None))
    for sheet in filled.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.value != blank[sheet.title][cell.coordinate].value:
                    found = rules_at(blank[sheet.title], cell.coordinate)
                    assert [rule.showInputMessage for rule in found] == [True], (sheet.title, cell.coordinate)


def test_every_label_that_asks_has_answers_here_and_the_other_way_round() -> None:
    labels = {label for sheet in sheets() for _, label, _ in asked(sheet)}
    assert labels == set(ANSWERS)


def test_no_right_answer_is_refused_or_questioned() -> None:
    for sheet in sheets():
        for cell, label, prompt in asked(sheet):
            example = re.findall("例：(.*)", prompt)
            for answer in (*ANSWERS[label], *example, ""):
                assert verdict(sheet, cell, answer) == "accepted", (sheet.title, cell, label, answer)


def test_a_prompt_fits_what_excel_shows() -> None:
    for sheet in sheets():
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32 and len(rule.errorTitle or "") <= 32
            assert len(rule.prompt or "") <= 255 and len(rule.error or "") <= 225


@pytest.mark.parametrize(("label", "answer", "expected"), WRONG)
def test_what_a_rule_is_for_is_refused_or_questioned(label: str, answer: str, expected: str) -> None:
    found = {
        verdict(sheet, cell, answer) for sheet in sheets() for cell, asked_for, _ in asked(sheet) if asked_for == label
    }
    assert found == {expected}


def _whole() -> Application:
    """An application with an answer in every field that a firm or the office fills."""
    tree: Tree = application(1, "北京示例安全技术咨询有限公司")
    unit = tree["单位登记表"]
    unit |= {"编号": "2017-12", "自律管理办公室意见": "同意"}
    unit["安全社区服务业绩"] *= 5
    unit["安全社区咨询员"] = (unit["安全社区咨询员"] * 2)[:10]
    for one in tree["人员登记表"]:
        one |= {"编号": "7", "自律管理办公室意见": "同意"}
    return typed(Application, tree)[0]


def test_a_workbook_filled_with_its_examples_is_the_application_that_the_yaml_template_is_with_its_own() -> None:
    book = load_workbook(io.BytesIO(blank_form()))
    # One person, one row of the roster and one of the track record, as the YAML template has them.
    further = {
        *[
            "B10",
            "C10",
            "E10",
            "F10",
            "B11",
            "C11",
            "E11",
            "F11",
            "B12",
            "C12",
            "E12",
            "F12",
            "B13",
            "C13",
            "E13",
            "F13",
        ],
        "E15",
        "F15",
    }
    further |= {f"{column}{row}" for column in "BCEF" for row in range(16, 20)}
    for name in ("单位登记表", "人员登记表1", "申报条件自查"):
        for cell, _, prompt in asked(book[name]):
            if (example := re.findall("例：(.*)", prompt)) and (name, cell in further) != ("单位登记表", True):
                book[name][cell].value = example[0]
    buffer = io.BytesIO()
    book.save(buffer)
    source = read_whole(buffer.getvalue())
    assert not source.findings and not source.doubts
    filled = re.sub(r"(?m)^([^#\n:]+:) *(?:\"\")? *#.*例：(.*)$", r'\1 "\2"', application_template())
    form, findings = typed(Application, YAML(typ="safe", pure=True).load(filled))
    assert not findings and form.unit and form.persons and form.self_check and form.materials
    assert typed(Application, source.tree) == (form, [])
