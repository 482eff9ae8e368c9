"""The score sheets of all four stages, as the program writes them, for tests of their rules and their print."""

from __future__ import annotations

import io
from decimal import Decimal

from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.score_template import UnitToScore
from anlian_cli.forms.score_workbook import score_workbook
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule

_ARTICLE_13 = {
    "13.1": "报送业绩及相关文件资料情况",
    "13.2": "被指导单位的安全社区建设情况",
    "13.3": "社区对咨询服务的反馈情况",
    "13.4": "投诉举报情况",
}
_ARTICLE_14 = {
    "14.1": "咨询服务单位及咨询人员各类证照资质保持情况",
    "14.2": "咨询服务单位开展咨询服务工作质量",
    "14.3": "咨询服务单位内部管理制度建设及运行情况。过程控制、咨询对象现场咨询的影像资料及相关证明材料等归档情况",
    "14.4": "咨询服务单位开展咨询收费服务情况",
    "14.5": "受到有关政府部门表彰奖励或约谈、通报批评等情况",
}
_INTERVIEW = {"整体掌握程度": 40, "提高工作质量的措施办法": 30, "综合管理和业务分析能力": 30}
_MATERIALS = {"人员与资质": 40, "制度与体系": 30, "业绩": 30}


def _rule(stage: Stage, period: str, items: dict[str, int], titles: dict[str, str]) -> StageRule:
    return StageRule(stage, period, {item: Decimal(points) for item, points in items.items()}, titles)


RULES = {
    Stage.MATERIALS: _rule(Stage.MATERIALS, "2017", _MATERIALS, {}),
    Stage.INTERVIEW: _rule(Stage.INTERVIEW, "2017", _INTERVIEW, {}),
    Stage.DAILY: _rule(Stage.DAILY, "2018", dict.fromkeys(_ARTICLE_13, 25), _ARTICLE_13),
    Stage.REVIEW: _rule(Stage.REVIEW, "2018", dict.fromkeys(_ARTICLE_14, 20), _ARTICLE_14),
}
NOTED = "2018-03-05 季度业绩报表按时报送，材料齐全\n2018-06-20 示例街道反映联络人更换未告知"
UNITS = [
    UnitToScore("北京示例安全技术咨询有限公司", "91110105MA0000015F", dict.fromkeys(_ARTICLE_13, NOTED)),
    UnitToScore("北京示例瑞丰安全生产与职业健康技术咨询服务有限责任公司", "91110105MA0000023Y", {"13.2": NOTED}),
    UnitToScore("=甲公司", "91110105MA0000031R"),
]
"""The first has a log of every item of Art. 13, which only the daily sheet shows."""


def score_sheet(stage: Stage, scaled: bool = False, experts: int = 3) -> bytes:
    units = UNITS if stage is Stage.DAILY else [replace(unit, log={}) for unit in UNITS]
    panel = ("",) * experts if stage is Stage.INTERVIEW else ()
    return score_workbook(replace(RULES[stage], scaled=scaled), units, panel)


def open_sheet(stage: Stage, scaled: bool = False, experts: int = 3) -> Worksheet:
    sheet = load_workbook(io.BytesIO(score_sheet(stage, scaled, experts))).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet
