"""职称: exclusions before suffixes, unknown stays unknown, and nothing is senior on a guess."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.regulation.text import load_data
from anlian_cli.regulation.titles import NO_TITLE, look_up

TABLE = load_data("titles.yaml")

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
        "正高级",
        "正高级化工工程师",
        "教授级高级电气工程师",
        "教授、高级工程师",
        "高级工程师、教授",
        "国家一级\n演员",
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
        "副高级",
        "二级演员",
        "高级化工工程师",
        "高级电气工程师",
        "高级机械工程师",
        "高级工程师、讲师",
        "讲师、高级工程师",
        "高级工程师\n注册安全工程师",
        "注册安全工程师\n高级工程师",
        "安全工程\n高级工程师",
        "高级\n工程师",
        "高级\r\n工程师（化工）",
        "高级工程师\n（化工）",
        "讲师、高级\n工程师",
        "高级工程师（化工、机械）",
        "高级工程师（2016年评审通过）",
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
        "工程师（化工、机械）",
        "中级",
        "三级演员",
        "工程师、助理工程师",
        "安全工程、工程师",
        "助理工程师、工程师",
        "助理\n研究员",
    ],
    "助理级": ["助理工程师", "助教", "助理级", "初级", "四级演员", "助理化工工程师", "技术员、助理工程师"],
    "员级": ["技术员", "员级"],
}
NO_TITLES = [
    "无",
    "/",
    "待评",
    "未评",
    "未取得",
    "无（待评）",
    "无、待评",
    "注册安全工程师",
    "注册安全\n工程师",
    "注册安全工程师（申报中）",
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
    "总工程师（拟任）",
    "工程师（评审中）",
    "工程师，评审中",
]
UNCLEAR = [
    "高级",
    "高级职称",
    "高职",
    "高级教师",
    "高级安全工程师",
    "高级注册安全工程师",
    "高级政工师",
    "张三",
    "注册安全工程师(高级工程师)",
    "工程师(高级)",
    "工程师（化工、高级经济师）",
    "高级工程师（中级）",
    "高级消防工程师",
    "高级网络工程师",
    "造价高级工程师",
    "高级工程师，评\n审中",
    "拟\n聘高级工程师",
    "安全专家",
]
NOT_YET_HELD = [
    "评审中",
    "正在评审",
    "申报中",
    "已申报",
    "拟申报",
    "参评",
    "待评",
    "拟评",
    "未评",
    "公示中",
    "公示期",
    "拟聘",
    "待聘",
    "待批",
    "未取得",
    "尚未取得",
    "未下证",
    "证书未下",
    "证书办理中",
    "办理中",
    "待发证",
    "评审未通过",
    "预计明年取得",
]
WRITTEN_WITH_IT = [
    "高级工程师（{}）",
    "（{}）高级工程师",
    "{}高级工程师",
    "高级工程师{}",
    "高级工程师 {}",
    "高级工程师\n（{}）",
    "高级工程师，{}",
    "高级工程师\n{}",
    "高级工程师（化工）；{}",
    "高级工程师、副教授，{}",
    "讲师、高级工程师（{}）",
    "工程师（{}高级工程师）",
    "高级工程师（副高{}）",
    "高级工程师（高级职称{}）",
]
HELD_BESIDE_ONE_TO_COME = [
    ("高级工程师、正高级工程师（评审中）", "副高级"),
    ("正高级工程师（评审中）、高级工程师", "副高级"),
    ("高级工程师，拟聘正高级工程师", "副高级"),
    ("高级工程师\n正高级工程师\n（评审中）", "副高级"),
    ("高级工程师（正高级评审中）", "副高级"),
    ("高级工程师（申报正高级工程师）", "副高级"),
    ("高级工程师、注册安全工程师（申报中）", "副高级"),
    ("高级工程师、总工程师（拟任）", "副高级"),
    ("助理工程师、工程师（评审中）", "助理级"),
]
JOBS = ["总", "副总", "主任", "软件", "软件开发", "销售", "测试", "项目", "监理", "造价", "注册安全", "一级注册消防"]


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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("高级政工师", "不在二十七个职称系列内"),
        ("高级", "没有写明职称名称"),
        ("高级工程师（中级）", "括号内外的说法不一致"),
        ("高级教师", "可能是"),
        ("张三", "不在职称表中"),
    ],
)
def test_the_reviewer_is_told_why(text: str, why: str) -> None:
    assert why in (look_up(text).unclear or "")


def test_a_certain_senior_title_wins_over_an_unclear_one() -> None:
    assert look_up("高级工程师、安全专家").level == "副高级"
    assert look_up("工程师、安全专家").unclear


@pytest.mark.parametrize("written", WRITTEN_WITH_IT)
@pytest.mark.parametrize("word", NOT_YET_HELD)
def test_a_senior_title_not_yet_held_goes_to_the_reviewer(word: str, written: str) -> None:
    title = look_up(written.format(word))
    assert title.level is None and title.unclear and "看不出已经取得" in title.unclear


@pytest.mark.parametrize(("text", "level"), HELD_BESIDE_ONE_TO_COME)
def test_a_title_to_come_takes_nothing_from_one_that_is_held(text: str, level: str) -> None:
    assert look_up(text).level == level


def test_a_review_of_nothing_named_goes_to_the_reviewer() -> None:
    assert look_up("评审中").unclear


def names_with_levels() -> Iterator[tuple[str, str]]:
    """Every name of the table with the level that the table states; the series for review are not among them."""
    for series in TABLE["series"]:
        for group in ("titles", "legacy"):
            for level, names in series.get(group, {}).items() if not series.get("review") else ():
                yield from ((name, level) for name in names)
    for level, entry in TABLE["levels"].items():
        yield from ((word, level) for word in (level, *entry["words"]))


def test_every_name_of_the_table_stands_at_its_own_level() -> None:
    stated = {name: level for name, level in names_with_levels() if name not in TABLE["ambiguous"]}
    assert len(stated) > 250
    assert {name: look_up(name).level for name in stated} == stated


def test_every_alias_stands_at_the_level_of_its_full_title() -> None:
    stated = dict(names_with_levels())
    aliases = TABLE["aliases"]
    assert {alias: look_up(alias).level for alias in aliases} == {alias: stated[aliases[alias]] for alias in aliases}


def test_what_the_table_calls_doubtful_is_never_decided() -> None:
    review = [series["titles"].values() for series in TABLE["series"] if series.get("review")]
    doubtful = [*TABLE["ambiguous"], *TABLE["senior_without_level"], *chain.from_iterable(chain(*review))]
    assert [name for name in doubtful if not look_up(name).unclear] == []


def test_every_word_for_none_is_no_title() -> None:
    assert [word for word in TABLE["none_words"] if look_up(word) != NO_TITLE] == []


def test_no_name_stands_on_two_levels() -> None:
    levels: dict[str, str] = {}
    for series in TABLE["series"]:
        for group in ("titles", "legacy"):
            for level, names in series.get(group, {}).items():
                for name in names:
                    assert levels.setdefault(name, level) == level, name


@given(st.text(max_size=20))
def test_any_text_is_judged(text: str) -> None:
    look_up(text)


@pytest.mark.parametrize("job", JOBS)
def test_a_job_or_qualification_is_no_title(job: str) -> None:
    """Neither a level nor a question: a word that is merely unknown would be unclear."""
    assert look_up(f"{job}工程师") == NO_TITLE


@pytest.mark.parametrize("written", ["高级{}工程师", "{}高级工程师", "{}工程师（高级）"])
@pytest.mark.parametrize("job", JOBS)
def test_a_job_or_qualification_is_never_senior(job: str, written: str) -> None:
    assert look_up(written.format(job)).level is None
