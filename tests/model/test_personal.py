"""What is personal and what is not, however it is written; the numbers are made up, their check digits are right."""

from __future__ import annotations

import time

import pytest

from anlian_cli.errors import UsageFault
from anlian_cli.model.personal import masked, personal_words, refuse_unfit
from anlian_cli.model.text import quoted

PERSONAL = [
    ("身份证号", "110105197505010015"),
    ("身份证号", "张三110105197505010015。"),
    ("身份证号", "110105 19750501 0015"),
    ("身份证号", "110105-19750501-0015"),
    ("身份证号", "110105 1975 05 01 0015"),
    ("身份证号", "1101 0519 7505 0100 15"),
    ("身份证号", "1 1 0 1 0 5 1 9 7 5 0 5 0 1 0 0 1 5"),
    ("身份证号", "１１０１０５１９７５０５０１００１５"),
    ("身份证号", "110105\u200b19750501\u200b0015"),
    ("身份证号", "1101051975050100\ufeff15"),
    ("身份证号", "11010519491231002X"),
    ("身份证号", "11010519491231002ｘ"),
    ("身份证号", "110105750501001"),
    ("身份证号", "110105 750501 001"),
    ("手机号", "13800000001"),
    ("手机号", "电话：138-0000-0001"),
    ("手机号", "138 0000 0001"),
    ("手机号", "138.0000.0001"),
    ("手机号", "1380 000 0001"),
    ("手机号", "138　0000　0001"),
    ("手机号", "138\u20110000\u20110001"),
    ("手机号", "１３８００００００００１"[:11]),
    ("手机号", "1 3 8 0 0 0 0 0 0 0 1"),
    ("手机号", "138\u200d0000\u200d0001"),
    ("手机号", "+8613800000001"),
    ("手机号", "+86 138 0000 0001"),
    ("手机号", "（+86）138-0000-0001"),
    ("手机号", "008613800000001"),
    ("手机号", "2018-05-03 13800000001 来电"),
    ("邮箱", "zhang@example.com"),
    ("邮箱", "邮箱zhang.san+1@mail.example.com.cn，请回复"),
    ("邮箱", "zhang＠example.com"),
    ("邮箱", "ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
    ("邮箱", "zhang @ example.com"),
    ("邮箱", "zhang@example . com"),
    ("邮箱", "zhang@example。com"),
    ("邮箱", "zhang\u200b@example.com"),
    ("邮箱", "张三@example.com"),
    ("手机号、邮箱", "13800000001@example.com"),
]
NOBODYS = [
    "91110105MA0000015F",
    "9111 0105 MA00 0001 5F",
    "９１１１０１０５ＭＡ０００００１５Ｆ",
    "51110000000000000J",
    "91110000600037341L",
    "京安联发〔2017〕4号",
    "京安联发〔2018〕13号第15条",
    "2018-05-03至2019-05-03",
    "2018.05.03 2019.05.03",
    "20180503 20190503",
    "13.3 2018-05-03 走访",
    "13.1 13.2 13.3 13.4",
    "14.1 20 14.2 18 14.3 17",
    "15 18 20 19 20 12 15 18 16",
    "25 25 25 25 20 20 20 20 20",
    "金额 1380000 元，合同 15,000,000,000 元",
    "1380000.50",
    "010-64943795，63522105（传真）",
    "010 64943795 转 801",
    "400-810-1234",
    "邮编 100020，2018年5月3日",
    "100020 2018-05-03 1234",
    "注册号 110105001234567",
    "合同编号 20180503000123456789",
    "第 138 页、第 0000 行",
    "评分@专家组",
    "满分 100@2018",
    "13800000",
    "123456789012345678901234567890",
    "12110119400123456",
]


@pytest.mark.parametrize(("kind", "text"), PERSONAL)
def test_what_is_personal(kind: str, text: str) -> None:
    assert personal_words(text) == kind
    with pytest.raises(UsageFault):
        refuse_unfit(None, "走访", text)


@pytest.mark.parametrize("text", NOBODYS)
def test_what_is_nobodys(text: str) -> None:
    assert personal_words(text) == "" and masked(text) == text
    refuse_unfit(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请拨138-0000-0001。", "请拨138****0001。"),
        ("110105 19750501 0015在册", "110105********0015在册"),
        ("１３８００００\u200b０００１，zhang ＠ example.com", "138****0001，z***@example.com"),
        ("+86 138 0000 0001、13900000002", "+86 138****0001、139****0002"),
    ],
)
def test_how_it_is_shown(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_credit_code_of_digits_alone_is_told_by_its_check_character() -> None:
    """Its region, 延庆, stands where an ID number has the century."""
    assert masked("121101194001230062") == "121101194001230062"


@pytest.mark.parametrize("piece", ["a", "1", "13800000001", "1 ", "a@", "a@a.", "@", "110105 ", "-", "\u200b", "中"])
def test_long_texts_take_no_time(piece: str) -> None:
    start = time.process_time()
    masked(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 10


def test_no_part_of_a_number_comes_into_sight_where_a_text_is_cut() -> None:
    for before in range(1, 2_050):
        shown = quoted("a" * before + " 110105197505010015" * 3)
        assert "1975" not in shown and len(shown) <= 42
