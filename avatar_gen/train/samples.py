"""Sample pictures while a model learns, and the sheet of all of them beside its file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from avatar_gen.embeddings import Embedding
from avatar_gen.grid import contact_sheet
from avatar_gen.judge import judge
from avatar_gen.metadata import PictureRecord, save_picture
from avatar_gen.options.sampling import LAST_SEED
from avatar_gen.prompt_grid import Axis
from avatar_gen.request import AvatarRequest
from avatar_gen.train.captions import as_prompt
from avatar_gen.train.context import TrainContext
from avatar_gen.train.drawing import Brush
from avatar_gen.train.request import TrainRequest
from talker.media.images import load_image

Pixels = NDArray[np.uint8]

_MOST_ROWS = 40  # of a sheet; of more, every second, third … is shown


def sheet_path(output: Path) -> Path:
    """Beside the file that is trained."""
    return output.with_name(f"{output.stem}-samples.png")


@dataclass(frozen=True)
class Samples:
    """Draws and keeps them in `folder`; `model` and its `digest` are told in each picture."""

    request: TrainRequest
    brush: Brush
    folder: Path
    context: TrainContext
    model: str
    digest: str

    def due(self, step: int) -> bool:
        """Whether pictures belong to a step: the first, the last, and each so many."""
        every = self.request.sample_every
        return bool(every) and (step % every == 0 or step == self.request.steps)

    def draw(self, step: int, embeddings: tuple[Embedding, ...]) -> Pixels | None:
        """The first picture of a step; they are drawn only if an earlier run has not done it."""
        for number in range(self.request.samples):
            path = self._path(step, number)
            if path.is_file():
                continue
            seed = (self.request.seed + number) % (LAST_SEED + 1)
            picture = self.brush.picture(self._prompt, seed, self.context.cancel, embeddings)
            if picture is not None:
                save_picture(picture, self._record(picture, seed), path, self.context.producer)
        return self._picture(step, 0)

    def write_sheet(self, done: int) -> Path | None:
        """All pictures until a step, one row for each step, onto one sheet."""
        steps = [step for step in range(done + 1) if self.due(step)]
        thinned = steps[:: -(-len(steps) // _MOST_ROWS)] if steps else []
        if steps and thinned[-1] != steps[-1]:
            thinned.append(steps[-1])
        numbers = range(self.request.samples)
        rows = [[self._picture(step, number) for number in numbers] for step in thinned]
        shown = next((one for row in rows for one in row if one is not None), None)
        if shown is None:
            return None
        seeds = Axis("seed", tuple(str(self.request.seed + number) for number in numbers))
        sheet = contact_sheet(rows, seeds, Axis("step", tuple(str(step) for step in thinned)))
        path = sheet_path(self.request.output)
        save_picture(sheet, self._record(shown, self.request.seed), path, self.context.producer)
        return path

    @property
    def _prompt(self) -> str:
        return self.request.sample_prompt or as_prompt(self.request.usual_prompt)

    def _path(self, step: int, number: int) -> Path:
        return self.folder / f"sample-{step:07d}-{number}.png"

    def _picture(self, step: int, number: int) -> Pixels | None:
        path = self._path(step, number)
        return load_image(path) if path.is_file() else None

    def _record(self, picture: Pixels, seed: int) -> PictureRecord:
        options = self.brush.options(self._prompt, seed)
        height, width = picture.shape[:2]
        return PictureRecord(
            request=AvatarRequest(**{**dict(options), "model": self.request.model}),
            seed=seed,
            width=width,
            height=height,
            prompt=self._prompt,
            negative="",
            model=self.model,
            hashes={self.model: self.digest},
            verdict=judge(picture, self.context.landmarks),
        )
