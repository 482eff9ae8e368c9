"""The panel's own list (Art. 11): what is said and recorded of every unit that the ranking alone would not confirm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_admission import CHI, CODES, read, score
from tests.cli.test_record import AN, BAO, write
from tests.fictional import Tree, credit_code
from tests.make_examples import SETTINGS
from tests.office import act, must

DING, LATER = "北京示例丁丁安全技术咨询有限公司", "2017-12-01 09:00"
CODE = {**CODES, DING: credit_code(804)}
OUTSIDE, TIED = "名额外，由评定小组确认", "名额线上同分，由评定小组确认"
UNRANKED = "不在综合测评排名中，由评定小组确认"


def _without_an_office(tree: Tree) -> None:
    tree["申报条件自查"]["固定办公场所"] = "否"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Room for one: 安安 and 宝宝 pass, 池池 fails; 丁丁 was 在册 before the tool, left, and does not apply."""
    office = tmp_path_factory.mktemp("office") / "w"
    office.mkdir()
    (office / "anlian.yaml").write_text(SETTINGS.replace("名额: 20", "名额: 1"), encoding="utf-8")
    for firm, name in ((801, AN), (802, BAO)):
        write(office, firm, name)
    write(office, 803, CHI, _without_an_office)
    _list(office, DING)
    must(office, "admit", "--founding", "名单.csv", "--announced", "2016-12-01", at="2017-10-20 09:00")
    must(office, "withdraw", "丁丁", "--on", "2017-02-01", at="2017-10-20 10:00")
    act(office, "check", "--record", "-q", at="2017-10-26 09:00")
    return office


@pytest.fixture
def office(checked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(checked, tmp_path / "w"))


def _list(office: Path, *names: str) -> None:
    rows = "".join(f"{name},{CODE[name]}\n" for name in names)
    (office / "名单.csv").write_text(f"单位全称,统一代码\n{rows}", encoding="utf-8")


def admitted(office: Path, *names: str) -> list[str]:
    """The sentences on the panel's list of some units."""
    _list(office, *names)
    command = ("admit", "2017", "--announced", "2017-12-01", "--list", "名单.csv", "--reason", "表决")
    return must(office, *command, at=LATER).out.splitlines()


def events(office: Path, name: str) -> list[str]:
    told = json.loads(must(office, "show", CODE[name], "--format", "json", at=LATER).out)["events"]
    return [event["text"] for event in told]


@pytest.mark.parametrize(
    ("reading", "interview"),
    [(None, "69.98"), ("60分", "70")],
    ids=["59.99 and nothing asked", "60 of 60"],
)
def test_a_unit_outside_the_quota_is_confirmed_and_who_was_within_it_is_not_passed_over(
    office: Path, reading: str | None, interview: str
) -> None:
    """宝宝 comes to (50 + 69.98) / 2 = 59.99, or to (50 + 70) / 2 = 60, which by reading R15 is enough."""
    if reading:
        read(office, "R15", reading)
    score(office, "材料", 安安=90, 宝宝=50)
    score(office, "面试", 安安=90, 宝宝=interview)
    assert admitted(office, AN, BAO) == [f"{AN}：2017-12-01 入册", f"{BAO}：2017-12-01 入册（排名第 2，{OUTSIDE}）"]
    assert events(office, AN)[-1] == "入册（批次 2017）"
    assert events(office, BAO)[-1] == f"入册（批次 2017）：排名第 2，{OUTSIDE}"


def test_a_tie_on_the_quota_line_is_named_as_one(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    score(office, "面试", 安安=80, 宝宝=90)
    assert admitted(office, BAO) == [f"{BAO}：2017-12-01 入册（排名第 1，{TIED}）"]


def test_what_speaks_against_a_unit_is_said_and_recorded_and_who_is_passed_over_too(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    score(office, "面试", 安安=90, 宝宝=80)
    failed, unknown = f"{UNRANKED}；审核结论是不符合", f"{UNRANKED}；批次 2017 没有存档的审核结论"
    assert admitted(office, CHI, DING) == [
        f"{CHI}：2017-12-01 入册（{failed}；不符合的条款：9.1b）",
        f"{DING}：2017-12-01 入册（{unknown}）",
        f"{AN}：排名第 1，名额内，评定小组未确认",
    ]
    assert events(office, CHI)[-1] == f"入册（批次 2017）：{failed}，不符合的条款 9.1b"
    assert events(office, DING) == ["入册（工具启用前）", "自愿退出", f"入册（批次 2017）：{unknown}"]
    assert events(office, AN)[-1] == "未列入确认名单（批次 2017）：排名第 1，名额内，评定小组未确认"
