"""Letters to the firms of a round: who gets which, what it says, what goes with it, and what it keeps to itself."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from jsonschema import Draft202012Validator

from anlian_cli.forms.yaml_writer import dump
from tests.conftest import ROOT
from tests.fictional import Tree, verification
from tests.firms.build import papers, people, put, send, sound
from tests.firms.sound_firms import XLS
from tests.make_examples import SETTINGS
from tests.office import Outcome, act, must
from tests.workbooks import official_book

NOW = "2017-10-26 09:00"
FIRMS = ("甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "辛八")


def firm(name: str) -> Tree:
    return sound(firm=FIRMS.index(name) + 1, name=f"北京示例{name}安全技术咨询有限公司")


def in_a_book(folder: Path, tree: Tree, **review: Any) -> None:
    papers(folder, tree, **review)
    put(folder / "申报材料.xlsx", official_book(tree))


def same_person(tree: Tree, row: int, other: Tree) -> None:
    """Somebody of another firm as a consultant of this one, under the name that this one writes."""
    for label in ("身份证号", "出生日期", "性别"):
        people(tree)[row][label] = people(other)[row][label]


def make_round(folder: Path) -> None:
    """A round with a firm for every fate."""
    faulty = firm("甲一")
    faulty["单位登记表"]["邮编"], people(faulty)[3]["移动电话"] = "10002", None
    people(faulty)[4]["工作单位及部门"] = firm("丁四")["单位登记表"]["单位全称"]
    send(folder / "甲一", faulty)
    narrow = firm("乙二")
    narrow["申报条件自查"]["经营范围"] = "企业管理咨询"
    in_a_book(folder / "乙二", narrow)
    open_one = firm("丙三")
    same_person(open_one, 1, firm("丁四"))
    for row in (0, 1):
        people(open_one)[row]["专业技术职务"] = open_one["单位登记表"]["安全社区咨询员"][row]["职称"] = "高级职称"
    in_a_book(folder / "丙三", open_one)
    in_a_book(folder / "丁四", firm("丁四"))
    put(folder / "戊五" / "登记表.yaml", "说明: 登记表另寄\n".encode())
    put(folder / "戊五" / "初核记录.yaml", dump(verification()).encode())
    papers(folder / "己六", firm("己六"), but=["9.3b"])
    put(folder / "己六" / "申报材料.yaml", dump(firm("己六")).encode())
    in_a_book(folder / "庚七", firm("庚七"))
    put(folder / "辛八" / "单位.xls", XLS.read_bytes())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notice") / "w"
    put(folder / "anlian.yaml", SETTINGS.encode())
    make_round(folder / "applications" / "2017")
    review = verification()
    other = firm("丁四")
    named = f"{other['单位登记表']['单位全称']}（丁四）的相同，{people(other)[2]['姓名']}也这样说"
    review["核验"]["10.7"] = {"结论": "不符合", "依据": f"管理制度与{named}"}
    put(folder / "applications/2017/庚七/初核记录.yaml", dump(review).encode())
    return folder


@pytest.fixture(scope="module")
def written(workspace: Path) -> tuple[Outcome, dict[str, bytes]]:
    before = stored(workspace / "applications")
    told = must(workspace, "notice", "2017", "-o", "通知", at=NOW)
    assert stored(workspace / "applications") == before and not (workspace / "records").exists()
    return told, stored(workspace / "通知")


def stored(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(letter: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(letter)).paragraphs)


def test_each_firm_gets_its_letter_and_its_own_form(written: tuple[Outcome, dict[str, bytes]]) -> None:
    told, files = written
    assert set(files) == {
        "甲一/补正通知.docx",
        "甲一/单位登记表（标注）.xlsx",
        f"甲一/人员登记表-{people(firm('甲一'))[3]['姓名']}（标注）.xlsx",
        "乙二/不予通过告知.docx",
        "乙二/申报材料（标注）.xlsx",
        "丙三/核实通知.docx",
        "丁四/核实通知.docx",
        "戊五/补正通知.docx",
        "庚七/补正通知.docx",
        "辛八/补正通知.docx",
    }
    assert "写了 7 份：补正通知 4 · 不予通过告知 1 · 核实通知 2；标注了 3 份登记表" in told.out
    assert "写的是其他单位，请看看是否放错了文件，没有标注，只写了通知：甲一" in told.out.replace("\n", "")
    assert "没有要单位回答的，等您初核：己六" in told.out
    assert "读不出单位全称，信里写的是文件夹的名字，请改好再发：戊五" in told.out
    assert "登记表.yaml：YAML 文件不能原样标注，只写了通知：戊五" in told.out
    assert "单位.xls：XLS 文件不能原样标注，只写了通知：辛八" in told.out


SAYS = {
    "甲一/补正通知.docx": (
        "单位登记表“邮编”：邮编“10002”不是 6 位数字；请填 6 位邮政编码（第十条第（二）项；",
        "；单位登记表.xlsx 单位登记表!F4）。",
        "“移动电话”：未填写“移动电话”；必填项，请补填（第十条第（三）项；",
        "请于2017年11月3日前（含当日）",
        "工作单位“其他单位”不是申报单位",
        "2017年10月26日",
    ),
    "乙二/不予通过告知.docx": (
        "1. 经营范围含安全生产咨询服务：经营范围中没有安全生产咨询服务一类的内容；规定：经营范围写有安全生产咨询服务",
        "（第九条第（二）项；申报材料.xlsx 自查!B5）",
        "有异议的，请于2017年11月3日前（含当日）书面向我会提出",
    ),
    "丙三/核实通知.docx": (
        "请写明下列人员职称证书上的全称，并附证书复印件",
        f"贵单位的咨询人员{people(firm('丙三'))[1]['姓名']}（",
        "与其他申报材料中的人员身份证号相同，请说明",
    ),
    "丁四/核实通知.docx": (f"贵单位的咨询人员{people(firm('丁四'))[1]['姓名']}（", "请说明"),
    "戊五/补正通知.docx": ("没有可以读取的登记表；请提交登记表", "（登记表.yaml）"),
    "庚七/补正通知.docx": (
        "1. 材料内容与名称相符：初核认定不符合（管理制度与其他单位（其他单位）的相同，有关人员也这样说）",
        "第十条",
    ),
}


@pytest.mark.parametrize("letter", SAYS)
def test_a_letter_says_what_where_how_by_when_and_by_which_article(
    letter: str, written: tuple[Outcome, dict[str, bytes]]
) -> None:
    text = text_of(written[1][letter])
    assert [words for words in SAYS[letter] if words not in text] == []
    assert "初核记录" not in text and "anlian" not in text


def test_a_letter_names_no_other_firm_and_nobody_of_it(written: tuple[Outcome, dict[str, bytes]]) -> None:
    known = {name: firm(name) for name in FIRMS}
    # The form that 辛八 sent names the people of 甲一.
    for path, content in ((path, content) for path, content in written[1].items() if path[:2] != "辛八"):
        text, own = f"{path}\n{_texts(content)}", known[path[:2]]
        for name, tree in known.items():
            told = {tree["单位登记表"]["单位全称"], tree["单位登记表"]["统一代码"], *_names(tree)} - _names(own)
            assert name in path or [one for one in told if one in text] == [], (path, name)
        numbers = [one[label] for label in ("身份证号", "移动电话") for one in people(own)]
        assert "（标注）" in path or [number for number in numbers if number in text] == []


def _texts(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def _names(tree: Tree) -> set[str]:
    return {one["姓名"] for one in people(tree)} | {tree["单位登记表"]["法定代表人"]["姓名"]}


def test_one_firm_alone_its_own_template_and_no_deadline(workspace: Path, tmp_path: Path) -> None:
    settings = (workspace / "anlian.yaml").read_text(encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("{{ 单位名称 }}：请于{{ 截止日期 }}前补正。电话 64940000")
    (workspace / "公文模板").mkdir()
    document.save(str(workspace / "公文模板" / "补正通知.docx"))
    try:
        put(workspace / "anlian.yaml", settings.replace("    补正截止日期: 2017-11-03\n", "").encode())
        told = must(workspace, "notice", "--unit", "甲一", "--on", "2017-10-30", "-o", tmp_path / "信", at=NOW)
    finally:
        put(workspace / "anlian.yaml", settings.encode())
        (workspace / "公文模板" / "补正通知.docx").unlink()
        (workspace / "公文模板").rmdir()
    assert "没有补正截止日期：通知里留了空白，请填上" in told.out and "写了 1 份" in told.out
    assert {path.name for path in (tmp_path / "信").iterdir()} == {"甲一"}
    text = text_of((tmp_path / "信/甲一/补正通知.docx").read_bytes())
    assert text == "北京示例甲一安全技术咨询有限公司：请于　　　　年　　月　　日前补正。电话 64940000"


def test_as_json_again_over_what_was_written(workspace: Path, written: tuple[Outcome, dict[str, bytes]]) -> None:
    refused = act(workspace, "notice", "2017", "-o", "通知", at=NOW)
    assert refused.code == 2 and "10 个文件已经存在" in refused.err and "--force" in refused.err
    put(workspace / "通知/乙二/补正通知.docx", b"of an earlier day")
    again = ("notice", "--unit", "乙二", "-o", "通知", "--force", "--format", "json")
    told = must(workspace, *again, at=NOW)
    (workspace / "通知/乙二/补正通知.docx").unlink()
    found = json.loads(told.out)
    schema = json.loads((ROOT / "schemas/notice.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    (unit,) = found["units"]
    assert (found["on"], found["deadline"], unit["kind"]) == ("2017-10-26", "2017-11-03", "fail")
    assert (unit["letter"], unit["marked"]) == ("乙二/不予通过告知.docx", ["乙二/申报材料（标注）.xlsx"])
    assert unit["remarks"] == ["文件夹里还有以前的文件：补正通知.docx"]
    assert stored(workspace / "通知").keys() == written[1].keys()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["notice", "2017"], 2, "写进哪个文件夹"),
        (["notice", "2017", "-o", "applications/2017/甲一"], 2, "不能写进 applications/"),
        (["notice", "2018", "-o", "新"], 2, "没有批次“2018”"),
        (["notice", "--unit", "北京", "-o", "新"], 2, "符合"),
        (["notice", "--unit", "甲二", "-o", "新"], 2, "没有单位“甲二”"),
        (["notice", "--on", "某日", "-o", "新"], 2, "--on"),
        (["notice", "-o", "anlian.yaml"], 2, "anlian.yaml"),
    ],
    ids=["no folder", "among the applications", "no round", "several", "nobody", "no day", "a file"],
)
def test_what_cannot_be_written_is_told_and_nothing_is(words: list[str], code: int, says: str, workspace: Path) -> None:
    told = act(workspace, *words, at=NOW)
    assert told.code == code and says in told.err
    assert not (workspace / "新").exists()


def test_a_firm_that_came_packed_gets_its_letter_alone(tmp_path: Path) -> None:
    put(tmp_path / "anlian.yaml", SETTINGS.encode())
    tree = firm("甲一")
    tree["单位登记表"]["邮编"] = "10002"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("申报材料.xlsx", official_book(tree))
    put(tmp_path / "applications/2017/甲一.zip", buffer.getvalue())
    told = must(tmp_path, "notice", "-o", "通知", at=NOW)
    assert "压缩包里的登记表没有标注，只写了通知：甲一.zip" in told.out
    assert set(stored(tmp_path / "通知")) == {"甲一/补正通知.docx"}
    assert "请填 6 位邮政编码" in text_of((tmp_path / "通知/甲一/补正通知.docx").read_bytes())
