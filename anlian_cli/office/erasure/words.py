"""What those who go are known by in texts, and texts without it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from msgspec import Struct

from anlian_cli.model.purging import ERASED


class Words(Struct, frozen=True, dict=True):
    """Names, numbers and addresses that go; `others` are names of other people that have one of them inside."""

    gone: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def are_in(self, text: str) -> bool:
        """Whether a text has one of the words; 张三 is not in 张三丰 where somebody else is called so."""
        return bool(self.erased_from(text) != text)

    def erased_from(self, tree: Any) -> Any:
        """Plain values with the words erased from every text."""
        if isinstance(tree, str):
            return self._pattern.sub(self._instead, tree) if self.gone else tree
        if isinstance(tree, list):
            return [self.erased_from(part) for part in tree]
        return {key: self.erased_from(part) for key, part in tree.items()} if isinstance(tree, dict) else tree

    def _instead(self, found: re.Match[str]) -> str:
        return found[0] if found[0] in self.others else ERASED

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first: where a longer name stands, the shorter one does not.
        longest = sorted({*self.gone, *self.others}, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, longest)))
