"""What stops a command: each error carries a Chinese sentence, what to do about it, and its exit code.

A fault in an application is no error: it is a finding, and the other firms go on.
"""

from __future__ import annotations

import errno


class AnlianError(Exception):
    """The command cannot go on; `message` says why and `hint` says what to do."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageFault(AnlianError):
    """The command as typed cannot be done."""


class InputFault(AnlianError):
    """A file that the command needs is missing, unreadable or faulty."""

    exit_code = 3


class RecordsFault(AnlianError):
    """The records are damaged or busy, the clock runs backwards, or locked parameters were changed."""

    exit_code = 4


_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘已满",
    errno.EFBIG: "磁盘已满",
    errno.EIO: "磁盘出错",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "该是文件夹的地方是一个文件",
    errno.EEXIST: "该是文件夹的地方是一个文件",
    errno.EISDIR: "该是文件的地方是一个文件夹",
    errno.EPIPE: "接收结果的程序已经结束",
    errno.EXDEV: "不在同一个磁盘上",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EBUSY: "正被别的程序使用",
    errno.ETXTBSY: "正被别的程序使用",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EINVAL: "系统不接受这个名字或操作",
    errno.EINTR: "被打断",
    errno.ETIMEDOUT: "等不到回应",
    errno.ESTALE: "网络盘断开了",
    errno.EHOSTDOWN: "网络盘断开了",
    errno.ENOTCONN: "网络盘断开了",
    errno.ENODEV: "磁盘不在了",
    errno.ENXIO: "磁盘不在了",
}


def reason(problem: OSError) -> str:
    """Why the system refused an operation, in Chinese: its own words are English."""
    return _REASONS.get(problem.errno or 0) or f"系统错误 {problem.errno or type(problem).__name__}"
