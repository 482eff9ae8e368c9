"""What stops a command: each error carries a Chinese sentence, what to do about it, and its exit code.

A fault in an application is no error: it is a finding, and the other firms go on.
"""

from __future__ import annotations


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
