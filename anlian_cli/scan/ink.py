"""Ink on a page: red seals, by their colour and roundness, and whether a place has writing in it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from anlian_cli.model.scanned import Box, Fact, FactName
from anlian_cli.scan.turning import Picture, shrunk

_SIDE = 1_000
"""Dots of the longer side of the picture in which seals are looked for: their ring is three wide then."""
_SMALLEST, _LARGEST = 0.05, 0.32
"""A seal's width beside the page's longer side: 40 mm on A4 is 0.13, half of that where two papers share a page."""
_SEAL = "红色圆章"
_STEPS = 72
_ROUND = 0.72
"""The share of directions in which a seal's ring is met."""
_HOLLOW = 0.68
"""The most ink where a seal has its words: an emblem is filled there."""
_WRITING = 0.012
"""The least share of dark dots in a place that has writing: a speck is less, a stroke more."""


def seals(picture: Picture, page: int) -> Iterator[Fact]:
    """The red round seals of an upright page, from the top."""
    small = shrunk(picture, _SIDE)
    height, width = small.shape[:2]
    for x, y, radius, share in sorted(_rings(_red(small)), key=lambda ring: (ring[1], ring[0])):
        edges = (x - radius) / width, (y - radius) / height, (x + radius) / width, (y + radius) / height
        box = Box(*(round(min(max(edge, 0.0), 1.0), 4) for edge in edges))
        yield Fact(FactName.SEAL, _SEAL, page, box, round(share, 3))


def without_seals(picture: Picture) -> Picture:
    """The page as it was before it was stamped: in red light red ink is as good as white, and what it covers stays."""
    small = shrunk(picture, _SIDE)
    scale, cleaned = picture.shape[0] / small.shape[0], picture.copy()
    for x, y, radius, _ in _rings(_red(small)):
        reach = math.ceil(radius * scale * 1.06)
        middle = round(x * scale), round(y * scale)
        left, top = max(middle[0] - reach, 0), max(middle[1] - reach, 0)
        part = cleaned[top : middle[1] + reach + 1, left : middle[0] + reach + 1]
        disc = np.zeros(part.shape[:2], np.uint8)
        cv2.circle(disc, (middle[0] - left, middle[1] - top), reach, 1, -1)
        part[disc == 1] = _in_red_light(part)[disc == 1]
    return cleaned


def _in_red_light(part: Picture) -> Picture:
    """Grey by the red alone, so bright that the ink itself is white."""
    light, inked = part[:, :, 2].astype(np.float32), _red(part) == 1
    ink = float(np.median(light[inked])) if inked.any() else 255.0
    grey = np.clip(light * (255 / max(0.88 * ink, 1.0)), 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


def has_writing(picture: Picture, box: Box) -> bool:
    """Whether dark strokes that are no ruled lines stand in a place."""
    height, width = picture.shape[:2]
    top, bottom = int(box.top * height), math.ceil(box.bottom * height)
    part = picture[top:bottom, int(box.left * width) : math.ceil(box.right * width)]
    if part.size == 0:
        return False
    dark = (part.max(axis=2) < 130).astype(np.uint8)
    # Ruled lines run across nearly the whole place.
    dark[dark.mean(axis=1) > 0.7, :] = 0
    dark[:, dark.mean(axis=0) > 0.7] = 0
    return bool(dark.mean() >= _WRITING)


def _red(picture: Picture) -> Any:
    """1 where the ink is red; a shadow darkens a colour and leaves its hue and most of its depth."""
    hue, depth, light = cv2.split(cv2.cvtColor(picture, cv2.COLOR_BGR2HSV))
    return (((hue < 12) | (hue > 165)) & (depth > 70) & (light > 45)).astype(np.uint8)


def _rings(red: Any) -> Iterator[tuple[float, float, float, float]]:
    """Middle, radius and roundness of every red ring. Strokes that cross it are bridged first."""
    longer = max(red.shape)
    bridged = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(bridged, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for contour in contours:
        left, top, across, down = cv2.boundingRect(contour)
        if not (_SMALLEST * longer <= max(across, down) <= _LARGEST * longer and 0.7 <= across / down <= 1.43):
            continue
        x, y, radius = left + across / 2, top + down / 2, (across + down) / 4
        share = _roundness(bridged, x, y, radius)
        if share >= _ROUND and _filled(red, x, y, radius) <= _HOLLOW:
            yield x, y, radius, share


def _roundness(red: Any, x: float, y: float, radius: float) -> float:
    """The share of directions from the middle in which red is met about the radius."""
    met = 0
    for step in range(_STEPS):
        angle = 2 * math.pi * step / _STEPS
        met += any(_dot(red, x, y, radius * part, angle) for part in (0.86, 0.9, 0.94, 0.97, 1.0))
    return met / _STEPS


def _filled(red: Any, x: float, y: float, radius: float) -> float:
    """The share of red between star and ring."""
    angles = [2 * math.pi * step / _STEPS for step in range(_STEPS)]
    dots = [_dot(red, x, y, radius * part, angle) for part in (0.56, 0.62, 0.68, 0.74, 0.8) for angle in angles]
    return sum(dots) / len(dots)


def _dot(red: Any, x: float, y: float, reach: float, angle: float) -> bool:
    row, column = round(y + reach * math.sin(angle)), round(x + reach * math.cos(angle))
    inside = 0 <= row < red.shape[0] and 0 <= column < red.shape[1]
    return bool(inside and red[row, column])
