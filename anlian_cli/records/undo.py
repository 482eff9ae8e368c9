"""Taking a recorded batch back: what it changed stands again as before, as a new version; nothing is removed."""

from __future__ import annotations

from anlian_cli.errors import UsageFault
from anlian_cli.model.batches import PURGE
from anlian_cli.records.history import DossierVersion, History
from anlian_cli.records.recorder import Recorder


def take_back(recorder: Recorder, number: int) -> None:
    """Plan the reversal of a batch. Raises UsageFault where it cannot be taken back."""
    history = recorder.history
    versions = [version for version in history.versions if version.batch.number == number]
    if not versions:
        raise UsageFault(f"台账里没有第 {number} 批记录", f"共有 {len(history.batches)} 批，见 anlian log")
    if history.batches[number - 1].action == PURGE:
        raise UsageFault(f"第 {number} 批是依法清除个人信息，清除的内容已经不在，不能撤销", "需要的，请单位重新提供")
    undone = undone_batches(history)
    if number in undone:
        raise UsageFault(f"第 {number} 批已经撤销过（第 {undone[number]} 批）", "不需要再撤销")
    if later := _standing_on(history, versions, undone):
        named = "、".join(map(str, later))
        hint = "要撤销的话，先从最后一批开始逐批撤销；或直接记录正确的内容并写明原因"
        raise UsageFault(f"第 {number} 批之后还有第 {named} 批改动了同样的内容，没有撤销", hint)
    for (folder, path), digest in _before(history, number).items():
        recorder.point(folder, path, digest)


def _before(history: History, number: int) -> dict[tuple[str, str], str | None]:
    """What every path that a batch changed held before it."""
    standing: dict[tuple[str, str], str | None] = {}
    for version in history.versions:
        if version.batch.number < number:
            standing |= {(version.entry.folder, path): digest for path, digest in version.entry.changes.items()}
    versions = (version for version in history.versions if version.batch.number == number)
    paths = [(version.entry.folder, path) for version in versions for path in version.entry.changes]
    return {place: standing.get(place) for place in paths}


def undone_batches(history: History) -> dict[int, int]:
    """Every batch that is taken back, with the batch that does so; an undone undo takes nothing back."""
    undone: dict[int, int] = {}
    for batch in reversed(history.batches):
        if batch.undoes is not None and batch.number not in undone:
            undone[batch.undoes] = batch.number
    return undone


def _standing_on(history: History, versions: list[DossierVersion], undone: dict[int, int]) -> list[int]:
    """The later batches on the same paths, but for those that were taken back and those that took them back."""
    paths = {(version.entry.folder, path) for version in versions for path in version.entry.changes}
    idle = {*undone, *undone.values()}
    later = {
        version.batch.number
        for version in history.versions
        if version.batch.number > versions[0].batch.number
        and version.batch.number not in idle
        and paths & {(version.entry.folder, path) for path in version.entry.changes}
    }
    return sorted(later)
