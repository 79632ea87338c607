"""What of a face can be seen: covered or cut mouths, closed or hidden eyes."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.errors import ErrorCode, InputError
from talker.face.geometry import EYE_RINGS, LIPS, MOUTH_CORNERS
from talker.face.landmarks import Face
from talker.progress import Notice, NoticeCode

Image = NDArray[np.uint8]
Points = NDArray[np.float64]

# Points of the 468-point mesh.
_CHEEKS = (50, 280, 205, 425, 187, 411)
_BELOW_MOUTH = (18, 83, 313, 57, 287, 200)  # above it many people wear a moustache
_ABOVE_NOSE_TIP = (10, 33, 263, 1)
_MOUTH_EDGES, _CHIN = (*MOUTH_CORNERS, 0, 17), 152

_ODD_BELOW = 45.0  # Lab units; people and drawings of them stay below 36
# Redness of the lips as a part of that of the upper face: free mouths have half of it and more,
# a mask a fiftieth. Pictures without colour say nothing.
_PALE_LIPS, _NO_LIPS, _COLOURED = 0.25, 0.1, 1.5
# Lips are of another colour than what is about them, by so many Lab units: free ones by 12 and
# more, hands and masks by 5 and less.
_NO_OTHER, _ABOUT_LIPS = 7.0, 0.05  # the latter of the width of the face
_MOST_OUTSIDE = 0.2  # of the points of the lips: those of the lower lip
_SHUT = 0.12  # opening of an eye over its width
# How much lighter and darker an eye is along its middle, for white, iris and white: over the
# contrast of the face (open eyes give 0.3 and more, unless half of the face is in shadow) and over
# the light around the eye (0.4 and more, unless the picture has faded). Lids and dark glasses are
# even by both.
_EVEN, _EVEN_FOR_LIGHT, _BLANK = 0.27, 0.50, 0.06
_DARK = 0.5  # of the light of the cheeks: glasses, not lids
_EYE_WIDTH, _EYE_HEIGHT = 48, 12  # of the strip that is looked at
# Linear sRGB to XYZ over the white of D65 (IEC 61966-2-1), a column for each of X, Y, Z.
_TO_XYZ = np.array(
    [[0.433953, 0.212671, 0.017758], [0.376219, 0.715160, 0.109477], [0.189828, 0.072169, 0.872766]]
)
_MARGIN = 0.1  # of the face's width, around the part of the picture that is looked at


class EyeState(Enum):
    """What eyes in a picture show."""

    OPEN = auto()
    CLOSED = auto()
    HIDDEN = auto()  # behind dark glasses


def visibility_notices(picture: Image, face: Face, path: Path) -> tuple[Notice, ...]:
    """What hides or cuts off parts that talk, in uint8 [H, W, 3] RGB; none for a free face."""
    part, inside = _around(picture, face)
    size = picture.shape[1], picture.shape[0]
    notices = [_cut_off(face.mesh[:, :2], size, path), _eyes(part, inside, path)]
    if _mouth_covered(part, inside):
        message = f"Something may cover the mouth in {path.name}; the lips are drawn over it."
        notices.append(Notice(NoticeCode.MOUTH_COVERED, message))
    return tuple(notice for notice in notices if notice is not None)


def check_mouth(picture: Image, face: Face, path: Path) -> None:
    """Raises InputError MOUTH_HIDDEN where no lips are to be seen that could be moved: the lower
    lip is outside of uint8 [H, W, 3] RGB, or behind a mask.
    """
    size = picture.shape[1], picture.shape[0]
    part, points = _around(picture, face)
    if _outside(face.mesh[list(LIPS), :2], size).mean() > _MOST_OUTSIDE:
        what = "is outside the picture"
    elif _lips_pale(part, points, _NO_LIPS):
        what = "is behind something, such as a mask"
    else:
        return
    raise InputError(
        ErrorCode.MOUTH_HIDDEN,
        f"The mouth in {path.name} {what}.",
        "Give a picture that shows the whole face, or use --anyway to have lips drawn there.",
        path,
    )


def eye_opening(ring: Points) -> float:
    """Height over width of an eye, of six points from its left corner clockwise."""
    tall = np.hypot(*(ring[1] - ring[5])) + np.hypot(*(ring[2] - ring[4]))
    return float(tall / (2 * max(float(np.hypot(*(ring[3] - ring[0]))), 1e-6)))


def chin_oddness(picture: Image, points: Points, box: float) -> float:
    """How far the colour below the mouth is from that of the cheeks, in Lab units."""
    radius = max(1, round(box * 0.02))
    cheeks = np.array([_colour(picture, points[index], radius) for index in _CHEEKS])
    below = np.array([_colour(picture, points[index], radius) for index in _BELOW_MOUTH])
    usual = np.median(cheeks, 0)
    weights = np.array([0.5, 1.0, 1.0])  # shadows and stubble darken; a colour betrays
    return float(np.median(np.linalg.norm((below - usual) * weights, axis=1)))


def lip_redness(picture: Image, points: Points) -> float:
    """Standard deviation of Lab's a in the box of the lips."""
    return _redness(picture, points[list(LIPS)])


