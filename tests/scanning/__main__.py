"""`python -m tests.scanning FOLDER`: the round of twenty on paper, read by the real reader; ten minutes of one core.

What was read stays in FOLDER, so that a second run after a rule has changed reads nothing again. Ends with 1 where a
planted number was not found, or a firm was accused of anything else.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.office import act
from tests.scanning.twenty import COUNT, PLANTED, write_round

_NOW = "2017-10-24 09:00"


def told(workspace: Path) -> dict[int, list[tuple[str, str]]]:
    """By firm, the code and the sentence of everything that its papers were found to say otherwise."""
    report = json.loads(act(workspace, "check", "--scan", "--format", "json", at=_NOW).out)
    return {
        int(unit["source"].rpartition("/")[2]): [
            (one["code"], one["message"]) for one in unit["findings"] if one["code"].startswith("S")
        ]
        for unit in report["units"]
    }


def main(workspace: Path) -> int:
    if not workspace.exists():
        write_round(workspace)
    started = time.monotonic()
    found = told(workspace)
    print(f"{COUNT} firms, {time.monotonic() - started:.0f} s")
    missed = [number for number, (_, code) in PLANTED.items() if [one for one, _ in found[number]] != [code]]
    accused = {number: said for number, said in found.items() if said and number not in PLANTED}
    for number, said in sorted(found.items()):
        print(number, PLANTED.get(number, ("", ""))[0] or "-", *said)
    print(f"planted {len(PLANTED)}, not found as planted {missed}, sound and accused {sorted(accused)}")
    return 1 if missed or accused else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
