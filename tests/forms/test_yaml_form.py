"""YAML forms: text stays text, every fault has its place, and nothing dangerous gets as far as a parser's limits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlian_cli.forms.guard import MAX_DEPTH, Unreadable
from anlian_cli.forms.source import Source
from anlian_cli.forms.yaml_form import read_yaml


def read(text: str) -> Source:
    return read_yaml(text.encode(), "表.yaml")


def refused(data: bytes) -> tuple[str, str, str]:
    """Code, place and message of the one finding that says why nothing could be read."""
    with pytest.raises(Unreadable) as caught:
        read_yaml(data, "表.yaml")
    finding = caught.value.finding
    assert finding.place is not None and finding.hint
    return finding.code, finding.place.label, finding.message


def test_every_scalar_is_text() -> None:
    tree = read("单位登记表:\n  邮编: 010000\n  统一代码: 911101080000000E12\n  编号: 0104\n  地址: yes\n").tree
    assert tree == {"单位登记表": {"邮编": "010000", "统一代码": "911101080000000E12", "编号": "0104", "地址": "yes"}}


def test_an_unquoted_eighteen_digit_code_keeps_every_digit() -> None:
    tree = read("人员登记表:\n  - 身份证号: 110105197505010015\n    移动电话: 13800000001\n").tree
    assert tree["人员登记表"][0] == {"身份证号": "110105197505010015", "移动电话": "13800000001"}


@pytest.mark.parametrize("blank", ["", "~", "null", '""', "'  '"])
def test_blank_is_absent_but_has_its_place(blank: str) -> None:
    source = read(f"单位登记表:\n  邮编: {blank}\n  地址: 甲\n")
    assert source.tree == {"单位登记表": {"地址": "甲"}}
    assert source.place(("单位登记表", "邮编")).label.startswith("表.yaml:2:")


def test_places_are_of_values_and_fall_back_to_what_is_around() -> None:
    source = read("单位登记表:\n  地址: 甲\n  主要负责人:\n    姓名: 乙\n人员登记表:\n  - 姓名: 丙\n")
    assert source.place(("单位登记表", "地址")).label == "表.yaml:2:7"
    assert source.place(("单位登记表", "主要负责人", "姓名")).label == "表.yaml:4:9"
    assert source.place(("单位登记表", "主要负责人", "手机")).label == "表.yaml:3:3"
    assert source.place(("人员登记表", 0, "姓名")).label == "表.yaml:6:9"
    assert source.place(("申报材料",)).label == "表.yaml"


def test_labels_may_be_spaced_as_on_paper() -> None:
    assert read("单位登记表:\n  地　址: 甲\n  邮 编: '100020'\n").tree["单位登记表"] == {"地址": "甲", "邮编": "100020"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(encoding: str) -> None:
    source = read_yaml("单位登记表:\n  单位全称: 北京示例安全技术咨询有限公司\n".encode(encoding), "表.yaml")
    assert source.tree["单位登记表"]["单位全称"] == "北京示例安全技术咨询有限公司"
    assert [finding.code for finding in source.findings] == (["F08"] if encoding == "gb18030" else [])


def test_a_repeated_label_is_a_finding_and_the_first_stands() -> None:
    source = read("单位登记表:\n  地址: 甲\n  邮编: '1'\n  地 址: 乙\n")
    assert source.tree["单位登记表"]["地址"] == "甲"
    assert [(finding.code, finding.place and finding.place.label) for finding in source.findings] == [
        ("F03", "表.yaml:4:3")
    ]


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("单位登记表:\n  地址：甲\n  邮编: '1'\n", "F02", "表.yaml:2:5", "全角冒号"),
        ("单位登记表:\n  地址: 甲\n  邮编：1\n  编号: 2\n", "F02", "表.yaml:3:5", "全角冒号"),
        ("单位登记表:\n\t地址: 甲\n", "F02", "表.yaml:2:1", "制表符"),
        ("单位登记表:\n  地址:甲\n  邮编: '1'\n", "F02", "表.yaml:2:5", "冒号后面没有空格"),
        ("单位登记表:\n  地址: '甲\n", "F02", "表.yaml:3:1", "引号"),
        ("单位登记表: {地址: 甲\n", "F02", "表.yaml:2:1", "花括号"),
        ("单位登记表:\n  地址: @甲\n", "F02", "表.yaml:2:7", "特殊符号"),
        ('单位登记表:\n  地址: "材料\\管理"\n', "F02", "表.yaml:2:10", "反斜杠"),
        ("单位登记表: &a\n  地址: 甲\n", "F01", "表.yaml:1:8", "锚点"),
        ("地址: *a\n", "F01", "表.yaml:1:5", "锚点"),
        ("地址: !!python/object 甲\n", "F01", "表.yaml:1:5", "标签"),
        ("单位登记表: !x {地址: 甲}\n", "F01", "表.yaml:1:8", "标签"),
        ("单位登记表:\n  <<: {地址: 甲}\n", "F01", "表.yaml:2:3", "合并键"),
        ("地址: 甲\n---\n地址: 乙\n", "F01", "表.yaml:2:1", "几份文档"),
        ("? [甲, 乙]\n: 丙\n", "F01", "表.yaml:1:3", "不是文字"),
        ("- 甲\n- 乙\n", "F01", "表.yaml:1:1", "栏目"),
        ("只有一句话\n", "F01", "表.yaml:1:1", "栏目"),
        ("地址: 甲\x07乙\n", "F01", "表.yaml:1:6", "控制字符"),
        ("地址: 甲\x1b[31m\n", "F01", "表.yaml:1:6", "控制字符"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, code: str, place: str, words: str) -> None:
    found = refused(text.encode())
    assert found[:2] == (code, place) and words in found[2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"  \n\n", "空的"),
        ("地址: 甲\n".encode("utf-16"), "UTF-16"),
        (b"\xff\x00\x81", "编码"),
        (b"PK\x03\x04rest", "压缩包"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0", "旧版"),
    ],
)
def test_other_files_are_named(data: bytes, words: str) -> None:
    assert words in refused(data)[2]


def test_a_value_that_swallows_the_next_line_is_told() -> None:
    source = read("单位登记表:\n  地址: 北京市朝阳区\n    邮编：100020\n")
    assert [finding.code for finding in source.findings] == ["F02"]


BOMB = "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        b"[" * 60_000,
        b"{a: " * 60_000,
        ("\n".join("  " * n + "a:" for n in range(MAX_DEPTH + 5))).encode(),
        b"a: [" + b"1," * 250_000 + b"1]",
        b"".join(b"k%d: v\n" % number for number in range(250_000)),
        ("单位登记表:\n" + "".join(f"  <<: {{k{n}: v}}\n" for n in range(5_000))).encode(),
        b"a: " + b"x" * 6_000_000,
        b"- " * 100_000,
        b'"' + b"\\x41" * 500_000,
    ],
    ids=["alias bomb", "brackets", "braces", "depth", "nodes", "pairs", "merge keys", "6 MB", "dashes", "escapes"],
)
@pytest.mark.no_cover
def test_bombs_are_refused_at_once(data: bytes) -> None:
    began = time.process_time()
    assert refused(data)[0] in ("F01", "F02")
    assert time.process_time() - began < 5  # not a measurement: an unguarded parser takes minutes, or the process


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes_are_a_tree_or_a_finding(data: bytes) -> None:
    try:
        assert isinstance(read_yaml(data, "表.yaml").tree, dict)
    except Unreadable as problem:
        assert problem.finding.place is not None


@given(st.text(alphabet="单位登记表地址: ：-\t\n'\"[]{}&*!<|>#,甲1", max_size=120))
@settings(max_examples=500)
def test_any_near_yaml_is_a_tree_or_a_finding(text: str) -> None:
    try:
        assert isinstance(read_yaml(text.encode(), "表.yaml").tree, dict)
    except Unreadable as problem:
        assert problem.finding.hint
