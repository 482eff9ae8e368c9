"""One firm of the round of twenty by the real reader: the planted day is found, and a second look reads nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from anlian_cli.scan import scanner
from tests.office import Outcome, act
from tests.scanning.twenty import PLANTED, applicant, write_round
from tests.scans.paper import HOW_TO_GET_THEM, has_fonts

pytestmark = pytest.mark.skipif(not has_fonts(), reason=HOW_TO_GET_THEM)
_NOW = "2017-10-24 09:00"


def check(workspace: Path) -> Outcome:
    return act(workspace, "check", "--scan", "--format", "json", at=_NOW)


def scanned(outcome: Outcome) -> dict[str, Any]:
    return dict(json.loads(outcome.out)["units"][0])


def test_a_planted_day_is_found_and_nothing_is_read_twice_or_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = next(number for number, (paper, code) in PLANTED.items() if (paper, code) == ("营业执照", "S2"))
    one = applicant(number)
    write_round(tmp_path / "w", range(number, number + 1))
    first = scanned(check(tmp_path / "w"))
    codes = [finding["code"] for finding in first["findings"] if finding["code"].startswith("S")]
    assert codes == ["S2"] and first["verdict"] == "pass"
    agreed = {(said["label"], said["agreement"]) for said in first["scanned"]}
    equal = {(label, "equal") for label in ("统一社会信用代码", "名称", "身份证号", "公章")}
    assert agreed >= {("成立日期", "different"), *equal}

    def never(*_asked: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(scanner.Scanner, "_asked", never)
    assert scanned(check(tmp_path / "w")) == first
    folder = tmp_path / "w" / "records" / "work" / "scans"
    kept = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert one.firm.code in kept and not any(text in kept for text in (one.firm.person, one.holders[0].name))
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}
    assert act(tmp_path / "w", "check", "--record", at=_NOW).err.count("已记为第 1 批") == 1
