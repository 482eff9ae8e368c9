"""Art. 9(2): whether the business scope on a licence may name safety consulting."""

from __future__ import annotations

import re

from anlian_cli.model.text import compact, quoted
from anlian_cli.regulation.clause import Case, Ruling, not_declared, unmet, unproven
from anlian_cli.regulation.text import Regulation

_BLANKS = re.compile(r"\s+")


def business_scope(case: Case) -> Ruling:
    """9.2a: the licence's scope may name safety consulting; where nothing in it could mean that, it is unmet."""
    scope = case.self_check.business_scope
    if scope is None:
        return not_declared(case, "business_scope")
    mention = _safety_mention(scope, case.terms.regulation)
    if mention is None:
        return unmet("没有相关词语", ("self_check", "business_scope"), "经营范围中没有安全生产咨询服务一类的内容")
    return unproven("待初核对照执照确认", f"写有{quoted(mention)}")


def _safety_mention(scope: str, regulation: Regulation) -> str | None:
    """A wording that is listed, else any 安全 with what surrounds it; one that is denied does not count.

    A blank may part two entries or stand there for nothing, so the scope is read both ways.
    """
    denied = re.compile("|".join(regulation.value("scope_denials")))
    # Something is left in the gap, or what stands on either side would join into words of its own.
    readings = [denied.sub("…", compact(text)) for text in (scope, _BLANKS.sub(";", scope))]
    found = (re.search(pattern, text) for pattern in _safety_patterns(regulation) for text in readings)
    return next((match[0] for match in found if match), None)


def _safety_patterns(regulation: Regulation) -> tuple[str, str]:
    """No match where another trade's word stands right before: 网络与信息安全 is no safety consulting."""
    # A look-behind for each, since Python's must be of one length.
    guards = "".join(f"(?<!{trade})" for trade in regulation.value("other_safety_trades"))
    listed = "|".join(regulation.value("safety_business_words"))
    around = f"[^;。,()]{{0,{regulation.value('words_around_mention')}}}"
    return f"{guards}(?:{listed})", f"{around}{guards}{regulation.value('safety_word')}{around}"
