"""Judges whether a picture will do as a presenter: one free, frontal, sharp face, mouth closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from avatar_gen.flaws import Flaw
from talker.face.choose import HUMAN_PRESENCE
from talker.face.geometry import EYE_RINGS, MOUTH_CORNERS
from talker.face.landmarks import Face, LandmarkSource
from talker.face.visibility import chin_oddness, eye_opening, lip_redness

Image = NDArray[np.uint8]
Points = NDArray[np.float64]

# Points of the 468-point mesh.
_LIPS_INSIDE = ((13, 14), (82, 87), (312, 317))  # above and below, in the middle of the mouth
_LEVEL_PITCH = 10.0  # degrees that the mesh gives to a level head
_SHARP_SIDE = 256  # pixels a side of the face when its sharpness is measured


class Verdict(BaseModel):
    """`score` 0..100, 0 for a picture without a face that can speak; `reasons` say what costs."""

    model_config = ConfigDict(frozen=True)

    score: int
    reasons: tuple[Flaw, ...] = ()


@dataclass(frozen=True)
class Measurements:
    """What is measured on a face: angles in degrees, the rest as ratios.

    `eyes`: opening over width, of the eye that is less open; `mouth`: gap between the lips over
    the width of the mouth; `width`: pixels of the face; `share`: of the picture's width; `sharp`:
    spread of the second derivative; `odd`: how unlike the cheeks the skin below the mouth is;
    `lips`: spread of redness over the mouth; `margin`: how far the face stays inside the picture,
    in face widths.
    """

    yaw: float
    pitch: float
    roll: float
    eyes: float
    mouth: float
    width: float
    share: float
    sharp: float
    odd: float
    lips: float
    margin: float


@dataclass(frozen=True)
class _Rule:
    """Costs nothing up to `good` and everything from `bad` on; `worth` is what it can cost."""

    flaw: Flaw
    value: Callable[[Measurements], float]
    good: float
    bad: float
    worth: float


_RULES = (
    _Rule(Flaw.TURNED, lambda m: abs(m.yaw), 10, 40, 60),
    _Rule(Flaw.RAISED, lambda m: abs(m.pitch - _LEVEL_PITCH), 10, 30, 40),
    _Rule(Flaw.TILTED, lambda m: abs(m.roll), 10, 35, 25),
    _Rule(Flaw.EYES_CLOSED, lambda m: -m.eyes, -0.16, -0.07, 60),
    _Rule(Flaw.MOUTH_OPEN, lambda m: m.mouth, 0.05, 0.30, 50),
    _Rule(Flaw.SMALL, lambda m: -m.width, -220, -60, 50),
    _Rule(Flaw.CUT_OFF, lambda m: -m.margin, -0.02, 0.06, 50),
    _Rule(Flaw.BLURRED, lambda m: -m.sharp, -3.0, -0.8, 50),
    # Nobody's chin is that far from the cheeks, and no free mouth is of one colour.
    _Rule(Flaw.COVERED, lambda m: m.odd, 38, 52, 60),
    _Rule(Flaw.COVERED, lambda m: -m.lips, -4.5, -2.0, 60),
)


def judge(picture: Image, landmarks: LandmarkSource) -> Verdict:
    """The verdict on uint8 [H, W, 3] RGB."""
    return judged(picture, human_faces(picture, landmarks))


def human_faces(picture: Image, landmarks: LandmarkSource) -> list[Face]:
    """The faces of people in a picture, from left to right."""
    return [f for f in landmarks.detect(picture) if f.presence >= HUMAN_PRESENCE]


def main_face(faces: list[Face]) -> Face | None:
    """The largest of some faces; None when there is none."""
    return max(faces, key=lambda face: face.box.width, default=None)


def judged(picture: Image, faces: list[Face]) -> Verdict:
    """The verdict on a picture with these faces, of which the largest counts."""
    face = main_face(faces)
    if face is None:
        return Verdict(score=0, reasons=(Flaw.NO_FACE,))
    score, reasons = scored(measure(picture, face))
    others = [f for f in faces if f is not face and f.box.width > 0.4 * face.box.width]
    if others:
        score, reasons = score // 2, (Flaw.MANY_FACES, *reasons)
    return Verdict(score=score, reasons=reasons)


def scored(measures: Measurements) -> tuple[int, tuple[Flaw, ...]]:
    """The score, and what cost at least five points, the worst first."""
    costs = []
    for rule in _RULES:
        part = (rule.value(measures) - rule.good) / (rule.bad - rule.good)
        costs.append((rule.worth * float(np.clip(part, 0, 1)), rule.flaw))
    left = 100.0
    for cost, _ in costs:  # faults multiply: two halves leave a quarter
        left *= 1 - cost / 100
    reasons = dict.fromkeys(flaw for cost, flaw in sorted(costs, reverse=True) if cost >= 5)
    return round(left), tuple(reasons)


def measure(picture: Image, face: Face) -> Measurements:
    """Looks at one face of a picture."""
    points = face.mesh[:, :2].astype(np.float64)
    height, width = picture.shape[:2]
    low, high = points.min(0), points.max(0)
    box = float(high[0] - low[0])
    inside = min(low[0], low[1], width - high[0], height - high[1])
    mouth = float(np.hypot(*(points[MOUTH_CORNERS[1]] - points[MOUTH_CORNERS[0]])))
    gap = float(np.mean([np.hypot(*(points[a] - points[b])) for a, b in _LIPS_INSIDE]))
    return Measurements(
        yaw=face.yaw,
        pitch=face.pitch,
        roll=face.roll,
        eyes=min(eye_opening(points[list(ring)]) for ring in EYE_RINGS),
        mouth=gap / max(mouth, 1e-6),
        width=box,
        share=box / width,
        sharp=_sharpness(picture, low, high),
        odd=chin_oddness(picture, points, box),
        lips=lip_redness(picture, points),
        margin=float(inside) / max(box, 1e-6),
    )


def _sharpness(picture: Image, low: Points, high: Points) -> float:
    """Standard deviation of the Laplacian of the face, seen at one size, by its contrast."""
    height, width = picture.shape[:2]
    left, top = np.clip(low, 0, (width - 2, height - 2)).astype(int)
    right, bottom = np.clip(high, (left + 2, top + 2), (width, height)).astype(int)
    gray = cv2.cvtColor(picture[top:bottom, left:right], cv2.COLOR_RGB2GRAY)
    scale = _SHARP_SIDE / max(gray.shape)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    seen = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=method).astype(np.float32)
    spread = max(float(seen.std()), 8.0)
    return float(cv2.Laplacian(seen, cv2.CV_32F).std()) / spread * 20
