"""The only clock: Beijing's, or the fixed one that SOURCE_DATE_EPOCH sets for reproducible examples and tests."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone

from anlian_cli.errors import UsageFault

# China has had no summer time since 1991, and a fixed offset needs no zone database, which Windows lacks.
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """The present moment in Beijing, to the second."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(BEIJING).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), BEIJING)
    except (ValueError, OverflowError, OSError):
        raise UsageFault("环境变量 SOURCE_DATE_EPOCH 不是整数秒", "请改正或删去它") from None


def today() -> date:
    """Today in Beijing."""
    return now().date()


def is_fixed() -> bool:
    """Whether SOURCE_DATE_EPOCH sets the clock; what is recorded then says so."""
    return "SOURCE_DATE_EPOCH" in os.environ
