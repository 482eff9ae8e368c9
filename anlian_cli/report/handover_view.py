"""A handover in sentences and tables: what is open first, how everything is worked last."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.model.handover import Handover, LockedPeriod, Place
from anlian_cli.model.personal import masked
from anlian_cli.report.audit_view import audit_document
from anlian_cli.report.document import Cell, Column, Report, Table, Tone, row
from anlian_cli.report.leaflet.leaflet import Figure, Leaflet, Section, leaflet_document
from anlian_cli.report.log_words import ACTIONS
from anlian_cli.report.papers.paper import in_words

COMMANDS = (
    ("anlian status", "每天先看：还有几天、缺什么、没有了结的事、下一条命令"),
    ("anlian check --record", "批次截止以后：审核全部申报材料并存档"),
    ("anlian review 批次 -o 初核表.xlsx", "待核实的出成一张表，填好再读回"),
    ("anlian score 阶段 批次或年度 表.xlsx", "录入评分；空表用 anlian template 阶段 批次或年度 -o 表.xlsx"),
    ("anlian shortlist 批次 --announced 日期", "公布入围名单；面试以后看 anlian rank 批次 --selection"),
    ("anlian admit 批次 --announced 日期", "公告确认名单，单位入册"),
    ("anlian daily 单位 --item 13.3 --on 日期 --note 内容", "平时随手记：走访、报送、反馈、投诉"),
    ("anlian rank 年度 --publish 公告.docx", "年底：成绩、等次、排名，公示"),
    ("anlian exit", "退出候选和限制期；程序用 exit open、decide、dismiss"),
    ("anlian verify", "核验台账；备份和拷贝以后都做一次"),
)
"""The commands of the year, in its order, and when they are typed."""
_WHAT = {
    "anlian.yaml": "设置：联合会、批次、年度、口径",
    "applications": "收到的申报材料和初核记录",
    "records/dossiers": "台账：一企一档，只由 anlian 写",
    "records/imports": "台账：录入过的评分表",
    "公文模板": "公文的版式和文字",
}


def handover_leaflet(found: Handover) -> Leaflet:
    tables = _tables(found)
    return Leaflet(
        "安全社区咨询服务单位管理工作交接",
        f"工作区 {masked(found.workspace)}，截至{in_words(found.as_of)}；日志摘要 {found.board.digest}",
        (
            Figure("在册单位", str(found.registered)),
            Figure("待办", str(len(found.board.unsettled) + len(found.board.next_commands))),
            Figure("待确认口径", str(len(found.readings))),
            Figure("记录", str(found.audit.batches), "批"),
        ),
        tuple(
            Section(f"{number}、{heading}", tuple(sentences), tables=(table,))
            for number, (heading, sentences, table) in zip("一二三四五六七八", tables, strict=False)
        ),
        found.federation,
        found.as_of,
        found.board.digest,
    )


def handover_document(found: Handover) -> Report:
    last_line = audit_document(found.audit).last_line
    return leaflet_document(handover_leaflet(found), _open(found), last_line)


def _tables(found: Handover) -> tuple[tuple[str, tuple[str, ...], Table], ...]:
    return (
        ("待办", tuple(_deadlines(found)), _open(found)),
        ("待确认的口径", ("规范没有写明、联合会还没有确认的（第十九条），暂按下面的做。",), _readings(found)),
        ("台账核验", tuple(_verified(found)), audit_document(found.audit).flat_table),
        ("锁定的参数", (), _locked(found)),
        ("东西在哪里", tuple(_moving(found)), _places(found)),
        ("换到 Windows 的电脑上有问题的名字", tuple(_faulty(found)), _faults(found)),
        ("最近的记录", (), _recorded(found)),
        ("一年里的十条命令", (), Table("命令", (Column("命令", share=1), Column("用处", share=1)), _typed())),
    )


def _typed() -> tuple[tuple[Cell, ...], ...]:
    return tuple(row(*one) for one in COMMANDS)


def _deadlines(found: Handover) -> Iterator[str]:
    for one in found.board.deadlines:
        yield f"{one.on.isoformat()} {one.what}，还有 {one.days} 天。"


def _open(found: Handover) -> Table:
    """What is not settled, then what is missing and comes next."""
    rows = [row(one.name, one.what, one.command) for one in found.board.unsettled]
    rows += [row("", why, command) for why, command in found.board.next_commands]
    columns = (Column("单位", share=2, name=True), Column("事项", share=3), Column("命令", share=3))
    return Table("待办", columns, tuple(rows))


def _readings(found: Handover) -> Table:
    columns = (Column("口径"), Column("问题", share=2), Column("暂按", share=2))
    return Table("待确认口径", columns, tuple(row(one.id, one.question, one.answer) for one in found.readings))


def _verified(found: Handover) -> Iterator[str]:
    yield f"{audit_document(found.audit).last_line}。"
    yield from found.audit.remarks
    yield f"交接以后在新的地方核对：anlian verify --expect {found.board.digest}"


def _locked(found: Handover) -> Table:
    columns = (Column("批次或年度"), Column("规范", spare=1), Column("参数", share=1))
    return Table("锁定的参数", columns, tuple(row(one.name, one.document, _values(one)) for one in found.locked))


def _values(one: LockedPeriod) -> str:
    """权重：材料审核 0.5、面试答辩 0.5；名额 4: what belongs together stands together."""
    parts: dict[str, list[str]] = {}
    for name, value in one.values:
        head, _, tail = name.partition("·")
        parts.setdefault(f"{head}：" if tail else "", []).append(f"{tail or head} {value}")
    return "；".join(head + "、".join(said) for head, said in parts.items())


def _places(found: Handover) -> Table:
    columns = (
        Column("位置", share=1),
        Column("是什么", share=1, spare=1),
        Column("单位", right=True),
        Column("文件", right=True),
        Column("大小", right=True),
    )
    return Table("东西在哪里", columns, tuple(_place(one) for one in found.places))


def _place(one: Place) -> tuple[Cell, ...]:
    what = _WHAT.get(one.path) or _WHAT.get(one.path.partition("/")[0], "")
    units = one.units if one.units is not None else ""
    return row(masked(one.path), what, units, one.files, _size(one.size))


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{-(-size // 1024)} KB"


def _moving(found: Handover) -> Iterator[str]:
    yield "整个工作区就是一个文件夹：拷走，或压缩了拷走，都可以；records 里的文件不要改、不要转换换行。"
    yield (
        f"工作区里最长的路径 {found.longest} 个字符；在 Windows 上，"
        f"放它的位置（连同文件夹的名字）不要长过 {found.room} 个字符。"
    )


def _faulty(found: Handover) -> Iterator[str]:
    if not found.faults:
        yield "没有。"
    else:
        yield f"{len(found.faults)} 处；压缩或拷贝以前先改名，records 里的不要动，先问维护者。"


def _faults(found: Handover) -> Table:
    columns = (Column("路径", share=2), Column("问题", share=1))
    return Table("名字", columns, tuple(row(masked(one.path), Cell(one.why, Tone.BAD)) for one in found.faults))


def _recorded(found: Handover) -> Table:
    columns = (Column("批", right=True), Column("时间"), Column("谁", spare=1), Column("做了什么", share=1))
    rows = (
        row(
            one.number,
            one.at.isoformat(sep=" ")[:16],
            one.by,
            "：".join(filter(None, (ACTIONS.get(one.action, one.action), one.reason))),
        )
        for one in reversed(found.batches)
    )
    return Table("最近的记录", columns, tuple(rows))
