"""Reads a picture: rapidocr with the models of its own wheel, on two threads, silent, and without any network.

A page is turned upright before its lines are given: by quarter turns, then by its tilt. Boxes are fractions of the
upright page.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from anlian_cli.model.scanned import Box
from anlian_cli.scan.ink import without_seals
from anlian_cli.scan.limits import MAX_SIDE, THREADS
from anlian_cli.scan.lines import Line, line
from anlian_cli.scan.turning import Picture, boxes_turned, shrunk, tilted, turned

_SMALLEST_TILT, _LARGEST_TILT = 0.4, 15.0
"""Degrees: what is less does no harm, what is more is no tilt of a page."""
_ASKED = 9
"""Lines, the longest of a page, that are asked which way up they stand."""


class Reading(Struct, frozen=True):
    """The upright picture of a page and what stands on it."""

    picture: Picture | None
    lines: tuple[Line, ...]


def read(picture: Picture, page: int) -> Reading:
    """Reads a page, whichever way it lies."""
    picture = shrunk(picture, MAX_SIDE)
    clean = without_seals(picture)
    found = _found(clean)
    if quarters := _quarters(clean, found):
        picture, clean = turned(picture, quarters), turned(clean, quarters)
        found = _found(clean)
    tilt = _tilt(found)
    if tilt:
        picture, found = tilted(picture, tilt), [one.tilted(tilt, picture.shape[:2]) for one in found]
    height, width = picture.shape[:2]
    return Reading(picture, tuple(one.line(width, height, page) for one in found if one.text.strip()))


class _Found(Struct, frozen=True):
    """A line as the engine gives it: four corners in dots, from the upper left round by the right."""

    corners: Any
    text: str
    scores: tuple[float, ...]

    @property
    def across(self) -> float:
        return math.dist(self.corners[0], self.corners[1])

    @property
    def down(self) -> float:
        return math.dist(self.corners[0], self.corners[3])

    def tilted(self, degrees: float, size: tuple[int, int]) -> _Found:
        return _Found(boxes_turned(self.corners, degrees, size), self.text, self.scores)

    def line(self, width: int, height: int, page: int) -> Line:
        (left, top), (right, bottom) = self.corners.min(axis=0), self.corners.max(axis=0)
        box = Box(_part(left, width), _part(top, height), _part(right, width), _part(bottom, height))
        return line(self.text, self.scores, box, page)


def _part(place: float, whole: int) -> float:
    return round(min(max(float(place) / whole, 0.0), 1.0), 4)


def _found(picture: Picture) -> list[_Found]:
    output = _engine()(
        picture, use_det=True, use_cls=False, use_rec=True, return_word_box=True, return_single_char_box=True
    )
    if getattr(output, "txts", None) is None:
        return []
    words = list(output.word_results) if len(output.word_results) == len(output.txts) else [()] * len(output.txts)
    each = zip(output.boxes, output.txts, output.scores, words, strict=True)
    return [_Found(np.asarray(box), text, _scores(text, score, seen)) for box, text, score, seen in each]


def _scores(text: str, mean: float, words: Any) -> tuple[float, ...]:
    """The score of every character; the engine leaves out blanks and counts their scores: its last are lost."""
    given = [float(score) for _, score, _ in words]
    return tuple(given[place] if place < len(given) else float(mean) for place in range(len(text)))


def _quarters(picture: Picture, found: list[_Found]) -> int:
    """Quarter turns, against the clock, that set the page upright."""
    long = [one for one in found if max(one.across, one.down) >= 1.5 * min(one.across, one.down)]
    tall, wide = [one for one in long if one.down > one.across], [one for one in long if one.down <= one.across]
    lying = sum(one.down for one in tall) > sum(one.across for one in wide)
    asked = sorted(tall if lying else wide, key=lambda one: -max(one.across, one.down))
    crops = [turned(_crop(picture, one), 1 if lying else 0) for one in asked[:_ASKED]]
    return (1 if lying else 0) + (2 if _upside_down(crops) else 0)


def _crop(picture: Picture, one: _Found) -> Picture:
    (left, top), (right, bottom) = one.corners.min(axis=0).astype(int), one.corners.max(axis=0).astype(int)
    return picture[max(top, 0) : bottom + 1, max(left, 0) : right + 1]


def _upside_down(crops: list[Picture]) -> bool:
    """What most of the lines say, those that are sure of it."""
    votes = 0
    for crop in crops:
        answer = _engine()(np.ascontiguousarray(crop), use_det=False, use_cls=True, use_rec=False)
        for label, score in answer.cls_res or ():
            votes += (1 if label == "180" else -1) if score > 0.7 else 0
    return votes > 0


def _tilt(found: list[_Found]) -> float:
    """The slope of the long lines in degrees, by the middle one of them; 0 where the page is as good as straight."""
    slopes = sorted(
        (math.degrees(math.atan2(*(one.corners[1] - one.corners[0])[::-1])), one.across)
        for one in found
        if one.across > 5 * one.down
    )
    if len(slopes) < 3:
        return 0.0
    half, passed = sum(width for _, width in slopes) / 2, 0.0
    for slope, width in slopes:
        passed += width
        if passed >= half:
            return float(slope) if _SMALLEST_TILT <= abs(slope) <= _LARGEST_TILT else 0.0
    return 0.0


@lru_cache(maxsize=1)
def _engine() -> Any:
    """One for the worker's life. Every model is named by its file, so that nothing is ever looked for elsewhere."""
    import onnxruntime
    import rapidocr

    onnxruntime.set_default_logger_severity(4)
    onnxruntime.disable_telemetry_events()
    models = Path(rapidocr.__file__).parent / "models"
    kinds = {"Det": "*det*.onnx", "Rec": "*rec*.onnx", "Cls": "*cls*.onnx"}
    named = {f"{kind}.model_path": str(next(iter(sorted(models.glob(name))))) for kind, name in kinds.items()}
    threads = {"intra_op_num_threads": THREADS, "inter_op_num_threads": 1}
    settings = {f"EngineConfig.onnxruntime.{key}": value for key, value in threads.items()}
    quiet = {"Global.log_level": "critical", "Global.max_side_len": MAX_SIDE, "Global.text_score": 0.3}
    return rapidocr.RapidOCR(params={**quiet, **named, **settings})
