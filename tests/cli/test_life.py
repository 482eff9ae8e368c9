"""Every state of a unit's life and every command on it; a change, a withdrawal; the bar at re-application."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from anlian_cli.model.states import State
from tests.cli.test_record import AN, write
from tests.fictional import Tree, application, credit_code
from tests.make_examples import SETTINGS
from tests.office import UNITS, act, daily_sheet, must, open_workspace
from tests.records.test_damage import digest_of_all

JIA = next(iter(UNITS))
NOW = "2020-06-01 09:00"

_FOUND = ("--found-on", "2018-01-09", "--note", "违规", "--substantiated", "--by-body", "调查组")
REPORT = ("exit", "report", JIA, "17", *_FOUND)
OPEN = ("exit", "open", JIA, "--on", "2020-01-10")
TO: dict[State, list[tuple[str, ...]]] = {
    State.ADMITTED: [REPORT],
    State.PROCEDURE: [REPORT, OPEN],
    State.EXITED: [REPORT, OPEN, ("exit", "decide", JIA, "--yes", "--announced", "2020-03-15", "--note", "违规")],
    State.WITHDRAWN: [("withdraw", JIA, "--on", "2020-02-01")],
    State.FREE: [
        REPORT,
        ("exit", "open", JIA, "--on", "2018-01-10"),
        ("exit", "decide", JIA, "--yes", "--announced", "2018-03-15", "--note", "违规"),
    ],
}
"""How a unit that is 在册 comes to each state. FREE is looked at after its three years."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "reported": ("exit", "report", JIA, "18.4", "--found-on", "2020-05-01", "--note", "漏项"),
    "opened": ("exit", "open", JIA, "--on", "2020-05-02"),
    "dismissed": ("exit", "dismiss", JIA, "--reason", "整改到位"),
    "exited": ("exit", "decide", JIA, "--yes", "--announced", "2020-05-03", "--ground", "17", "--note", "违规"),
    "revoked": ("exit", "revoke", JIA, "--announced", "2020-05-04", "--reason", "申诉成立"),
    "withdrawn": ("withdraw", JIA, "--on", "2020-05-05"),
    "changed": ("change", JIA, "--name", "甲新安全有限公司", "--from", "2020-05-06"),
    "daily": ("daily", JIA, "--item", "13.1", "--on", "2020-05-07", "--note", "报送"),
    "admitted": ("admit", "--founding", "甲.csv", "--announced", "2020-05-08"),
}
ALLOWED: dict[str, dict[State, State]] = {
    "reported": {State.ADMITTED: State.ADMITTED, State.PROCEDURE: State.PROCEDURE},
    "opened": {State.ADMITTED: State.PROCEDURE},
    "dismissed": {State.ADMITTED: State.ADMITTED, State.PROCEDURE: State.ADMITTED},
    "exited": {State.PROCEDURE: State.EXITED},
    "revoked": {State.EXITED: State.ADMITTED, State.FREE: State.ADMITTED},
    "withdrawn": {State.ADMITTED: State.WITHDRAWN},
    "changed": {state: state for state in TO},
    "daily": {State.ADMITTED: State.ADMITTED, State.PROCEDURE: State.PROCEDURE},
    "admitted": {State.WITHDRAWN: State.ADMITTED},
}
"""In which state each command is done, and the state it leads to; written out here, whatever the rules say.

On 2020-05-08 the unit whose bar ended on 2021-03-15 was still barred: it is admitted from a later day on.
"""


def state_of(office: Path, at: str) -> str:
    return str(json.loads(must(office, "show", JIA, "--format", "json", at=at).out)["state"])


