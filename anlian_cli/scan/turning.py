"""Pictures made smaller, turned by quarters, and set straight."""

from __future__ import annotations

import base64
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Height × width × 3, in the order blue, green, red that OpenCV and the engine take."""

_SHOWN = 1_400
"""Dots of the longer side of a page that is shown."""


def shrunk(picture: Picture, side: int) -> Picture:
    """At most `side` dots on its longer side."""
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return picture
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def turned(picture: Picture, quarters: int) -> Picture:
    """By quarter turns against the clock."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def tilted(picture: Picture, degrees: float) -> Picture:
    """Turned about its middle so that a line that fell by `degrees` lies straight; what comes in is white."""
    height, width = picture.shape[:2]
    matrix = _matrix(degrees, (height, width))
    white = (255, 255, 255)
    return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderValue=white), dtype=np.uint8)


def boxes_turned(corners: Any, degrees: float, size: tuple[int, int]) -> Any:
    """The corners of a box on the picture as `tilted` leaves it."""
    points = np.hstack([np.asarray(corners, dtype=float), np.ones((len(corners), 1))])
    return points @ _matrix(degrees, size).T


def as_jpeg(picture: Picture) -> str:
    """Small enough to be sent and looked at, in base64."""
    _, data = cv2.imencode(".jpg", shrunk(picture, _SHOWN), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return base64.b64encode(data.tobytes()).decode("ascii")


def _matrix(degrees: float, size: tuple[int, int]) -> Any:
    return cv2.getRotationMatrix2D((size[1] / 2, size[0] / 2), degrees, 1.0)
