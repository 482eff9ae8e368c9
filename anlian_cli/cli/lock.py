"""`anlian lock`: a changed round or year of anlian.yaml, recorded as a new version."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.output import tell
from anlian_cli.cli.preamble import records
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.office.periods import chosen_kind, lock_anew


@records("lock", reasoned=True)
def lock(
    office: Office,
    intent: Intent,
    period: Annotated[str, typer.Argument(metavar="批次或年度", help="anlian.yaml 里的批次或考核年度")],
    kind: Annotated[str | None, typer.Option("--kind", metavar="种类", help="同名时指定：批次 或 考核年度")] = None,
) -> None:
    """锁定批次或考核年度的参数；锁定以后的改动要写 --reason。例：anlian lock 2018 --reason 会议决定调整分值"""
    with at_work(office, intent) as (office, recorder):
        for line in lock_anew(recorder, office, chosen_kind(office, period, kind), period):
            tell(line)
        committed(office, recorder, intent)
