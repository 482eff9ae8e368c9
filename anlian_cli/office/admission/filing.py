"""`check --record`: a round's applications, materials and verdicts, filed in the dossiers as one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli import __version__
from anlian_cli.errors import UsageFault
from anlian_cli.forms.discovery import APPLICATIONS, UnitLocation
from anlian_cli.forms.guard import NotRegular, Unreadable, digest_of_file
from anlian_cli.forms.packed_folder import is_packed, unpacked
from anlian_cli.forms.received import (
    ChangedMeanwhile,
    Received,
    kept_forms,
    neutral_name,
    received_files,
)
from anlian_cli.forms.unit_folder import UnitFiles, read_laid_open
from anlian_cli.model.filing import FiledApplication, FiledVerdict
from anlian_cli.model.results import CheckReport, UnitResult
from anlian_cli.office.admission.checking import Observer, judged, round_report, terms_of, unreadable_result
from anlian_cli.office.office import Intent, Office, committed
from anlian_cli.office.periods import in_force, lock, year_of
from anlian_cli.records.places import application_path, dossier_code, received_path, verdict_path
from anlian_cli.records.recorder import Recorder
from anlian_cli.regulation.clause import Terms
from anlian_cli.regulation.identity import credit_code_faults
from anlian_cli.report.check_json import clause_json, finding_json


class Filing(Struct):
    """What filing a round came to: the check's report, who was filed with something new, who was left out and why."""

    report: CheckReport
    filed: list[str] = field(default_factory=list)
    unchanged: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)


class _Unit(Struct, frozen=True):
    """One unit as read, judged, and ready to be filed."""

    result: UnitResult
    files: UnitFiles
    received: tuple[Received, ...]
    fault: str = ""


class _Cabinet(Struct, frozen=True):
    """Where a round is filed, and how."""

    recorder: Recorder
    round_name: str
    year: int
    regulation: str
    by_digest: bool


def file_round(
    recorder: Recorder,
    office: Office,
    round_name: str,
    locations: Sequence[UnitLocation],
    observer: Observer,
    laid_open: ExitStack,
) -> Filing:
    """Check a whole round and plan its filing. Raises RecordsFault where its locked parameters were changed.

    What is packed stays `laid_open` until it is filed.
    """
    period = in_force(office, "round", round_name)
    year = year_of(period)
    terms = terms_of(office, round_name, recorder.maker.at.date(), None)
    units = []
    for done, location in enumerate(locations, start=1):
        units.append(_read(location, terms, laid_open))
        observer(done)
    report = round_report(office, [unit.result for unit in units], terms)
    filing = Filing(report)
    cabinet = _Cabinet(recorder, round_name, year, report.regulation, bool(office.settings.materials_by_digest))
    codes = Counter(dossier_code(unit.result.credit_code) for unit in units)
    for unit, result in zip(units, report.units, strict=True):
        _file(cabinet, filing, _with(unit, result), codes)
    if filing.filed:
        lock(recorder, office, period)
    return filing


def _with(unit: _Unit, result: UnitResult) -> _Unit:
    """The unit with its verdict after it was compared with the others."""
    return _Unit(result, unit.files, unit.received, unit.fault)


def _read(location: UnitLocation, terms: Terms, laid_open: ExitStack) -> _Unit:
    """Read and judge one unit; its files' digests are taken before and after."""
    sent, shown = location.path, location.shown
    try:
        folder = laid_open.enter_context(unpacked(sent, shown)) if is_packed(sent) else sent
        before = {name: digest_of_file(path) for name, path in kept_forms(sent, folder).items()}
        files = read_laid_open(sent, shown, folder)
        if not files.readable:
            return _Unit(unreadable_result(files), files, ())
        result = judged(files, terms)
        return _Unit(result, files, tuple(received_files(sent, folder, files, before)))
    except Unreadable as problem:
        files = UnitFiles(sent.stem, shown, findings=[problem.finding])
        return _Unit(unreadable_result(files), files, ())
    except ChangedMeanwhile as problem:
        raise UsageFault(f"{location.shown}/{problem} 在审核时被改动", "等文件不再变化后重新运行") from None
    except (OSError, NotRegular):
        files = UnitFiles(sent.name, shown)
        return _Unit(unreadable_result(files), files, (), "文件打不开")


