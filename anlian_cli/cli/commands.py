"""The commands by name: each one's module is loaded only when it is called, its line in the help stands here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from typer import Typer
from typer.main import get_command_from_info, get_group
from typer.models import CommandInfo

from anlian_cli.cli.chinese import ChineseCommand, ChineseGroup

# fmt: off
HELP = {
    "init": "新建工作区：anlian.yaml、空白表样和文件夹。例：anlian init 我的工作区",
    "template": "生成空白表样和评分表。例：anlian template 日常 2018 -o 日常.xlsx",
    "check": "审核申报材料：每家单位符合什么、缺什么、要核实什么。例：anlian check --record",
    "scan": "辨认一个扫描件：是什么材料，写了什么，在哪一页。例：anlian scan 营业执照.jpg --image 核对.html",
    "review": "整个批次的初核：待核实的出成一张表，填好再读回各家的初核记录。例：anlian review 2017 -o 初核表.xlsx",
    "notice": "给没有通过的单位写通知：补正、核实、不予通过，附标注好的登记表。例：anlian notice 2017 -o 通知",
    "status": "工作看板：还有几天、谁交了什么、缺什么、下一条命令。例：anlian status",
    "score": "录入评分表：整张无误才记录；更正要写 --reason。例：anlian score 日常 2018 日常.xlsx",
    "shortlist": "进入面试答辩的入围名单：结论为通过并有材料审核得分。例：anlian shortlist 2017 --announced 2017-11-05",
    "rank": "年度考核成绩、等次和排名；批次的综合测评排名。例：anlian rank 2018 --publish 公告.docx",
    "admit": "记录确认名单，名单上的单位即为在册。例：anlian admit 2017 --announced 2017-12-01",
    "list": "在册单位名册：入册日期、最近等次、优先推荐、退出程序和限制期。例：anlian list --publish 名册.html",
    "paper": "出公文并记为已公布；版式和文字在 公文模板/ 里，可以改。例：anlian paper 入选公告 2017 -o 入选公告.docx",
    "daily": "记一条日常工作：走访、报送、反馈、投诉。"
        "例：anlian daily 安泰 --item 13.3 --on 2018-05-03 --note 社区反馈良好",
    "change": "单位更名、换代码或换主要负责人；旧名旧代码照样查得到。"
        "例：anlian change 安泰 --name 新名称 --from 2020-05-01",
    "withdraw": "单位自愿退出，不受限制期约束。例：anlian withdraw 诚信 --on 2020-05-01 --note 业务调整",
    "show": "一家单位的全部档案：申报、得分、日常记录、事项。例：anlian show 安泰 --as-of 2018-12-31",
    "log": "历史：每一次记录是谁、何时、为什么，从什么改成什么。例：anlian log 安泰",
    "undo": "撤销一批误录的记录：恢复原来的内容，历史照样留着。例：anlian undo 12 --reason 表格传错了",
    "purge": "依法清除个人信息：得分和决定留下，不能恢复。例：anlian purge 诚信 --reason 保存期满",
    "lock": "锁定批次或考核年度的参数；锁定以后的改动要写 --reason。例：anlian lock 2018 --reason 会议决定调整分值",
    "report": "给领导看的两页年度情况：申报、在册、等次、退出、投诉、没有了结的事。例：anlian report 2018 -o 报告.docx",
    "verify": "核验台账：逐个文件核对摘要、日志和索引；只报告，不修复。例：anlian verify",
    "handover": "交接：待办、待确认的口径、台账核验、锁定的参数、东西在哪里、命令。例：anlian handover -o 交接.docx",
    "export": "导出不含个人信息的数据表，供统计和跨地区查询。例：anlian export 导出",
    "explain": "解释一个条款、问题代码或适用口径：要求、出处、怎样判定、怎样改正。例：anlian explain 9.4c",
    "objection": "异议：提出、复核、答复。"
        "例：anlian objection add 博远 --about 年审2018 --on 2019-01-03 --note 收费服务有异议",
    "exit": "退出：候选名单、举报、程序、决定、撤销。例：anlian exit 2019",
}
# fmt: on
"""Every command in the order of the year's work, with what its help begins with."""
_ELSEWHERE = {"list": ("listing", "list_units"), "exit": ("exit", "group"), "objection": ("objection", "group")}
"""Commands that are not the function of their own name in the module of their own name."""
_STYLE: dict[str, Any] = {"options_metavar": "[选项]", "context_settings": {"help_option_names": ["-h", "--help"]}}


class Program(ChineseGroup):
    """The program: for its help it reads the table above, for a command the command's module alone."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: ChineseCommand(name, help=text) for name, text in HELP.items()}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return loaded(cmd_name) if cmd_name in HELP else super().get_command(ctx, cmd_name)


@cache
def loaded(name: str) -> Any:
    """A command by its name, ready to be called."""
    module, attribute = _ELSEWHERE.get(name, (name, name))
    found = getattr(import_module(f"{__package__}.{module}"), attribute)
    if isinstance(found, Typer):
        group = get_group(found)
        group.name = name
        return group
    info = CommandInfo(name=name, cls=ChineseCommand, callback=found, **_STYLE)
    return get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)
