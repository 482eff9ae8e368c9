"""Where everything lies in the records: object ids, folders, and the logical paths inside a dossier."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from anlian_cli.model.scores import Stage
from anlian_cli.ocfl.commit_record import ASIDE, WORK
from anlian_cli.ocfl.layout import Layout
from anlian_cli.ocfl.root import StorageRoot

RECORDS = "records"
DOSSIERS, IMPORTS, PURGED = "dossiers", "imports", "purged"
JOURNAL = f"{DOSSIERS}/journal.txt"
INDEX, SEAL, LOCK, HOLDER = (f"{WORK}/{name}" for name in ("index.jsonl", "index.seal", "lock", "holder.json"))

SCANS, SETTINGS = (f"{WORK}/{name}" for name in ("scans", "settings"))
"""What was read of materials, and of anlian.yaml; like the index they may be thrown away."""

LAYOUTS = {
    DOSSIERS: Layout((18, 4), "一企一档：统一代码/年度"),
    IMPORTS: Layout((64,), "登记过的评分表，按内容的 SHA-256"),
}
_CODE = re.compile(r"[0-9A-Z]{18}")
_REGISTRATION_NUMBER = re.compile(r"\d{15}")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\/]|[. ]$|^\.')


def dossier_code(credit_code: str | None) -> str | None:
    """The 18 characters that a dossier is kept under: the credit code, or `000` and an old 15-digit number.

    None for anything else, under which nothing is recorded.
    """
    if credit_code is None:
        return None
    if _REGISTRATION_NUMBER.fullmatch(credit_code):
        return f"000{credit_code}"
    return credit_code if _CODE.fullmatch(credit_code) else None


def written_code(code: str) -> str:
    """The credit code, or old number, that a dossier's code stands for."""
    return code[3:] if code.startswith("000") else code


def dossier_id(code: str, year: int) -> str:
    return f"urn:anlian:{code}{year:04d}"


def import_id(digest: str) -> str:
    return f"urn:anlian:import:{digest}"


def object_id(folder: str) -> str:
    """The id of the object in a folder such as `dossiers/CODE/YEAR`."""
    root, _, inside = folder.partition("/")
    return import_id(inside) if root == IMPORTS else f"urn:anlian:{inside.replace('/', '')}"


SCORES = "scores/"


def score_path(period: str, stage: Stage) -> str:
    return f"{SCORES}{period}/{stage.value}.json"


def application_path(round_name: str) -> str:
    return f"application/{round_name}.json"


def received_path(round_name: str, name: str) -> str:
    return f"application/{round_name}/{name}"


def verdict_path(round_name: str) -> str:
    return f"check/{round_name}.json"


EVENTS, PARAMETERS = "events/", "parameters/"


def parameters_path(kind: str, period: str) -> str:
    return f"{PARAMETERS}{kind}-{period}.json"


PUBLICATIONS = "publications/"


def publication_path(paper: str, subject: str) -> str:
    return f"{PUBLICATIONS}{paper}-{subject}.json"


def purge_path(number: int) -> str:
    """Where an object tells what a batch erased in it."""
    return f"{PURGED}/{number}.json"


def tombstone_path(round_name: str, digest: str) -> str:
    """What stands for a received file that was erased: its own name may be somebody's."""
    return received_path(round_name, f"已清除-{digest[:12]}")


def event_path(on: date, kind: str, number: int) -> str:
    return f"{EVENTS}{on.isoformat()}-{kind}-{number}.json"


def is_safe_name(name: str) -> bool:
    """Whether a name can be one folder's or file's on every system."""
    return bool(name) and not _UNSAFE.search(name) and len(name.encode()) <= 120


def records_folder(workspace: Path) -> Path:
    return workspace / RECORDS


def nothing_recorded(workspace: Path) -> bool:
    """Whether no command has recorded yet; what was read of materials may lie there before."""
    base = records_folder(workspace)
    entries = (*base.glob("*"), *(base / WORK).glob("*"))
    is_folder = base.is_dir() or not os.path.lexists(base)
    return is_folder and {path.relative_to(base).as_posix() for path in entries} <= {WORK, SCANS}


def storage_root(base: Path, root: str) -> StorageRoot:
    """A storage root of the records, for reading; also while a batch replaces some of its objects."""
    return StorageRoot(base / root, LAYOUTS[root], base / ASIDE / root)
