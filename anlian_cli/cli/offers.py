"""What completion offers for each kind of value, by what the help calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from anlian_cli.cli.desk import open_office
from anlian_cli.cli.output import FORMATS
from anlian_cli.errors import AnlianError
from anlian_cli.forms.discovery import APPLICATIONS
from anlian_cli.model.objections import Outcome, Result, Subject
from anlian_cli.model.scores import Stage
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.objections.standing import open_objections
from anlian_cli.office.office import Office
from anlian_cli.office.papers.kinds import KINDS
from anlian_cli.office.settings import find_workspace
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.explanation import explanations
from anlian_cli.report.export.formats import FORMATS as EXPORT_FORMATS

Offered = Iterator[tuple[str, str]]


def offered(kind: str, given: Mapping[str, str]) -> Offered:
    """The words that a value of some kind may be, beside the values that were given already."""
    find = _FINDERS.get(kind)
    if find is not None:
        yield from find(given)


def _units(given: Mapping[str, str]) -> Offered:
    """Units of the records by their names, and by the short names of the rounds' folders that fit one of them."""
    office = _office(given)
    units = directory(office.history)
    for dossier in units.units.values():
        yield dossier.name, dossier.credit_code
    for folder in _folders(office.workspace):
        with suppress(AnlianError):
            yield folder, find_unit(units, folder).name


def _folders(workspace: Path, round_name: str = "*") -> list[str]:
    return sorted({path.name for path in (workspace / APPLICATIONS).glob(f"{round_name}/*") if path.is_dir()})


def _applicants(given: Mapping[str, str]) -> Offered:
    """Firms that may not be in the records yet."""
    for folder in _folders(_workspace(given)):
        yield folder, "申报单位"


def _narrowing(given: Mapping[str, str]) -> Offered:
    yield from ((word, "只看这一类") for word in ("错误", "提醒", "待核实"))
    yield from _applicants(given)


def _rounds(given: Mapping[str, str]) -> Offered:
    yield from ((name, "批次") for name in _office(given).settings.rounds)


def _years(given: Mapping[str, str]) -> Offered:
    yield from ((name, "考核年度") for name in _office(given).settings.years)


def _periods(given: Mapping[str, str]) -> Offered:
    """The rounds or the years, as the stage asks; without one, both."""
    stage = Stage.named(given.get("阶段") or given.get("表样") or "")
    if stage is None or stage.of_a_round:
        yield from _rounds(given)
    if stage is None or not stage.of_a_round:
        yield from _years(given)


def _about(given: Mapping[str, str]) -> Offered:
    """What a template is for, or a paper about."""
    if "公文" in given:
        about = KINDS[given["公文"]].about if given["公文"] in KINDS else ""
        yield from _FINDERS.get(about, _rounds)(given)
    elif given.get("表样") == "公文":
        yield from _papers(given)
    else:
        yield from _periods(given) if Stage.named(given.get("表样", "")) else _applicants(given)


def _stages(_given: Mapping[str, str]) -> Offered:
    yield from ((stage.short, stage.label) for stage in Stage)


def _templates(given: Mapping[str, str]) -> Offered:
    yield "申报材料", "空白的申报材料"
    yield "初核记录", "一家单位的，或空白的初核记录"
    yield "公文", "公文的模板"
    yield from _stages(given)


def _papers(_given: Mapping[str, str]) -> Offered:
    yield from ((name, kind.about) for name, kind in KINDS.items())


def _codes(_given: Mapping[str, str]) -> Offered:
    yield from ((entry.code, entry.title) for entry in explanations(regulation_named(newest())))


def _outcomes(_given: Mapping[str, str]) -> Offered:
    yield from ((outcome.label, outcome.value) for outcome in Outcome)


def _objections(given: Mapping[str, str]) -> Offered:
    for one in open_objections(_office(given)):
        yield str(one.raised.number), f"{one.dossier.name} {one.subject.label}"


def _subjects(given: Mapping[str, str]) -> Offered:
    """What was recorded of the unit and may be objected to."""
    dossier = find_unit(directory(_office(given).history), given["单位"])
    scored = [Subject(score.stage, score.period) for score in dossier.scores]
    judged = [Subject(Result.VERDICT, verdict.round) for verdict in dossier.verdicts]
    years = dict.fromkeys(subject.period for subject in scored if not subject.of_a_round)
    for subject in (*judged, *scored, *(Subject(Result.RANKING, year) for year in years)):
        yield subject.typed, subject.label


def _grounds(_given: Mapping[str, str]) -> Offered:
    yield from ((key, ground.name) for key, ground in regulation_named(newest()).exit_grounds.items())


def _formats(_given: Mapping[str, str]) -> Offered:
    yield from ((name, "") for name in FORMATS)


def _export_formats(_given: Mapping[str, str]) -> Offered:
    yield from ((name, one.media) for name, one in EXPORT_FORMATS.items())


_FINDERS: Mapping[str, Callable[[Mapping[str, str]], Offered]] = {
    "单位": _units,
    "申报单位": _applicants,
    "内容": _narrowing,
    "批次": _rounds,
    "年度": _years,
    "年度或批次": _periods,
    "批次或年度": _periods,
    "批次、年度或单位": _about,
    "阶段": _stages,
    "表样": _templates,
    "公文": _papers,
    "编号": _codes,
    "情形": _grounds,
    "结果": _outcomes,
    "异议号": _objections,
    "关于": _subjects,
    "格式": _formats,
    "导出格式": _export_formats,
}


def _office(given: Mapping[str, str]) -> Office:
    return open_office(_asked(given))


def _workspace(given: Mapping[str, str]) -> Path:
    return find_workspace(_asked(given) or Path()) or Path()


def _asked(given: Mapping[str, str]) -> Path | None:
    return Path(given["文件夹"]) if "文件夹" in given else None
