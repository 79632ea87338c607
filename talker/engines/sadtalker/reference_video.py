"""Coefficients of a reference video, at the rate of the networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.cache import Cache, Entry
from talker.engines.sadtalker.extract import extract_video
from talker.engines.sadtalker.mel import FPS
from talker.engines.sadtalker.networks import Networks
from talker.errors import ErrorCode, InputError
from talker.face.landmarks68 import Landmarks68
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.face.orientation import turned_digest
from talker.files import digest
from talker.media.video_frames import frame_times, read_form, read_frames
from talker.motion.spots import at_spots
from talker.progress import CancelToken

Floats = NDArray[np.float32]


def read_reference(
    path: Path,
    networks: Networks,
    landmarks: Landmarks68,
    cache: Cache,
    cancel: CancelToken,
    quarters: int = 0,
) -> Floats:
    """Rows [N, 73] of the video, 25 a second; looked at once, then kept in the cache.

    `quarters`: how many times by 90 degrees anticlockwise its frames are turned.

    InputError VIDEO_UNREADABLE for what is no video, NO_FACE when no frame shows a face.
    """
    key = (
        turned_digest(digest(path), quarters),
        "sadtalker-reference/2",
        networks.identity,
        landmarks.name,
    )
    entry = cache.load(*key)
    if entry is not None:
        return entry.arrays["rows"]
    frames = cancel.checked(read_frames(path, read_form(path).turned(quarters)))
    found = list(extract_video(frames, MediaPipeLandmarks(), landmarks, networks.read_faces))
    if not found:
        raise InputError(
            ErrorCode.NO_FACE,
            f"No face was found in the reference video {path.name}.",
            "Give a video that shows one face from the front.",
            path,
        )
    times = frame_times(path)
    spots = times.spots(FPS, max(1, round(float(times.duration) * FPS)))
    rows = at_spots(np.concatenate(found), np.array(spots, np.float64))
    cache.store(Entry({"rows": rows}, {}), *key)
    return rows
