"""anlian.yaml: read whole or refused, with every fault and its place in one message."""

from __future__ import annotations

from pathlib import Path

from anlian_cli.errors import InputFault
from anlian_cli.forms.guard import MAX_TEXT_BYTES, Unreadable, read_regular_file
from anlian_cli.forms.source import Source, in_words
from anlian_cli.forms.typed import typed_strictly
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.findings import Finding
from anlian_cli.model.labels import label_path
from anlian_cli.model.settings_form import SettingsForm
from anlian_cli.model.workspace import Settings


def read_settings(path: Path) -> Settings:
    """The settings in an anlian.yaml. Raises InputFault that names every fault by line and column."""
    try:
        source = read_yaml(read_regular_file(path, path.name, MAX_TEXT_BYTES), path.name)
    except Unreadable as problem:
        raise InputFault(_line(problem.finding), problem.finding.hint) from None
    form, findings = typed_strictly(SettingsForm, source.tree)
    faults = [_line(finding) for finding in source.findings]
    faults += [_described(finding, source) for finding in findings]
    if form is None or faults:
        raise InputFault("\n".join([f"{path} 有 {len(faults)} 处需要改正", *faults]), "改正后再运行")
    return form.settings()


def _described(finding: Finding, source: Source) -> str:
    route = label_path(SettingsForm, finding.path)
    return f"{source.place(route).label}  {in_words(route)}：{finding.message}（{finding.hint}）"


def _line(finding: Finding) -> str:
    return f"{finding.place.label if finding.place else ''}  {finding.message}"
