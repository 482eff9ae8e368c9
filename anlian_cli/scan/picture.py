"""The pages of a file with what was read drawn on them, as one small page of HTML: it asks no network for anything."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from anlian_cli.model.scanned import Box, Fact, Scan

_STYLE = """
body { font: 15px/1.6 sans-serif; margin: 1.5rem; color: #222; background: #f6f6f4 }
h1 { font-size: 1.2rem } section { display: flex; gap: 1.5rem; align-items: flex-start; margin-bottom: 2rem }
figure { position: relative; margin: 0; flex: 0 0 60%; border: 1px solid #bbb } img { display: block; width: 100% }
svg { position: absolute; inset: 0; width: 100%; height: 100% }
rect { fill: #1a6fd422; stroke: #1a6fd4; stroke-width: 2; vector-effect: non-scaling-stroke }
rect.unsure { fill: #d4851a22; stroke: #d4851a; stroke-dasharray: 6 4 }
b { position: absolute; background: #1a6fd4; color: #fff; font-size: 12px;
  padding: 0 .35em; transform: translateY(-100%) }
b.unsure { background: #d4851a }
ol { margin: 0; padding-left: 2em } li { margin-bottom: .35rem; overflow-wrap: anywhere }
.unsure-text { color: #a35d00 } .kind { color: #666 }
@media (max-width: 800px) { section { display: block } }
""".strip()
"""Sizes give way to the window; nothing is fetched, and a policy in the page says so to the browser."""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def drawn(name: str, scan: Scan, pages: Sequence[str]) -> str:
    """`pages` are the upright pages as JPEG in base64, "" for one that is no picture."""
    parts = [_page(number, scan, picture) for number, picture in enumerate(pages, start=1)]
    unread = f"<p>{escape(scan.unread)}</p>" if scan.unread else ""
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(name)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{escape(name)}</h1>{unread}{''.join(parts)}</body></html>\n"
    )


def _page(number: int, scan: Scan, picture: str) -> str:
    facts = [
        (document.kind.label, fact) for document in scan.documents for fact in document.facts if fact.page == number
    ]
    image = f'<img alt="第 {number} 页" src="data:image/jpeg;base64,{picture}">' if picture else ""
    boxes = "".join(_rectangle(fact) for _, fact in facts if fact.box)
    marks = "".join(_mark(place, fact) for place, (_, fact) in enumerate(facts, start=1) if fact.box)
    figure = f'<figure>{image}<svg viewBox="0 0 1 1" preserveAspectRatio="none">{boxes}</svg>{marks}</figure>'
    listed = "".join(_entry(kind, fact) for kind, fact in facts)
    return f"<section>{figure if picture else ''}<div><h2>第 {number} 页</h2><ol>{listed}</ol></div></section>"


def _rectangle(fact: Fact) -> str:
    assert fact.box is not None
    box: Box = fact.box
    place = f'x="{box.left:g}" y="{box.top:g}" width="{box.right - box.left:g}" height="{box.bottom - box.top:g}"'
    return f"<rect {place}{_unsure(fact)}/>"


def _mark(place: int, fact: Fact) -> str:
    assert fact.box is not None
    return f'<b{_unsure(fact)} style="left:{fact.box.left:.1%};top:{fact.box.top:.1%}">{place}</b>'


def _unsure(fact: Fact) -> str:
    return "" if fact.certain else ' class="unsure"'


def _entry(kind: str, fact: Fact) -> str:
    sure = "" if fact.certain else ' <span class="unsure-text">（看不清）</span>'
    return f'<li><span class="kind">{escape(kind)} · {escape(fact.name.label)}</span> {escape(fact.text)}{sure}</li>'
