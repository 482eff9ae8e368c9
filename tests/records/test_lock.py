"""Two terminals: nothing is lost, and a dead holder holds nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from anlian_cli.cli.clock import BEIJING
from anlian_cli.errors import RecordsFault
from anlian_cli.records.recorder import Maker
from anlian_cli.records.recording import recording
from tests.conftest import ROOT
from tests.office import must, open_workspace

TERMINAL = """
import sys
from pathlib import Path
from tests.office import must
for number in range(8):
    entry = ["--item", "13.1", "--on", "2018-05-03", "--note", f"{sys.argv[2]} {number}"]
    must(Path(sys.argv[1]), "daily", "甲", *entry)
"""
HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from anlian_cli.records.lock import tell_holder, writers_lock
base = Path(sys.argv[1]) / "records"
with writers_lock(base):
    tell_holder(base, "张三", datetime(2019, 1, 10, 9))
    print("held", flush=True)
    time.sleep(600)
"""


def terminal(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_terminals_recording_on_the_same_unit_lose_nothing(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    terminals = [terminal(TERMINAL, office, name) for name in ("东", "西")]
    for process in terminals:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    entries = json.loads(must(office, "log", "甲", "--format", "json").out)["entries"]
    assert [entry["version"] for entry in entries if entry["action"] == "daily"] == list(range(1, 17))
    assert [entry["batch"] for entry in entries] == list(range(1, 18))
    events = json.loads(must(office, "show", "甲", "--format", "json").out)["events"]
    expected = {f"13.1 {name} {number}" for name in ("东", "西") for number in range(8)}
    assert {event["text"] for event in events if event["kind"] == "daily"} == expected
    must(office, "verify")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_a_second_terminal_says_who_records_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    maker = Maker("管理员", datetime(2019, 1, 10, 9, tzinfo=BEIJING), "daily", "urn:uscc:x")
    with terminal(HOLDER, office) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(RecordsFault, match="张三") as refused, recording(office, maker, patience=0.2):
            pass
        assert refused.value.exit_code == 4
        holder.send_signal(signal.SIGKILL)
        holder.wait(timeout=10)
        with recording(office, maker, patience=0.2) as recorder:
            assert len(recorder.history.batches) == 1
