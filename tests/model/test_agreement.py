"""How a text that was read agrees with one that was typed, by what a clerk who lays the two side by side would say."""

from __future__ import annotations

import secrets

import pytest

from anlian_cli.model.agreement import addresses_agree, codes_agree, days_agree, entries_agree, names_agree
from anlian_cli.model.scanned import CERTAIN, Fact, FactName, salted

SURE, BLURRED = 1.0, CERTAIN - 0.01


def fact(text: str, confidence: float = SURE, digest: str = "") -> Fact:
    return Fact(FactName.UNIT_NAME, text, 1, None, confidence, digest)


@pytest.mark.parametrize(
    ("rule", "typed", "read", "expected"),
    [
        (names_agree, "北京示例安全技术咨询有限公司", "北京示例安全技术咨询有限公司", "一致"),
        (names_agree, "北京示例 安全技术咨询有限公司", "北京示例安全技术咨询有限公司", "写法不同"),
        (names_agree, "北京（示例）安全咨询有限公司", "北京(示例)安全咨询有限公司", "一致"),
        (names_agree, "北京ＡＢ安全咨询有限公司", "北京AB安全咨询有限公司", "写法不同"),
        (names_agree, "北京示例·安全咨询有限公司", "北京示例安全咨询有限公司", "写法不同"),
        (names_agree, "北京示例安全咨询有限公司", "北京示例安全咨询有限责任公司", "写法不同"),
        (names_agree, "北京示例安全咨询有限公司", "北京示范安全咨询有限公司", "不一致"),
        (names_agree, "北京示例安全咨询有限公司", "北京示例安全咨询股份有限公司", "不一致"),
        # A reader passes over one of two equal characters without a doubt; it never makes one up.
        (names_agree, "北京示例例安全咨询有限公司", "北京示例安全咨询有限公司", "看不清"),
        (names_agree, "北京示例安全咨询有限公司", "北京示例例安全咨询有限公司", "不一致"),
        # What a seal hides is not read at all, and the rest is read for certain.
        (names_agree, "北京示例安全咨询有限责任公司", "北京示例安全咨询有", "看不清"),
        # GB 32100: every character of a code means something.
        (codes_agree, "91110105MA0000000Y", "91110105MA0000000Y", "一致"),
        (codes_agree, "91110105MA0000000Y", "９１１１０１０５MA0000000y", "一致"),
        (codes_agree, "91110105MA0000000Y", "91110105MA0000001Y", "不一致"),
        # The organisation code of old is characters 9 to 17; a registration number of 15 digits is in no code.
        (codes_agree, "MA0000000", "91110105MA0000000Y", "写法不同"),
        (codes_agree, "110108000000016", "91110105MA0000000Y", "看不清"),
        (days_agree, "2010-03-01", "2010年03月01日", "一致"),
        (days_agree, "2010-03", "二〇一〇年三月一日", "写法不同"),
        (days_agree, "2010-03-01", "2010年03月11日", "不一致"),
        (days_agree, "2010-03-01", "2010年0月01日", "看不清"),
        (days_agree, "2010-03-11", "2010年03月1日", "看不清"),
        (addresses_agree, "北京市朝阳区", "北京市朝阳区示例路1号", "写法不同"),
        (addresses_agree, "朝阳区示例路1号", "北京市朝阳区示例路1号", "写法不同"),
        (addresses_agree, "北京市朝阳区示例路1号院2号楼", "北京市朝阳区示例路1号院内2号楼", "写法不同"),
        (addresses_agree, "北京市朝阳区示例路1号", "北京市朝阳区示例路10号", "不一致"),
        (addresses_agree, "朝阳区示例路4号楼1层2507", "朝阳区示例路4号楼层2507", "看不清"),
        (addresses_agree, "北京市朝阳区示例路1", "北京市朝阳区示例路10号", "不一致"),
        (addresses_agree, "北京市海淀区", "北京市朝阳区示例路1号", "不一致"),
        (entries_agree, "技术咨询；安全生产咨询服务", "安全生产咨询服务；技术咨询；会议服务。", "写法不同"),
        (entries_agree, "安全生产咨询服务", "企业管理咨询；会议服务。", "不一致"),
        (entries_agree, "安全生产技术咨询服务", "企业管理；安全生产技木咨询服务；会议", "写法不同"),
    ],
)
def test_two_texts_agree_as_a_clerk_would_say(rule: object, typed: str, read: str, expected: str) -> None:
    assert rule(typed, fact(read))[0].label == expected  # type: ignore[operator]


@pytest.mark.parametrize("rule", [names_agree, codes_agree, addresses_agree, entries_agree])
def test_what_is_not_read_for_certain_is_never_called_different(rule: object) -> None:
    assert rule("甲安全咨询1号", fact("乙会议服务2号", BLURRED))[0].label == "看不清"  # type: ignore[operator]
    assert days_agree("2010-03-01", fact("2010-03-11", BLURRED))[0].label == "看不清"


def test_a_masked_fact_is_compared_by_its_digest() -> None:
    salt = secrets.token_hex(16)
    kept = fact("王**", digest=salted("王示例", salt))
    assert names_agree("王 示例", kept)[0].label == "一致"
    assert names_agree("李示例", kept)[0].label == "不一致"
    assert codes_agree("李示例", kept)[0].label == "不一致"
