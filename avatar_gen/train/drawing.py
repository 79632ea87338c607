"""Pictures that the model draws while it is trained: samples, and others than the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from avatar_gen.denoise import DrawParameters, draw
from avatar_gen.embeddings import Embedding
from avatar_gen.family import Family
from avatar_gen.options.sampling import LAST_SEED
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from avatar_gen.schedulers import make_scheduler
from talker.errors import ErrorCode, MouthpieceError
from talker.files import atomic_write
from talker.media.images import load_image
from talker.progress import CancelToken

Pixels = NDArray[np.uint8]

STEPS = 25
_ATTEMPTS = 3
_NEXT_SEED = 1_000_003  # after a black picture: far from the seeds of the others


@dataclass(frozen=True)
class Brush:
    """Draws with the networks of a pipeline as they are now; `schedule` is the model's own."""

    pipe: Any
    family: Family
    schedule: Mapping[str, Any]
    side: int

    def options(self, prompt: str, seed: int) -> AvatarOptions:
        """What is drawn, as a request says it."""
        return AvatarOptions(
            prompt=prompt, seed=seed, steps=STEPS, width=self.side, height=self.side
        )

    def picture(
        self, prompt: str, seed: int, cancel: CancelToken, embeddings: tuple[Embedding, ...] = ()
    ) -> Pixels | None:
        """uint8 [side, side, 3]; None where it came out black. The scheduler stays as it was."""
        options = self.options(prompt, seed)
        own = self.pipe.scheduler
        self.pipe.scheduler = make_scheduler(options, self.schedule, self.family)
        wish = DrawParameters(
            prompt, "", self.side, self.side, options.strength, embeddings=embeddings
        )
        try:
            return draw(self.pipe, Mode.TEXT, options, wish, [seed], cancel.check)[0]
        finally:
            self.pipe.scheduler = own


def class_pictures(
    brush: Brush, prompt: str, seeds: Sequence[int], folder: Path, cancel: CancelToken
) -> list[Pixels]:
    """A picture of other people for each seed, kept as soon as it is there for a later run.

    MouthpieceError PICTURE_BLACK where the model draws none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Pixels] = []
    for seed in seeds:
        path = folder / f"{seed:010d}.png"
        if not path.is_file():
            picture = _first_that_shows(brush, prompt, seed, cancel)
            with atomic_write(path, ".png") as part:
                Image.fromarray(picture).save(part)
        made.append(load_image(path))
    return made


def _first_that_shows(brush: Brush, prompt: str, seed: int, cancel: CancelToken) -> Pixels:
    for attempt in range(_ATTEMPTS):
        number = (seed + attempt * _NEXT_SEED) % (LAST_SEED + 1)
        picture = brush.picture(prompt, number, cancel)
        if picture is not None:
            return picture
    raise MouthpieceError(
        ErrorCode.PICTURE_BLACK,
        "The model draws black pictures of other people.",
        "Choose another model, or --class-pictures 0.",
    )
