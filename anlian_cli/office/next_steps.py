"""The commands to type next, each with its reason: of a round up to its confirmed list, of a year up to its ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anlian_cli.forms.discovery import APPLICATIONS
from anlian_cli.model.register import UnitProgress
from anlian_cli.model.scores import Stage
from anlian_cli.office.office import Office
from anlian_cli.office.standing import life_of
from anlian_cli.office.supervision.assessed import YEARLY

Step = tuple[str, str]
"""A reason and a command."""


def next_of_round(office: Office, name: str, units: Sequence[UnitProgress], *, current: bool) -> Iterator[Step]:
    """What a round waits for; a command without a path means the current one."""
    waiting = _waiting(units)
    if waiting.get("审核存档"):
        where = "" if current else f"{APPLICATIONS}/{name} "
        yield f"{waiting['审核存档']} 家的材料还没有存档", f"anlian check {where}--record"
    if waiting.get("核实"):
        yield f"{waiting['核实']} 家等您核实", f"anlian review {name} -o 初核表.xlsx"
    if waiting.get("补正"):
        yield f"{waiting['补正']} 家等单位补正", f"anlian check {APPLICATIONS}/{name}"
    if waiting.get(_score(Stage.MATERIALS)):
        yield _to_score(Stage.MATERIALS, name, waiting)
    elif any(_score(Stage.MATERIALS) in unit.has for unit in units):
        yield from _lists_of_round(office, name, waiting, current=current)


def _lists_of_round(office: Office, name: str, waiting: dict[str, int], *, current: bool) -> Iterator[Step]:
    """The shortlist, the interviews, the confirmed list; a unit that still owes a correction is on none of them."""
    if not any(dossier.is_shortlisted(name) for dossier in office.units()):
        yield "入围名单还没有公布", f"anlian shortlist {name} --announced 日期"
    elif waiting.get(_score(Stage.INTERVIEW)):
        yield _to_score(Stage.INTERVIEW, name, waiting)
    else:
        if current:  # elsewhere stands only what is not settled
            yield "可以看综合测评排名", f"anlian rank {name} --selection"
        yield "确认名单还没有公布", f"anlian admit {name} --announced 日期"


def next_of_year(year: str, units: Sequence[UnitProgress]) -> Iterator[Step]:
    """What the latest year that has begun waits for."""
    waiting = _waiting(units)
    for stage in YEARLY:
        if waiting.get(_score(stage)):
            yield _to_score(stage, year, waiting, f" {year} ")
    if units and not waiting:
        yield f"{year} 年度已全部考核", f"anlian rank {year}"


def next_of_settings(office: Office) -> Iterator[Step]:
    """A year that anlian.yaml does not have, though there are units to be assessed in it."""
    year = office.today.year
    lives = (life_of(office, dossier) for dossier in office.units())
    if str(year) not in office.settings.years and any(
        life.state.registered and life.admitted_on and life.admitted_on.year < year for life in lives
    ):
        yield f"anlian.yaml 的“考核年度”里还没有 {year}：照上一年写一段，再锁定", f"anlian lock {year}"


def _waiting(units: Sequence[UnitProgress]) -> dict[str, int]:
    """How many units lack what."""
    return {what: sum(what in unit.missing for unit in units) for unit in units for what in unit.missing}


def _score(stage: Stage) -> str:
    return f"{stage.label}得分"


def _to_score(stage: Stage, period: str, waiting: dict[str, int], of: str = "") -> Step:
    command = f"anlian template {stage.short} {period} -o {stage.short}.xlsx"
    return f"{waiting[_score(stage)]} 家缺{of}{_score(stage)}", command
