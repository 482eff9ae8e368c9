"""The real terminal: a pseudo-terminal, a Chinese code page, and names that try to be commands."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLOCK, EXAMPLES, ROOT, anlian
from tests.fictional import Tree

ROUND = EXAMPLES / "applications" / "2017"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def on_a_terminal(*arguments: object, columns: int = 100) -> str:
    """What the program writes to a terminal, colours and all."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "SOURCE_DATE_EPOCH": CLOCK}
    command = [sys.executable, "-m", "anlian_cli", *map(str, arguments)]
    # Remarks, and the bar that a slow machine shows, go elsewhere: how long it takes decides nothing here.
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=follower, stderr=subprocess.DEVNULL, stdin=follower
    )
    os.close(follower)
    received, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([leader], [], [], 0.2)
        try:
            chunk = os.read(leader, 65536) if ready else b""
        except OSError:
            break
        received += chunk
        if not chunk and process.poll() is not None:
            break
    process.wait(timeout=10)
    os.close(leader)
    return received.decode()


def test_a_terminal_gets_colour_and_the_same_words() -> None:
    shown = on_a_terminal("check", ROUND, columns=80)
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r\n", "\n")
    assert plain == anlian("check", ROUND, COLUMNS="80").stdout.decode()


def test_a_name_stands_whole_on_one_line() -> None:
    lines = anlian("check", ROUND, COLUMNS="40").stdout.decode().splitlines()
    assert "示例安全技术集团有限公司北京分公司" in lines


@pytest.mark.parametrize("columns", [10, 20, 30])
def test_no_window_is_so_narrow_that_a_number_is_cut(columns: int) -> None:
    shown = anlian("rank", "2019", "-C", EXAMPLES / "workspace", COLUMNS=str(columns)).stdout.decode()
    assert {"91.20", "83.20", "53.90"} <= set(re.findall(r"[\d.]+", shown))


NAMES = [
    "北京[/]示例[bold]有限公司",
    "北京示例[/bold]公司",
    "[link=http://x]示例[/link]",
    "示例:sos:公司",
    "示例[red]公司",
]


@pytest.mark.parametrize("name", NAMES)
def test_markup_in_a_name_prints_as_it_stands(name: str, write_form: Callable[..., Path]) -> None:
    folder = write_form(lambda tree: tree["单位登记表"].update(单位全称=name))
    result = anlian("check", folder)
    assert result.returncode == 1 and f"{name}  待核实" in result.stdout.decode().splitlines()
    assert name in anlian("check", folder, "--format", "json").stdout.decode()


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u2028", "\u00ad"])
def test_invisible_characters_are_made_visible(character: str, write_form: Callable[..., Path]) -> None:
    folder = write_form(lambda tree: tree["单位登记表"].update(单位全称=f"示例{character}公司"))
    for kind in ("table", "json", "csv", "md"):
        text = anlian("check", folder, "--format", kind).stdout.decode()
        assert not CONTROLS.search(text.removeprefix("\ufeff").replace("\r\n", "\n")), kind
    assert f"示例\\u{{{ord(character):x}}}公司" in anlian("check", folder).stdout.decode()


def _escape_sequences(tree: Tree) -> None:
    tree["单位登记表"]["单位全称"] = "示例\x1b[31m公司\x1b]8;;http://x\x07"
    tree["人员登记表"][0]["姓名"] = "张\x9b31m"


def test_escape_sequences_in_values_are_findings_and_never_reach_the_terminal(write_form: Callable[..., Path]) -> None:
    """YAML lets them in as escapes between double quotes."""
    folder = write_form(_escape_sequences)
    text = anlian("check", folder).stdout.decode()
    assert not CONTROLS.search(text)
    assert text.count("有不可见的控制字符") == 2


def test_a_folder_name_with_escapes_is_printed_harmlessly(write_form: Callable[..., Path]) -> None:
    folder = write_form(name="坏\x1b[31m名\n字")
    for kind in ("table", "json", "csv", "md"):
        assert "\x1b" not in anlian("check", folder, "--format", kind).stdout.decode()


@pytest.mark.parametrize("kind", ["table", "json", "csv", "md"])
def test_a_chinese_code_page_does_not_end_the_program(kind: str, write_form: Callable[..., Path]) -> None:
    folder = write_form(lambda tree: tree["单位登记表"].update(单位全称="示例䶮㛃𬱖公司·✓"))
    result = anlian("check", folder, "--format", kind, PYTHONIOENCODING="gbk")
    assert result.returncode == 1 and b"Traceback" not in result.stderr
    if kind == "table":
        assert "单位" in result.stdout.decode("gbk")
    else:
        assert "示例䶮㛃𬱖公司·✓" in result.stdout.decode()


def test_help_and_errors_survive_a_chinese_code_page() -> None:
    assert anlian("check", "--help", PYTHONIOENCODING="gbk").returncode == 0
    assert anlian("check", "没有", PYTHONIOENCODING="gbk").returncode == 3
    assert anlian("explain", PYTHONIOENCODING="gbk").returncode == 0


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m anlian_cli check {ROUND} | head -1"
    result = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert b"Traceback" not in result.stderr and b"BrokenPipe" not in result.stderr