@pytest.mark.parametrize("kind", sorted(COMMANDS))
@pytest.mark.parametrize("state", list(TO), ids=str)
def test_every_command_in_every_state(state: State, kind: str, tmp_path: Path) -> None:
    office, at = open_workspace(tmp_path / "w"), "2021-06-01 09:00" if state is State.FREE else NOW
    (office / "甲.csv").write_text(f"单位全称,统一代码\n{JIA},{UNITS[JIA]}\n", encoding="utf-8")
    for command in TO[state]:
        must(office, *command, at="2020-05-30 09:00")
    assert state_of(office, at) == state.value
    before = digest_of_all(office / "records" / "dossiers")
    outcome = act(office, *COMMANDS[kind], at=at)
    if kind == "admitted" and state in (State.ADMITTED, State.PROCEDURE):
        assert (outcome.code, "2017-12-01 起已在册，没有改动" in outcome.out) == (0, True)
        assert digest_of_all(office / "records" / "dossiers") == before
    elif state in ALLOWED[kind]:
        assert outcome.code == 0, outcome.err
        assert state_of(office, at) == ALLOWED[kind][state].value
        entries = json.loads(must(office, "log", "--format", "json", at=at).out)["entries"]
        must(office, "undo", str(entries[-1]["batch"]), "--reason", "录错", at=at)
        assert state_of(office, at) == state.value
    else:
        assert outcome.code == 2
        assert JIA in outcome.err
        assert digest_of_all(office / "records" / "dossiers") == before
    must(office, "verify", at=at)


BEFORE = {
    State.APPLIED: {"changed": State.APPLIED, "admitted": State.ADMITTED, "shortlisted": State.SHORTLISTED},
    State.SHORTLISTED: {"changed": State.SHORTLISTED, "admitted": State.ADMITTED},
}
"""What may be done with a unit that was never 在册, and where it leads."""
SHORTLIST = {"shortlisted": ("shortlist", "2017", "--announced", "2017-11-01")}


@pytest.mark.parametrize("kind", sorted({**COMMANDS, **SHORTLIST}))
@pytest.mark.parametrize("state", list(BEFORE), ids=str)
def test_every_command_before_a_unit_is_admitted(state: State, kind: str, tmp_path: Path) -> None:
    (tmp_path / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "甲.csv").write_text(f"单位全称,统一代码\n{AN},{credit_code(801)}\n", encoding="utf-8")
    write(tmp_path, 801, AN)
    must(tmp_path, "check", "--record", "-q", at="2017-10-26 09:00")
    must(tmp_path, "score", "材料", "2017", "--unit", AN, "--points", "90", at="2017-10-27 09:00")
    if state is State.SHORTLISTED:
        must(tmp_path, "shortlist", "2017", "--announced", "2017-11-01", at="2017-11-02 09:00")
    command = [AN if word == JIA else word for word in {**COMMANDS, **SHORTLIST}[kind]]
    before = digest_of_all(tmp_path / "records" / "dossiers")
    outcome = act(tmp_path, *command, at=NOW)
    assert outcome.code == (0 if kind in BEFORE[state] else 2), outcome.err
    if outcome.code:
        assert digest_of_all(tmp_path / "records" / "dossiers") == before
    told = json.loads(must(tmp_path, "show", credit_code(801), "--format", "json", at=NOW).out)
    assert told["state"] == BEFORE[state].get(kind, state).value


