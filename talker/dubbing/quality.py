"""How finely a dubbed film is encoded: so that it keeps the quality that its bits give it."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from talker.files import discard
from talker.media import picture_arguments
from talker.media.encoder import StreamEncoder
from talker.media.film import Film
from talker.progress import CancelToken
from talker.scene import Size

FINEST, COARSEST = 14.0, 26.0
_TRIED = 18.0, 26.0
_PIECES, _FRAMES = 3, 16
# What the same quality takes in our H.264 over what it took the encoder of the film, and a share
# for what is encoded a second time.
_AGAIN = 1.25
_CODECS = {"hevc": 1.6, "vp9": 1.5, "av1": 1.8, "mpeg4": 0.7, "mpeg2video": 0.5, "mjpeg": 0.25}
_INTRA = frozenset({"prores", "dnxhd", "ffv1", "rawvideo", "huffyuv", "dvvideo", "utvideo"})


class FilmEncoder(StreamEncoder):
    """Encodes uint8 [B, H * W * 3 / 2] frames of `film`, as they are stored, to H.264."""

    def __init__(self, target: Path, film: Film, quality: float, cancel: CancelToken) -> None:
        command = partial(
            picture_arguments.film_segment_args,
            size=film.size,
            rate=_fraction(film.rate),
            quality=quality,
            tags=film.tags.filter,
        )
        super().__init__(target, command, (frame_bytes(film.size),), cancel)


def frame_bytes(size: Size) -> int:
    """Bytes of a frame of (width, height)."""
    return size[0] * size[1] * 3 // 2


def fitting_quality(film: Film, folder: Path, cancel: CancelToken) -> float:
    """The rate factor with which some pieces of the film take as many bits as they have in it.

    Bits fall by a constant share with each step: two trials tell it. What is stored nearly without
    loss is encoded as finely as there is use in.
    """
    if film.codec in _INTRA:
        return FINEST
    wanted = film.bits * _CODECS.get(film.codec, 1.0) * _AGAIN
    fine, coarse = (_measured(film, quality, folder, cancel) for quality in _TRIED)
    step = math.log2(max(fine / coarse, 1.01)) / (_TRIED[1] - _TRIED[0])
    found = _TRIED[0] + math.log2(fine / wanted) / step
    return round(min(max(found, FINEST), COARSEST), 1)


def _measured(film: Film, quality: float, folder: Path, cancel: CancelToken) -> float:
    """Bits of a frame on average, of pieces from all over the film."""
    path = folder / "trial.h264"
    bits, frames = 0, 0
    for piece in range(_PIECES):
        start = (film.frames - _FRAMES) * (piece + 1) // (_PIECES + 1)
        encoder = FilmEncoder(path, film, quality, cancel)
        try:
            reader = film.read(max(0, start))
            some = np.stack([frame.data for frame in islice(reader, _FRAMES)])
            reader.close()
            encoder.write(some)
            encoder.finish()
            encoder.wait()
            bits, frames = bits + 8 * path.stat().st_size, frames + len(some)
        finally:
            encoder.abort()
            discard(path)
    return bits / frames


def _fraction(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"
