"""Faces of videos: the presenter of a clip, and the face of a reference video."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talker import raster
from talker.cache import Cache, Entry
from talker.engines.liveportrait.crop import (
    DRIVING,
    PORTRAIT,
    SEEN,
    TurnedSquare,
    driving_box,
    limited,
    mesh_square,
    seen,
)
from talker.engines.liveportrait.driving import HeadMotion
from talker.engines.liveportrait.keypoints import FaceMotion, read_motion, rotation
from talker.engines.liveportrait.networks import Networks
from talker.engines.liveportrait.ratios import Ratios, mesh_ratios
from talker.engines.liveportrait.smoothing import smoothed
from talker.engines.liveportrait.source import head_motion
from talker.errors import ErrorCode, InputError
from talker.face.follow import always_followed
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.files import digest
from talker.media.clip import ClipFrames, to_and_fro
from talker.media.video_frames import frame_times, read_form, read_frames
from talker.motion.spots import at_spots
from talker.progress import CancelToken

Floats = NDArray[np.float32]
Image = NDArray[np.uint8]

_BATCH = 16  # pictures that pass the network together
_LONGEST_SIDE = 1280  # a reference video is looked at no larger
_STEADY = 1e-4  # variance of the smoothing of squares: they would tremble with the mesh
_PARTS = ("canonical", "pitch", "yaw", "roll", "expression", "translation", "scale")
_MOVING = _PARTS[1:]


@dataclass(frozen=True)
class Filmed:
    """The face of a clip in N frames: the square around it in each, what the networks read there,
    and how far eyes and lips are open."""

    squares: tuple[TurnedSquare, ...]
    read: FaceMotion
    ratios: tuple[Ratios, ...]

    @property
    def motion(self) -> HeadMotion:
        """What moves its key points."""
        return head_motion(self.read)


def read_clip(
    frames: ClipFrames, name: str, networks: Networks, cache: Cache, cancel: CancelToken
) -> Filmed:
    """The presenter of a clip, looked at once, then kept in the cache.

    `name` tells the clip, its turn and its rate from others. InputError NO_FACE without a face.
    """
    key = (name, "liveportrait-clip/1", networks.identity)
    entry = cache.load(*key)
    if entry is None:
        images = (frames[index] for index in range(frames.count))
        faces = list(always_followed(cancel.checked(images), MediaPipeLandmarks()))
        if not faces:
            raise _no_face("clip", frames.path)
        squares = steady([mesh_square(face.mesh, PORTRAIT) for face in faces])
        crops = (seen(square.show(frames[index])) for index, square in enumerate(squares))
        read = _read(networks, crops, cancel)
        ratios = [mesh_ratios(face.mesh) for face in faces]
        arrays = {part: getattr(read, part) for part in _PARTS}
        arrays["squares"] = np.array([(s.x, s.y, s.side, s.angle) for s in squares])
        arrays["openings"] = np.array([(*one.eyes, one.lips) for one in ratios])
        entry = Entry(arrays, {})
        cache.store(entry, *key)
    stored = entry.arrays
    return Filmed(
        tuple(TurnedSquare(*square) for square in stored["squares"].tolist()),
        FaceMotion(*(stored[part] for part in _PARTS)),
        tuple(Ratios((left, right), lips) for left, right, lips in stored["openings"].tolist()),
    )


def read_reference(
    path: Path, networks: Networks, cache: Cache, cancel: CancelToken, *, fps: int, frames: int
) -> HeadMotion:
    """The motion of the face of a reference video in `frames` frames at `fps`, to and fro where
    the video is shorter; its canonical points are of no use.

    Looked at once, then kept in the cache. InputError VIDEO_UNREADABLE, or NO_FACE.
    """
    key = (digest(path), "liveportrait-reference/1", networks.identity)
    entry = cache.load(*key)
    if entry is None:
        read = _reference(path, networks, cancel)
        entry = Entry({part: getattr(read, part) for part in _PARTS}, {})
        cache.store(entry, *key)
    return _in_time(entry, path, fps, frames)


def steady(squares: list[TurnedSquare]) -> list[TurnedSquare]:
    """The squares of a clip's frames without the trembling of the points that they come from."""
    side = float(np.mean([square.side for square in squares]))
    angles = np.unwrap([square.angle for square in squares])
    rows = [
        (square.x / side, square.y / side, np.log(square.side), angle)
        for square, angle in zip(squares, angles, strict=True)
    ]
    calm = smoothed(np.array(rows), _STEADY).astype(np.float64)
    return [
        TurnedSquare(x * side, y * side, float(np.exp(size)), angle)
        for x, y, size, angle in calm.tolist()
    ]


def _reference(path: Path, networks: Networks, cancel: CancelToken) -> FaceMotion:
    form = read_form(path)

    def pictures() -> Iterator[Image]:
        for frame in cancel.checked(read_frames(path, form)):
            yield limited(frame, _LONGEST_SIDE)

    squares = [
        mesh_square(face.mesh, DRIVING)
        for face in always_followed(pictures(), MediaPipeLandmarks())
    ]
    if not squares:
        raise _no_face("reference video", path)
    left, top, right, bottom = driving_box(squares).tolist()
    window = TurnedSquare((left + right) / 2, (top + bottom) / 2, right - left, 0.0)
    crops = (
        raster.resize(window.show(picture), (SEEN, SEEN), cv2.INTER_LINEAR)
        for picture in pictures()
    )
    return _read(networks, crops, cancel)


def _read(networks: Networks, pictures: Iterable[Image], cancel: CancelToken) -> FaceMotion:
    waiting, found = iter(pictures), []
    while some := list(islice(waiting, _BATCH)):
        cancel.check()
        found.append(read_motion(networks.motion, np.stack(some)))
    return FaceMotion(*(np.concatenate([getattr(one, part) for one in found]) for part in _PARTS))


def _in_time(entry: Entry, path: Path, fps: int, frames: int) -> HeadMotion:
    """Rows read frame by frame, by the times at which these are shown."""
    columns = [np.asarray(entry.arrays[part], np.float32) for part in _MOVING]
    count = len(columns[0])
    rows = np.concatenate([column.reshape(count, -1) for column in columns], 1)
    times = frame_times(path)
    shown = max(1, round(float(times.duration) * fps))
    at_rate = at_spots(rows, np.array(times.spots(fps, shown), np.float64))
    moving = at_rate[to_and_fro(frames, len(at_rate))]
    pitch, yaw, roll = moving[:, :3].T
    return HeadMotion(
        np.asarray(entry.arrays["canonical"][:1], np.float32),
        rotation(pitch, yaw, roll),
        moving[:, 3:66].reshape(-1, 21, 3),
        moving[:, 66:69],
        moving[:, 69],
    )


def _no_face(what: str, path: Path) -> InputError:
    return InputError(
        ErrorCode.NO_FACE,
        f"No face was found in the {what} {path.name}.",
        "Give a video that shows one face from the front.",
        path,
    )
