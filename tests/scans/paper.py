"""A sheet of paper that is written on, bordered and stamped; fonts from Debian's packages."""

from __future__ import annotations

import math
import random
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

FONTS = {
    "song": Path("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf"),
    "kai": Path("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf"),
    "hei": Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
}
"""fonts-arphic-gbsn00lp, fonts-arphic-gkai00mp, fonts-wqy-zenhei: what licences, names and headings are set in."""
HOW_TO_GET_THEM = "no Chinese fonts here: install them (Debian: apt-get install {}), then run this test again".format(
    "fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-wqy-zenhei"
)
LONG, SHORT = 2339, 1654
"""A4 at 200 dots an inch."""
RED = (200, 24, 30)
_SEAL = 320
"""Dots across a seal of 40 mm."""


def has_fonts() -> bool:
    return all(path.exists() for path in FONTS.values())


@lru_cache(maxsize=64)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS[name]), size)


class Paper:
    """A sheet on which text stands at places given in thousandths of its width and height."""

    def __init__(self, landscape: bool = False, tint: tuple[int, int, int] = (255, 255, 255)) -> None:
        size = (LONG, SHORT) if landscape else (SHORT, LONG)
        self.image = Image.new("RGB", size, tint)
        self._pen = ImageDraw.Draw(self.image)

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round(self.image.width * x / 1000), round(self.image.height * y / 1000)

    def write(self, x: float, y: float, text: str, size: int = 36, face: str = "song", ink: str = "black") -> None:
        self._pen.text(self.at(x, y), text, font=font(face, size), fill=ink)

    def centre(self, y: float, text: str, size: int, face: str = "song", x: float = 500, ink: str = "black") -> None:
        self._pen.text(self.at(x, y), text, font=font(face, size), fill=ink, anchor="ma")

    def block(self, x: float, y: float, right: float, text: str, size: int = 36, face: str = "song") -> None:
        """Text that breaks at the right edge, as long values do."""
        width = self.at(right - x, 0)[0]
        lines, line = [], ""
        for letter in text:
            if font(face, size).getlength(line + letter) > width:
                lines, line = [*lines, line], ""
            line += letter
        for number, one in enumerate([*lines, line]):
            left, top = self.at(x, y)
            self._pen.text((left, top + number * round(size * 1.45)), one, font=font(face, size), fill="black")

    def frame(self, left: float, top: float, right: float, bottom: float, width: int = 3) -> None:
        self._pen.rectangle((*self.at(left, top), *self.at(right, bottom)), outline=(90, 90, 90), width=width)

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        self._pen.line((*self.at(left, top), *self.at(right, bottom)), fill="black", width=2)

    def emblem(self, x: float, y: float, across: int = 170) -> None:
        """Red and gold and round, and no seal."""
        left, top = self.at(x, y)
        self._pen.ellipse(
            (left, top, left + across, top + across), fill=(205, 30, 25), outline=(220, 180, 60), width=14
        )
        middle = left + across // 2, top + across // 2
        self._pen.regular_polygon((*middle, across // 4), 5, fill=(230, 190, 60))

    def squares(self, x: float, y: float, across: int = 210) -> None:
        """What a two-dimensional code looks like."""
        left, top = self.at(x, y)
        draw, cell = random.Random(across), across // 30
        for row in range(30):
            for column in range(30):
                if draw.random() < 0.5:
                    corner = left + column * cell, top + row * cell
                    self._pen.rectangle((*corner, corner[0] + cell - 1, corner[1] + cell - 1), fill="black")

    def stamp(self, x: float, y: float, words: str, across: int = _SEAL, turned: float = 0) -> None:
        """A seal whose middle is at a place: what lies under it shows through."""
        mark = seal(words, across).rotate(turned, fillcolor="white", resample=Image.Resampling.BICUBIC)
        left, top = self.at(x, y)
        place = (left - across // 2, top - across // 2)
        under = self.image.crop((*place, place[0] + across, place[1] + across))
        self.image.paste(ImageChops.multiply(under, mark), place)


@lru_cache(maxsize=64)
def seal(words: str, across: int = _SEAL) -> Image.Image:
    """A ring, a star, and words along the ring, in the red of ink pads."""
    mark = Image.new("RGB", (across, across), "white")
    pen, middle = ImageDraw.Draw(mark), across / 2
    pen.ellipse((4, 4, across - 5, across - 5), outline=RED, width=max(across // 32, 4))
    pen.polygon(_star(middle, across * 0.17), fill=RED)
    for number, letter in enumerate(words):
        angle = math.radians(-220 + 260 * (number + 0.5) / len(words))
        _along(mark, letter, angle, across)
    return mark


def _star(middle: float, radius: float) -> list[tuple[float, float]]:
    return [
        (middle + reach * math.sin(turn * math.pi / 5), middle - reach * math.cos(turn * math.pi / 5))
        for turn, reach in enumerate([radius, radius * 0.4] * 5)
    ]


def _along(mark: Image.Image, letter: str, angle: float, across: int) -> None:
    side = across // 7
    tile = Image.new("RGB", (side, side), "white")
    ImageDraw.Draw(tile).text((side / 2, side / 2), letter, font=font("song", side - 6), fill=RED, anchor="mm")
    tile = tile.rotate(-math.degrees(angle) - 90, fillcolor="white", resample=Image.Resampling.BICUBIC)
    x, y = across / 2 + across * 0.38 * math.cos(angle), across / 2 + across * 0.38 * math.sin(angle)
    place = round(x - side / 2), round(y - side / 2)
    under = mark.crop((*place, place[0] + side, place[1] + side))
    mark.paste(ImageChops.multiply(under, tile), place)
