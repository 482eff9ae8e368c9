"""A document as results cite it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from anlian_cli.model.text import in_chinese

_ARTICLE = re.compile(r"(\d{1,2})(?:\((\d)\))?")


class Citation(Struct, frozen=True):
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


def articles_in_words(text: str) -> str:
    """第十八条第（四）项 for 18(4), 第十六条 for 16; what else stands there stays."""
    return _ARTICLE.sub(lambda found: _article(int(found[1]), found[2]), text)


def _article(number: int, item: str | None) -> str:
    tens, ones = divmod(number, 10)
    words = f"{'' if tens == 1 else in_chinese(tens)}十{in_chinese(ones) if ones else ''}" if tens else in_chinese(ones)
    return f"第{words}条" + (f"第（{in_chinese(int(item))}）项" if item else "")
