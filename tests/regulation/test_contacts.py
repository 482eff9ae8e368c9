"""Telephone numbers, addresses and postcodes as forms carry them."""

from __future__ import annotations

import pytest

from anlian_cli.regulation.contacts import is_email, is_phone, is_postcode, mobile, phone_numbers


@pytest.mark.parametrize(
    "text",
    [
        "64943795，63522105（传真）",
        "010-64943795-801",
        "（010）64943795",
        "010-64943795转801",
        "400-810-1234",
        "13800000001",
        "138 0000 0001",
        "+86 13800000001",
        "０１０－６４９４３７９５",
        "64943795、13800000001",
        "010-64943795 13800000001",
        "0311-86011234",
        "电话：64943795",
    ],
)
def test_dialable(text: str) -> None:
    numbers = phone_numbers(text)
    assert numbers and all(map(is_phone, numbers))


@pytest.mark.parametrize("text", ["6494000", "1380000001", "没有", "010-123", "138000000012"])
def test_not_dialable(text: str) -> None:
    assert not all(map(is_phone, phone_numbers(text)))


def test_several_numbers_are_several() -> None:
    assert phone_numbers("64943795，63522105（传真）") == ("64943795", "63522105")


def test_mobile_digits() -> None:
    assert mobile("+86 138-0000-0001") == "13800000001"
    assert mobile("12800000001") is None


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("zhang@163.com", True),
        ("a.b-c@x.com.cn", True),
        ("ａ@163.com", False),
        ("zhang@163", False),
        ("zhang＠163.com", False),
    ],
)
def test_email(address: str, sound: bool) -> None:
    assert is_email(address) is sound


@pytest.mark.parametrize(("code", "sound"), [("010000", True), ("10002", False), ("１０００２０", False)])
def test_postcode(code: str, sound: bool) -> None:
    assert is_postcode(code) is sound
