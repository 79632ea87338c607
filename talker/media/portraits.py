"""A portrait as it comes from its file: a picture, or the first frame of a clip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.errors import ErrorCode, InputError
from talker.media.images import load_image, load_opacity
from talker.media.probe import is_video
from talker.media.video_frames import first_picture, form_notices, read_form
from talker.progress import Notice, NoticeCode

_CLEAR, _LEAST = 128, 0.005  # opacity, and the share of the picture that has less


@dataclass(frozen=True)
class LoadedPortrait:
    """`image` uint8 [H, W, 3] RGB, and `opacity` uint8 [H, W] of one that is transparent; the video
    that it is the first picture of, where it comes from one; and what is to be said of the file."""

    image: NDArray[np.uint8]
    clip: Path | None = None
    opacity: NDArray[np.uint8] | None = None
    notices: tuple[Notice, ...] = ()


def load_portrait(path: Path) -> LoadedPortrait:
    """A picture, or the first frame of a video; InputError with an IMAGE_ code for neither."""
    try:
        image, opacity = load_image(path), load_opacity(path)
        if opacity is None or (opacity < _CLEAR).mean() < _LEAST:  # rounded corners, say
            return LoadedPortrait(image)
        message = (
            f"{path.name} is transparent: light grey stands behind it in the video. `deliver` with "
            "--transparent or --background shows something else there."
        )
        notice = Notice(NoticeCode.BACKGROUND_ADDED, message)
        return LoadedPortrait(image, None, opacity, (notice,))
    except InputError as error:
        if error.code is not ErrorCode.IMAGE_UNREADABLE or not is_video(path):
            raise
    form = read_form(path)
    return LoadedPortrait(first_picture(path, form), path, notices=form_notices(path, form))