def _redness(picture: Image, points: Points) -> float:
    height, width = picture.shape[:2]
    left, top = np.clip(points.min(0), 0, (width - 1, height - 1)).astype(int)
    right, bottom = np.clip(points.max(0) + 1, (left + 1, top + 1), (width, height)).astype(int)
    return float(_lab(picture[top:bottom, left:right])[..., 1].std())


def _lab(part: Image) -> NDArray[np.float64]:
    """CIE L*a*b* (D65) of sRGB [..., 3], scaled and moved to 0..255 as OpenCV does for bytes.

    OpenCV's own conversion fills tables at its first use, for which a render would wait 0.1 s.
    """
    value = np.asarray(part, np.float64) / 255
    linear = np.where(value > 0.04045, ((value + 0.055) / 1.055) ** 2.4, value / 12.92)
    xyz = linear @ _TO_XYZ
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = root[..., 0], root[..., 1], root[..., 2]
    return np.stack([(116 * y - 16) * 2.55, 500 * (x - y) + 128, 200 * (y - z) + 128], -1)


def _colour(picture: Image, spot: Points, radius: int) -> NDArray[np.float64]:
    height, width = picture.shape[:2]
    x, y = int(np.clip(spot[0], 0, width - 1)), int(np.clip(spot[1], 0, height - 1))
    part = picture[max(0, y - radius) : y + radius + 1, max(0, x - radius) : x + radius + 1]
    return np.median(_lab(part).reshape(-1, 3), axis=0)


def _outside(spots: NDArray[np.floating], size: tuple[int, int]) -> NDArray[np.bool_]:
    return np.asarray(((spots < 0) | (spots >= size)).any(1))


def _cut_off(points: NDArray[np.floating], size: tuple[int, int], path: Path) -> Notice | None:
    if _outside(points[list(_MOUTH_EDGES)], size).any():
        message = f"The mouth in {path.name} is not all inside the picture."
    elif _outside(points[[_CHIN]], size).any():
        message = f"The chin in {path.name} is outside the picture."
    else:
        return None
    return Notice(NoticeCode.FACE_CUT_OFF, message)


def _mouth_covered(part: Image, points: Points) -> bool:
    odd = chin_oddness(part, points, float(np.ptp(points[:, 0]))) > _ODD_BELOW
    return odd or _lips_pale(part, points, _PALE_LIPS) or _lips_as_around(part, points)


