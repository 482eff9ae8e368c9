"""Whole lives, from lives.yaml: each step typed on its day, and what every command says on the days that matter."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.cli.test_record import write
from tests.fictional import credit_code
from tests.office import act, must
from tests.records.test_damage import digest_of_all

LIVES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("lives.yaml").read_text(encoding="utf-8"))
JIA, FIRM = "北京示例甲甲安全技术咨询有限公司", 811
CODE = credit_code(FIRM)
_ROUND = """\
  "{name}":
    截止日期: {deadline}
    权重: {{材料审核: 0.5, 面试答辩: 0.5}}
    名额: 3
    材料审核: {{人员与资质: 40, 制度与体系: 30, 业绩: 30}}
    面试答辩: {{整体掌握程度: 40, 提高工作质量的措施办法: 30, 综合管理和业务分析能力: 30}}
    专家评分: {{去掉一个最高分和一个最低分: 否, 平均分保留位数: 2}}
"""
_YEAR = """\
  "{year}":
    日常工作考核: {{"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}}
    年度资格审查: {{"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}}
"""
_DEADLINES = {"2017": "2017-10-25", "2025": "2026-03-01", "2026": "2026-10-25"}
GRADES = {"优秀": "excellent", "良好": "good", "合格": "qualified", "不合格": "failed"}


def workspace(folder: Path) -> Path:
    """Three rounds and ten years, and a list with the one unit on it."""
    rounds = "".join(_ROUND.format(name=name, deadline=day) for name, day in _DEADLINES.items())
    years = "".join(_YEAR.format(year=year) for year in range(2018, 2028))
    federation = "单位: {名称: 北京市安全生产联合会, 统一代码: 51110000000000000J}\n"
    text = f"{federation}规范: 京安联发〔2017〕4号\n经办人: 管理员\n批次:\n{rounds}考核年度:\n{years}"
    (folder / "anlian.yaml").write_text(text, encoding="utf-8")
    (folder / "LIST.csv").write_text(f"单位全称,统一代码\n{JIA},{CODE}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("life", LIVES, ids=[life["一生"] for life in LIVES])
def test_a_life_walked_through_the_commands(life: dict[str, Any], tmp_path: Path) -> None:
    office = workspace(tmp_path)
    for step in life["经过"]:
        kind = next(iter(step))
        {"申报": apply, "日": type_in, "看": look}[kind](office, step)
    must(office, "verify", at="2028-01-01 09:00")


def apply(office: Path, step: dict[str, Any]) -> None:
    """An application in its round's folder, received on its day."""
    round_name, received = str(step["申报"]["批次"]), str(step["申报"]["收件"])
    written = write(office, FIRM, JIA)
    folder = office / "applications" / round_name / written.name
    if folder != written:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(written, folder)
    for name, day in (("申报材料.yaml", "2017-10-20"), ("初核记录.yaml", "2017-10-23")):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(day, received), encoding="utf-8")


def type_in(office: Path, step: dict[str, Any]) -> None:
    """A command on its day; one that is to be refused changes nothing."""
    words = [{"LIST": "LIST.csv", "甲": "甲甲"}.get(word, word) for word in shlex.split(step["令"])]
    dossiers = office / "records" / "dossiers"
    before = digest_of_all(dossiers) if dossiers.exists() else ""
    outcome = act(office, *words, at=f"{step['日']} 09:00")
    if "拒" in step:
        assert (outcome.code, step["拒"] in outcome.err) == (2, True), (step, outcome)
        assert (digest_of_all(dossiers) if dossiers.exists() else "") == before
    else:
        assert outcome.code in ((0, 1) if words[0] == "check" else (0,)), (step, outcome)
        assert step.get("有", "") in outcome.out


def look(office: Path, step: dict[str, Any]) -> None:
    """Everything that the step expects of its day."""
    for key, expected in step.items():
        for found, wanted in LOOKS[key](office, step, expected):
            assert found == wanted, (step, key)


Looks = Iterator[tuple[object, object]]


def told(office: Path, step: dict[str, Any], *command: str) -> Any:
    return json.loads(act(office, *command, "--format", "json", at=f"{step['看']} 20:00").out)


def state(office: Path, step: dict[str, Any], expected: str) -> Looks:
    yield told(office, step, "show", CODE)["state"], expected


def registered(office: Path, step: dict[str, Any], expected: object) -> Looks:
    """否, or since when; the register, its count and the board say the same."""
    units = told(office, step, "list")["units"]
    since = None if expected == "否" else str(expected)
    yield [unit["admitted_on"] for unit in units], [since] if since else []
    counted = "在册 1 家" if since else "在册 0 家"
    yield counted in must(office, "list", at=f"{step['看']} 20:00").out, True


def recommended(office: Path, step: dict[str, Any], expected: str) -> Looks:
    """否, or the basis: in the year's ranking and its public copy where a year is named, else in the register."""
    if "年" in step:
        row = told(office, step, "rank", str(step["年"]))["ranking"][0]
        public = office / "公开.html"
        # Written for the day and not recorded: a life goes on from where it was.
        options = ("--publish", public.name, "--force", "--as-of", str(step["看"]))
        must(office, "rank", str(step["年"]), *options, at=f"{step['看']} 20:00")
        page = public.read_text(encoding="utf-8")
        yield '<td data-label="备注">优先推荐' in page, row["recommended"]
        yield "按第十六条启动退出程序的单位" in page, _to_be_opened(office, step)
    else:
        row = told(office, step, "list")["units"][0]
    for_it = expected.startswith(("第十六条", "遴选确认"))
    yield (row["recommended"], row["basis"]), (for_it, None if expected == "否" else expected)


def _to_be_opened(office: Path, step: dict[str, Any]) -> bool:
    """Whether the exit list of the day still has the failed year, and no procedure open."""
    listed = told(office, step, "exit", str(step["年"]))["candidates"]
    own = [one for one in listed if one["state"] == "admitted"]
    details = [ground["detail"] for one in own for ground in one["grounds"] if ground["clause"] == "16"]
    return any(detail.startswith(f"{step['年']} 年度") for detail in details)


def ranked(office: Path, step: dict[str, Any], expected: str) -> Looks:
    """A grade, 年内新入册 or 不参加."""
    year = told(office, step, "rank", str(step["年"]))
    if expected in GRADES:
        yield [row["grade"] for row in year["ranking"]], [GRADES[expected]]
    else:
        yield year["ranking"], []
        yield [unit["name"] for unit in year["newcomers"]], [JIA] if expected == "年内新入册" else []


def grounds(office: Path, step: dict[str, Any], expected: list[str]) -> Looks:
    listed = told(office, step, "exit")["candidates"]
    yield [ground["clause"] for one in listed for ground in one["grounds"]], expected


def barred(office: Path, step: dict[str, Any], expected: object) -> Looks:
    yield [bar["barred_through"] for bar in told(office, step, "exit")["barred"]], [str(expected)]


def bar_clause(office: Path, step: dict[str, Any], expected: str) -> Looks:
    unit = told(office, step, "check", f"applications/{step.get('批次', 2017)}")["units"][0]
    verdict = next(clause["verdict"] for clause in unit["clauses"] if clause["id"] == "18.bar")
    yield verdict, {"符合": "met", "不符合": "unmet"}[expected]


def nothing(_office: Path, _step: dict[str, Any], _expected: object) -> Looks:
    yield from ()


LOOKS: dict[str, Callable[[Path, dict[str, Any], Any], Looks]] = {
    "看": nothing,
    "年": nothing,
    "批次": nothing,
    "状态": state,
    "在册": registered,
    "推荐": recommended,
    "排名": ranked,
    "退出": grounds,
    "限制至": barred,
    "限制": bar_clause,
}
