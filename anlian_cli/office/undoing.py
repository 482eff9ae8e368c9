"""Taking a batch back: first what was decided upon it since, which would stand on nothing then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from anlian_cli.model.batches import Batch
from anlian_cli.model.scores import Stage
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.records.history import History
from anlian_cli.records.undo import take_back, undone_batches
from anlian_cli.report.log_words import ACTIONS

_RESTS_ON: Mapping[str, frozenset[str]] = {
    "score": frozenset({"check", "shortlist", "admit"}),
    "shortlist": frozenset({"check", "score"}),
    "admit": frozenset({"check", "score", "shortlist"}),
    "daily": frozenset({"admit"}),
    "withdraw": frozenset({"admit"}),
    "exit report": frozenset({"admit"}),
    "exit open": frozenset({"admit", "score", "exit report"}),
    "exit dismiss": frozenset({"score", "exit report", "exit open"}),
    "exit decide": frozenset({"admit", "score", "exit report", "exit open"}),
    "exit revoke": frozenset({"exit decide"}),
    "objection add": frozenset({"check", "score"}),
    "objection resolve": frozenset({"check", "score", "objection add"}),
}
"""What a recording was made upon, by the commands' names."""


def undo(office: Office, intent: Intent, number: int, go_ahead: Callable[[], None]) -> None:
    """Take a batch back; `go_ahead` is asked, and may raise, where others rest on it. Raises UsageFault."""
    with at_work(office, intent) as (held, recorder):
        take_back(recorder, number)
        if upon := list(resting_on(held.history, number)):
            held.listener.remark(f"提醒：{_named(upon)}是在它之上作出的，撤销以后仍然有效")
        if rankings := _rankings(path for changes in recorder.changed.values() for path in changes):
            held.listener.remark(f"提醒：{rankings}用到这些得分，撤销以后会不同")
        if upon and not intent.dry_run:
            go_ahead()
        units = sorted({folder.partition("/")[0] for folder in recorder.changed})
        names = [held.history.dossiers[code].name for code in units if code in held.history.dossiers]
        held.listener.line(f"第 {number} 批撤销后恢复原来的内容，涉及：{'、'.join(names) or '参数'}")
        committed(held, recorder, intent)


def _rankings(paths: Iterable[str]) -> str:
    """2018 年度排名、批次 2017 综合测评排名: what is worked out from the scores at some paths."""
    scores = sorted({tuple(path.split("/")[1:]) for path in paths if path.startswith("scores/")})
    stages = [(period, Stage(file.removesuffix(".json"))) for period, file in scores]
    named = (f"批次 {name} 综合测评排名" if stage.of_a_round else f"{name} 年度排名" for name, stage in stages)
    return "、".join(dict.fromkeys(named))


def _named(batches: Sequence[Batch]) -> str:
    """第 7、8 批（日常记录）、第 9 批（评分）."""
    by_action: dict[str, list[str]] = {}
    for batch in batches:
        by_action.setdefault(ACTIONS.get(batch.action, batch.action), []).append(str(batch.number))
    return "、".join(f"第 {'、'.join(numbers)} 批（{action}）" for action, numbers in by_action.items())


def resting_on(history: History, number: int) -> Iterator[Batch]:
    """The later batches, not taken back, that were made upon a batch about one of its units."""
    undone = undone_batches(history)
    idle = {*undone, *undone.values()}
    base = history.batches[number - 1]
    for batch in history.batches[number:]:
        upon = base.action in _RESTS_ON.get(batch.action, ())
        if upon and batch.number not in idle and _units(history, base) & _units(history, batch):
            yield batch


def _units(history: History, batch: Batch) -> frozenset[str]:
    """The units of a batch; the federation's own parameters are in many."""
    codes = {touched.folder.split("/")[1] for touched in batch.touched}
    return frozenset(code for code in codes if code in history.dossiers and history.dossiers[code].is_unit)
