"""What an export did, in sentences: a line for each year, and one for the whole."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.model.export import ExportRun, Part
from anlian_cli.model.tidy.tables import TABLES


def year_lines(run: ExportRun) -> Iterator[str]:
    """2018 年：写了 得分、等次；其余 5 张表没有变化."""
    for year in sorted({part.year for part in (*run.written, *run.kept, *run.removed)}):
        written, kept, removed = (_of(year, parts) for parts in (run.written, run.kept, run.removed))
        said = [f"写了{_named(written)}"] if written else []
        said += [f"删去{_named(removed)}"] if removed else []
        if kept:
            said.append(f"其余 {len(kept)} 张表没有变化" if said else "没有变化")
        yield f"{year} 年：{'；'.join(said)}"


def _of(year: int, parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if part.year == year]


def _named(parts: list[Part]) -> str:
    return "、".join(TABLES[part.table].title for part in parts)


def last_line(run: ExportRun) -> str:
    """38 个文件，1204 行：这次写了 5 个，33 个没有动."""
    parts = (*run.written, *run.kept)
    removed = f"，删去 {len(run.removed)} 个" if run.removed else ""
    kept = f"，{len(run.kept)} 个没有动" if run.kept else ""
    rows = sum(part.rows for part in parts)
    return f"{len(parts)} 个文件，{rows} 行：这次写了 {len(run.written)} 个{kept}{removed}"
