"""The transcripts of the terminal, as they were looked at: nothing cut, nothing English, every command."""

from __future__ import annotations

import re

import pytest

from anlian_cli.cli.commands import HELP
from anlian_cli.report.text import width
from tests.regenerate import GOLDEN, TRANSCRIPTS
from tests.transcript import LINK, shown_raw

_CUT = re.compile(
    r"(?<!…)…(?!…)|\.\.\."
    r"|(?<![0-9A-Za-z])\d{5,}[0-9A-Z]*(?<![0-9A-Z]{18})(?![0-9A-Za-z])"  # a credit code has 18 characters
    r"|(?<![\d-])\d{4}-(?:\d\d?-?)?$|(?<!\d{4}-)(?<![\d-])\d\d-\d\d(?!\d)"  # a date
    r"|\d\.$|^\s*\.\d"  # a decimal
)
_LATIN = re.compile(r"[A-Za-z]{2,}")
_MAY_BE_LATIN = re.compile(
    r"anlian(?: --help|(?: [a-z]+){1,2})?|(?<![a-z-])--?[a-z-]+|-C\b"  # what is typed
    r"|[\w/-]*\.(?:yaml|xlsx|xls|html|docx|csv|jpg|pdf|json)\b|applications/[\w/]*"  # files
    r"|\b18\.bar\b|\b[0-9A-Z]{18}\b|\b[0-9a-f]{12}\b"  # a clause, a credit code, a digest
    r"|\b(?:bash|zsh|fish|powershell|Tab)\b"
    rf"|^  (?:{'|'.join(HELP)})(?=\s|$)|(?:没有命令|您是不是要写) [a-z]+"  # a command in the list, and a slip
    r"|（(?:materials|interview|daily|review)）"  # the other name of a stage
)


def _lines(name: str) -> list[str]:
    return (GOLDEN / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_terminal_shows_nothing_cut_and_nothing_english(name: str) -> None:
    shown = [line for line in _lines(name) if not line.startswith("$ anlian")]
    assert [line for line in shown if width(line) > TRANSCRIPTS[name]] == []
    assert [line for line in shown if _CUT.search(line)] == []
    assert [line for line in shown if _LATIN.search(_MAY_BE_LATIN.sub("", line))] == []


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_every_command_is_in_the_transcript(name: str) -> None:
    typed = set(re.findall(r"^\$ anlian (exit [a-z]+|objection [a-z]+|[a-z]+)", "\n".join(_lines(name)), re.M))
    steps = {f"exit {step}" for step in ("report", "open", "decide", "dismiss", "revoke")}
    assert typed >= {*HELP, *steps, *(f"objection {step}" for step in ("add", "resolve", "show"))}


def test_a_name_is_whole_at_eighty_columns() -> None:
    """Names of 14 to 16 characters, in every table that has one."""
    text = (GOLDEN / "transcript-80.txt").read_text(encoding="utf-8")
    assert text.count("有限公司") > 50
    broken = [line for line in text.splitlines() if re.match(r"\s+(?:有限|限)?公司(?:\s|$)", line)]
    assert broken == []


def test_a_file_that_was_written_is_a_link_on_a_terminal() -> None:
    ((_, shown),) = shown_raw(80, "list -o 名册.xlsx")
    assert re.search(rf"已写入 {re.escape(LINK)}[^\x1b]*;file://\S*\.xlsx\x1b\\", shown), shown
