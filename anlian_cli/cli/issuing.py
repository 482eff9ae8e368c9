"""Papers from commands that mostly show: what writes papers is loaded when one is asked for."""

from __future__ import annotations

from pathlib import Path

from anlian_cli.office.office import Intent, Office
from anlian_cli.office.papers.asked import Asked


def issue(office: Office, intent: Intent, kind: str, asked: Asked, path: Path) -> None:
    """Write a paper and record that it was published, as `office.papers.issuing` does."""
    # Only here: every kind of paper, and all that the kinds are made of.
    from anlian_cli.office.papers.issuing import issue as issued

    issued(office, intent, kind, asked, path)
