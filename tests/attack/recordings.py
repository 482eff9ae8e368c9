"""Every recording command, each on the example workspace as it stood when that command was due."""

from __future__ import annotations

import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.make_workspace import UNITS, WORKSPACE, code_of, told
from tests.office import must

_THE_END = "2021-10-26 12:00"
"""After the last step of the example workspace's story (tests/make_workspace.py)."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A command and its time; the story of the example workspace is told up to then."""

    at: str
    command: str
    first: str = ""
    """What is recorded before, a command a line, where the story does not have it."""

    @property
    def words(self) -> list[str]:
        return shlex.split(self.command)

    @property
    def action(self) -> str:
        """The name of the command, as the journal has it; a list that is published is a paper."""
        first, second, *_ = self.words
        if first in ("rank", "list"):
            return "paper"
        return f"{first} {second}" if first in ("exit", "objection") else first

    @property
    def alone(self) -> list[str]:
        """The command without its paper, which is a batch of its own behind that of the command."""
        given = next((option for option in ("--publish", "-o") if option in self.words), None)
        return self.words[: self.words.index(given)] if given and self.action != "paper" else []


RECORDINGS = (
    Recording("2017-10-26 09:00", "check --record --round 2017 -q"),
    Recording("2017-11-01 10:20", "score 材料 2017 评分表/2017材料审核-更正.csv --reason 补交的人员证明已核"),
    Recording("2017-11-06 09:30", "shortlist 2017 --announced 2017-11-06 --approved-by 联合会秘书处"),
    Recording("2017-11-10 17:00", "score 面试 2017 评分表/2017面试答辩.csv"),
    Recording("2017-10-20 09:00", "admit --founding 在册.csv --announced 2017-10-01"),
    Recording("2017-12-01 09:00", "admit 2017 --announced 2017-12-01 --approved-by 考核评定小组"),
    Recording("2018-12-05 16:00", "score 日常 2018 评分表/2018日常工作考核.csv"),
    Recording("2020-01-08 09:00", "exit open 德安 --on 2020-01-08"),
    Recording(
        "2020-03-15 09:00", "exit decide 德安 --yes --announced 2020-03-15 --ground 18.7a --note 连续两年考核不合格"
    ),
    Recording("2019-03-05 10:00", "exit dismiss 德安 --reason 整改方案已经评定小组认可"),
    Recording(_THE_END, "exit revoke 德安 --announced 2021-10-20 --reason 申诉成立"),
    Recording(_THE_END, "exit report 博远 18.4 --found-on 2021-09-01 --note 漏项 --evidence 在册.csv"),
    Recording(_THE_END, "daily 博远 --item 13.1 --on 2021-05-03 --note 走访 --attach 在册.csv"),
    Recording(_THE_END, "objection add 博远 --about 年审2020 --on 2021-01-08 --note 收费服务有异议 --attach 在册.csv"),
    Recording(
        _THE_END,
        "objection resolve 诚信 --result 维持 --note 经复核评分无误",
        first="objection add 诚信 --about 日常2020 --on 2021-01-08 --note 反馈一项有异议",
    ),
    Recording("2017-11-06 09:30", "shortlist 2017 --announced 2017-11-06 --publish 入围名单公告.csv --force"),
    Recording("2017-12-01 09:00", "admit 2017 --announced 2017-12-01 --publish 入选公告.html --force"),
    Recording(
        "2020-03-15 09:00",
        "exit decide 德安 --yes --announced 2020-03-15 --ground 18.7a --note 连续两年考核不合格"
        " --publish 退出公告.docx --force",
    ),
    Recording(
        _THE_END,
        "objection resolve 诚信 --result 维持 --note 经复核评分无误 -o 复核说明.docx --force",
        first="objection add 诚信 --about 日常2020 --on 2021-01-08 --note 反馈一项有异议",
    ),
    Recording(_THE_END, "rank 2018 --publish 年度考核公示.csv --announced 2019-01-08 --force"),
    Recording(_THE_END, "list --publish 在册名单公告.csv --force"),
    Recording(_THE_END, "paper 入选公告 2017 -o 入选公告.html --force"),
    Recording(
        _THE_END,
        "paper 更正公告 年度考核公示-2018 -o 更正公告.csv --force",
        first="rank 2018 --publish 公示.csv\nscore 日常 2018 --unit 博远 --points 84 --reason 复核",
    ),
    Recording(_THE_END, "change 博远 --code 91110105MA0009909Y --from 2021-05-18"),
    Recording(_THE_END, "withdraw 诚信 --on 2021-05-01 --note 业务调整"),
    Recording(_THE_END, "undo 13 --yes --reason 表格传错了"),
    Recording(_THE_END, "purge 诚信 --yes --reason 保存期满"),
    Recording(_THE_END, "lock 2021 --reason 会议决定"),
)
"""Another recording command is another line here; a test asks for every action that the log knows."""


def prepared(recording: Recording, folder: Path) -> Path:
    """The workspace in which a recording is due."""
    is_told = recording.at == _THE_END
    workspace = Path(shutil.copytree(WORKSPACE, folder)) if is_told else told(folder, recording.at)
    (workspace / "在册.csv").write_text(f"单位全称,统一代码\n{UNITS['安泰']},{code_of('安泰')}\n", encoding="utf-8")
    for line in recording.first.splitlines():
        must(workspace, *shlex.split(line), at=recording.at)
    return workspace
