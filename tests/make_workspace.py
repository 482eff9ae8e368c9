"""Makes `examples/workspace/`: a finished round and two years of scores, through the commands themselves.

Run `python -m tests.make_workspace` after a change; a test compares what stands there with what this makes. The
clock of each command is fixed, so that the records come out the same byte for byte.
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

from tests.fictional import application, verification
from tests.make_examples import EXAMPLES, write_unit
from tests.office import must

WORKSPACE = EXAMPLES / "workspace"
UNITS = {
    "安泰": "北京示例安泰安全技术咨询有限公司",
    "博远": "北京示例博远安全科技有限公司",
    "诚信": "北京示例诚信安全评价有限公司",
    "德安": "北京示例德安安全顾问有限公司",
    "恩泽": "北京示例恩泽社区安全服务有限公司",
}
_FIRST_FIRM = 31

SETTINGS = """\
# 示例工作区：一个做完的批次和两个考核年度。单位、人员和数字都是虚构的。
单位: {名称: 北京市安全生产联合会, 统一代码: 51110000000000000J}
规范: 京安联发〔2017〕4号
经办人: 管理员
批次:
  "2017":
    截止日期: 2017-10-25
    补正截止日期: 2017-11-03
    权重: {材料审核: 0.5, 面试答辩: 0.5}
    名额: 4
    材料审核: {人员与资质: 40, 制度与体系: 30, 业绩: 30}
    面试答辩: {整体掌握程度: 40, 提高工作质量的措施办法: 30, 综合管理和业务分析能力: 30}
    专家评分: {去掉一个最高分和一个最低分: 否, 平均分保留位数: 2}
考核年度:
  "2018":
    日常工作考核: {"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}
    年度资格审查: {"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}
  "2019":
    日常工作考核: {"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}
    年度资格审查: {"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}
适用口径:
  R1: {取值: 默认, 确认人: 秘书处, 日期: 2018-01-05}
  R2: {取值: 默认, 确认人: 秘书处, 日期: 2018-01-05}
"""

_DAILY = ("13.1 业绩及资料报送（25）", "13.2 被指导单位建设情况（25）", "13.3 社区反馈（25）", "13.4 投诉举报（25）")
_REVIEW = (
    "14.1 证照资质保持（20）",
    "14.2 咨询服务质量（20）",
    "14.3 内部管理和归档（20）",
    "14.4 收费服务（20）",
    "14.5 表彰或约谈通报（20）",
)
_MATERIALS = ("人员与资质（40）", "制度与体系（30）", "业绩（30）")
_EXPERTS = ("专家：郑评", "专家：冯审", "专家：褚议")

SHEETS: dict[str, tuple[tuple[str, ...], str]] = {
    "2017材料审核.csv": (
        _MATERIALS,
        """
        安泰 38 28.5 27
        博远 36 27 26.5
        诚信 34.5 26 25
        德安 33 25 24
        恩泽 35 24 22.5
        """,
    ),
    "2017材料审核-更正.csv": (_MATERIALS, "德安 35 25 24"),
    "2017面试答辩.csv": (
        _EXPERTS,
        """
        安泰 92 90.5 91
        博远 88 87.5 86
        诚信 84 回避 85.5
        德安 80 82 83
        恩泽 78 79.5 77
        """,
    ),
    "2018日常工作考核.csv": (
        _DAILY,
        """
        安泰 24 23 24.5 25
        博远 21 20.5 22 25
        诚信 18 17.5 19 20
        德安 12 13 14 15
        """,
    ),
    "2018年度资格审查.csv": (
        _REVIEW,
        """
        安泰 19 18.5 18 20 16
        博远 17 16 15.25 17 14
        诚信 14 13 12.5 15 12
        德安 13 12 11.5 12 10
        """,
    ),
    "2018年度资格审查-更正.csv": (_REVIEW, "博远 17 16 15.25 18 14"),
    "2019日常工作考核.csv": (
        _DAILY,
        """
        安泰 22 21 20 22
        博远 23 24 22.5 25
        诚信 20 19.5 20 21
        德安 13 12 14.5 12
        """,
    ),
    "2019年度资格审查.csv": (
        _REVIEW,
        """
        安泰 17 16 17 17 15
        博远 18.5 18 17.5 18 17
        德安 11 12 11 12 9.5
        """,
    ),
}
"""Every score sheet: its columns, and for each unit what stands in them."""

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2017-10-26 09:00", ("check", "--record", "-q")),
    ("2017-10-30 14:00", ("score", "材料", "2017", "评分表/2017材料审核.csv")),
    ("2017-11-01 10:20", ("score", "材料", "2017", "评分表/2017材料审核-更正.csv", "--reason", "补交的人员证明已核")),
    ("2017-11-06 09:30", ("shortlist", "2017", "--announced", "2017-11-06", "--approved-by", "联合会秘书处")),
    ("2017-11-10 17:00", ("score", "面试", "2017", "评分表/2017面试答辩.csv")),
    ("2017-12-01 09:00", ("admit", "2017", "--announced", "2017-12-01", "--approved-by", "考核评定小组")),
    ("2018-05-03 15:10", ("daily", "安泰", "--item", "13.3", "--on", "2018-05-02", "--note", "示例街道来函，反馈良好")),
    ("2018-09-12 10:05", ("daily", "德安", "--item", "13.4", "--on", "2018-09-11", "--note", "示例社区投诉培训走过场")),
    ("2018-12-05 16:00", ("score", "日常", "2018", "评分表/2018日常工作考核.csv")),
    ("2018-12-20 16:30", ("score", "审查", "2018", "评分表/2018年度资格审查.csv")),
    (
        "2018-12-24 09:15",
        ("score", "审查", "2018", "评分表/2018年度资格审查-更正.csv", "--reason", "收费服务一项漏计 1 分"),
    ),
    ("2019-12-06 16:00", ("score", "日常", "2019", "评分表/2019日常工作考核.csv")),
    ("2019-12-19 16:00", ("score", "审查", "2019", "评分表/2019年度资格审查.csv")),
)
"""Every command of the story, with its time in Beijing."""


def make(folder: Path) -> None:
    """The workspace, whole, in an empty folder."""
    prepare(folder)
    for at, command in STEPS:
        must(folder, *command, at=at)
    shutil.rmtree(folder / "records" / "work")  # lock and index: throw-away, and not the same twice


def prepare(folder: Path) -> None:
    """The workspace before its story: settings, applications and score sheets."""
    folder.mkdir(parents=True)
    (folder / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    for firm, (short, name) in enumerate(UNITS.items(), start=_FIRST_FIRM):
        write_unit(folder / "applications" / "2017" / short, application(firm, name), verification())
    for name, (columns, rows) in SHEETS.items():
        _write_sheet(folder / "评分表" / name, columns, rows)


def _write_sheet(path: Path, columns: tuple[str, ...], rows: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(["单位全称", "统一代码", *columns])
        for short, *points in map(str.split, rows.strip().splitlines()):
            writer.writerow([UNITS[short], code_of(short), *points])


def code_of(short: str) -> str:
    """The credit code of a unit of the story."""
    unit = application(_FIRST_FIRM + list(UNITS).index(short), "")["单位登记表"]
    return str(unit["统一代码"])


def main() -> None:
    if WORKSPACE.exists():
        shutil.rmtree(WORKSPACE)
    make(WORKSPACE)


if __name__ == "__main__":
    sys.exit(main())
