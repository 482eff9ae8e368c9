"""What becomes of a paper on its way: put down askew, in a bad light, saved small, turned, stamped over."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from PIL import Image, ImageChops, ImageFilter

from tests.scans.paper import seal

Damage = Callable[[Image.Image], Image.Image]


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=quality)
    data.seek(0)
    return Image.open(data).convert("RGB")


def _shadowed(image: Image.Image) -> Image.Image:
    """Half the light on one side, as under a hand that holds a telephone."""
    light = (
        Image.linear_gradient("L")
        .rotate(70, expand=True)
        .resize(image.size)
        .point(lambda value: 110 + value * 145 // 255)
    )
    return ImageChops.multiply(image, Image.merge("RGB", (light, light, light)))


def _sealed_over(image: Image.Image) -> Image.Image:
    """A firm's seal upon the upper facts, as firms put “copy of the original” on what they hand in."""
    across = 330
    mark, copy = seal("与原件一致仅供申报使用", across), image.copy()
    left, top = round(image.width * 0.34), round(image.height * (0.28 if image.height > image.width else 0.36))
    under = copy.crop((left, top, left + across, top + across))
    copy.paste(ImageChops.multiply(under, mark), (left, top))
    return copy


DAMAGES: Mapping[str, Damage] = {
    "as drawn": lambda image: image,
    "tilted 3°": lambda image: image.rotate(3, fillcolor="white", resample=Image.Resampling.BICUBIC, expand=True),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(2.2)),
    "shadowed": _shadowed,
    "JPEG 40 %": lambda image: _jpeg(image, 40),
    "150 dpi": lambda image: image.resize((image.width * 3 // 4, image.height * 3 // 4), Image.Resampling.BILINEAR),
    "turned 90°": lambda image: image.rotate(90, expand=True),
    "turned 180°": lambda image: image.rotate(180),
    "seal over text": _sealed_over,
}


def two_to_a_page(one: Image.Image, other: Image.Image) -> Image.Image:
    """Two papers copied onto one sheet, one below the other where they are broad, else side by side."""
    broad = one.width > one.height
    size = (1654, 2339) if broad else (2339, 1654)
    room = (size[0], size[1] // 2) if broad else (size[0] // 2, size[1])
    sheet = Image.new("RGB", size, "white")
    for number, image in enumerate((one, other)):
        scale = min(room[0] / image.width, room[1] / image.height) * 0.96
        small = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
        sheet.paste(small, (0, number * room[1]) if broad else (number * room[0], 0))
    return sheet