def _lips_as_around(part: Image, points: Points) -> bool:
    """Whether neither half of the lips has a colour of its own, in a picture that has colours."""
    if _redness(part, points[list(_ABOVE_NOSE_TIP)]) <= _COLOURED:
        return False
    lips: Image = np.zeros(part.shape[:2], np.uint8)
    cv2.fillPoly(lips, [points[list(LIPS)].round().astype(np.int32)], (1,))
    reach = max(1, round(_ABOUT_LIPS * float(np.ptp(points[:, 0]))))
    about = cv2.dilate(lips, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > lips
    middle = round(float(points[list(LIPS), 0].mean()))
    return all(
        _apart(part[:, half], lips[:, half] > 0, about[:, half]) < _NO_OTHER
        for half in (slice(None, middle), slice(middle, None))
    )


def _apart(part: Image, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """How far the mean colours of two places are apart, in Lab units; nothing is far from all."""
    if not one.any() or not other.any():
        return np.inf
    away = (_lab(part[one]).mean(0) - _lab(part[other]).mean(0)) * (0.5, 1.0, 1.0)
    return float(np.linalg.norm(away))


def _lips_pale(part: Image, points: Points, limit: float) -> bool:
    """Whether the redness of the lips is below `limit` times that of the upper face."""
    upper = _redness(part, points[list(_ABOVE_NOSE_TIP)])
    return upper > _COLOURED and lip_redness(part, points) < limit * upper


def eye_state(picture: Image, face: Face) -> EyeState:
    """Whether the eyes of a face in uint8 [H, W, 3] RGB can blink."""
    part, points = _around(picture, face)
    return _eye_state(part, points)


def _around(picture: Image, face: Face) -> tuple[Image, Points]:
    """The part of the picture that shows the face, and the mesh in its pixels."""
    height, width = picture.shape[:2]
    points = face.mesh[:, :2].astype(np.float64)
    around = _MARGIN * face.box.width
    low = np.clip(points.min(0) - around, 0, (width - 1, height - 1)).astype(int)
    high = np.clip(points.max(0) + around + 1, low + 1, (width, height)).astype(int)
    return np.ascontiguousarray(picture[low[1] : high[1], low[0] : high[0]]), points - low


def _eye_state(part: Image, points: Points) -> EyeState:
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    rings = [points[list(ring)] for ring in EYE_RINGS]
    contrast = max(float(np.ptp(np.percentile(grey, (5, 95)))), 1.0)
    spans = [_span(grey, ring) for ring in rings]
    lights = [_light(grey, ring) for ring in rings]
    skin = float(np.median([_level(grey, points[index]) for index in _CHEEKS]))
    dark = all(_level(grey, ring.mean(0)) < _DARK * skin for ring in rings)
    if dark and max(spans) < _BLANK * contrast:
        return EyeState.HIDDEN
    even = max(spans) < _EVEN * contrast and all(
        span < _EVEN_FOR_LIGHT * light for span, light in zip(spans, lights, strict=True)
    )
    shut = even or max(map(eye_opening, rings)) < _SHUT
    return EyeState.CLOSED if shut else EyeState.OPEN


def _eyes(part: Image, points: Points, path: Path) -> Notice | None:
    state = _eye_state(part, points)
    if state is EyeState.HIDDEN:
        message = f"The eyes in {path.name} seem to be hidden; they do not blink."
        return Notice(NoticeCode.EYES_HIDDEN, message)
    if state is EyeState.CLOSED:
        message = f"The eyes in {path.name} seem to be closed; they stay as they are."
        return Notice(NoticeCode.EYES_CLOSED, message)
    return None


def _level(grey: Image, spot: Points) -> int:
    x, y = np.clip(spot.astype(int), 0, np.array(grey.shape[1::-1]) - 1)
    return int(grey[y, x])


def _light(grey: Image, ring: Points) -> float:
    """How light it is around an eye."""
    centre, reach = ring.mean(0), float(np.hypot(*(ring[3] - ring[0]))) / 2
    limit = grey.shape[1::-1]
    low = np.clip(centre - reach, 0, np.array(limit) - 1).astype(int)
    high = np.clip(centre + reach + 1, low + 1, limit).astype(int)
    return float(np.percentile(grey[low[1] : high[1], low[0] : high[0]], 90))


def _span(grey: Image, ring: Points) -> float:
    """Lightest less darkest place along the middle of an eye."""
    start, end = ring[0], ring[3]
    across = (end - start) * (_EYE_HEIGHT / _EYE_WIDTH / 2)
    down = np.array([-across[1], across[0]])
    source = np.array([start - down, end - down, start + down], np.float32)
    target = np.array([[0, 0], [_EYE_WIDTH, 0], [0, _EYE_HEIGHT]], np.float32)
    turn = cv2.getAffineTransform(source, target)
    strip = cv2.warpAffine(grey, turn, (_EYE_WIDTH, _EYE_HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    edge = _EYE_WIDTH // 7  # the corners of open and closed eyes are dark
    columns = cv2.blur(strip, (3, 3)).astype(np.float64)[:, edge:-edge].mean(0)
    return float(np.ptp(columns))
