"""Short videos of a picture that does not move, quicker to make than by rendering."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from talker.media.encoder import SegmentEncoder
from talker.media.images import load_image
from talker.progress import CancelToken

FPS = 24


def write_clip(target: Path, picture: Path, frames: int = 12) -> Path:
    """A video of `frames` equal frames of a picture with even sides."""
    image = load_image(picture)
    size = image.shape[1], image.shape[0]
    encoder = SegmentEncoder(target, size, FPS, 18, CancelToken())
    encoder.write(np.broadcast_to(image, (frames, *image.shape)))
    encoder.finish()
    encoder.wait()
    return target
