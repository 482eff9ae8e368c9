"""Where a command takes place: the workspace with its settings, or none of either."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anlian_cli.forms.settings_file import read_settings
from anlian_cli.forms.source import SETTINGS_FILE
from anlian_cli.model.workspace import Round, Settings
from anlian_cli.regulation.text import regulation_named


@dataclass(frozen=True, slots=True)
class Setting:
    """The workspace with its settings, or None of either."""

    workspace: Path | None
    settings: Settings | None

    def round(self, name: str | None) -> Round | None:
        return self.settings.rounds.get(name) if self.settings and name else None


def open_setting(workspace: Path | None) -> Setting:
    """Read the workspace's anlian.yaml. Raises InputFault where it names a document or reading that is none."""
    if workspace is None:
        return Setting(None, None)
    settings = read_settings(workspace / SETTINGS_FILE)
    chosen = {key: choice.value for key, choice in settings.readings.items()}
    regulation_named(settings.regulation).choose(chosen)
    return Setting(workspace, settings)
