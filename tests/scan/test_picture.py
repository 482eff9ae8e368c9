"""The page that shows where each fact was read asks nothing of the network and lets no text become markup."""

from __future__ import annotations

from html.parser import HTMLParser

from anlian_cli.model.scanned import Box, DocumentKind, Fact, FactName, Scan, ScannedDocument
from anlian_cli.scan.picture import drawn


class Seen(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_boxes_stand_where_facts_were_read() -> None:
    facts = (
        Fact(FactName.UNIT_NAME, "<script>甲</script>", 1, Box(0.1, 0.2, 0.5, 0.3), 1.0),
        Fact(FactName.FOUNDED_ON, "2010年03月01日", 2, Box(0.1, 0.2, 0.5, 0.3), 0.4),
        Fact(FactName.PAGES, "2", 1, None, 1.0),
    )
    document = ScannedDocument(DocumentKind.BUSINESS_LICENCE, facts, 1, 2)
    page = drawn("<b>.pdf", Scan((document,), 2, "共 3 页"), ["AAAA", "BBBB"])
    seen = Seen()
    seen.feed(page)
    boxes = [attributes for tag, attributes in seen.elements if tag == "rect"]
    assert [(box["x"], box["y"], box["width"], box["height"]) for box in boxes] == [("0.1", "0.2", "0.4", "0.1")] * 2
    assert [box.get("class") for box in boxes] == [None, "unsure"]
    assert [a["src"] for tag, a in seen.elements if tag == "img"] == [f"data:image/jpeg;base64,{p * 4}" for p in "AB"]
    assert not {"script", "link", "iframe"} & {tag for tag, _ in seen.elements}
    assert "http:" not in page and "https:" not in page and "default-src 'none'" in page
    assert "共 3 页" in page and "（看不清）" in page
