"""A reviewer's file with new words in it: what a person wrote stays as it is written, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.reviewers_file import ReviewersFile, amended, mark_of, read_reviewers_file
from anlian_cli.forms.template import verification_template
from anlian_cli.forms.typed import typed
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.verification import Conclusion, Receipt, Verification, Word

_WORD = Word(结论="符合", 依据="看过")
_RECEIPT = Receipt(日期="2017-10-23", 类型="首次", 电子版="是", 纸质版="否")


def after(folder: Path, before: bytes | None, *words: tuple[str, Word], receipts: tuple[Receipt, ...] = ()) -> bytes:
    """What becomes of a file."""
    if before is not None:
        (folder / "初核记录.yaml").write_bytes(before)
    return amended(read_reviewers_file(folder), words, receipts, "王")


_MADE = "核验:\n  10.7: {结论: 符合, 依据: 看过}\n"
_ROW = "{日期: 2017-10-23, 类型: 首次, 电子版: 是, 纸质版: 否}"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, f"核验人: 王\n收件:\n  - {_ROW}\n{_MADE}"),
        ("", f"核验人: 王\n收件:\n  - {_ROW}\n{_MADE}"),
        ("收件:\n核验:\n", f"收件:\n  - {_ROW}\n{_MADE}"),
        ("收件: [{日期: 2017-10-20, 类型: 补正}]\n", f"收件: [{{日期: 2017-10-20, 类型: 补正}}, {_ROW}]\n{_MADE}"),
        (
            "核 验: {'10.1': {依据: 010}}\n",
            f"核 验: {{'10.1': {{依据: 010}}, 10.7: {{结论: 符合, 依据: 看过}}}}\n收件:\n  - {_ROW}\n",
        ),
    ],
)
def test_words_and_receipts_join_what_stands_there(tmp_path: Path, before: str | None, expected: str) -> None:
    data = before.encode() if before is not None else None
    assert after(tmp_path, data, ("10.7", _WORD), receipts=(_RECEIPT,)).decode() == expected


def test_the_blank_form_keeps_its_comments(tmp_path: Path) -> None:
    blank = verification_template()
    text = after(tmp_path, blank.encode(), ("9.1a", _WORD), receipts=(_RECEIPT,)).decode()
    assert {line for line in blank.splitlines() if line.startswith("#")} <= set(text.splitlines())


def test_the_manner_of_notepad_stays(tmp_path: Path) -> None:
    written = after(tmp_path, "\ufeff核验人: 王\r\n核验:\r\n".encode(), ("9.1a", _WORD))
    assert written == "\ufeff核验人: 王\r\n核验:\r\n  9.1a: {结论: 符合, 依据: 看过}\r\n".encode()


def test_a_file_in_gbk_is_written_in_utf_8(tmp_path: Path) -> None:
    written = after(tmp_path, "核验人: 王\n".encode("gb18030"), ("9.1a", _WORD))
    assert written.decode() == "核验人: 王\n核验:\n  9.1a: {结论: 符合, 依据: 看过}\n"


@pytest.mark.parametrize(
    "before",
    [
        "核验:\n  9.1a: {结论: 符合, 依据: 甲}\n  9.1a: {结论: 不符合, 依据: 乙}\n",
        "核验人: &a 王\n",
        "核验人：王\n",
        "核验: 都符合\n",
        "收件: {日期: 2017-10-23, 类型: 首次}\n核验: 都符合\n",
    ],
)
def test_a_file_that_would_lose_something_is_refused(tmp_path: Path, before: str) -> None:
    with pytest.raises(Unreadable):
        after(tmp_path, before.encode(), ("9.1b", _WORD))


def test_a_whole_word_on_another_firm_stays_beside_the_new_one(tmp_path: Path) -> None:
    first, second = (Word(结论="符合", 依据="任职证明", 对方=code) for code in ("甲", "乙"))
    before = after(tmp_path, None, ("X1", first))
    written = after(tmp_path, before, ("X1", second))
    assert typed(Verification, read_yaml(written, "x").tree)[0].words["X1"] == (first, second)


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=60))
def test_any_basis_reads_back_as_it_was_typed(basis: str) -> None:
    word, findings = typed(Word, {"结论": "不符合", "依据": basis})
    if findings or not word.basis:
        return
    try:
        written = amended(ReviewersFile(Path("初核记录.yaml")), [("9.1a", word)], [], None)
    except Unreadable:
        return  # the guard before every parser takes no such character
    verification = typed(Verification, read_yaml(written, "x").tree)[0]
    assert verification.words["9.1a"][0].basis == word.basis
    assert verification.words["9.1a"][0].conclusion is Conclusion.UNMET


def test_a_mark_tells_what_was_changed() -> None:
    assert mark_of({"结论": "符合"}) == mark_of({"结论": "符合"}) != mark_of({"结论": "不符合"})
