"""Her year with twenty firms, from an empty folder to the published ranking, and every character that it takes to type.

`python -m pytest -s tests/cli/test_year.py` prints the commands and characters of each piece of work, beside those of
the same work where each firm's record and each note is written on its own.
"""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.test_review import PHRASES, by_hand, rows
from tests.fictional import application, verification
from tests.make_examples import write_unit
from tests.office import must

FIRMS = 20
ADMITTED = 15
NAMES = {f"北京示例{firm:02d}安全技术咨询有限公司": firm for firm in range(1, FIRMS + 1)}
OWN_WORDS = {"9.2b": "最早合同{firm}月", "9.3b": "抽查{firm}号报告"}
NOTES = (("2018-03-12", "13.1", "按时报送"), ("2018-04-16", "13.2", "资料齐全"), ("2018-06-05", "13.3", "回访无意见"))


class Desk:
    """What she types: commands at the terminal, and cells and lines in files, by the piece of work."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.commands: Counter[str] = Counter()
        self.characters: Counter[str] = Counter()

    def command(self, work: str, line: str, at: str) -> str:
        self.commands[work] += 1
        self.characters[work] += len(f"anlian {line}\n")
        return must(self.workspace, *line.split(), at=f"{at} 09:00").out

    def typed(self, work: str, text: object) -> object:
        self.characters[work] += len(str(text))
        return text


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A new workspace whose blanks she has filled, with the folders that the firms sent."""
    must(tmp_path, "init", "w", at="2017-09-01 09:00")
    desk = Desk(tmp_path / "w")
    desk.commands["工作区"], desk.characters["工作区"] = 1, len("anlian init w\n")
    settings = (desk.workspace / "anlian.yaml").read_text(encoding="utf-8")
    for blank, answer in {"统一代码: ": "51110000000000000J", "经办人: ": "", "名额: ": str(ADMITTED)}.items():
        settings = settings.replace(f"{blank}未定", blank).replace(blank, f"{blank}{desk.typed('工作区', answer)}", 1)
    (desk.workspace / "anlian.yaml").write_text(settings + str(desk.typed("初核", PHRASES)), encoding="utf-8")
    for name, firm in NAMES.items():
        write_unit(desk.workspace / "applications" / "2017" / f"单位{firm:02d}", application(firm, name), None)
    return desk


def reviewed(desk: Desk) -> None:
    desk.command("初核", "review 2017 -o 初核表.xlsx", "2017-10-26")
    book = load_workbook(desk.workspace / "初核表.xlsx")
    offered = {str(column[0].value): [cell.value for cell in column[1:]] for column in book["常用依据"].columns}
    for _, fill in rows(book["收件"]):
        fill("日期", desk.typed("初核", "2017-10-23"))
        for heading in ("电子版", "纸质版"):
            fill(heading, "是")
            desk.typed("初核", "↓")
    for row, fill in rows(book["初核"]):
        own = OWN_WORDS.get(row["条款"], "").format(firm=row["文件夹"][-2:])
        fill("结论", "符合")
        fill("依据", own or offered[row["条款"]][0])
        desk.typed("初核", f"↓{own or '↓↓'}")  # a choice takes one key, an offered basis two
    book.save(desk.workspace / "初核表.xlsx")
    desk.command("初核", "review 2017 初核表.xlsx", "2017-10-26")


def noted(desk: Desk, firms: list[int]) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in [
        ("单位全称", "日期", "项目", "记录"),
        *((f"示例{firm:02d}", *note) for firm in firms for note in NOTES),
    ]:
        sheet.append([desk.typed("日常记录", cell) for cell in line])
    book.save(desk.workspace / "日常记录.xlsx")
    desk.command("日常记录", "daily --sheet 日常记录.xlsx", "2018-06-30")


def scored(desk: Desk, stage: str, period: str, at: str, most: list[int], experts: int = 0) -> dict[int, Fraction]:
    """The sheet out, filled in every row, and recorded; what each firm has, the mean of its experts."""
    panel = f" --experts {experts}" if experts else ""
    desk.command("评分", f"template {stage} {period}{panel} -o {stage}.xlsx", at)
    book, dice = load_workbook(desk.workspace / f"{stage}.xlsx"), random.Random(stage)
    sheet, given = book.worksheets[0], defaultdict[int, list[int]](list)
    columns = [cell.column for cell in sheet[3] if "（" in str(cell.value)]
    for row in range(4, sheet.max_row + 1):
        if (name := str(sheet.cell(row, 2).value)) in NAMES:
            points = [dice.randint(limit * 3 // 5, limit) for limit in most]
            for column, one in zip(columns, points, strict=True):
                sheet.cell(row, column).value = desk.typed("评分", one)
            given[NAMES[name]].append(sum(points))
            if experts:
                sheet.cell(row, 4).value = desk.typed("评分", f"专家{len(given[NAMES[name]])}")
    book.save(desk.workspace / f"{stage}.xlsx")
    desk.command("评分", f"score {stage} {period} {stage}.xlsx", at)
    return {firm: Fraction(sum(sums), len(sums)) for firm, sums in given.items()}


def one_by_one(desk: Desk, firms: list[int]) -> dict[str, int]:
    """The characters of the same work by hand: each firm's record as a file, each note as a command."""
    notes = sum(
        len(f"anlian daily 示例{firm:02d} --item {item} --on {day} --note {text}\n")
        for firm in firms
        for day, item, text in NOTES
    )
    return {**desk.characters, "初核": FIRMS * len(by_hand(verification())), "日常记录": notes}


def test_a_year_of_twenty_firms_from_an_empty_folder_to_the_published_ranking(desk: Desk) -> None:
    reviewed(desk)
    told = desk.command("审核", "check --record -q", "2017-10-26")
    assert told.startswith(f"共 {FIRMS} 家：通过 {FIRMS} ")
    materials = scored(desk, "材料", "2017", "2017-10-30", [40, 30, 30])
    desk.command("名单", "shortlist 2017 --announced 2017-11-06", "2017-11-06")
    interviews = scored(desk, "面试", "2017", "2017-11-10", [40, 30, 30], experts=3)
    desk.command("名单", "rank 2017 --selection", "2017-11-20")
    desk.command("名单", "admit 2017 --announced 2017-12-01", "2017-12-01")
    totals = {firm: materials[firm] / 2 + round(interviews[firm] * 100) / Fraction(200) for firm in NAMES.values()}
    chosen = sorted(totals, key=lambda firm: -totals[firm])[:ADMITTED]
    noted(desk, chosen)
    daily = scored(desk, "日常", "2018", "2018-12-20", [25, 25, 25, 25])
    review = scored(desk, "审查", "2018", "2018-12-21", [20, 20, 20, 20, 20])
    assert sorted(daily) == sorted(review) == sorted(chosen)
    desk.command("排名", "rank 2018", "2018-12-22")
    desk.command("排名", "rank 2018 --publish 公告.csv", "2018-12-25")
    grades = {firm: daily[firm] * 2 / 5 + review[firm] * 3 / 5 for firm in chosen}
    with (desk.workspace / "公告.csv").open(encoding="utf-8-sig", newline="") as file:
        published = {row["单位名称"]: Fraction(row["年度考核成绩"]) for row in csv.DictReader(file) if row["等次"]}
    assert published == {name: grades[firm] for name, firm in NAMES.items() if firm in grades}
    before = one_by_one(desk, chosen)
    for work, characters in desk.characters.items():
        print(f"{work}: {desk.commands[work]} commands, {characters} characters; one by one {before[work]}")
    assert before["初核"] >= 8_600 and desk.characters["初核"] <= 8_600 // 4
    assert desk.characters["日常记录"] < before["日常记录"] * 2 // 3
