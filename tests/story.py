"""The story of the example workspace as the handbook tells it: each command with what it really prints.

`python -m tests.story` writes it into README.zh-CN.md; a test compares.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT
from tests.make_workspace import STEPS, prepare
from tests.office import act

HANDBOOK = ROOT / "README.zh-CN.md"
_MARKED = re.compile(r"<!-- story -->.*?<!-- end -->", re.S)


def told() -> str:
    """The whole story, from a fresh workspace."""
    parts = ["<!-- story -->"]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "w"
        prepare(workspace)
        for at, command, introduction in STEPS:
            outcome = act(workspace, *shlex.split(command), at=at)
            assert outcome.code in (0, 1), (command, outcome.err)
            if introduction:
                shown = f"{outcome.out}{outcome.err}".strip("\n").splitlines()
                lines = [
                    f"{at[:10]}，{introduction}",
                    "",
                    f"    $ anlian {command}",
                    *(f"    {line}" for line in shown),
                ]
                parts.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join([*parts, "<!-- end -->"])


def standing() -> str:
    """The story as the handbook holds it."""
    match = _MARKED.search(HANDBOOK.read_text(encoding="utf-8"))
    return match[0] if match else ""


def main() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    assert _MARKED.search(text), "the handbook has no place for the story"
    HANDBOOK.write_text(_MARKED.sub(lambda _: told(), text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
