"""A sound application with its reviewer's file as a case before the rules, changed piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from anlian_cli.forms.typed import typed
from anlian_cli.model.application import Application
from anlian_cli.model.verification import Verification
from anlian_cli.regulation.clause import Case, Terms
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.form_checks import check_forms
from tests.fictional import Tree, application, verification

TODAY = date(2017, 10, 24)
Change = Callable[[Tree], object]


def case(change: Change = lambda _tree: None, reviewer: Change = lambda _tree: None, **more: Any) -> Case:
    """A sound application with its reviewer's file, changed."""
    tree, words = application(1, "北京示例安全技术咨询有限公司"), verification()
    change(tree)
    reviewer(words)
    regulation = regulation_named(newest())
    terms = Terms(regulation, regulation.choose({}), TODAY, correction_deadline=date(2017, 11, 3))
    form, _ = typed(Application, tree)
    return Case(form, terms, Verification.model_validate(words), **more)


def said(found: Case) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.severity.value, finding.message) for finding in check_forms(found)]


def unit(**fields: object) -> Change:
    return lambda tree: tree["单位登记表"].update(fields)


def person(row: int, **fields: object) -> Change:
    return lambda tree: tree["人员登记表"][row].update(fields)


def both(*changes: Change) -> Change:
    return lambda tree: [change(tree) for change in changes]