@pytest.mark.parametrize("kind", sorted(set(COMMANDS) - {"admitted"}))
def test_no_command_on_a_unit_that_nobody_knows(kind: str, tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    command = ["无人知晓公司" if word == JIA else word for word in COMMANDS[kind]]
    refused = act(office, *command, at=NOW)
    assert (refused.code, "台账里没有单位" in refused.err) == (2, True)


def test_a_clue_can_be_dismissed_without_a_procedure(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    must(office, *COMMANDS["reported"], "--evidence", "在册.csv", at=NOW)
    told = json.loads(must(office, "exit", "--format", "json", at=NOW).out)
    assert [candidate["step"] for candidate in told["candidates"]] == ["clue"]
    assert (office / "records").joinpath("dossiers", UNITS[JIA], "2020/v1/content/evidence").is_dir()
    must(office, *COMMANDS["dismissed"], at=NOW)
    assert json.loads(must(office, "exit", "--format", "json", at=NOW).out)["candidates"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("exit", "report", JIA, "16", "--found-on", "2020-05-01", "--note", "x"), "没有可以举报的情形"),
        (("exit", "report", JIA, "18.3", "--found-on", "2020-05-01", "--note", "x"), "要写投诉人"),
        (("exit", "report", JIA, "18.4", "--found-on", "2020-05-01", "--note", "x", "--substantiated"), "由谁认定"),
        (("exit", "report", JIA, "18.4", "--found-on", "2021-05-01", "--note", "x"), "还没有到"),
        (
            ("exit", "decide", JIA, "--yes", "--announced", "2020-05-01", "--ground", "9", "--note", "x"),
            "没有退出情形“9”",
        ),
        (
            ("exit", "decide", JIA, "--yes", "--announced", "2020-05-01", "--ground", "16", "--note", "x"),
            "要先启动退出程序",
        ),
        (("exit", "open", JIA, "--on", "2020-05-01"), "没有退出情形，不能启动退出程序"),
        (("exit", "open", JIA, "--on", "2020-05-01", "--ground", "18.7a"), "没有退出情形"),
        (("exit", "dismiss", JIA, "--reason", "x"), "没有要答复的退出情形"),
        (("withdraw", JIA, "--on", "2017-01-01"), "早于现在这个状态的开始"),
        (("change", JIA, "--from", "2020-05-01"), "没有写改什么"),
        (("change", JIA, "--code", "123", "--from", "2020-05-01"), "统一代码 123 不对"),
        (("change", JIA, "--code", "91110105MA0000015A", "--from", "2020-05-01"), "统一代码 91110105MA0000015A 不对"),
        (("change", JIA, "--code", UNITS["乙安全有限公司"], "--from", "2020-05-01"), "在台账里是“乙安全有限公司”"),
        (("change", JIA, "--name", JIA, "--from", "2020-05-01"), "没有要记录的"),
    ],
)
def test_what_is_refused_and_why(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    office = open_workspace(tmp_path / "w")
    refused = act(office, *arguments, at=NOW)
    assert (refused.code, words in refused.err) == (2, True), refused.err


def test_a_new_name_and_a_new_code_lead_to_the_same_unit(tmp_path: Path) -> None:
    office, code = open_workspace(tmp_path / "w"), credit_code(990)
    daily_sheet(office / "日常.csv", dict.fromkeys(UNITS, ("24", "24", "24", "24")))
    must(office, "score", "日常", "2018", "日常.csv", at="2018-12-20 09:00")
    for unit in UNITS:
        must(office, "score", "审查", "2018", "--unit", unit, "--points", "90", at="2018-12-21 09:00")
    must(office, "change", JIA, "--name", "甲新安全有限公司", "--from", "2019-05-06", at=NOW)
    must(office, "change", "甲新", "--code", code, "--from", "2019-06-06", at=NOW)
    for wanted in (JIA, "甲新安全有限公司", UNITS[JIA], code):
        told = json.loads(must(office, "show", wanted, "--format", "json", at=NOW).out)
        assert (told["name"], told["credit_code"], told["former_codes"]) == ("甲新安全有限公司", code, [UNITS[JIA]])
        assert len(told["scores"]) == 2
    must(office, "rank", "2018", "--publish", "公告.csv", at=NOW)
    assert "甲新安全有限公司（原：甲安全有限公司）" in (office / "公告.csv").read_text(encoding="utf-8-sig")
    assert "（原：甲安全有限公司）" in must(office, "list", "--format", "csv", at=NOW).out
    assert JIA not in must(office, "rank", "2018", "--format", "csv", at=NOW).out
    must(office, "verify", at=NOW)


def test_who_left_is_neither_due_nor_scored(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    must(office, "withdraw", JIA, "--on", "2018-05-01", at="2018-05-02 09:00")
    told = json.loads(must(office, "rank", "2018", "--format", "json", at=NOW).out)
    assert JIA not in {unit["name"] for unit in told["incomplete"]}
    refused = act(office, "score", "日常", "2019", "--unit", JIA, "--points", "90", at=NOW)
    assert (refused.code, "2019 年以前已经退出" in refused.err) == (2, True)


def test_an_open_procedure_suspends_the_recommendation(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    for stage in ("日常", "审查"):
        must(office, "score", stage, "2018", "--unit", JIA, "--points", "90", at="2018-12-20 09:00")
    must(office, *COMMANDS["reported"][:4], "--found-on", "2019-01-09", "--note", "漏项", at="2019-01-10 09:00")
    must(office, "exit", "open", JIA, "--on", "2019-01-10", at="2019-01-11 09:00")
    row = json.loads(must(office, "rank", "2018", "--format", "json", at=NOW).out)["ranking"][0]
    assert (row["recommended"], row["basis"]) == (False, "退出程序期间暂停")


Change = Callable[[Tree], object]
OWN, SAME_ORGANISATION = credit_code(801), credit_code(801, "93")


def _code(code: str) -> Change:
    return lambda tree: tree["单位登记表"].update({"统一代码": code})


def _everybody_else(tree: Tree) -> None:
    """Another firm's people, so that nothing but the code or name can tell."""
    other = application(805, "另一家")
    tree["人员登记表"], tree["单位登记表"]["法定代表人"] = other["人员登记表"], other["单位登记表"]["法定代表人"]
    tree["单位登记表"]["主要负责人"] = other["单位登记表"]["主要负责人"]


@pytest.fixture
def barred(tmp_path: Path) -> Path:
    """A unit of the round of 2017 that exited on 2018-03-15, and a round of 2021."""
    text = SETTINGS.replace(
        "批次:\n", '批次:\n  "2021":\n    截止日期: 2021-03-31\n    权重: {材料审核: 0.5, 面试答辩: 0.5}\n'
    )
    (tmp_path / "anlian.yaml").write_text(text, encoding="utf-8")
    write(tmp_path, 801, AN)
    must(tmp_path, "check", "--record", "-q", "--round", "2017", at="2017-10-26 09:00")
    (tmp_path / "在册.csv").write_text(f"单位全称,统一代码\n{AN},{OWN}\n", encoding="utf-8")
    must(tmp_path, "admit", "--founding", "在册.csv", "--announced", "2017-12-01", at="2017-12-02 09:00")
    must(tmp_path, "exit", "report", "安安", *REPORT[3:], at="2018-01-10 09:00")
    must(tmp_path, "exit", "open", "安安", "--on", "2018-01-10", at="2018-01-11 09:00")
    decision = ("exit", "decide", "安安", "--yes", "--announced", "2018-03-15", "--ground", "17", "--note", "违规")
    must(tmp_path, *decision, at="2018-03-15 09:00")
    shutil.rmtree(tmp_path / "applications" / "2017")
    return tmp_path


def reapplied(
    office: Path, name: str, received: str, *changes: Change, at: str = "2021-04-01 09:00"
) -> dict[str, object]:
    """The clause 18.bar of an application received on a day, the codes of its findings, and what F32 says."""
    folder = write(office, 801, name)
    target = office / "applications" / "2021" / folder.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, target)
    yaml = YAML()
    form = target / "申报材料.yaml"
    tree = yaml.load(form.read_text(encoding="utf-8"))
    for change in changes:
        change(tree)
    with form.open("w", encoding="utf-8") as file:
        yaml.dump(tree, file)
    reviewer = target / "初核记录.yaml"
    reviewer.write_text(reviewer.read_text(encoding="utf-8").replace("2017-10-23", received), encoding="utf-8")
    told = json.loads(act(office, "check", target, "--format", "json", at=at).out)["units"][0]
    clause: dict[str, object] = next(clause for clause in told["clauses"] if clause["id"] == "18.bar")
    findings = told["findings"]
    warned = [finding["message"] for finding in findings if finding["code"] == "F32"]
    return {**clause, "codes": [finding["code"] for finding in findings], "warned": warned}


NEW_NAME = "北京示例崭新安全技术咨询有限公司"
REAPPLICATIONS: list[dict[str, str]] = YAML(typ="safe").load(
    Path(__file__).with_name("reapplications.yaml").read_text(encoding="utf-8")
)
CODES = {"原代码": OWN, "同组织机构": SAME_ORGANISATION, "另一代码": credit_code(806)}


@pytest.mark.parametrize("case", REAPPLICATIONS, ids=[case["情形"] for case in REAPPLICATIONS])
def test_the_table_of_reapplications(barred: Path, case: dict[str, str]) -> None:
    changes = [_code(CODES[case["代码"]]), *([_everybody_else] if case["人员"] == "另一班" else [])]
    name = AN if case["名称"] == "原名" else NEW_NAME
    clause = reapplied(barred, name, str(case["收件"]), *changes)
    assert clause["verdict"] == {"符合": "met", "不符合": "unmet"}[case["结论"]]
    if clause["verdict"] == "unmet":
        assert "2021-03-15" in str(clause["found"])
    assert ("F32" in clause["codes"]) == (case.get("提醒") == "F32")  # type: ignore[operator]


@pytest.mark.parametrize(("received", "verdict"), [("2021-03-14", "unmet"), ("2021-03-15", "met")])
def test_by_the_other_reading_the_bar_ends_a_day_earlier(barred: Path, received: str, verdict: str) -> None:
    settings = barred / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    reading = "  R3: {取值: 公告当日起算, 确认人: 秘书处, 日期: 2018-01-05}\n"
    settings.write_text(text.replace("适用口径:\n", f"适用口径:\n{reading}"), encoding="utf-8")
    must(barred, "lock", "2017", "--reason", "口径 R3 已确认", at="2021-03-31 09:00")
    assert reapplied(barred, AN, received)["verdict"] == verdict


def test_a_revoked_exit_bars_nobody(barred: Path) -> None:
    must(barred, "exit", "revoke", "安安", "--announced", "2018-06-01", "--reason", "申诉成立", at="2018-06-02 09:00")
    assert reapplied(barred, AN, "2021-03-01")["verdict"] == "met"


def _and_its(*route: str | int) -> Change:
    """The barred firm's own value put into another's application."""

    def put(tree: Tree) -> None:
        own, target = application(801, AN), tree
        for step in route[:-1]:
            own, target = own[step], target[step]  # type: ignore[index]
        target[route[-1]] = own[route[-1]]  # type: ignore[index]

    return put


@pytest.mark.parametrize(
    ("shared", "warned"),
    [
        ((), []),
        (("单位登记表", "法定代表人"), ["法定代表人与限制期内的单位相同"]),
        (("单位登记表", "主要负责人"), ["主要负责人与限制期内的单位相同"]),
        (("人员登记表", 3), ["咨询人员是限制期内的单位的人员"]),
    ],
)
def test_each_of_the_barred_firms_people_is_a_warning_and_no_bar(
    barred: Path, shared: tuple[str | int, ...], warned: list[str]
) -> None:
    """Reading R10: the bar covers the organisation; a shared person is a warning."""
    changes = [_code(CODES["另一代码"]), _everybody_else, *([_and_its(*shared)] if shared else [])]
    told = reapplied(barred, NEW_NAME, "2021-03-01", *changes)
    assert (told["verdict"], told["warned"]) == ("met", warned)


def test_what_is_recorded_after_an_exit_does_not_end_its_bar(barred: Path) -> None:
    must(barred, "change", "安安", "--principal", "新负责", "--from", "2018-04-01", at="2018-04-02 09:00")
    assert reapplied(barred, AN, "2021-03-01")["verdict"] == "unmet"


def test_an_exit_bars_and_its_reversal_frees_from_the_day_of_the_announcement(barred: Path) -> None:
    assert reapplied(barred, AN, "2018-03-15", at="2018-03-15 20:00")["verdict"] == "unmet"
    must(barred, "exit", "revoke", "安安", "--announced", "2018-06-01", "--reason", "申诉成立", at="2018-06-01 09:00")
    shutil.rmtree(barred / "applications" / "2021")
    assert reapplied(barred, AN, "2018-06-01", at="2018-06-01 20:00")["verdict"] == "met"