def _file(cabinet: _Cabinet, filing: Filing, unit: _Unit, codes: Counter[str | None]) -> None:
    code = dossier_code(unit.result.credit_code)
    reason = _left_out(unit, code, codes)
    if reason or code is None:
        filing.left_out.append((unit.result.name, reason))
        return
    application = _file_application(cabinet, code, unit)
    _file_verdict(cabinet, code, unit.result, application)
    if cabinet.recorder.changes(f"{code}/{cabinet.year:04d}"):
        filing.filed.append(unit.result.name)
    else:
        filing.unchanged += 1


def _left_out(unit: _Unit, code: str | None, codes: Counter[str | None]) -> str:
    """Why a unit is not filed; nothing where it is."""
    if not unit.result.clauses:
        return unit.fault or "无法读取"
    if code is None or credit_code_faults(unit.result.credit_code or ""):
        return "没有有效的统一代码"
    return f"与另一家的统一代码 {unit.result.credit_code} 相同" if codes[code] > 1 else ""


def _file_application(cabinet: _Cabinet, code: str, unit: _Unit) -> str:
    """File the application as received and as understood; returns the digest that scores name it by."""
    application = unit.files.application
    kept = {file.name: neutral_name(file.name, file.digest, application) for file in unit.received}
    document = FiledApplication(
        application=application.model_dump(mode="json", exclude_defaults=True),
        files={file.name: file.digest for file in unit.received if file.evidence},
        kept_as={name: stored for name, stored in kept.items() if stored != name},
        by_digest=cabinet.by_digest,
    )
    recorder, year, round_name, standing = cabinet.recorder, cabinet.year, cabinet.round_name, set()
    for file in unit.received:
        if not (file.evidence and cabinet.by_digest):
            path = received_path(round_name, kept[file.name])
            standing.add(path)
            recorder.put_file(code, year, path, file.path, file.digest)
    recorder.clear(code, year, received_path(round_name, ""), keep=standing)
    return recorder.put(code, year, application_path(round_name), document)


def _file_verdict(cabinet: _Cabinet, code: str, result: UnitResult, application: str) -> None:
    verdict = FiledVerdict(
        round=cabinet.round_name,
        name=result.name,
        credit_code=result.credit_code or "",
        verdict=result.verdict,
        received_on=result.received_on,
        application=application,
        regulation=cabinet.regulation,
        program=__version__,
        clauses=tuple(dict(clause_json(clause)) for clause in result.clauses),
        findings=tuple(dict(finding_json(finding)) for finding in result.findings),
    )
    path = verdict_path(cabinet.round_name)
    if not _differs_only_in_program(cabinet.recorder, code, path, verdict):
        cabinet.recorder.put(code, cabinet.year, path, verdict)


def _differs_only_in_program(recorder: Recorder, code: str, path: str, verdict: FiledVerdict) -> bool:
    """Whether the same verdict stands already, given by another version of this program."""
    dossier = recorder.history.dossiers.get(code)
    filed = dossier.filed(path) if dossier else None
    if filed is None:
        return False
    standing = recorder.history.document(FiledVerdict, filed)
    return replace(standing, program=verdict.program) == verdict


def commit_filing(office: Office, recorder: Recorder, intent: Intent, round_name: str, filing: Filing) -> None:
    """Record what was filed. A round of which nothing could be filed is not one that stands in the records already."""
    if filing.filed or filing.unchanged:
        committed(office, recorder, intent)
        return
    rehearsed = "试运行，" if intent.dry_run else ""
    again = f"anlian check {APPLICATIONS}/{round_name}"
    office.listener.remark(f"{rehearsed}什么也没有记录：没有一家可以存档，原因见上")
    office.listener.remark(f"错在哪里用 {again} 看；请单位改正后，再运行 {again} --record")


def filing_in_words(filing: Filing) -> Iterator[str]:
    """What became of the filing, in sentences."""
    yield f"存档 {len(filing.filed)} 家，与上次相同 {filing.unchanged} 家"
    for name, reason in filing.left_out:
        yield f"没有存档：{name}（{reason}）"
