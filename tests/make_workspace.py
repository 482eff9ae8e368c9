"""Makes `examples/workspace/`: a round and four years of its units, through the commands themselves.

Run `python -m tests.make_workspace` after a change; a test compares what stands there with what this makes. The
clock of each command is fixed, so that the records come out the same byte for byte.
"""

from __future__ import annotations

import atexit
import csv
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.attack.faults import MEMORY
from tests.fictional import application, verification
from tests.make_examples import EXAMPLES, write_unit
from tests.office import act

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
# 示例工作区：一个做完的批次、三个考核年度和一个新批次。单位、人员和数字都是虚构的。
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
  "2021":
    截止日期: 2021-10-25
    权重: {材料审核: 0.5, 面试答辩: 0.5}
    名额: 2
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
  "2020":
    日常工作考核: {"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}
    年度资格审查: {"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}
适用口径:
  R1: {取值: 默认, 确认人: 秘书处, 日期: 2018-01-05}
  R2: {取值: 默认, 确认人: 秘书处, 日期: 2018-01-05}
"""

_DAILY = (
    "13.1 报送业绩及相关文件资料情况（25）",
    "13.2 被指导单位的安全社区建设情况（25）",
    "13.3 社区对咨询服务的反馈情况（25）",
    "13.4 投诉举报情况（25）",
)
_REVIEW = (
    "14.1 咨询服务单位及咨询人员各类证照资质保持情况（20）",
    "14.2 咨询服务单位开展咨询服务工作质量（20）",
    "14.3 咨询服务单位内部管理制度建设及运行情况。过程控制、咨询对象现场咨询的影像资料及相关证明材料等归档情况（20）",
    "14.4 咨询服务单位开展咨询收费服务情况（20）",
    "14.5 受到有关政府部门表彰奖励或约谈、通报批评等情况（20）",
)
_MATERIALS = ("人员与资质（40）", "制度与体系（30）", "业绩（30）")
_EXPERTS = ("专家：郑评", "专家：冯审", "专家：褚议", "答辩人")

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
        安泰 92 90.5 91 孔负责31
        博远 88 87.5 86 华负责32
        诚信 84 回避 85.5 陶负责33
        德安 80 82 83 谢负责34
        恩泽 78 79.5 77 尤代答
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
    "2020日常工作考核.csv": (
        _DAILY,
        """
        安泰 23 22.5 23 24
        博远 24 24 23.5 25
        诚信 19 18 20.5 21
        """,
    ),
    "2020年度资格审查.csv": (
        _REVIEW,
        """
        安泰 18 17.5 18 17 16
        博远 19 18 18.5 19 18
        诚信 15 14.5 15 15 13
        """,
    ),
}
"""Every score sheet: its columns, and for each unit what stands in them."""

STEPS: tuple[tuple[str, str, str], ...] = (
    ("2017-10-26 09:00", "check --record --round 2017 -q", "截止的第二天，审核整个批次并存档："),
    ("2017-10-30 14:00", "score 材料 2017 评分表/2017材料审核.csv", "材料审核的评分表："),
    (
        "2017-11-01 10:20",
        "score 材料 2017 评分表/2017材料审核-更正.csv --reason 补交的人员证明已核",
        "有一家补交了证明，更正得分，写明原因：",
    ),
    ("2017-11-06 09:30", "shortlist 2017 --announced 2017-11-06 --approved-by 联合会秘书处", "公布入围名单："),
    (
        "2017-11-10 17:00",
        "score 面试 2017 评分表/2017面试答辩.csv",
        "面试以后录入专家的评分；回避的专家不参加平均，不是主要负责人答辩的注明：",
    ),
    ("2017-11-20 09:00", "rank 2017 --selection", "综合测评排名，名额 4 家："),
    ("2017-12-01 09:00", "admit 2017 --announced 2017-12-01 --approved-by 考核评定小组", "公告确认名单，四家入册："),
    ("2018-05-03 15:10", "daily 安泰 --item 13.3 --on 2018-05-02 --note 示例街道来函，反馈良好", ""),
    (
        "2018-09-12 10:05",
        "daily 德安 --item 13.4 --on 2018-09-11 --note 示例社区投诉培训走过场",
        "年中有投诉，随手记一条：",
    ),
    ("2018-12-05 16:00", "score 日常 2018 评分表/2018日常工作考核.csv", ""),
    ("2018-12-20 16:30", "score 审查 2018 评分表/2018年度资格审查.csv", ""),
    (
        "2018-12-24 09:15",
        "score 审查 2018 评分表/2018年度资格审查-更正.csv --reason 收费服务一项漏计1分",
        "年底两项考核都录了，发现一处漏计，更正：",
    ),
    ("2018-12-28 09:00", "rank 2018", "第一年的排名，德安不合格："),
    ("2018-12-28 09:30", "exit 2018", "谁应当启动退出程序："),
    ("2019-01-10 09:00", "exit open 德安 --on 2019-01-10", "按第十六条启动程序："),
    ("2019-03-05 10:00", "exit dismiss 德安 --reason 整改方案已经评定小组认可", "整改以后结束程序，不退出："),
    ("2019-12-06 16:00", "score 日常 2019 评分表/2019日常工作考核.csv", ""),
    ("2019-12-19 16:00", "score 审查 2019 评分表/2019年度资格审查.csv", ""),
    ("2020-01-06 09:00", "exit 2019", "第二年又不合格；诚信缺一项得分，不能判断："),
    ("2020-01-08 09:00", "exit open 德安 --on 2020-01-08", ""),
    (
        "2020-03-15 09:00",
        "exit decide 德安 --yes --announced 2020-03-15 --ground 18.7a --note 连续两年考核不合格 --approved-by 评定小组",
        "再次启动程序，评定小组决定退出，公告之日起三年内不得申请：",
    ),
    (
        "2020-04-02 09:00",
        "exit report 诚信 18.3 --found-on 2020-04-01 --note 街道反映服务不到位 --complainant 服务对象",
        "",
    ),
    (
        "2020-05-20 09:00",
        "change 安泰 --name 北京示例安泰新安全技术有限公司 --from 2020-05-18",
        "安泰更名，旧名照样查得到：",
    ),
    ("2020-12-04 16:00", "score 日常 2020 评分表/2020日常工作考核.csv", ""),
    ("2020-12-18 16:00", "score 审查 2020 评分表/2020年度资格审查.csv", ""),
    ("2021-01-05 09:00", "rank --trend", "三年的等次："),
    ("2021-10-26 09:00", "check applications/2021/德安", "第四年的新批次，德安换了名称又来申报，限制期还没有满："),
    ("2021-10-26 10:00", "show 德安", "它的全部经过："),
    ("2021-10-26 10:30", "list", "这时的在册名册："),
    ("2021-10-26 11:00", "verify", "台账完好："),
)
"""Every command of the story: its time in Beijing, and how the handbook introduces it (nothing: it is left out)."""


def make(folder: Path, until: str = "9999") -> Path:
    """The workspace in an empty folder, whole or as its story had gone by some time; returns the folder."""
    prepare(folder)
    _tell(folder, [step for step in STEPS if step[0] < until])
    return folder


def _tell(folder: Path, steps: Iterable[tuple[str, str, str]]) -> None:
    for at, command, _ in steps:
        outcome = act(folder, *shlex.split(command), at=at)
        assert outcome.code in (0, 1), (command, outcome.err)
    shutil.rmtree(folder / "records" / "work", ignore_errors=True)  # lock and index: throw-away, and not the same twice


_TOLD: dict[int, Path] = {}
"""Workspaces by how many steps of the story were told in them."""


def told(folder: Path, until: str) -> Path:
    """What `make` makes: a copy of the last workspace that this process told a part of the story in, told on."""
    count = sum(step[0] < until for step in STEPS)
    before = max((known for known in _TOLD if known <= count), default=None)
    if before is None:
        make(folder, until)
    else:
        shutil.copytree(_TOLD[before], folder)
        _tell(folder, STEPS[before:count])
    if before != count:
        _TOLD[count] = Path(shutil.copytree(folder, _kept() / str(count)))
    return folder


@cache
def _kept() -> Path:
    folder = tempfile.mkdtemp(dir=MEMORY)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def prepare(folder: Path) -> None:
    """The workspace before its story: settings, applications and score sheets."""
    folder.mkdir(parents=True)
    (folder / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    for firm, (short, name) in enumerate(UNITS.items(), start=_FIRST_FIRM):
        write_unit(folder / "applications" / "2017" / short, application(firm, name), verification())
    again = application(_FIRST_FIRM + list(UNITS).index("德安"), "北京示例德安新安全顾问有限公司")
    write_unit(folder / "applications" / "2021" / "德安", again, verification("2021-10-20"))
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
