"""What a 初核表 meets that no honest office has: hostile files, links, a disk that fails half way."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from openpyxl import load_workbook

from anlian_cli.errors import InputFault
from anlian_cli.forms.review_sheet import read_review_sheet
from anlian_cli.ocfl import disk
from tests.cli.test_review import all_met, filled, record, review, sheet_of, workspace
from tests.hostile_files import binary_workbook, cut_short, many_sheets
from tests.office import must


@pytest.mark.parametrize("data", [cut_short(), binary_workbook(), many_sheets(5_000), b"", b"<html>"])
def test_a_hostile_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    office = workspace(tmp_path / "w", 1)
    (office / "表.xlsx").write_bytes(data)
    refused = review(office, "表.xlsx")
    assert refused.code == 3 and refused.err.startswith("表.xlsx：") and "Traceback" not in refused.err


def test_a_link_is_neither_read_nor_written_through(tmp_path: Path) -> None:
    office = workspace(tmp_path / "w", 2)
    path = filled(sheet_of(office), all_met)
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text("核验人: 别人\n", encoding="utf-8")
    record(office, 1).symlink_to(elsewhere)
    refused = review(office, path)
    assert refused.code == 3 and "是链接，不是文件本身" in refused.err
    assert elsewhere.read_text(encoding="utf-8") == "核验人: 别人\n" and not record(office, 2).exists()


def test_after_a_full_disk_the_same_sheet_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = workspace(tmp_path / "w", 3)
    path = filled(sheet_of(office), all_met)

    def full(_kind: str, where: Path) -> None:
        if "单位02" in str(where):
            raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(disk, "before", full)
        refused = review(office, path)
    assert refused.code == 2 and "磁盘已满" in refused.err and "前面 1 家已经写好" in refused.err
    assert [record(office, firm).exists() for firm in (1, 2, 3)] == [True, False, False]
    first = record(office, 1).read_bytes()
    done = must(office, "review", "2017", path, at="2017-10-26 09:00")
    assert "单位01" not in done.out and "已写入 2 家" in done.err
    assert record(office, 1).read_bytes() == first and record(office, 3).exists()


def test_a_sheet_of_another_round_under_a_new_title_is_known_by_its_mark(tmp_path: Path) -> None:
    path = sheet_of(workspace(tmp_path / "w", 1))
    book = load_workbook(path)
    for sheet in book.worksheets[:2]:
        sheet["A1"].value = str(sheet["A1"].value).replace("2017", "2018")
    book.save(path)
    with pytest.raises(InputFault, match="是为“2017 批次初核”生成的，这次录入的是批次 2018"):
        read_review_sheet(path, "2018")
