"""Pictures are read: every layout, and each damage once; at size by `python -m tests.scans`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from anlian_cli.model.dates import parse_date
from anlian_cli.model.scanned import DocumentKind, FactName
from anlian_cli.scan.scanner import Scanner
from tests.scans import certificates, forms, licences
from tests.scans.accuracy import RIGHT, counted
from tests.scans.files import scanned_pdf
from tests.scans.paper import HOW_TO_GET_THEM, has_fonts
from tests.scans.samples import TWO, Sample, samples
from tests.scans.truth import firm, holder

pytestmark = pytest.mark.skipif(not has_fonts(), reason=HOW_TO_GET_THEM)

CHOSEN = (
    *("licence-0-asdrawn", "licence-1-sealovertext", "licence-2-shadowed", "licence-3-JPEG40"),
    *("certificate-1-tilted3°", "certificate-2-turned90°", "certificate-3-blurred", "form-1-turned180°"),
    f"licence-2+licence-6-{TWO}",
)
"""Every layout of a licence, every damage and every kind, in as few pages as that takes."""


def smaller(image: Image.Image) -> Image.Image:
    """As at 140 dots an inch: read in half the time."""
    return image.resize((image.width * 7 // 10, image.height * 7 // 10), Image.Resampling.LANCZOS)


@pytest.fixture(scope="module")
def scanner() -> Iterator[Scanner]:
    with Scanner(None) as opened:
        yield opened


@pytest.mark.parametrize("sample", [one for one in samples(5) if one.name in CHOSEN], ids=lambda one: one.name)
def test_a_page_says_what_stands_on_it(sample: Sample, scanner: Scanner, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    smaller(sample.image()).save(path, compress_level=1)
    found = scanner.scan(path)
    assert found.unread == ""
    tally, told = counted(sample, found.documents)
    assert {outcome for _, _, outcome in tally} == {RIGHT}, told


def test_a_scanned_pdf_holds_several_documents(scanner: Scanner, tmp_path: Path) -> None:
    """A form signed and stamped, one that is neither, and an ID card behind them."""
    blank = forms.person_form(holder(2), signed=False, stamped=False)
    pages = [smaller(paper.image) for paper in (forms.person_form(holder(1)), blank, certificates.id_card(holder(1)))]
    found = scanner.scan(scanned_pdf(tmp_path / "a.pdf", pages))
    form, card = DocumentKind.PERSON_FORM, DocumentKind.ID_CARD
    assert [(one.kind, one.first_page) for one in found.documents] == [(form, 1), (form, 2), (card, 3)]
    signed, blank_one, id_card = ({fact.name: fact for fact in one.facts} for one in found.documents)
    assert signed[FactName.SIGNATURE].text == holder(1).name
    assert signed[FactName.SEAL].page == 1
    assert not {FactName.SEAL, FactName.SIGNATURE} & blank_one.keys()
    assert id_card[FactName.ID_NUMBER].text == holder(1).number
    assert parse_date(id_card[FactName.VALID_THROUGH].text).agrees_with(holder(1).until)
    assert len(scanner.pictures(tmp_path / "a.pdf")) == 3


def test_a_blank_page_is_no_document(scanner: Scanner, tmp_path: Path) -> None:
    Image.new("RGB", (600, 800), "white").save(tmp_path / "a.png")
    found = scanner.scan(tmp_path / "a.png")
    assert (found.documents, found.pages) == ((), 1)
    assert "没有读到文字" in found.unread


def test_nothing_is_asked_of_the_network(tmp_path: Path) -> None:
    """In a process whose sockets are closed: the models come with the library."""
    smaller(licences.of_2015(firm(1)).image).save(tmp_path / "a.png", compress_level=1)
    code = f"""
import json, socket, sys
def refuse(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise SystemExit(f"asked the network: {{event}} {{given}}")
sys.addaudithook(refuse)
from pathlib import Path
from msgspec import to_builtins
from anlian_cli.scan.documents import scan
from anlian_cli.scan.pages import sheets
print(json.dumps(to_builtins(scan(sheets(Path({str(tmp_path / "a.png")!r}))))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)["documents"][0]["facts"]
    assert firm(1).code in [fact["text"] for fact in facts]
