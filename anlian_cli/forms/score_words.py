"""The words of a score sheet as offices write them: heads of columns, and what stands below the units."""

from __future__ import annotations

import re
from collections.abc import Mapping

from anlian_cli.model.application import UnitForm
from anlian_cli.model.labels import fields_of
from anlian_cli.model.scores import Stage
from anlian_cli.model.text import compact, label_key

NAME, CODE = (fields_of(UnitForm)[attribute].label for attribute in ("name", "credit_code"))
EXPERT, TOTAL, NOTE, REASON, LOG, NUMBER = "专家", "得分", "备注", "扣分原因", "日常记录", "序号"
SUM, RANK = "合计", "名次"
ON_FILE = "备案情况"
"""What the sheet behind the scores of a review is called."""
SIGNED = "评分人签字"
"""What our own sheet has below the units, beside its day."""
ANSWERED_BY, ASSESSED_ON = "答辩人", "考核日期"
OF_STAGE = {ANSWERED_BY: Stage.INTERVIEW, ASSESSED_ON: Stage.REVIEW}
"""Columns that only one stage has."""
RECUSED, NOT_APPLICABLE = "回避", "不适用"

HEADS: Mapping[str, tuple[str, ...]] = {
    NAME: ("单位名称", "咨询服务单位", "申报单位", "被考核单位", "参评单位", "企业名称", "公司名称"),
    CODE: ("统一社会信用代码", "社会信用代码", "信用代码"),
    EXPERT: (),
    TOTAL: (),
    NOTE: (),
    NUMBER: (),
    SUM: ("总分", "总分值", "总得分", "合计得分", "总计"),
    RANK: ("排名", "排序", "位次"),
}
"""Each column's own word, and what else it is called."""
_KINDS = {label_key(word): kind for kind, others in HEADS.items() for word in (kind, *others)}

OF_ALL_UNITS = frozenset(
    {"合计", "总计", "小计", "平均", "平均分", "平均值", "平均得分", "最高分", "最低分", "合计/平均"}
)
"""What begins a line that says something of all units together."""
MAXIMA = frozenset({"分值", "满分", "满分值", "标准分"})
"""What begins a line under the head with the most that each item gives."""
_WHO = "制表|填表|填报|复核|审核|考核|评分|评审|记录|统计|负责|经办|校对"
_SEALED = r"(?:\((?:签字|签名|盖章|公章)\)|签字|签名|盖章|签章){0,4}"
_SIGNED = re.compile(
    rf"(?:(?:{_WHO})(?:人|人员|专家)|(?:考核|评审|工作){{0,3}}组?组长"
    rf"|(?:单位)?负责人|被考核单位|专家|评委|领导){_SEALED}"
)
_DATED = re.compile(r"(?:\d{4})?年(?:\d{1,2})?月(?:\d{1,2})?日|\d{4}[-./]\d{1,2}[-./]\d{1,2}")
_DATE_LABELS = frozenset({"日期", "时间", "制表日期", "填表日期", "考核日期", "评分日期", "制表时间", "填表时间"})
_REMARKS = frozenset({"注", "备注", "说明"})


def kind_of_head(text: str) -> str | None:
    """Which column a head names, in any of its words; None for the stage's own columns."""
    return _KINDS.get(label_key(text))


def footer_word(text: str) -> str | None:
    """What a line below the units is: a sum, a signature, a date, a remark; None where it is none of these."""
    written = compact(text)
    if written.rstrip(":") in OF_ALL_UNITS | MAXIMA or _DATED.fullmatch(written):
        return written.rstrip(":")
    label, colon, _ = written.partition(":")
    signed = _SIGNED.fullmatch(label)
    if label in _DATE_LABELS or (signed and (colon or label.endswith(("签字", "签名", "盖章", "签章", ")", "人")))):
        return label
    return label if colon and label in _REMARKS else None
