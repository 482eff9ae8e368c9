"""`check --record`: a round's applications, materials and verdicts, and the scores that rest on them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from anlian_cli.forms.yaml_writer import dump
from tests.fictional import Tree, add_files, application, credit_code, verification
from tests.judge import is_valid
from tests.make_examples import SETTINGS
from tests.make_workspace import WORKSPACE
from tests.office import act, must

AN, BAO = "北京示例安安安全技术咨询有限公司", "北京示例宝宝安全技术咨询有限公司"
AT = "2017-10-26 09:00"


def write(office: Path, firm: int, name: str, change: Callable[[Tree], object] = lambda _tree: None) -> Path:
    folder = office / "applications" / "2017" / name[4:6]
    folder.mkdir(parents=True, exist_ok=True)
    tree = application(firm, name)
    add_files(folder, tree)
    change(tree)
    (folder / "申报材料.yaml").write_text(dump(tree), encoding="utf-8")
    (folder / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A round of two units, both 通过."""
    (tmp_path / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    write(tmp_path, 801, AN)
    write(tmp_path, 802, BAO)
    return tmp_path


def log(office: Path, *options: str) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads(must(office, "log", "--format", "json", *options).out)["entries"]
    return entries


def test_an_unchanged_application_adds_nothing(office: Path) -> None:
    must(office, "check", "--record", "-q", at=AT)
    before = log(office)
    assert "已录入" in must(office, "check", "--record", "-q", at="2017-10-27 09:00").err
    assert log(office) == before
    must(office, "verify")


def test_a_changed_application_is_told_field_by_field_and_masked(office: Path) -> None:
    must(office, "check", "--record", "-q", at=AT)

    def moved(tree: Tree) -> None:
        tree["单位登记表"]["地址"] = "北京市朝阳区新址路9号"
        tree["人员登记表"][0]["移动电话"] = "13899990000"

    folder = write(office, 801, AN, moved)
    (folder / "材料" / "业绩报告.pdf").write_bytes(b"%PDF-1.4 new\n")
    must(office, "check", "--record", "-q", at="2017-10-27 09:00")
    changes = {change["path"]: (change["old"], change["new"]) for change in log(office, "安安")[-1]["changes"]}  # type: ignore[attr-defined]
    assert changes["application/2017.json#application/单位登记表/地址"] == (
        "北京市朝阳区示例路801号",
        "北京市朝阳区新址路9号",
    )
    person = application(801, AN)["人员登记表"][0]["姓名"]
    assert changes[f"application/2017.json#application/人员登记表/{person}/移动电话"][1] == "138****0000"
    assert "application/2017/材料/业绩报告.pdf" in changes
    assert log(office, "宝宝")[-1]["batch"] == 1


def test_the_last_batches_are_told_by_themselves(tmp_path: Path) -> None:
    """Of 21; the application that a score rests on is told by the batch that brought it."""
    workspace = tmp_path / "w"
    shutil.copytree(WORKSPACE, workspace)
    told = json.loads(must(workspace, "log", "--last", "2", "--format", "json", at="2021-10-27 09:00").out)
    assert {entry["batch"] for entry in told["entries"]} == {20, 21}
    shown = must(workspace, "log", "博远", "--format", "csv", at="2021-10-27 09:00").out
    assert "2017 面试答辩·依据的申报材料,—,第 1 批存的" in shown
    assert act(workspace, "log", "--last", "0", at="2021-10-27 09:00").code == 2


def test_what_was_received_is_kept_byte_for_byte_and_no_file_bears_a_name(office: Path) -> None:
    """The forms that were read, in a sub-folder too, and the old Word form that was not."""
    firm = office / "applications/2017/安安"
    (firm / "2、登记表").mkdir()
    (firm / "申报材料.yaml").rename(firm / "2、登记表" / "申报材料.yaml")
    (firm / "登记表补充.doc").write_bytes(b"PK\x03\x04word/")
    must(office, "check", "--record", "-q", at=AT)
    received = {path.read_bytes() for path in (office / "applications/2017/安安").rglob("*") if path.is_file()}
    dossier = office / "records/dossiers" / credit_code(801) / "2017"
    kept = [path for path in (dossier / "v1/content/application/2017").rglob("*") if path.is_file()]
    assert received <= {path.read_bytes() for path in kept}
    people = {person["姓名"] for person in application(801, AN)["人员登记表"]}
    inventory = (dossier / "inventory.json").read_text(encoding="utf-8")
    assert not any(name in inventory for name in people)
    assert "营业执照.pdf" in inventory
    for root in ("dossiers",):
        assert is_valid(office / "records" / root)


def test_materials_by_digest_only_where_the_workspace_says_so(office: Path) -> None:
    settings = office / "anlian.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "材料只存摘要: 是\n", encoding="utf-8")
    must(office, "check", "--record", "-q", at=AT)
    names = {path.name for path in (office / "records/dossiers").rglob("*") if path.is_file()}
    assert "申报材料.yaml" in names
    assert "营业执照.pdf" not in names
    must(office, "verify")


def test_units_that_cannot_be_filed_are_named_and_the_others_filed(office: Path) -> None:
    write(office, 801, "北京示例重复安全技术咨询有限公司")  # the credit code of another
    write(office, 803, "北京示例错码安全技术咨询有限公司", lambda t: t["单位登记表"].update({"统一代码": "123"}))
    broken = office / "applications/2017/坏了"
    broken.mkdir()
    (broken / "申报材料.yaml").write_text("单位登记表: [", encoding="utf-8")
    told = act(office, "check", "--record", "-q", at=AT)
    assert told.code == 1
    for words in ("安安安全技术咨询有限公司（与另一家的统一代码", "重复", "没有有效的统一代码", "坏了（无法读取）"):
        assert words in told.err
    assert "存档 1 家" in told.err


def break_all(office: Path) -> None:
    for folder in (office / "applications" / "2017").iterdir():
        (folder / "申报材料.yaml").write_text("单位登记表: [", encoding="utf-8")


@pytest.mark.parametrize("rehearsed", [(), ("--dry-run",)], ids=["recorded", "rehearsed"])
def test_a_round_of_which_nothing_can_be_read_is_said_to_be_unrecorded(
    office: Path, rehearsed: tuple[str, ...]
) -> None:
    """It is not there already, none of it. The code is that of units that cannot be read."""
    break_all(office)
    told = act(office, "check", "--record", "-q", *rehearsed, at=AT)
    assert told.code == 1
    assert "什么也没有记录" in told.err
    assert "没有一家可以存档" in told.err
    assert "再运行 anlian check applications/2017 --record" in told.err
    assert ("试运行" in told.err) == bool(rehearsed)
    for words in ("已录入", "与台账相同", "已记为"):
        assert words not in told.err
    assert not log(office)


def test_what_was_recorded_of_a_round_stands_when_nothing_of_it_can_be_read_any_more(office: Path) -> None:
    must(office, "check", "--record", "-q", at=AT)
    before = log(office)
    break_all(office)
    assert "什么也没有记录" in act(office, "check", "--record", "-q", at="2017-10-27 09:00").err
    assert log(office) == before


def test_a_round_without_one_valid_code_is_said_to_be_unrecorded(office: Path) -> None:
    for firm, name in ((801, AN), (802, BAO)):
        write(office, firm, name, lambda tree: tree["单位登记表"].update({"统一代码": "123"}))
    told = act(office, "check", "--record", "-q", at=AT)
    assert told.code == 1
    assert "什么也没有记录" in told.err
    assert "没有有效的统一代码" in told.err


def test_the_readable_units_of_a_round_are_recorded_once(office: Path) -> None:
    broken = office / "applications/2017/坏了"
    broken.mkdir()
    (broken / "申报材料.yaml").write_text("单位登记表: [", encoding="utf-8")
    first = act(office, "check", "--record", "-q", at=AT)
    assert (first.code, "已记为第 1 批" in first.err) == (1, True)
    again = act(office, "check", "--record", "-q", at="2017-10-27 09:00")
    assert (again.code, "已录入：与台账相同，没有新的记录" in again.err) == (1, True)
    rehearsed = act(office, "check", "--record", "--dry-run", "-q", at="2017-10-27 09:00")
    assert "试运行：与台账相同，没有要记录的" in rehearsed.err


def test_a_rehearsal_files_nothing(office: Path) -> None:
    must(office, "check", "--record", "--dry-run", "-q", at=AT)
    assert not (office / "records").exists()


@pytest.mark.parametrize("arguments", [("applications/2017/安安", "--record"), ("--record", "--as-of", "2017-10-20")])
def test_only_a_whole_round_is_recorded_as_of_today(office: Path, arguments: tuple[str, ...]) -> None:
    assert act(office, "check", *arguments, at=AT).code == 2


def test_a_score_on_an_application_since_replaced_says_so_everywhere(office: Path) -> None:
    must(office, "check", "--record", "-q", at=AT)
    points = ("--item", "人员与资质=38", "--item", "制度与体系=28", "--item", "业绩=29.5")
    must(office, "score", "材料", "2017", "--unit", "安安", *points, at="2017-10-27 09:00")
    assert "评分依据旧版" not in must(office, "show", "安安").out
    write(office, 801, AN, lambda tree: tree["单位登记表"].update({"邮编": "100021"}))
    must(office, "check", "--record", "-q", at="2017-10-28 09:00")
    assert "评分依据旧版" in must(office, "show", "安安").out
    assert json.loads(must(office, "show", "安安", "--format", "json").out)["scores"][0]["outdated"] is True
    interview = must(office, "score", "面试", "2017", "--unit", "安安", "--points", "90", at="2017-10-29 09:00")
    assert "材料审核评分依据旧版" in "".join(interview.out.split())
    again = must(office, "score", "材料", "2017", "--unit", "安安", *points, at="2017-10-29 09:00")
    assert "改依新版申报材料" in "".join(again.out.split())
    assert "评分依据旧版" not in must(office, "show", "安安").out


def test_only_who_passed_is_interviewed_and_experts_may_be_recused(office: Path) -> None:
    must(office, "check", "--record", "-q", at=AT)
    refused = act(office, "score", "面试", "2017", "--unit", "安安", "--points", "90")
    assert (refused.code, "还没有材料审核得分" in refused.err) == (2, True)
    must(office, "score", "材料", "2017", "--unit", "安安", "--points", "90")
    must(office, "score", "材料", "2017", "--unit", "宝宝", "--points", "91")
    (office / "面试.csv").write_text(
        f"单位全称,专家：甲,专家：乙,专家：丙\n{AN},90,回避,85.01\n{BAO},80,81,82\n", encoding="utf-8"
    )
    must(office, "score", "面试", "2017", "面试.csv")
    totals = {
        name: json.loads(must(office, "show", name, "--format", "json").out)["scores"][-1]["total"]
        for name in ("安安", "宝宝")
    }
    assert totals == {"安安": 87.51, "宝宝": 81}  # 87.505 is rounded half up, once


def test_the_long_interview_sheet_reads_back_what_was_typed_into_it(office: Path) -> None:
    must(office, "check", "--record", "-q", at=AT)
    for name in ("安安", "宝宝"):
        must(office, "score", "材料", "2017", "--unit", name, "--points", "90")
    blank = must(office, "template", "面试", "2017", "--experts", "3", "--format", "csv").out
    rows = list(csv.reader(io.StringIO(blank.removeprefix("\ufeff"))))
    assert len(rows) == 7
    for number, row in enumerate(rows[1:]):
        expert, recused = number % 3, number == 4
        row[3] = f"专家{expert}"
        row[4:7] = ["回避"] * 3 if recused else [str(36 + expert), "27.5", "28"]
    with (office / "面试.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    must(office, "score", "面试", "2017", "面试.csv")
    told = [json.loads(must(office, "show", name, "--format", "json").out)["scores"][-1] for name in ("安安", "宝宝")]
    assert sorted(entry["total"] for entry in told) == [92.5, 92.5]


def test_records_travel_with_their_workspace(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    must(office, "check", "--record", "-q", at=AT)
    elsewhere = Path(shutil.copytree(office, tmp_path_factory.mktemp("elsewhere") / "工作区"))
    must(elsewhere, "verify")


def test_files_called_like_our_own_documents_are_files(office: Path) -> None:
    """A firm may call a material what the records call a change, a score or a verdict."""
    folder = office / "applications" / "2017" / AN[4:6]
    names = ["2017-changed-1.pdf", "2017-10-01-changed-2.json", "scores-daily.json", "check-2017.json"]
    for name in names:
        (folder / name).write_bytes(b"%PDF-1.4 a report")
    tree = application(801, AN)
    tree["申报材料"]["业绩报告"] = [*tree["申报材料"]["业绩报告"], *names]
    (folder / "申报材料.yaml").write_text(dump(tree), encoding="utf-8")
    act(office, "check", "--record", "-q", at=AT)  # .json is no usual material, and told of
    (office / "走访-changed-3.json").write_text('{"former_code": "x"}', encoding="utf-8")
    must(office, "admit", "--founding", _list_of(office), "--announced", "2017-10-01", at=AT)
    must(
        office,
        "daily",
        AN,
        "--item",
        "13.1",
        "--on",
        "2017-10-26",
        "--note",
        "走访",
        "--attach",
        "走访-changed-3.json",
        at=AT,
    )
    (folder / "2017-10-01-changed-2.json").write_bytes(b"[]")
    (folder / "scores-daily.json").write_bytes(b"{}")
    act(office, "check", "--record", "-q", at=AT)
    must(office, "log", at=AT)
    must(office, "show", AN, at=AT)
    for indexed in (True, False):
        assert AN in must(office, "list", at=AT).out.replace("\n", "").replace(" ", "")
        must(office, "verify", at=AT)
        if indexed:
            shutil.rmtree(office / "records" / "work")


def _list_of(office: Path) -> Path:
    path = office / "在册.csv"
    path.write_text(f"单位全称,统一代码\n{AN},{credit_code(801)}\n", encoding="utf-8")
    return path
