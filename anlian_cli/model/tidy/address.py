"""The district of a registered address, by a plain rule: what the rule does not know is not guessed."""

from __future__ import annotations

import re

_PROVINCE = r"(?:[一-鿿]{2,8}?(?:省|自治区|特别行政区))?"
_CITY = r"(?:(?:北京|天津|上海|重庆)市?|[一-鿿]{2,8}?(?:市|自治州|地区|盟))?"
_DISTRICT = re.compile(rf"{_PROVINCE}{_CITY}([一-鿿]{{1,8}}?(?:自治县|自治旗|区|县|旗))")
_NO_DISTRICT = re.compile(
    r"开发区|园区|小区|社区|街区|库区|景区|校区|厂区|市辖区|保税区|(?<=.)[街路村院楼厦号]|(?<=..)市|^区$"
)
"""Other things that end so, and what stands in a street."""


def district_of(address: str | None) -> str | None:
    """朝阳区 of 北京市朝阳区示例路1号; None where no district or county stands at the beginning."""
    found = _DISTRICT.match(re.sub(r"\s", "", address or ""))
    district = found[1] if found else ""
    return district if district and not _NO_DISTRICT.search(district) else None
