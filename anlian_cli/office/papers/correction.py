"""更正公告: what a paper said, and what the records say since."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.errors import UsageFault
from anlian_cli.model.publication import Corrected, Difference, Published
from anlian_cli.office.office import Office
from anlian_cli.office.papers.asked import Asked, paper
from anlian_cli.office.papers.published import Rows, differences, in_full, of_paper, published, rows_now, stands
from anlian_cli.report.document import row
from anlian_cli.report.papers.paper import NAME, Paper, PaperColumn, in_words

CORRECTION = "更正公告"
_COLUMNS = tuple(PaperColumn(heading) for heading in (NAME, "更正项目", "原公布", "更正为"))


class Outstanding(Struct, frozen=True):
    """A publication that the records have moved on from: the paper itself, its last word, what differs now."""

    original: Published
    number: int
    rows: Rows
    differences: tuple[Difference, ...]


def outstanding(office: Office, subject: str | None = None) -> list[Outstanding]:
    """Every publication that is to be put right; of one period or unit where a subject is given."""
    originals = (one for one, _ in published(office) if one.corrects is None and subject in (None, one.subject))
    found = (_compared(office, one) for one in originals)
    return [one for one in found if one is not None and one.differences]


def _compared(office: Office, original: Published, *, again: bool = False) -> Outstanding | None:
    """What a paper and its corrections said last against what the records say; `again`: against the word before."""
    rows = rows_now(office, original)
    if rows is None:
        return None
    words = of_paper(office, original.paper, original.subject)
    if again and len(words) > 1:
        words = words[:-1]
    return Outstanding(original, len(words), rows, tuple(differences(office, stands(words[-1]), rows)))


def correction(office: Office, asked: Asked) -> Paper:
    """The paper that puts another right, named 年度考核公示-2018, or by its subject alone where that is enough.

    The last one is made again, in another format, while nothing has changed since. Raises UsageFault.
    """
    found = _named(office, asked.subject)
    original, lines = found.original, found.differences
    subject = f"{name_of(original)}-{found.number}"
    return paper(
        office,
        CORRECTION,
        asked,
        subject=subject,
        fields={
            "原公告": in_full(original),
            "原公告日期": in_words(original.on),
            "原文号": f"（{original.document}）" if original.document else "",
            "处数": str(len(lines)),
            "原因": (asked.reason or _reason_before(office, subject)).rstrip("。"),
        },
        table_title=f"{in_full(original)}更正表",
        columns=_COLUMNS,
        rows=tuple(row(one.name, one.what, one.old or "未列入", one.new or "不列入") for one in lines),
    )


def _reason_before(office: Office, subject: str) -> str:
    """The reason that the same correction gave, in another format of it."""
    return next((one.fields.get("原因", "") for one in of_paper(office, CORRECTION, subject)), "")


def name_of(publication: Published) -> str:
    """年度考核公示-2018, as a correction of it is asked for."""
    return f"{publication.paper}-{publication.subject}"


def corrected(office: Office, subject: str) -> tuple[Corrected, Rows]:
    """Which paper a correction puts right, and its whole rows as they stand with it."""
    found = _named(office, subject.rpartition("-")[0])
    return Corrected(paper=found.original.paper, subject=found.original.subject), found.rows


def _named(office: Office, text: str) -> Outstanding:
    originals = [one for one, _ in published(office) if one.corrects is None]
    named = [one for one in originals if text in (name_of(one), one.subject)]
    compared = [one for one in (_compared(office, one) for one in named) if one is not None]
    changed = [one for one in compared if one.differences]
    if not changed:
        again = (_compared(office, one.original, again=True) for one in compared if one.number > 1)
        changed = [one for one in again if one is not None]
    if len(changed) == 1:
        return changed[0]
    if changed:
        names = "、".join(name_of(one.original) for one in changed)
        raise UsageFault(f"“{text}”有几份公告要更正", f"写明哪一份：{names}")
    if named:
        raise UsageFault(f"“{text}”公布的与台账一致，没有要更正的", "见 anlian status")
    known = "、".join(name_of(one) for one in originals) or "无"
    raise UsageFault(f"没有记录过公布“{text}”", f"已公布的：{known}")
