"""The only clock: Beijing's, or the fixed one that SOURCE_DATE_EPOCH sets for reproducible examples and tests."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone

from anlian_cli.errors import UsageFault
from anlian_cli.model.dates import FIRST_YEAR, LAST_YEAR

# China has had no summer time since 1991, and a fixed offset needs no zone database, which Windows lacks.
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """The present moment in Beijing, to the second."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(BEIJING).replace(microsecond=0)
    try:
        return usable(datetime.fromtimestamp(int(epoch), BEIJING))
    except (ValueError, OverflowError, OSError):
        hint = "请改正或删去它"
        raise UsageFault("环境变量 SOURCE_DATE_EPOCH 不是 1900 至 2100 年之间的整数秒", hint) from None


def usable(moment: datetime) -> datetime:
    """A moment in the years in which every day lies that forms and records tell of. Raises ValueError for others."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"{moment}: the year is not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def today() -> date:
    """Today in Beijing."""
    return now().date()


def is_fixed() -> bool:
    """Whether SOURCE_DATE_EPOCH sets the clock; what is recorded then says so."""
    return "SOURCE_DATE_EPOCH" in os.environ
