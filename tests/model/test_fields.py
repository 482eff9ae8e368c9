"""Text becomes values, labels become attributes, and what cannot be certain is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from anlian_cli.model.application import Application, SelfCheck, UnitForm
from anlian_cli.model.labels import label_path, official_label
from anlian_cli.model.personal import masked
from anlian_cli.model.settings_form import RoundForm, SettingsForm
from anlian_cli.model.text import label_key, quoted


@pytest.mark.parametrize("text", ["是", "√", "有", "yes", "TRUE", " 是 ", "具备", "☑"])
def test_yes(text: str) -> None:
    assert SelfCheck.model_validate({"固定办公场所": text}).fixed_office is True


@pytest.mark.parametrize("text", ["否", "×", "无", "No", "false", "不具备"])
def test_no(text: str) -> None:
    assert SelfCheck.model_validate({"固定办公场所": text}).fixed_office is False


@pytest.mark.parametrize("text", ["无", "有", "×", "没有", "不清楚"])
def test_no_violations_is_never_guessed(text: str) -> None:
    """“无违法行为记录：无” may mean either."""
    with pytest.raises(ValidationError, match="是”还是“否"):
        SelfCheck.model_validate({"无违法行为记录": text})


@pytest.mark.parametrize(
    "text",
    [
        "９１１１０１０５ＭＡ０００００１５Ｆ",
        "91110105-MA0000015-F",
        " 91110105ma0000015f ",
        "9111 0105\u200bMA00 0001 5F",
    ],
)
def test_codes_are_folded(text: str) -> None:
    assert UnitForm.model_validate({"统一代码": text}).credit_code == "91110105MA0000015F"


def test_names_in_one_field_are_a_list() -> None:
    unit = UnitForm.model_validate({"专职工作人员": "赵甲、钱乙；孙丙", "安全社区咨询员": "张三,李四"})
    assert unit.full_time_staff == ("赵甲", "钱乙", "孙丙")
    assert [row.name for row in unit.consultants or ()] == ["张三", "李四"]


def test_free_text_is_one_row_of_the_track_record() -> None:
    unit = UnitForm.model_validate({"安全社区服务业绩": "2015年协助示例街道"})
    assert unit.track_record and unit.track_record[0].content == "2015年协助示例街道"


@pytest.mark.parametrize("text", ["示例\x1b[31m", "示例\x00", "示例\x9b"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        UnitForm.model_validate({"单位全称": text})


@pytest.mark.parametrize("spelling", ["地　址", "地 址：", "*地址", "地\n址", " 地址 "])
def test_labels_forgive_spelling(spelling: str) -> None:
    assert official_label(spelling) == "地址"


def test_label_key_folds_brackets_and_width() -> None:
    assert label_key("Ｅ－ｍａｉｌ") == label_key("E-mail")
    assert official_label("单位全称（盖章）") == "单位全称"


def test_paths_turn_into_labels() -> None:
    assert label_path(Application, ("persons", 2, "undertaking", "signed_on")) == (
        "人员登记表",
        2,
        "申请人承诺",
        "日期",
    )


def test_error_paths_are_attribute_names() -> None:
    with pytest.raises(ValidationError) as caught:
        Application.model_validate({"单位登记表": {"登记日期": "昨天"}})
    assert caught.value.errors()[0]["loc"] == ("unit", "registered_on")


def test_personal_numbers_are_masked_in_messages() -> None:
    text = masked("张三110105197505010015，13800000001，zhang@example.com，91110105MA0000015F")
    assert text == "张三110105********0015，138****0001，z***@example.com，91110105MA0000015F"
    assert quoted("110105197505010015") == "“110105********0015”"


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"材料审核": {"甲": "40", "乙": "50"}}, "合计为 90"),
        ({"权重": {"材料审核": "0.5", "面试答辩": "0.6"}}, "合计为 1.1"),
        ({"材料审核": {"甲": "33.3", "乙": "66.7"}}, None),
        ({"权重": {"材料审核": "0.1", "面试答辩": "0.9"}}, None),
        ({"材料审核": {"甲": "NaN"}}, "不在 0 至"),
        ({"材料审核": {"甲": "很多"}}, "不是数"),
    ],
)
def test_points_and_weights_sum_exactly(block: dict[str, object], reason: str | None) -> None:
    if reason is None:
        RoundForm.model_validate(block)
        return
    with pytest.raises(ValidationError, match=reason):
        RoundForm.model_validate(block)


def test_quota_may_be_undecided() -> None:
    assert RoundForm.model_validate({"名额": "未定"}).quota is None
    assert RoundForm.model_validate({"名额": "20"}).quota == 20


def test_current_round_is_the_one_ahead_else_the_latest() -> None:
    from datetime import date

    settings = SettingsForm.model_validate(
        {
            "单位": {"名称": "联合会"},
            "规范": "京安联发〔2017〕4号",
            "批次": {"2017": {"截止日期": "2017-10-25"}, "2019": {"截止日期": "2019-10-25"}},
        }
    ).settings()
    assert settings.current_round(date(2018, 1, 1)) == "2019"
    assert settings.current_round(date(2020, 1, 1)) == "2019"
    assert settings.current_round(date(2017, 1, 1)) == "2019"  # two are ahead: the latest
