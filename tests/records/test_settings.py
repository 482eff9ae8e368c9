"""What anlian.yaml said is kept beside the index, for speed alone: whatever becomes of it, the file itself answers."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from anlian_cli.model import workspace
from anlian_cli.model.labels import fields_of
from anlian_cli.model.settings_form import SettingsForm
from anlian_cli.model.workspace import Settings
from anlian_cli.office.settings import keep, settings_of
from tests.attack.readers import NOW, answers, example
from tests.office import SETTINGS, act, must, open_workspace

KEPT = "records/work/settings"
LABELS = """\
单位: {名称: 联合会, 统一代码: 51110000000000000J}
规范: 京安联发〔2017〕4号
经办人: 管理员
批次:
  "2017":
    截止日期: 2017年10月25日
    补正截止日期: 2017-11-03
    权重: {材料审核: 0.50, 面试答辩: 0.5}
    名额: 未定
    面试答辩: {甲: 33.5, 乙: 66.5}
    专家评分: {去掉一个最高分和一个最低分: 是, 平均分保留位数: 3}
考核年度:
  "2018":
    日常工作考核: {"13.1": 100}
    不适用: 按比例折算
适用口径:
  R1: {取值: 默认, 确认人: 秘书处, 日期: 2018-01-05}
常用依据: 已核对原件
异议答复天数: 15
材料只存摘要: 是
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Three units, and what the first recording kept."""
    folder = open_workspace(tmp_path / "w")
    assert (folder / KEPT).is_file()
    return folder


def test_every_label_becomes_the_same_value_from_the_file_and_from_what_is_kept(office: Path) -> None:
    (office / "anlian.yaml").write_text(LABELS, encoding="utf-8")
    read = settings_of(office)
    must(office, "daily", "甲安全", "--item", "13.1", "--on", "2018-06-01", "--note", "走访")
    assert settings_of(office) == read
    assert _is_used(office)
    selection, year, choice = read.rounds["2017"], read.years["2018"], read.readings["R1"]
    assert (selection.deadline, selection.correction_deadline) == (date(2017, 10, 25), date(2017, 11, 3))
    assert (selection.weights, selection.quota) == ({"材料审核": Decimal("0.5"), "面试答辩": Decimal("0.5")}, None)
    assert selection.interview_items == {"甲": Decimal("33.5"), "乙": Decimal("66.5")}
    assert selection.expert_scoring is not None
    assert (bool(selection.expert_scoring.drop_extremes), selection.expert_scoring.mean_places) == (True, 3)
    assert (year.daily_items, year.not_applicable) == ({"13.1": Decimal(100)}, "按比例折算")
    assert (choice.value, choice.confirmed_by, choice.confirmed_on) == ("默认", "秘书处", date(2018, 1, 5))
    assert (read.clerk, read.objection_days, bool(read.materials_by_digest)) == ("管理员", 15, True)
    assert read.phrases_for("9.1a") == ("已核对原件",)


def _is_used(office: Path) -> bool:
    """Whether what is kept is believed: the reader of the file is not asked."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("anlian_cli.forms.settings_file.read_settings", lambda _path: pytest.fail("the file was read"))
        return isinstance(settings_of(office), Settings)


def test_the_labels_of_the_values_are_those_of_the_form() -> None:
    """Two types say what the file holds: one reads what people write, one what the program wrote."""
    pairs: list[tuple[type, type]] = [(Settings, SettingsForm)]
    for value, form in pairs:
        fields = fields_of(form)
        labels = dict(zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True))
        assert labels == {name: field.label for name, field in fields.items()}
        inside = {name: field.inside for name, field in fields.items() if field.inside is not None}
        pairs += [(_value_in(value.__annotations__[name]), form) for name, form in inside.items()]
    assert len(pairs) == 6


def _value_in(annotation: str) -> type:
    """The part of the settings that an annotation names: Round of dict[str, Round]."""
    parts = (workspace.Federation, workspace.ExpertScoring, workspace.Round, workspace.Year, workspace.Choice)
    return next(part for part in parts if part.__name__ in annotation)


def test_an_edited_file_counts_at_once(office: Path) -> None:
    before = must(office, "status", "--format", "json").out
    path = office / "anlian.yaml"
    path.write_text(SETTINGS.replace("北京市安全生产联合会", "另一个联合会"), encoding="utf-8")
    assert settings_of(office).federation.name == "另一个联合会"
    path.write_text(SETTINGS, encoding="utf-8")
    assert must(office, "status", "--format", "json").out == before


def test_a_file_that_cannot_be_used_is_refused_whatever_is_kept(office: Path) -> None:
    (office / "anlian.yaml").write_text(SETTINGS.replace("规范:", "规 范 例:"), encoding="utf-8")
    told = act(office, "list")
    assert (told.code, told.out) == (3, "")
    assert "anlian.yaml:2:8" in told.err
    (office / "anlian.yaml").unlink()
    assert act(office, "list").code != 0


def test_damage_to_what_is_kept_changes_no_answer(tmp_path: Path) -> None:
    """Every byte of it in turn, in one bit; and cut, emptied, gone, of another workspace, a folder."""
    copy = example(tmp_path / "w", indexed=True)
    right = answers(copy)
    must(copy, "list")
    path = copy / KEPT
    assert not path.exists()  # who reads writes nothing
    keep(copy)
    sound, read = path.read_bytes(), settings_of(copy)
    assert answers(copy) == right
    for place in range(len(sound)):
        path.write_bytes(sound[:place] + bytes((sound[place] ^ 1,)) + sound[place + 1 :])
        assert settings_of(copy) == read
    for data in (b"", sound[:-1], sound + b" ", sound.partition(b"\n")[2], sound.replace(b"0.5", b"0.9")):
        path.write_bytes(data)
        assert answers(copy) == right
    path.unlink()
    path.mkdir()
    assert answers(copy) == right
    must(copy, "daily", "博远", "--item", "13.1", "--on", "2021-05-03", "--note", "走访", at=NOW)


def test_what_another_workspace_kept_is_not_used(office: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(office, tmp_path / "other"))
    (other / "anlian.yaml").write_text(SETTINGS.replace("北京市安全生产联合会", "另一个联合会"), encoding="utf-8")
    must(other, "daily", "甲安全", "--item", "13.1", "--on", "2018-06-01", "--note", "走访")
    shutil.copy(other / KEPT, office / KEPT)
    assert settings_of(office).federation.name == "北京市安全生产联合会"


def test_a_rehearsal_keeps_nothing(office: Path) -> None:
    (office / KEPT).unlink()
    must(office, "daily", "甲安全", "--item", "13.1", "--on", "2018-06-01", "--note", "走访", "--dry-run")
    assert not (office / KEPT).exists()
