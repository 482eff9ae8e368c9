"""What a column means, in words: Chinese and English, unit, and the article it rests on."""

from __future__ import annotations

from anlian_cli.model.citation import articles_in_words
from anlian_cli.model.tidy.column import Column


def meaning(column: Column) -> dict[str, str]:
    """Title, unit and source of a column; a number without a unit is a plain count or a number that names."""
    said = column.meaning
    article, english = said.article, f"Art. {said.article.replace('、', ', ')}"
    words = {"title": said.title, "title_en": said.english}
    if said.measure:
        words |= {"unit": said.measure.label, "unit_en": said.measure.value}
    if article:
        return {**words, "source": articles_in_words(article).replace("-", "至"), "source_en": english}
    return {**words, "source": "台账", "source_en": "the records"}
