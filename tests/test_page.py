"""The published page in a real browser: seen whole on a screen, a phone and paper, asking nothing of the network."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import HOW_TO_GET_IT, Browser, browser, chromium
from tests.make_workspace import UNITS, WORKSPACE
from tests.office import must

VISIBLE = """(selector) => [...document.querySelectorAll(selector)].map(
  (part) => { const box = part.getBoundingClientRect(); return [box.left, box.right, box.width, box.height]; })"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The page of the example's year 2018, open."""
    found = chromium()
    if found is None:
        pytest.skip(HOW_TO_GET_IT)
    folder = Path(shutil.copytree(WORKSPACE, tmp_path_factory.mktemp("page") / "w"))
    must(folder, "rank", "2018", "--publish", "公告.html", at="2021-10-27 09:00")
    with browser(found) as opened:
        opened.open(folder / "公告.html")
        yield opened


def boxes(page: Browser, selector: str) -> list[list[float]]:
    found: list[list[float]] = page.value(f"({VISIBLE})({selector!r})")
    return found


def test_nothing_is_reported_and_nothing_is_requested(page: Browser) -> None:
    assert not page.told("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
    requested = [event["request"]["url"] for event in page.told("Network.requestWillBeSent")]
    assert [url for url in requested if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("width", [1280, 375])
def test_table_and_chart_are_seen_and_nothing_runs_off_the_side(page: Browser, width: int) -> None:
    page.width(width)
    assert page.value("document.documentElement.scrollWidth") <= width
    rows, bars = boxes(page, "tbody tr"), boxes(page, "svg rect")
    assert (len(rows), len(bars)) == (4, 4)
    for left, right, wide, high in rows + bars:
        assert left >= 0 and right <= width and wide > 0 and high > 0
    assert bars[0][2] > bars[3][2]
    size = page.value("parseFloat(getComputedStyle(document.querySelector('td')).fontSize)")
    assert size >= 14
    text = page.value("document.body.innerText")
    for words in (UNITS["博远"], "93.50", "优秀", "2021年10月27日"):
        assert words in text


def test_on_a_phone_every_value_stands_beside_its_heading(page: Browser) -> None:
    page.width(375)
    label = "getComputedStyle(document.querySelector('tbody td:nth-child(5)'), '::before').content"
    assert "年度考核成绩" in page.value(label)
    drawn = boxes(page, "svg text")
    assert all(high >= 10 for _, _, _, high in drawn)


def test_it_prints_on_a4(page: Browser) -> None:
    page.width(1280)
    data = page.call("Page.printToPDF", preferCSSPageSize=True)["data"]
    paper = base64.b64decode(data)
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert box is not None
    assert [round(float(side) / 72 * 25.4) for side in box.groups()] == [210, 297]
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
