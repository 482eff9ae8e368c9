"""What was read of the samples, kept in a folder: reading takes minutes, and what is made of it a moment."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from anlian_cli.model.scanned import Box, ScannedDocument
from anlian_cli.scan.documents import Assembly
from anlian_cli.scan.lines import Line
from anlian_cli.scan.recognition import Reading, read
from tests.scans.samples import Sample


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading and the seconds that it took of the processor."""

    reading: Reading
    seconds: float

    def documents(self) -> tuple[ScannedDocument, ...]:
        file = Assembly()
        file.add(self.reading, 1)
        return file.documents(1)


def reading_of(sample: Sample, folder: Path) -> Kept:
    """The reading of a sample, from the folder where it is there."""
    lines, picture = folder / f"{sample.name}.json", folder / f"{sample.name}.png"
    if not lines.exists():
        started = time.process_time()
        reading = read(np.ascontiguousarray(np.asarray(sample.image())[:, :, ::-1]), 1)
        said = [
            [one.text, one.scores, [one.box.left, one.box.top, one.box.right, one.box.bottom]] for one in reading.lines
        ]
        cv2.imwrite(str(picture), reading.picture)
        lines.write_text(json.dumps({"c": time.process_time() - started, "lines": said}), encoding="utf-8")
    data = json.loads(lines.read_text(encoding="utf-8"))
    kept = tuple(Line(text, tuple(scores), Box(*box)) for text, scores, box in data["lines"])
    return Kept(Reading(np.asarray(cv2.imread(str(picture)), dtype=np.uint8), kept), data["c"])
