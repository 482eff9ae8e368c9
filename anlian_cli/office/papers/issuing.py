"""Issuing a paper: put into words, looked at, written to a file, and recorded as published."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.model.personal import personal_words
from anlian_cli.model.publication import Published
from anlian_cli.office.files import write_file
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.papers.correction import CORRECTION, corrected
from anlian_cli.office.papers.kinds import KINDS
from anlian_cli.office.papers.published import in_full, published
from anlian_cli.office.papers.templates import filled
from anlian_cli.records.filed import Filed
from anlian_cli.records.places import is_safe_name, publication_path
from anlian_cli.records.recorder import Recorder
from anlian_cli.report.papers.formats import FORMATS, TABLES, WRITERS
from anlian_cli.report.papers.paper import Paper


def issue(office: Office, intent: Intent, kind: str, asked: Asked, path: Path) -> None:
    """Write a paper and record that it was published; what --as-of shows of an earlier day is written alone.

    Raises UsageFault for another kind of file, for nobody, with something personal, or where it was published otherwise
    and no reason is given; InputFault where her template cannot be used.
    """
    if office.moment.until is not None:
        paper = _composed(office, kind, asked, path)
        _written(office, _as_before(paper, _standing(office, paper), asked), path)
        office.listener.remark("按 --as-of 那一天写成，没有记为已公布")
        return
    with at_work(office, intent) as (held, recorder):
        composed = _composed(held, kind, asked, path)
        standing = _standing(held, composed)
        paper = _as_before(composed, standing, asked)
        _refuse_other_words(standing, paper, intent)
        if intent.dry_run:
            filled(held, paper)
        else:
            digest = _written(held, paper, path)
            _put(recorder, held, paper, standing, {path.suffix.lower(): digest})
        committed(held, recorder, intent)


def _composed(office: Office, kind: str, asked: Asked, path: Path) -> Paper:
    """A paper that may be published in a file's format. Raises UsageFault."""
    paper = KINDS[kind].compose(office, asked)
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        raise UsageFault(f"公文没有格式“{suffix}”", f"可用：{'、'.join(FORMATS)}")
    if suffix in TABLES and not paper.columns:
        raise UsageFault(f"{kind}里没有表，出不了 {suffix}", "可用：.docx、.html、.pdf")
    if paper.columns and not paper.rows:
        raise UsageFault(f"{paper.table_title}里一家单位也没有，没有发布", "先录入得分或名单")
    if words := personal_words("\n".join(_texts(paper))):
        raise UsageFault(f"{kind}里有{words}，没有发布", "请改正单位名称或说明；公开件里不能有个人信息")
    return paper


def _texts(paper: Paper) -> Iterator[str]:
    """What a paper says, a line each: a number is never read across two of them."""
    yield from paper.named.values()
    for sentences in paper.lists.values():
        yield from sentences
    yield from (str(cell.value) for cells in paper.rows for cell in cells)


def _standing(office: Office, paper: Paper) -> tuple[Published, Filed] | None:
    """The same paper as it was published before."""
    return next(
        (one for one in published(office) if (one[0].paper, one[0].subject) == (paper.kind, paper.subject)), None
    )


def _as_before(paper: Paper, standing: tuple[Published, Filed] | None, asked: Asked) -> Paper:
    """A paper that says what it said before keeps its day, number and 日志摘要: another format of it is the same."""
    if standing is None or _otherwise(standing[0], paper):
        return paper
    before = standing[0]
    dated = KINDS[paper.kind].dated
    return replace(
        paper,
        on=paper.on if dated or asked.on else before.on,
        document=paper.document or before.document,
        digest=before.records,
    )


def _otherwise(before: Published, paper: Paper) -> bool:
    return before.said != paper.said or before.fields != paper.told


def _refuse_other_words(standing: tuple[Published, Filed] | None, paper: Paper, intent: Intent) -> None:
    if standing is None or intent.reason:
        return
    before = standing[0]
    if _otherwise(before, paper) or (before.on, before.document) != (paper.on, paper.document):
        day = before.on.isoformat()
        raise UsageFault(
            f"{in_full(before)}已在 {day} 公布，与现在的不同，没有写出",
            f"要当时那一份的，加 --as-of {day}；内容错了要更正的，出更正公告；上一稿没有发出去的，加 --reason 原因",
        )


def _written(office: Office, paper: Paper, path: Path) -> str:
    """Write a paper's file; returns the SHA-256 of it."""
    from anlian_cli.report.papers.reading import blanks_of  # Word's library is loaded where a paper is written alone

    letter = filled(office, paper)
    content = WRITERS[path.suffix.lower()](letter, paper)
    write_file(path, content)
    left = f"，还空着的请填上：{'、'.join(blanks)}" if (blanks := blanks_of(letter)) else ""
    office.listener.remark(f"{paper.kind}已写入 {path}；发布前请看一遍{left}", path)
    return sha256(content).hexdigest()


def _put(
    recorder: Recorder, office: Office, paper: Paper, standing: tuple[Published, Filed] | None, files: dict[str, str]
) -> None:
    """Plan what is kept of it; under the year where it stands already."""
    if not is_safe_name(paper.subject):
        raise UsageFault(f"“{paper.subject}”不能做文件的名字", "批次名只用汉字、字母、数字和横线")
    same = standing is not None and standing[0].records == paper.digest
    earlier = standing[0].files if standing is not None and same else {}
    corrects, rows = corrected(office, paper.subject) if paper.kind == CORRECTION else (None, ())
    kept = Published(
        paper=paper.kind,
        subject=paper.subject,
        on=paper.on,
        document=paper.document,
        records=paper.digest,
        files={**earlier, **files},
        fields=paper.told,
        said=paper.said,
        corrects=corrects,
        stands=rows,
    )
    year = int(standing[1].folder.rpartition("/")[2]) if standing is not None else paper.on.year
    recorder.put(office.code, year, publication_path(paper.kind, paper.subject), kept)
