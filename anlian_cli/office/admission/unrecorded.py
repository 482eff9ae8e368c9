"""The firms of a round that are in nobody's table: what they sent was not recorded, or not what they sent last."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.forms.discovery import APPLICATIONS, UnitLocation, find_units
from anlian_cli.forms.guard import NotRegular, digest_of_file
from anlian_cli.forms.received import kept_forms
from anlian_cli.office.office import Office
from anlian_cli.records.places import dossier_code, received_path


def unrecorded(office: Office, round_name: str) -> Iterator[UnitLocation]:
    """The folders of a round that nothing was recorded of, or that cannot be read any more. Nothing without records."""
    folder = office.workspace / APPLICATIONS / round_name
    known = [dossier for dossier in office.units() if dossier.verdict(round_name) is not None]
    recorded = {code for dossier in known for code in (dossier.code, *dossier.former_codes)}
    if not recorded or not folder.is_dir():
        return
    filed = _filed_forms(office, round_name)
    for location in find_units(folder, office.workspace):
        # Only what is not as it was recorded is read.
        if not _is_filed(location, filed) and not _is_known(location, recorded):
            yield location


def _filed_forms(office: Office, round_name: str) -> set[str]:
    """The digests of everything that was received in a round."""
    opening = received_path(round_name, "")
    return {filed.digest for dossier in office.units() for _, filed in dossier.documents(opening)}


def _is_filed(location: UnitLocation, filed: set[str]) -> bool:
    try:
        forms = [digest_of_file(path) for path in kept_forms(location.path, location.path).values()]
    except (OSError, NotRegular):
        return False
    return bool(forms) and filed.issuperset(forms)


def _is_known(location: UnitLocation, recorded: set[str]) -> bool:
    # Only here: as a rule everything is filed.
    from anlian_cli.forms.unit_folder import read_unit

    try:
        files = read_unit(location.path, location.shown)
    except OSError:
        return False
    return files.readable and dossier_code(files.application.credit_code) in recorded


def unrecorded_in_words(office: Office, round_name: str) -> str | None:
    """What a list of the round must not hide; None where everything of it is recorded."""
    names = [location.path.name for location in unrecorded(office, round_name)]
    if not names:
        return None
    told = f"提醒：批次 {round_name} 还有 {len(names)} 家没有存档"
    return f"{told}，不在表里：{'、'.join(names)}（见 anlian status）"
