"""The pictures of a person, looked at by the judge, cut around the face, with their captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from avatar_gen.flaws import Flaw
from avatar_gen.judge import human_faces, judged
from avatar_gen.train.buckets import bucket_sizes, cut_to, nearest_bucket
from avatar_gen.train.context import TrainContext
from avatar_gen.train.request import Cropping, TrainRequest
from talker.errors import ErrorCode, InputError
from talker.face.landmarks import Face
from talker.files import read_error
from talker.media.images import load_image
from talker.progress import Notice, NoticeCode
from talker.scene import Box, Size

Pixels = NDArray[np.uint8]

KINDS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif"})
_WEAK = (Flaw.SMALL, Flaw.CUT_OFF, Flaw.BLURRED)  # what a model would learn with the face
# How far head and shoulders reach around the face, in face widths and heights.
_ASIDE, _ABOVE, _BELOW = 1.1, 0.9, 1.4
_NAMED = 5  # pictures that a sentence names


@dataclass(frozen=True)
class Shown:
    """A picture that is learned: uint8 [H, W, 3] in the size of its bucket, and where it lies."""

    path: Path
    pixels: Pixels

    @property
    def size(self) -> Size:
        """Width and height."""
        height, width = self.pixels.shape[:2]
        return width, height


def picture_paths(folder: Path) -> tuple[Path, ...]:
    """The pictures of a folder by name; InputError when it cannot be read."""
    if not folder.is_dir():
        raise InputError(
            ErrorCode.IMAGE_MISSING,
            f"{folder} is no folder.",
            "Name the folder with the pictures of the person.",
            folder,
        )
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS)
    except OSError as error:
        raise read_error(error, folder) from error
    return tuple(path for path in found if path.is_file())


def check_count(paths: tuple[Path, ...], request: TrainRequest) -> None:
    """InputError PICTURES_TOO_FEW below the fewest that were asked for."""
    if len(paths) < request.fewest:
        raise InputError(
            ErrorCode.PICTURES_TOO_FEW,
            f"{request.folder} holds {len(paths)} pictures that can be learned from; "
            f"{request.fewest} are needed.",
            "Add some from other days and sides, or allow fewer with --fewest.",
            request.folder,
        )


def look_at(
    paths: tuple[Path, ...],
    request: TrainRequest,
    side: int,
    context: TrainContext,
) -> tuple[Shown, ...]:
    """The pictures as they are learned.

    InputError PICTURES_NO_FACE or PICTURES_MANY_FACES names those that do not show one face; with
    `leave_out` a notice does, and the others go on while there are enough.
    """
    sizes = bucket_sizes(side, square=request.square)
    kept: list[Shown] = []
    refused: dict[Flaw, list[Path]] = {}
    weak: list[Path] = []
    for path in context.cancel.checked(paths):
        picture = load_image(path)
        faces = human_faces(picture, context.landmarks)
        reasons = judged(picture, faces).reasons
        bad = next((flaw for flaw in (Flaw.NO_FACE, Flaw.MANY_FACES) if flaw in reasons), None)
        if bad is not None:
            refused.setdefault(bad, []).append(path)
            continue
        if any(flaw in reasons for flaw in _WEAK):
            weak.append(path)
        face = max(faces, key=lambda one: one.box.width)
        kept.append(Shown(path, _cut(picture, face, request.cropping, sizes)))
    _refuse(refused, request, context.tell)
    if weak:
        words = "are small, cut off or blurred: the model learns that, too."
        context.tell(Notice(NoticeCode.PICTURES_WEAK, f"The faces of {_names(weak)} {words}"))
    check_count(tuple(one.path for one in kept), request)
    return tuple(kept)


def _refuse(
    refused: dict[Flaw, list[Path]], request: TrainRequest, tell: Callable[[Notice], None]
) -> None:
    codes = {
        Flaw.NO_FACE: (ErrorCode.PICTURES_NO_FACE, "No face was found in"),
        Flaw.MANY_FACES: (ErrorCode.PICTURES_MANY_FACES, "There is more than one face in"),
    }
    for flaw, paths in refused.items():
        code, words = codes[flaw]
        if not request.leave_out:
            raise InputError(
                code,
                f"{words} {_names(paths)}.",
                "Take them out of the folder or cut them, or go on without with --leave-out.",
                paths[0],
            )
        tell(Notice(NoticeCode.PICTURES_LEFT_OUT, f"{words} {_names(paths)}: left out."))


def _names(paths: list[Path]) -> str:
    some = ", ".join(path.name for path in paths[:_NAMED])
    more = len(paths) - _NAMED
    return f"{some} and {more} more" if more > 0 else some


def _cut(picture: Pixels, face: Face, cropping: Cropping, sizes: tuple[Size, ...]) -> Pixels:
    height, width = picture.shape[:2]
    box = face.box
    part = Box(0, 0, width, height)
    if cropping is Cropping.FACE:
        part = Box(
            max(0, round(box.left - _ASIDE * box.width)),
            max(0, round(box.top - _ABOVE * box.height)),
            min(width, round(box.right + _ASIDE * box.width)),
            min(height, round(box.bottom + _BELOW * box.height)),
        )
    size = nearest_bucket(sizes, part.width, part.height)
    middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    cut = cut_to(part, size, middle)
    seen = Image.fromarray(picture[cut.top : cut.bottom, cut.left : cut.right])
    return np.asarray(seen.resize(size, Image.Resampling.LANCZOS))
