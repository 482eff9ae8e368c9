"""Text is bounded before it is looked at: whatever its length, one sentence says so, at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from anlian_cli.errors import InputFault
from anlian_cli.forms.points import points_of
from anlian_cli.forms.settings_file import read_settings
from anlian_cli.forms.yaml_writer import dump
from tests.conftest import checked
from tests.fictional import Tree, application
from tests.office import SETTINGS

SECONDS = 5
"""Not a measurement: unbounded, each of these took a quarter of a minute to an hour."""


@contextmanager
def at_once() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


def _at(*route: str | int, value: object) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        holder = tree
        for step in route[:-1]:
            holder = holder[step]  # type: ignore[index]
        holder[route[-1]] = value  # type: ignore[index]

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_at("单位登记表", "单位全称", value="a" * 80_000), "单位全称有 80000 个字，最多 200 个"),
        (_at("单位登记表", "统一代码", value="9" * 400_000), "统一代码有 400000 个字，最多 50 个"),
        (_at("单位登记表", "登记日期", value="1" * 400_000), "登记日期有 400000 个字，最多 50 个"),
        (_at("单位登记表", "安全社区咨询员", value="赵、" * 200_000), "安全社区咨询员有 400000 个字，最多 5000 个"),
        (_at("单位登记表", "专职工作人员", value=["赵" * 5_001]), "专职工作人员有 5001 个字，最多 5000 个"),
        (_at("申报条件自查", "固定办公场所", value="是" * 400_000), "固定办公场所有 400000 个字，最多 50 个"),
        (_at("申报条件自查", "经营范围", value="除" * 5_001), "经营范围有 5001 个字，最多 5000 个"),
        (_at("申报材料", "业绩报告", value="a\n" * 400_000), "业绩报告有 800000 个字，最多 5000 个"),
        (_at("人员登记表", 0, "专业技术职务", value="(a)\n" * 2_400), "专业技术职务有 9600 个字，最多 500 个"),
        (_at("人员登记表", 0, "资格证书", value=["证"] * 1_001), "资格证书有 1001 行，最多 1000 行"),
    ],
)
def test_every_field_has_its_length(
    write_form: Callable[..., Path], change: Callable[[Tree], None], sentence: str
) -> None:
    folder = write_form(change)
    with at_once():
        report = checked(folder)
    found = [finding for unit in report.units for finding in unit.findings if sentence in finding.message]
    assert [finding.code for finding in found] == ["F07"] and found[0].place is not None and found[0].place.line


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("其他: 1\n" * 20_000, "一处有超过 500 个栏目"),
        ("".join(f"栏目{number}: 1\n" for number in range(20_000)), "一处有超过 500 个栏目"),
        ("长" * 900 + ": 1\n", "栏目名称有 900 个字，最多 200 个"),
        ("人员登记表:\n" + "- {姓名: 某, 出生日期: x}\n" * 20_000, "内容超过 50000 项"),
    ],
)
def test_a_form_of_too_many_parts_is_none(tmp_path: Path, text: str, sentence: str) -> None:
    folder = tmp_path / "某单位"
    folder.mkdir()
    (folder / "申报材料.yaml").write_text(text, encoding="utf-8")
    with at_once():
        report = checked(folder)
    assert sentence in str(report.units[0].findings)


def test_what_honest_forms_hold_is_read(write_form: Callable[..., Path]) -> None:
    """The longest that real forms show, several times over."""
    long = application(1, "北京" + "示例" * 40 + "有限公司")
    long["单位登记表"]["地址"] = "北京市朝阳区示例路1号院" * 20
    long["申报条件自查"]["经营范围"] = "安全生产咨询服务；" * 400
    long["人员登记表"][0]["工作简历及主要成绩"] = "2005年起从事安全评价。" * 500
    folder = write_form(lambda tree: tree.update(long))
    assert "最多" not in str(checked(folder).units[0].findings)


@pytest.mark.parametrize("text", ["9" * 400_000, "9." + "0" * 100_000, "0." + "3" * 21])
def test_points_of_any_length_are_refused_at_once(text: str) -> None:
    with at_once(), pytest.raises(ValueError, match="不是得分") as refused:
        points_of(text, Decimal(100))
    assert len(str(refused.value)) < 100


@pytest.mark.parametrize("number", ["9" * 400_000, "0." + "3" * 100_000])
def test_settings_of_any_length_are_refused_at_once(tmp_path: Path, number: str) -> None:
    (tmp_path / "anlian.yaml").write_text(SETTINGS.replace('"13.1": 25', f'"13.1": {number}', 1), encoding="utf-8")
    with at_once(), pytest.raises(InputFault, match=f"日常工作考核有 {len(number)} 个字，最多 50 个") as refused:
        read_settings(tmp_path / "anlian.yaml")
    assert len(refused.value.message) < 300


def test_the_whole_report_of_long_texts_is_short(write_form: Callable[..., Path]) -> None:
    folder = write_form()
    tree = application(1, "甲")
    tree["单位登记表"] = dict.fromkeys(tree["单位登记表"], "长" * 20000)
    (folder / "申报材料.yaml").write_text(dump(tree), encoding="utf-8")
    with at_once():
        report = checked(folder)
    assert len(str(report.units[0].findings)) < 20_000
