"""职称: exclusions before suffixes, unknown stays unknown, and nothing is senior on a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.regulation.text import load_data
from anlian_cli.regulation.titles import look_up

LEVELS = {
    "正高级": [
        "正高级工程师",
        "教授级高工",
        "研究员级高级工程师",
        "教授",
        "研究员",
        "主任医师",
        "高级记者",
        "一级律师",
        "国家一级演员",
        "正高",
    ],
    "副高级": [
        "高级工程师",
        "高工",
        "副教授",
        "副研究员",
        "安全高级工程师",
        "高级工程师（化工）",
        "主任记者",
        "一级翻译",
        "中学高级教师",
        "高级经济师",
        "职称：高级工程师",
        "安全工程、高级工程师",
        "高级工程师、注册安全工程师",
    ],
    "中级": [
        "工程师",
        "讲师",
        "助理研究员",
        "化工工程师",
        "小学高级教师",
        "一级播音员",
        "主治(主管)医师",
        "工程师(安全)",
    ],
    "助理级": ["助理工程师", "助教"],
    "员级": ["技术员"],
}
NO_TITLES = [
    "无",
    "/",
    "注册安全工程师",
    "中级注册安全工程师",
    "一级建造师",
    "监理工程师",
    "总工程师",
    "副总工程师",
    "主任工程师",
    "软件工程师",
    "高级技师",
    "博士",
    "特级教师",
    "总经理",
]
UNCLEAR = [
    "高级",
    "高级教师",
    "高级安全工程师",
    "高级注册安全工程师",
    "高级政工师",
    "张三",
    "注册安全工程师(高级工程师)",
    "工程师(高级)",
    "安全专家",
]


@pytest.mark.parametrize(("text", "level"), [(text, level) for level, texts in LEVELS.items() for text in texts])
def test_level(text: str, level: str) -> None:
    assert look_up(text).level == level


@pytest.mark.parametrize("text", NO_TITLES)
def test_no_title(text: str) -> None:
    title = look_up(text)
    assert title.level is None and title.unclear is None


@pytest.mark.parametrize("text", UNCLEAR)
def test_unclear_goes_to_the_reviewer(text: str) -> None:
    assert look_up(text).unclear


def test_a_certain_senior_title_wins_over_an_unclear_one() -> None:
    assert look_up("高级工程师、安全专家").level == "副高级"
    assert look_up("工程师、安全专家").unclear


def test_no_name_stands_on_two_levels() -> None:
    levels: dict[str, str] = {}
    for series in load_data("titles.yaml")["series"]:
        for group in ("titles", "legacy"):
            for level, names in series.get(group, {}).items():
                for name in names:
                    assert levels.setdefault(name, level) == level, name


@given(st.text(max_size=20))
def test_any_text_is_judged(text: str) -> None:
    look_up(text)


@given(st.sampled_from(["总", "副总", "软件", "销售", "注册安全", "监理"]))
def test_a_job_or_qualification_is_never_senior(prefix: str) -> None:
    title = look_up(f"{prefix}工程师")
    assert title.level is None
