"""Pictures as scanners and telephones save them, turned as the camera says, on white where they are transparent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from anlian_cli.scan.limits import MAX_PIXELS, MAX_SIDE
from anlian_cli.scan.sheet import Sheet, Unread
from anlian_cli.scan.turning import Picture

_FORMATS = ("JPEG", "PNG", "BMP", "TIFF", "WEBP", "GIF")

_SPREAD = {"1": "L", "P": "RGB"}
"""Modes in which dots cannot be averaged, and those in which they can."""


def photo_sheets(path: Path) -> Iterator[Sheet]:
    """Every picture of a file: a TIFF may hold several pages. Raises Unread."""
    Image.MAX_IMAGE_PIXELS = None  # judged below, in our words
    try:
        with Image.open(path, formats=_FORMATS) as image:
            # A JPEG is decoded at half its size or less where that is still enough.
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            _fitting(image)
            total = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= total:
                    return
                yield Sheet(as_picture(frame), None, total)
    except UnidentifiedImageError:
        raise Unread("不是能识别的图片、PDF 或 Word 文件") from None
    except (OSError, SyntaxError, ValueError):
        raise Unread("图片已经损坏，读不完整") from None


def as_picture(image: Image.Image) -> Picture:
    """Raises Unread where it has too many dots."""
    _fitting(image)
    ImageOps.exif_transpose(image, in_place=True)
    upright = image
    if (times := max(image.size) // (2 * MAX_SIDE)) > 1:
        # As it is, without another copy: one of 70 million dots takes 280 MB.
        upright = (image.convert(_SPREAD[image.mode]) if image.mode in _SPREAD else image).reduce(times)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return np.ascontiguousarray(np.asarray(upright.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def _fitting(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise Unread(f"图片有 {image.width} × {image.height} 点，超过 {MAX_PIXELS // 10_000} 万点；请缩小后重试")
