"""The district of a registered address: what the rule does not know stays unknown."""

from __future__ import annotations

import pytest

from anlian_cli.model.tidy.address import district_of


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("北京市朝阳区示例路1号", "朝阳区"),
        ("北京朝阳区", "朝阳区"),
        ("北京市 海淀区 中关村大街", "海淀区"),
        ("朝阳区示例路", "朝阳区"),
        ("上海市浦东新区", "浦东新区"),
        ("河北省唐山市路北区", "路北区"),
        ("山东省青岛市市南区", "市南区"),
        ("贵州省黔东南苗族侗族自治州麻江县", "麻江县"),
        ("重庆市石柱土家族自治县", "石柱土家族自治县"),
        ("江苏省昆山市玉山镇", None),  # a city without districts
        ("北京经济技术开发区荣华南路", None),
        ("北京市朝阳门内大街甲区", None),
        ("北京市市辖区", None),
        ("示例路1号院3区", None),
        ("北京市", None),
        (None, None),
    ],
)
def test_the_district_of_an_address(address: str | None, district: str | None) -> None:
    assert district_of(address) == district
