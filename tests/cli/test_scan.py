"""Scans in the commands: `check`, `review` and `notice` with --scan, `scan` of one file; and without the extra."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import docx
import jsonschema
import pytest
from openpyxl import load_workbook

from anlian_cli.model.scanned import FactName, Scan
from anlian_cli.office.scanning import reader as opened
from tests.conftest import ROOT
from tests.fictional import Tree, credit_code
from tests.make_examples import SETTINGS
from tests.office import Outcome, act, must
from tests.scanning.made_up import Scans, altered, firm, reader, sound_scans

NOW = "2017-10-26 09:00"


@dataclass
class MadeUp:
    """What stands for the part that reads scans: it says of a file what was made up for it."""

    scans: Scans
    installed: bool = True

    def is_available(self) -> bool:
        return self.installed

    def Scanner(self, _cache: Path | None) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        pass

    def scan(self, path: Path, digest: str | None = None) -> Scan:
        return reader(self.scans)(path, digest)

    def pictures(self, _path: Path) -> tuple[str, ...]:
        return ("AAAA",)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> MadeUp:
    stand_in = MadeUp({})
    monkeypatch.setattr(opened, "scanner", stand_in)
    return stand_in


@pytest.fixture
def round_of_two(tmp_path: Path, made_up: MadeUp) -> Iterator[Path]:
    """A firm whose licence says another day, and one that handed in the first one's; nobody looked at them yet."""
    (tmp_path / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    folder = tmp_path / "applications" / "2017"

    def without_postcode(tree: Tree) -> None:
        del tree["单位登记表"]["邮编"]

    first, second = (firm(folder / name, without_postcode, number) for number, name in enumerate(("乙", "丙"), start=1))
    own, others = sound_scans(first), sound_scans(second)
    altered(own, "营业执照.pdf", FactName.FOUNDED_ON, "2010年03月11日")
    others["营业执照.pdf"] = own["营业执照.pdf"]
    by_firm = {"乙": own, "丙": others}
    made_up.scan = lambda path, _digest=None: reader(by_firm[path.parts[-3]])(path, None)  # type: ignore[method-assign]
    for name in by_firm:
        (folder / name / "初核记录.yaml").unlink()
    yield tmp_path


def told_of(out: str) -> dict[str, set[str]]:
    """The codes of each firm's scans in a check's JSON, which its schema fits."""
    report = json.loads(out)
    jsonschema.validate(report, json.loads((ROOT / "schemas" / "check.schema.json").read_text(encoding="utf-8")))
    return {
        unit["source"].rpartition("/")[2]: {one["code"] for one in unit["findings"] if one["code"][0] == "S"}
        for unit in report["units"]
    }


def test_a_check_shows_what_differs_and_its_verdicts_stay(round_of_two: Path) -> None:
    before = act(round_of_two, "check", "--format", "json", at=NOW).out
    plain, read = (act(round_of_two, "check", *more, at=NOW) for more in ((), ("--scan",)))
    assert (plain.code, plain.out.splitlines()[-1]) == (read.code, read.out.splitlines()[-1])
    assert "S2 提醒" in read.out and "材料核对：一致" in read.out and "不改变任何条款和结论" in read.out
    assert "材料核对" not in plain.out
    found = told_of(act(round_of_two, "check", "--scan", "--format", "json", at=NOW).out)
    assert found == {"乙": {"S2"}, "丙": {"S1", "S2", "S3"}}
    assert act(round_of_two, "check", "--format", "json", at=NOW).out == before and "台账为空" in before
    assert told_of(before) == {"乙": set(), "丙": set()}


def test_a_comparison_in_json_has_its_page_and_box(round_of_two: Path) -> None:
    out = act(round_of_two, "check", "--scan", "--format", "json", at=NOW).out
    scanned: list[dict[str, Any]] = json.loads(out)["units"][1]["scanned"]
    day = next(one for one in scanned if one["finding"] == "S2")
    assert (day["clause"], day["typed"], day["agreement"]) == ("9.2b", "2010-03-01", "different")
    assert day["page"] == 1 and day["box"]["left"] == 0.1 and day["file"] == "材料/营业执照.pdf"


def test_a_workbook_has_every_comparison(round_of_two: Path) -> None:
    act(round_of_two, "check", "--scan", "-o", "结果.xlsx", at=NOW)
    rows = list(load_workbook(round_of_two / "结果.xlsx")["材料核对"].iter_rows(values_only=True))
    assert {row[6] for row in rows[1:]} >= {"一致", "不一致"}
    without = act(round_of_two, "check", "-o", "另一个.xlsx", at=NOW)
    assert without.code == 1 and "材料核对" not in load_workbook(round_of_two / "另一个.xlsx").sheetnames


def test_the_review_sheet_lays_it_beside_each_clause_and_reads_back(round_of_two: Path) -> None:
    must(round_of_two, "review", "2017", "--scan", "-o", "初核表.xlsx", at=NOW)
    book = load_workbook(round_of_two / "初核表.xlsx")
    sheet = book["初核"]
    head = [cell.value for cell in sheet[3]]
    lines = sheet.iter_rows(min_row=4, values_only=True)
    rows = {(line[head.index("文件夹")], line[head.index("条款")]): line for line in lines}
    beside = rows["2017/乙", "9.2b"][head.index("扫描件上读到的")]
    assert beside == "不一致：成立日期 2010年03月11日（材料/营业执照.pdf 第1页；表上 2010-03-01）"
    assert "公章" in rows["2017/乙", "11.2"][head.index("扫描件上读到的")]
    for line in range(4, sheet.max_row + 1):
        if sheet.cell(line, head.index("条款") + 1).value == "9.2b":
            sheet.cell(line, head.index("结论") + 1).value = "符合"
            sheet.cell(line, head.index("依据") + 1).value = "执照原件为3月1日"
    book.save(round_of_two / "初核表.xlsx")
    assert "已写入 2 家" in must(round_of_two, "review", "2017", "初核表.xlsx", at=NOW).err


def test_a_letter_asks_to_look_and_names_no_other_firm(round_of_two: Path) -> None:
    must(round_of_two, "notice", "2017", "--scan", "-o", "通知", at=NOW)
    letter = docx.Document(str(round_of_two / "通知" / "丙" / "补正通知.docx"))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "材料/营业执照.pdf 第1页：成立日期是“2010年03月11日”，表上是“2010-03-01”；请照原件核对，填错的请改正" in text
    assert "初核" not in text and "辨认" not in text
    assert "名称是“其他单位”" in text and credit_code(1) not in text


def test_without_the_extra_a_check_is_what_it_was_and_says_once_what_could_be(
    round_of_two: Path, made_up: MadeUp
) -> None:
    made_up.installed = False
    plain, read = (act(round_of_two, "check", *more, at=NOW) for more in ((), ("--scan",)))
    assert (plain.code, plain.out) == (read.code, read.out)
    assert read.err.count("anlian[scan]") == 2 and "pip install 'anlian[scan]'" in read.err and plain.err == ""


def one_file(folder: Path, made_up: MadeUp) -> Path:
    tree = firm(folder / "某")
    made_up.scans = sound_scans(tree)
    altered(made_up.scans, "营业执照.pdf", FactName.ADDRESS, "北京市朝阳区示例路1号", 0.6)
    return folder / "某" / "材料" / "营业执照.pdf"


def test_one_file_is_told_with_its_facts_and_nothing_personal_whole(tmp_path: Path, made_up: MadeUp) -> None:
    path = one_file(tmp_path, made_up)
    told = must(tmp_path, "scan", path).out
    assert "营业执照  第 1 页" in told and credit_code(1) in told and "看不清" in told
    document = json.loads(must(tmp_path, "scan", path, "--format", "json").out)
    jsonschema.validate(document, json.loads((ROOT / "schemas" / "scan.schema.json").read_text(encoding="utf-8")))
    head = next(one for one in document["documents"][0]["facts"] if one["name"] == "legal_representative")
    assert head["text"] == "赵***" and "赵示例" not in told


def test_one_file_is_framed_on_its_page(tmp_path: Path, made_up: MadeUp) -> None:
    path = one_file(tmp_path, made_up)
    assert "已写入 核对.html" in must(tmp_path, "scan", path, "--image", "核对.html").err
    page = (tmp_path / "核对.html").read_text(encoding="utf-8")
    assert credit_code(1) in page and 'x="0.1" y="0.2"' in page and "default-src 'none'" in page
    assert "赵***" in page and "赵示例" not in page
    assert act(tmp_path, "scan", path, "--image", "核对.html").code == 2


def test_what_cannot_be_read_is_refused(tmp_path: Path, made_up: MadeUp) -> None:
    path = one_file(tmp_path, made_up)
    (tmp_path / "表.xlsx").write_bytes(b"")
    made_up.scans["职称0.pdf"] = Scan((), 0, "文件有密码，没有读")
    refused: dict[tuple[object, ...], tuple[int, str]] = {
        ("没有.jpg",): (3, "找不到 没有.jpg"),
        ("表.xlsx",): (3, "不是图片、PDF 或 Word 文件"),
        (path, "--image", "核对.png"): (2, "--image 写的是网页"),
        (tmp_path / "某" / "证书" / "职称0.pdf",): (3, "文件有密码，没有读"),
    }
    for words, (code, sentence) in refused.items():
        outcome = act(tmp_path, "scan", *words)
        assert (outcome.code, sentence in outcome.err) == (code, True), (words, outcome.err)
    made_up.installed = False
    outcome: Outcome = act(tmp_path, "scan", path)
    assert outcome.code == 2 and "pip install 'anlian[scan]'" in outcome.err
