"""What a ground of exit calls for (Art. 16-18)."""

from __future__ import annotations

from anlian_cli.model.worded import Worded


class Consequence(Worded):
    """What a ground calls for, the gravest first: people decide, nothing here starts a bar."""

    REMOVE = "remove", "应予退出"
    PROCEDURE = "procedure", "启动退出程序"
    CLUE = "clue", "线索待查"
