"""`check --watch` and `check --since last`: what changed is read again, and told beside what was before."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest

from anlian_cli.cli.clock import BEIJING
from anlian_cli.forms.discovery import find_units
from anlian_cli.forms.yaml_writer import dump
from anlian_cli.model.since import Became
from anlian_cli.office.admission import checking
from anlian_cli.office.admission.rechecking import Recheck
from anlian_cli.office.office import open_office
from tests.conftest import EXAMPLES, ROOT
from tests.fictional import Tree, add_files, application, verification
from tests.office import act

AT = "2017-10-24 09:00"
NAMES = ("甲", "乙", "丙")


def write(office: Path, name: str, **changed: str) -> None:
    """A sound application of a firm, with some fields of its 单位登记表 changed."""
    folder, number = office / "applications" / "2017" / name, 20 + NAMES.index(name)
    tree: Tree = application(number, f"北京示例{name}有限公司")
    folder.mkdir(parents=True, exist_ok=True)
    add_files(folder, tree)
    tree["单位登记表"] |= changed
    (folder / "a.yaml").write_text(dump(tree), encoding="utf-8")
    (folder / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "anlian.yaml").write_bytes((EXAMPLES / "anlian.yaml").read_bytes())
    write(tmp_path, "甲", 邮编="10", 地址="")
    write(tmp_path, "乙")
    return tmp_path


def test_since_last_says_what_was_put_right_what_is_open_and_what_is_new(office: Path) -> None:
    before = act(office, "check", "--since", "last", at=AT)
    assert before.code == 2 and "批次 2017 还没有存档" in before.err
    act(office, "check", "--record", at=AT)
    write(office, "甲", 邮编="100", 登记日期="")  # the address is there, the postcode wrong in another way
    write(office, "丙")
    (office / "applications" / "2017" / "乙" / "a.yaml").write_text("[", encoding="utf-8")
    told = json.loads(act(office, "check", "--since", "last", "--format", "json", at="2017-10-25 09:00").out)
    jsonschema.validate(told, json.loads((ROOT / "schemas" / "since.schema.json").read_text(encoding="utf-8")))
    units = {unit["name"]: unit for unit in told["units"]}
    jia = units["北京示例甲有限公司"]
    assert (jia["was"], jia["verdict"]) == ("correct", "correct")
    for how, word in (("fixed", "地址"), ("open", "邮编“100”"), ("new", "登记日期")):
        assert [item["message"] for item in jia[how] if word in item["message"]], (how, jia)
    assert [len(jia[how]) for how in ("fixed", "open", "new")] == [1, 1, 1]
    assert (units["北京示例丙有限公司"]["was"], units["北京示例丙有限公司"]["verdict"]) == (None, "pass")
    assert units["乙"]["verdict"] == "unreadable"  # what it sent cannot be told from its folder's name
    gone = units["北京示例乙有限公司"]
    assert (gone["was"], gone["verdict"], gone["fixed"]) == ("pass", None, [])


def test_what_is_said_of_six_people_is_one_line_and_a_name_stays_on_its_own(office: Path) -> None:
    act(office, "check", "--record", at=AT)
    tree = application(20, "北京示例安泰社区安全技术服务公司")
    for person in tree["人员登记表"]:
        del person["照片"]
    folder = office / "applications" / "2017" / "甲"
    (folder / "a.yaml").write_text(dump(tree), encoding="utf-8")
    told = act(office, "check", "--since", "last", at="2017-10-25 09:00").out
    assert told.count("未填写“照片”") == 1 and "……这样的共 6 处" in told
    (row,) = [line for line in told.splitlines() if line.startswith(" 北京示例安泰社区安全技术服务公司 ")]
    assert row.split()[1:] == ["需补正", "通过", "2", "0", "6"]


def test_only_what_changed_is_read_again_and_units_are_compared_anew(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = checking.read_unit
    monkeypatch.setattr(checking, "read_unit", lambda path, shown: (read.append(path.name), whole(path, shown))[1])
    opened = open_office(office, datetime(2017, 10, 24, 9, tzinfo=BEIJING))
    folder, recheck = office / "applications" / "2017", Recheck()

    def look(*changed: Path) -> object:
        read.clear()
        asked = {"as_of": opened.today, "round_name": "2017", "deadline": None}
        return recheck.look(find_units(folder, opened.workspace), opened, changed, **asked)  # type: ignore[arg-type]

    assert look() is None and sorted(read) == ["乙", "甲"]
    person = application(21, "x")["人员登记表"][0]  # one of 乙's
    tree = application(20, "北京示例甲有限公司")
    tree["人员登记表"].append(person)
    (folder / "甲" / "a.yaml").write_text(dump(tree), encoding="utf-8")
    since = look(folder / "甲" / "a.yaml")
    assert read == ["甲"] and recheck.report is not None
    assert [(how, one.code) for how, one in since.shared if one.code == "X1"] == [(Became.NEW, "X1")]  # type: ignore[attr-defined]
    assert [unit.verdict.label for unit in recheck.report.units] == ["待核实", "待核实"]


def test_watching_tells_a_change_and_ends_at_an_interrupt(office: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "anlian_cli", "check", "--watch", "-C", str(office)],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1508806800", "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        told = _until(process, "按 Ctrl-C 结束")
        assert "北京示例甲有限公司  需补正" in told
        write(office, "甲")
        assert "北京示例甲有限公司  需补正 → 通过" in _until(process, "需补正 → 通过")
    finally:
        process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 130 and rest.decode().endswith("已中断\n")


def _until(process: subprocess.Popen[bytes], words: str) -> str:
    """What a program says up to some words."""
    assert process.stdout is not None
    said, end = b"", time.monotonic() + 60
    while words not in said.decode(errors="ignore"):
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, end - time.monotonic()))
        more = os.read(process.stdout.fileno(), 65536) if ready else b""
        assert more, said.decode(errors="replace")
        said += more
    return said.decode(errors="ignore")
