"""How a stage is scored: its items with their maxima, and what becomes of the experts' points."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from anlian_cli.model.scores import Stage

STAGE_MAXIMUM = Decimal(100)


class StageRule(Struct, frozen=True):
    """A stage of a locked period.

    `titles` are the items' names as the article has them, `shorts` those for narrow tables; an item named in words is
    its own title.

    `scaled`: an item may be 不适用 (reading R14). The experts' mean is rounded to `mean_places`, half up unless
    `truncated` (reading R8).
    """

    stage: Stage
    period: str
    items: Mapping[str, Decimal]
    titles: Mapping[str, str]
    shorts: Mapping[str, str] = field(default_factory=dict)
    scaled: bool = False
    drop_extremes: bool = False
    mean_places: int = 2
    truncated: bool = False

    def title(self, item: str) -> str:
        """13.1 报送业绩及相关文件资料情况, or 人员与资质."""
        return _numbered(item, self.titles.get(item))

    def short(self, item: str) -> str:
        """13.1 业绩及资料报送, or 人员与资质."""
        return _numbered(item, self.shorts.get(item))

    def spellings(self, item: str) -> tuple[str, ...]:
        """Everything that a sheet or a person may call an item."""
        names = (self.titles.get(item, item), self.shorts.get(item, item))
        return (item, *names, self.title(item), self.short(item))


def _numbered(item: str, name: str | None) -> str:
    return f"{item} {name}" if name else item
