"""An option that would do nothing is refused, and the sentence says what goes with what."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from anlian_cli.cli.app import app
from anlian_cli.cli.combinations import TABLE, Alone, Needs, Rule
from tests.office import act, open_workspace

_DAYS = ("on", "announced", "found_on", "as_of")
SAMPLES = {**dict.fromkeys(_DAYS, "2018-05-01"), "kind": "md", "experts": "3", "year": "2018"}
"""What stands behind an option where any word will not do."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_workspace(tmp_path_factory.mktemp("office") / "w")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            "exit report 甲 18.4 --found-on 2018-05-01 --note x --by-body 调查组",
            "--by-body 只和 --substantiated 一起用",
        ),
        ("rank --trend --publish a.html", "--trend 不和 --publish 一起用"),
        ("rank 2018 --trend", "--trend 不和 年度或批次 一起用"),
        ("rank 2018 --selection --explain 甲", "--selection 不和 --explain 一起用"),
        ("rank 2018 --explain 甲 --publish a.html", "--explain 不和 --publish 一起用"),
        ("rank 2018 --without-incomplete", "--without-incomplete 只和 --publish 一起用"),
        ("rank 2018 --reason 会议决定", "--reason 只和 --publish 一起用"),
        ("rank 2018 --force", "--force 只和 --output、--publish 一起用"),
        ("template application --experts 3", "application 不和 --experts 一起用"),
        ("template 初核记录 --experts 3", "初核记录 不和 --experts 一起用"),
        ("score 日常 2018 表.csv --points 90", "评分表 不和 --points 一起用"),
        ("score 日常 2018 表.csv --unit 甲", "评分表 不和 --unit 一起用"),
        ("score 日常 2018 --sheet 定稿 --unit 甲 --points 90", "--sheet 只和 评分表 一起用"),
        ("score 日常 2018 --points 90", "--points 只和 --unit 一起用"),
        ("score 日常 2018 --unit 甲 --points 90 --item 13.1=20", "--points 不和 --item 一起用"),
        ("shortlist 2017 --by 王", "--by 只和 --announced 一起用"),
        ("shortlist 2017 --announced 2018-05-01 --as-of 2018-05-02", "--announced 不和 --as-of 一起用"),
        ("admit 2017 --founding 名单.csv --announced 2018-05-01", "--founding 不和 批次 一起用"),
        ("admit --founding 名单.csv --announced 2018-05-01 --list 名单.csv", "--founding 不和 --list 一起用"),
        ("admit 2017 --announced 2018-05-01 --force", "--force 只和 --publish 一起用"),
        ("check --dry-run", "--dry-run 只和 --record 一起用"),
        ("check --record --deadline 2018-05-01", "--record 不和 --deadline 一起用"),
        ("check -q --output a.json", "--quiet 不和 --output 一起用"),
        ("check --explain --format json", "--explain 不和 --format json 一起用"),
        ("list --force", "--force 只和 --output、--publish 一起用"),
        ("exit 2018 --force", "--force 只和 --output 一起用"),
        ("exit --force", "--force 只和 --output 一起用"),
        ("verify --force", "--force 只和 --output 一起用"),
        ("template daily 2018 --experts 3", "日常工作考核没有专家评分"),
    ],
)
def test_a_combination_that_does_nothing_is_refused(office: Path, command: str, words: str) -> None:
    refused = act(office, *shlex.split(command))
    assert (refused.code, words in refused.err) == (2, True), refused.err


RULES = [(command, rule) for command, rules in TABLE.items() for rule in rules]


def parameters(command: str) -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    for word in command.split():
        group = group.get_command(None, word)
    return {parameter.name: parameter for parameter in group.params}


def typed(command: str, *given: str) -> list[str]:
    """A command line with what it must have, and these parameters."""
    known = parameters(command)
    required = [name for name, parameter in known.items() if parameter.required]
    written = {token.partition("=")[0]: token.partition("=")[2] for token in (*required, *given)}
    arguments = [name for name, parameter in known.items() if parameter.param_type_name == "argument"]
    last = max((index for index, name in enumerate(arguments) if name in written), default=-1)
    words = [written.get(name) or SAMPLES.get(name, "x") for name in arguments[: last + 1]]
    for name, value in written.items():
        if name not in arguments:
            words += _option(known[name], name, value)
    return [*command.split(), *words]


def _option(parameter: Any, name: str, value: str) -> Iterator[str]:
    option = next(word for word in parameter.opts if word.startswith("--"))
    return iter([option] if parameter.is_flag else [option, value or SAMPLES.get(name, "x")])


@pytest.mark.parametrize(("command", "rule"), RULES, ids=[f"{command} {rule}" for command, rule in RULES])
def test_every_rule_of_the_table_holds_and_names_parameters_that_there_are(
    command: str, rule: Rule, office: Path
) -> None:
    assert {token.partition("=")[0] for token in (rule.option, *rule.others)} <= set(parameters(command))
    if isinstance(rule, Needs):
        refused = act(office, *typed(command, rule.option))
        assert (refused.code, "一起用" in refused.err) == (2, True), refused.err
        for other in rule.others:
            assert "一起用" not in act(office, *typed(command, rule.option, other)).err
    else:
        assert isinstance(rule, Alone)
        for other in rule.others:
            refused = act(office, *typed(command, rule.option, other))
            assert (refused.code, "一起用" in refused.err) == (2, True), refused.err


def test_every_option_of_a_recording_command_is_heard_without_recording() -> None:
    """A command that records nothing has no --by and no --dry-run, or says what they go with."""
    for command in ("list", "rank", "show", "log", "status", "verify", "explain", "exit list", "template", "init"):
        assert not {"by", "dry_run"} & set(parameters(command)), command


def test_the_round_of_a_path_is_its_own(tmp_path: Path) -> None:
    from tests.cli.test_record import AN, write
    from tests.make_examples import SETTINGS

    later = SETTINGS.replace("批次:\n", '批次:\n  "2021":\n    截止日期: 2021-10-25\n')
    (tmp_path / "anlian.yaml").write_text(later, encoding="utf-8")
    write(tmp_path, 801, AN)
    refused = act(tmp_path, "check", "applications/2017", "--round", "2021", at="2017-10-26 09:00")
    assert (refused.code, "路径在批次 2017 里" in refused.err) == (2, True)
    refused = act(tmp_path, "check", "applications/2017/安安", "--record", "-q", at="2021-10-20 09:00")
    assert (refused.code, "--record 总是存整个批次" in refused.err) == (2, True)
    recorded = act(tmp_path, "check", "applications/2017", "--record", "-q", at="2021-10-20 09:00")
    assert (recorded.code, "存档 1 家" in recorded.err) == (0, True), recorded.err
    assert act(tmp_path, "show", "安安", "--format", "json").out.count('"round": "2017"') == 1
