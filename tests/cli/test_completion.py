"""Completion in real shells, and that it offers nothing rather than fail."""

from __future__ import annotations

import io
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from anlian_cli.cli.completion import complete, script
from anlian_cli.records.places import JOURNAL, records_folder
from tests.make_workspace import WORKSPACE

PROGRAM = Path(sys.executable).parent / "anlian"
_ENVIRONMENT = {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "LANG": "C.UTF-8", "TERM": "xterm", "HOME": "/tmp"}


def _offered(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    monkeypatch.chdir(folder)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        complete(words[:-1], words[-1])
    assert err.getvalue() == ""
    return [line.partition("\t")[0] for line in out.getvalue().splitlines()]


OFFERS = {
    "a command": (("sh",), ["shortlist", "show"]),
    "a step of a group": (("exit", "d"), ["decide", "dismiss"]),
    "an option, once": (("rank", "--trend", "--t"), []),
    "an option": (("rank", "--tr"), ["--trend"]),
    "a unit by its folder": (("show", "安"), ["安泰"]),
    "a unit by its name": (("log", "北京示例德"), ["北京示例德安安全顾问有限公司"]),
    "a unit by a part": (("show", "泰新"), ["北京示例安泰新安全技术有限公司"]),
    "an applicant behind an option": (("notice", "--unit", "德"), ["德安"]),
    "a unit behind an option": (("score", "日常", "2018", "--unit", "博"), ["博远"]),
    "a round": (("shortlist", ""), ["2017", "2021"]),
    "a year, as the stage asks": (("score", "日常", ""), ["2018", "2019", "2020"]),
    "a round, as the stage asks": (("template", "面试", ""), ["2017", "2021"]),
    "a stage": (("score", ""), ["材料", "面试", "日常", "审查"]),
    "a clause": (("explain", "9.4"), ["9.4a", "9.4b", "9.4c"]),
    "a finding": (("explain", "f0"), ["F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09"]),
    "a ground": (("exit", "open", "德安", "--ground", "18.7"), ["18.7a", "18.7b"]),
    "a ground that is reported": (("exit", "report", "德安", "18.7"), ["18.7a", "18.7b"]),
    "what was recorded, to object to": (
        ("objection", "add", "德安", "--about", "2019"),
        ["日常2019", "审查2019", "排名2019"],
    ),
    "a format": (("rank", "2018", "--format", "x"), ["xlsx"]),
    "a format of the export": (("export", "导出", "--format", ""), ["parquet", "jsonl", "csv"]),
    "nothing behind a slip": (("shwo", ""), []),
    "nothing where files stand": (("score", "日常", "2018", ""), []),
}


@pytest.mark.parametrize(("words", "expected"), OFFERS.values(), ids=OFFERS)
def test_what_may_stand_at_the_cursor(
    words: tuple[str, ...], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _offered(WORKSPACE, monkeypatch, *words) == expected


def test_a_workspace_is_found_by_its_option(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert _offered(tmp_path, monkeypatch, "rank", "-C", str(WORKSPACE), "2018", "--explain", "安") == ["安泰"]


def test_outside_of_a_workspace_or_in_a_damaged_one_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert _offered(tmp_path, monkeypatch, "show", "") == []
    shutil.copytree(WORKSPACE, tmp_path / "w")
    journal = records_folder(tmp_path / "w") / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-100])
    assert _offered(tmp_path / "w", monkeypatch, "show", "") == []
    (tmp_path / "w" / "anlian.yaml").write_text("单位: [", encoding="utf-8")
    assert _offered(tmp_path / "w", monkeypatch, "shortlist", "") == []


def _needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


def _run(*command: str) -> str:
    result = subprocess.run(command, cwd=WORKSPACE, env=_ENVIRONMENT, capture_output=True, check=True, timeout=60)
    assert result.stderr == b""
    return result.stdout.decode()


@_needs("bash")
def test_bash_completes(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(script("bash"), encoding="ascii")
    ask = f"source {tmp_path}/script; COMP_WORDS=(anlian show 安); COMP_CWORD=2; _anlian anlian; echo ${{COMPREPLY[@]}}"
    assert _run("bash", "--norc", "-c", ask) == "安泰\n"


@_needs("fish")
def test_fish_completes(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(script("fish"), encoding="ascii")
    ask = f"source {tmp_path}/script; complete -C 'anlian explain 18.7'"
    told = "18.7a\t连续两年考核为不合格\n18.7b\t考核中发现严重违纪违规问题\n"
    assert _run("fish", "--no-config", "-c", ask) == told


@_needs("zsh")
def test_zsh_completes(tmp_path: Path) -> None:
    """With the key itself: zsh asks only from its line editor."""
    (tmp_path / "script").write_text(script("zsh"), encoding="ascii")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(WORKSPACE)
        os.execvpe("zsh", ["zsh", "-f", "-i"], _ENVIRONMENT)
    try:
        _typed(terminal, f"autoload -Uz compinit; compinit -u -D; source {tmp_path}/script; print LOA''DED\n", "LOADED")
        _typed(terminal, "anlian show 泰新\t", "北京示例安泰新安全技术有限公司")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


def _typed(terminal: int, keys: str, awaited: str) -> None:
    os.write(terminal, keys.encode())
    shown, until = b"", time.monotonic() + 60
    while awaited not in shown.decode(errors="replace"):
        assert time.monotonic() < until, shown
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536)


def test_the_scripts_are_plain_and_named_in_the_help() -> None:
    """PowerShell is seldom installed where the tests run: its script is only read."""
    told = script("powershell")
    assert told.isascii() and "Register-ArgumentCompleter -Native -CommandName anlian" in told
    assert all(told.count(opening) == told.count(closing) for opening, closing in ("{}", "()", "[]"))
    shown = subprocess.run([PROGRAM, "--show-completion", "tcsh"], capture_output=True, check=False, timeout=60)
    assert (shown.returncode, shown.stderr.decode()) == (
        2,
        "没有终端“tcsh”的补全\n→ 可用：bash、fish、powershell、zsh\n",
    )
