"""The sentences in which the records end a command: damaged, not to be read, not to be written."""

from __future__ import annotations

import errno

from anlian_cli.errors import RecordsFault, reason
from anlian_cli.ocfl.root import Damaged


def damage(problem: Damaged) -> RecordsFault:
    """What contradicts what was recorded."""
    hint = "运行 anlian verify 列出全部损坏；台账不会自动修复，请从备份恢复"
    return RecordsFault(f"台账有损坏：{problem.path} {problem.message}", hint)


def unreadable(problem: OSError) -> RecordsFault:
    """What the disk does not give."""
    return RecordsFault(f"台账读不出：{problem.filename}（{reason(problem)}）", "请检查磁盘和权限后重新运行")


def unwritable(problem: OSError) -> RecordsFault:
    """What the disk does not take, while nothing is decided yet."""
    if problem.errno == errno.EXDEV:
        hint = "请把 records/work 和台账放在同一个磁盘上后重新运行"
    else:
        hint = f"请检查 {problem.filename} 所在的磁盘后重新运行" if problem.filename else "请检查磁盘后重新运行"
    return RecordsFault(f"台账写不进去（{reason(problem)}），什么也没有记录", hint)


def unknown_content(where: str) -> RecordsFault:
    """A document that is sound and yet none of ours."""
    message = f"台账里有本程序不认识的内容（{where}）"
    return RecordsFault(message, "可能由更新版本的 anlian 写成，请升级后再用；或运行 anlian verify")
