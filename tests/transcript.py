"""What the program shows in a real terminal, 80 and 40 columns wide: every command, one after the other.

One process that has loaded everything is forked for each command, onto a pseudo-terminal of its own.
"""

from __future__ import annotations

import fcntl
import gc
import io
import os
import pty
import re
import shlex
import shutil
import signal
import struct
import sys
import tempfile
import termios
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

from anlian_cli.cli import app, progress
from anlian_cli.cli.clock import BEIJING
from anlian_cli.cli.commands import HELP, loaded
from tests.make_workspace import WORKSPACE

COMMANDS = """\
--help
init ../新工作区
template 日常 2020 -o 日常.xlsx
check
check applications/2017/安泰 --explain
check --record
review 2021
status
score 日常 2020 评分表/2020日常工作考核.csv
score 审查 2019 --unit 诚信 --points 80.5
shortlist 2017
rank 2019
rank 2018 --explain 博远
rank 2017 --selection
rank --trend
rank 2018 --publish 公告.html
admit 2017 --announced 2021-10-27 --dry-run
list -o 名册.xlsx
list
daily 博远 --item 13.3 --on 2021-10-20 --note 示例街道来函，反馈良好
change 博远 --name 北京示例博远新安全科技有限公司 --from 2021-10-20
exit report 博远 18.4 --found-on 2021-10-21 --note 报告漏项 --substantiated --by-body 评定小组
exit open 博远 --on 2021-10-22
exit
exit dismiss 诚信 --reason 查无实据
exit decide 博远 --announced 2021-10-25 --note 报告明显漏项 --yes
exit revoke 博远 --announced 2021-10-26 --reason 申诉成立
withdraw 诚信 --on 2021-10-27 --note 业务调整
undo 32 --reason 录错了
purge 恩泽 --reason 保存期满 --dry-run
lock 2018
objection add 博远 --about 年审2020 --on 2021-10-27 --note 收费服务一项漏计 --answer-by 2021-11-10
objection
score 审查 2020 --unit 博远 --item 14.4=19.5 --objection 1
objection resolve 博远 --result 更正 --approved-by 评定小组
objection show 博远
paper 复核说明 1 -o 复核说明.docx
show 德安
log 博远 --last 3
report 2020
handover -o 交接.html
verify
notice 2017 -o 通知
export 导出 --format csv
daily 博远 --item 13.1 --on 2021-10-20 --note 报送年度业绩
export 导出 --format csv
export 导出 --format csv --force
explain 18.7a
explain f6
scan 没有这个文件.jpg
chek
rank 2018 --slection
rank 2107
exit open 安太新 --on 2021-10-22
undo 第三批
score 日长 2018 日常.xlsx
"""
_START = datetime(2021, 10, 27, 9, tzinfo=BEIJING)
_SEQUENCES = re.compile(r"\x1b\][^\x1b\x07]*(?:\x1b\\|\x07)|\x1b\[[0-9;?]*[A-Za-z]")
LINK = "\x1b]8;"


def transcript(columns: int) -> str:
    """The commands with what each one shows, without colours and links."""
    shown = (f"$ anlian {command}\n{_SEQUENCES.sub('', raw)}" for command, raw in shown_raw(columns))
    return "\n".join("\n".join(line.rstrip() for line in one.splitlines()) + "\n" for one in shown)


def shown_raw(columns: int, commands: str = COMMANDS) -> list[tuple[str, str]]:
    """The commands with the very characters that each one sends to its terminal, on a workspace of their own."""
    for name in HELP:
        loaded(name)
    import_module("anlian_cli.report.terminal")
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "w"
        shutil.copytree(WORKSPACE, workspace)
        lines = commands.splitlines()
        return [
            (command, _on_a_terminal(shlex.split(command), workspace, columns, _START + timedelta(minutes=minute)))
            for minute, command in enumerate(lines)
        ]


def _on_a_terminal(arguments: list[str], folder: Path, columns: int, at: datetime) -> str:
    child, leader = pty.fork()
    if child == 0:
        _become(arguments, folder, columns, at)
    received = b""
    while chunk := _read(leader):
        received += chunk
    os.waitpid(child, 0)
    os.close(leader)
    shown = received.decode().replace("\r\n", "\n")
    return shown.replace(str(folder.resolve()), "/工作区").replace(str(folder.resolve().parent), "")


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the other end is closed
        return b""


def _become(arguments: list[str], folder: Path, columns: int, at: datetime) -> None:
    """The program, in this process, and nothing after it."""
    # A command that waits for an answer ends unanswered.
    signal.alarm(60)
    try:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        for variable in ("COLUMNS", "LINES", "NO_COLOR"):
            os.environ.pop(variable, None)
        os.environ |= {"TERM": "xterm-256color", "SOURCE_DATE_EPOCH": str(int(at.timestamp()))}
        os.chdir(folder)
        sys.argv = ["anlian", *arguments]
        # A module that Python ran by its name is told as `python -m`.
        sys.modules["__main__"].__package__ = None
        sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.FileIO(0), encoding="utf-8")
        sys.stdout = sys.__stdout__ = io.TextIOWrapper(io.FileIO(1, "w"), encoding="utf-8", write_through=True)
        sys.stderr = sys.__stderr__ = io.TextIOWrapper(io.FileIO(2, "w"), encoding="utf-8", write_through=True)
        # How long a command takes on this machine decides nothing here.
        progress.PATIENCE = float("inf")
        app.main()
    finally:
        os._exit(0)
