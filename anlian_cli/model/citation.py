"""A document as results cite it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A document's number and title, and the article that each matter rests on."""

    document: str
    title: str
    articles: Mapping[str, str]

    def __str__(self) -> str:
        """《…规范》（京安联发〔2017〕4号）."""
        return f"《{self.title}》（{self.document}）"

    def whole(self, *matters: str) -> str:
        """《…规范》（京安联发〔2017〕4号）第十一条."""
        return f"{self}{self.of(*matters)}"

    def of(self, *matters: str) -> str:
        """第十五条、第十六条."""
        return "、".join(dict.fromkeys(self.articles[matter] for matter in matters))
