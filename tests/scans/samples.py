"""The papers at size: thirty licences, thirty certificates, ten stamped forms, each as it came and in every damage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image

from anlian_cli.model.scanned import DocumentKind, FactName
from tests.scans import certificates, forms, licences
from tests.scans.damage import DAMAGES, two_to_a_page
from tests.scans.truth import firm, holder

COUNT = 30
TWO = "two to a page"
_KINDS = {
    "title_booklet": DocumentKind.TITLE_CERTIFICATE,
    "title_sheet": DocumentKind.TITLE_CERTIFICATE,
    "qualification_booklet": DocumentKind.QUALIFICATION_CERTIFICATE,
    "qualification_sheet": DocumentKind.QUALIFICATION_CERTIFICATE,
    "id_card": DocumentKind.ID_CARD,
}


@dataclass(frozen=True, slots=True)
class Truth:
    """One document on a page: what it is, what it says, how many seals it bears."""

    kind: DocumentKind
    says: dict[FactName, str]
    seals: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One page. `source` names the paper it was made of."""

    source: str
    damage: str
    truths: tuple[Truth, ...]

    @property
    def name(self) -> str:
        return f"{self.source}-{self.damage}".replace(" ", "").replace("%", "")

    def image(self) -> Image.Image:
        if self.damage == TWO:
            first, second = self.source.split("+")
            return two_to_a_page(_paper(first), _paper(second))
        return DAMAGES[self.damage](_paper(self.source))


def samples(count: int = COUNT) -> Iterator[Sample]:
    """In such an order that any beginning of it holds all kinds and damages."""
    for number in range(count):
        sources = [f"licence-{number}", f"certificate-{number}", *([f"form-{number // 3}"] if number % 3 == 0 else ())]
        for damage in DAMAGES:
            yield from (Sample(source, damage, (_truth(source, damage),)) for source in sources)
        # Papers of one shape lie on a page together: those four numbers apart have the same layout.
        if number % 8 < 4:
            yield _two(f"licence-{number}", f"licence-{number + 4}")
        if number % 10 < 5:
            yield _two(f"certificate-{number}", f"certificate-{number + 5}")


def _two(first: str, second: str) -> Sample:
    return Sample(f"{first}+{second}", TWO, (_truth(first, TWO), _truth(second, TWO)))


def _truth(source: str, damage: str) -> Truth:
    sort, number = source.rsplit("-", 1)
    over = 1 if damage == "seal over text" else 0
    if sort == "licence":
        layout = licence_layout(int(number))
        return Truth(DocumentKind.BUSINESS_LICENCE, licences.says(firm(int(number)), layout), 1 + over)
    if sort == "certificate":
        layout = certificate_layout(int(number))
        seals = 0 if layout == "id_card" else 1
        return Truth(_KINDS[layout], certificates.says(holder(int(number)), layout), seals + over)
    return _form_truth(int(number), over)


def _form_truth(number: int, over: int) -> Truth:
    stamped = int(number % 4 != 3)
    if number % 2:
        return Truth(DocumentKind.UNIT_FORM, forms.unit_form_says(firm(number)), stamped + over)
    says = forms.person_form_says(holder(number))
    signed = {FactName.SIGNATURE: holder(number).name} if number % 3 else {}
    return Truth(DocumentKind.PERSON_FORM, {**says, **signed}, stamped + over)


def licence_layout(number: int) -> str:
    return [*licences.LAYOUTS][number % len(licences.LAYOUTS)]


def certificate_layout(number: int) -> str:
    return [*certificates.LAYOUTS][number % len(certificates.LAYOUTS)]


@cache
def _paper(source: str) -> Image.Image:
    sort, number = source.rsplit("-", 1)
    if sort == "licence":
        return licences.LAYOUTS[licence_layout(int(number))](firm(int(number))).image
    if sort == "certificate":
        return certificates.LAYOUTS[certificate_layout(int(number))](holder(int(number))).image
    stamped = int(number) % 4 != 3
    if int(number) % 2:
        return forms.unit_form(firm(int(number)), stamped=stamped).image
    return forms.person_form(holder(int(number)), signed=bool(int(number) % 3), stamped=stamped).image
