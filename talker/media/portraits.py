"""A portrait as it comes from its file: a picture, or the first frame of a clip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.errors import ErrorCode, InputError
from talker.media.images import load_image
from talker.media.probe import is_video
from talker.media.video_frames import first_frame, form_notices, read_form
from talker.progress import Notice


@dataclass(frozen=True)
class LoadedPortrait:
    """`image` uint8 [H, W, 3] RGB; the video that it is the first frame of, where it comes from
    one; and what is to be said of the file."""

    image: NDArray[np.uint8]
    clip: Path | None = None
    notices: tuple[Notice, ...] = ()


def load_portrait(path: Path) -> LoadedPortrait:
    """A picture, or the first frame of a video; InputError with an IMAGE_ code for neither."""
    try:
        return LoadedPortrait(load_image(path))
    except InputError as error:
        if error.code is not ErrorCode.IMAGE_UNREADABLE or not is_video(path):
            raise
    form = read_form(path)
    return LoadedPortrait(first_frame(path, form), path, form_notices(path, form))
