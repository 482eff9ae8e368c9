"""The office by itself, as a stranger's program would use it: no command, no terminal, no clock."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import EXAMPLES

SCRIPT = """
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from anlian_cli.forms.discovery import find_units
from anlian_cli.office.admission.checking import check
from anlian_cli.office.exits.candidates import exit_list
from anlian_cli.office.office import Heard, Intent, Moment, at_work, committed, open_office
from anlian_cli.office.supervision.ranking import annual
from anlian_cli.office.supervision.scoring import put_scores, scoring
from anlian_cli.office.supervision.single_score import single
from anlian_cli.model.scores import Stage

now = datetime(2022, 1, 5, 10, tzinfo=timezone(timedelta(hours=8)))
heard = Heard()
office = open_office(Path("."), Moment(now), heard)
report = check(find_units(Path("applications/2017"), office.workspace), office, as_of=now.date())
print("checked", sorted(unit.verdict.value for unit in report.units))
with at_work(office, Intent("score", by="外来程序", reason="复核")) as (held, recorder):
    stage = scoring(held, Stage.DAILY, "2018")
    put_scores(recorder, stage, single(stage, "安泰", "80", []))
    batch = committed(held, recorder, Intent("score"))
print("batch", batch.number, heard.remarks)
office = open_office(Path("."), Moment(now))
print("ranked", [(place.rank, str(place.total)) for place in annual(office, "2018").places][:2])
before = now.replace(2018, 12, 28)
then = open_office(Path("."), Moment(now, before))
print("exits", [(one.name, [ground.clause for ground in one.grounds]) for one in exit_list(then, 2018).candidates])
print("commands", [name for name in sys.modules if name.startswith(("anlian_cli.cli", "typer"))])
"""


def test_a_program_without_the_commands_checks_scores_ranks_and_lists(tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    shutil.copytree(EXAMPLES / "workspace", workspace)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=workspace, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert said == {
        "checked": "['pass', 'pass', 'pass', 'pass', 'pass']",  # the story's five firms of 2017
        "batch": "22 ['已记为第 22 批']",  # the story has 21
        "ranked": "[(1, '86.90'), (2, '83.550')]",  # 80 × 0.4 + 91.50 × 0.6 and 88.50 × 0.4 + 80.25 × 0.6
        "exits": "[('北京示例德安安全顾问有限公司', ['16'])]",  # 54.00 × 0.4 + 58.50 × 0.6 = 56.70
        "commands": "[]",
    }
