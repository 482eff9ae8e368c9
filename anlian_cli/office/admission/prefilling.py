"""`template verification UNIT`: the reviewer's file of one unit, with a blank for everything that is open of it."""

from __future__ import annotations

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.reviewers_blank import prefilled
from anlian_cli.office.admission.open_items import locations_of, one_of, under_review
from anlian_cli.office.office import Office


def prefilled_for(office: Office, text: str) -> bytes:
    """The file of the unit that is meant, of the present round or of one written before it: 2017/安泰.

    The whole round is checked, since what a unit shares with others is open too. Raises UsageFault, InputFault.
    """
    written = text.partition("/")[0]
    name = written if written in office.settings.rounds else office.settings.current_round(office.today)
    if name is None:
        raise UsageFault("anlian.yaml 中没有批次", "先写批次和截止日期")
    unit = one_of(under_review(office, name, locations_of(office, name), lambda _done: None), text)
    try:
        return prefilled(unit.file, unit.open, office.settings.phrases_for, office.settings.clerk)
    except Unreadable as problem:
        raise InputFault(f"{unit.file.path}：{problem.finding.message}", problem.finding.hint) from None
