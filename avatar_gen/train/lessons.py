"""Pictures as the network learns them, and how far it is from what it should say."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers import DDPMScheduler
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from avatar_gen.encode import TextEncoder
from avatar_gen.train.pupils import Pupil
from avatar_gen.train.randomness import generator_of
from talker.scene import Size


@dataclass(frozen=True)
class Lesson:
    """A picture and its words: mean and spread of its latents, each [4, h, w] float32."""

    mean: Tensor
    spread: Tensor
    caption: str
    size: Size


def encoded(pipe: Any, pixels: NDArray[np.uint8], caption: str) -> Lesson:
    """A picture uint8 [H, W, 3] by the pipeline's VAE, in float32: half of it would overflow."""
    vae = pipe.vae
    seen = torch.from_numpy(pixels.astype(np.float32) / 127.5 - 1).permute(2, 0, 1)[None]
    with torch.no_grad():
        found = vae.encode(seen.to(vae.device, vae.dtype)).latent_dist
    height, width = pixels.shape[:2]
    return Lesson(found.mean[0].float().cpu(), found.std[0].float().cpu(), caption, (width, height))


class Teacher:
    """Says how wrong the network is about some lessons; `half` is what it computes in, if not in
    the numbers of its weights.
    """

    def __init__(
        self,
        pipe: Any,
        pupil: Pupil,
        lessons: Sequence[Lesson],
        seed: int,
        half: torch.dtype | None = None,
    ) -> None:
        self._pipe = pipe
        self._pupil = pupil
        self.lessons = lessons
        self._seed = seed
        self._half = half
        self._noises: Any = DDPMScheduler.from_config(pipe.scheduler.config)
        self._known: TextEncoder | None = None
        counter = TextEncoder(pipe, 1, pupil.embeddings)
        self._parts = max(counter.count(one.caption) for one in lessons)

    def loss(self, numbers: Sequence[int], use: str, at: int) -> Tensor:
        """The mean square of what is wrong, for the lessons of these numbers.

        Noise and its strength are those of the `at`-th `use`: see `generator_of`.
        """
        chosen = [self.lessons[number] for number in numbers]
        generator = generator_of(self._seed, use, at)
        clean = self._scaled(
            torch.stack([one.mean for one in chosen])
            + torch.stack([one.spread for one in chosen]) * _noise(chosen, generator)
        )
        noise = _noise(chosen, generator)
        last = self._noises.config.num_train_timesteps
        times = torch.randint(0, last, (len(chosen),), generator=generator)
        noisy = self._noises.add_noise(clean, noise, times)
        wanted = noise
        if self._noises.config.prediction_type == "v_prediction":
            wanted = self._noises.get_velocity(clean, noise, times)
        unet = self._pipe.unet
        place = unet.device
        with self._autocast(place):
            seen, added = self._texts(chosen)
            kind = unet.dtype if self._half is None else self._half
            said = unet(
                noisy.to(place, kind),
                times.to(place),
                encoder_hidden_states=seen.to(kind),
                added_cond_kwargs=added,
                return_dict=False,
            )[0]
        return functional.mse_loss(said.float(), wanted.to(place))

    def _autocast(self, place: torch.device) -> Any:
        return nullcontext() if self._half is None else torch.autocast(place.type, self._half)

    def _texts(self, chosen: Sequence[Lesson]) -> tuple[Tensor, dict[str, Tensor] | None]:
        encoder = self._known
        if encoder is None:
            learns = self._pupil.texts_learn
            encoder = TextEncoder(self._pipe, 1, self._pupil.embeddings, learns=learns)
            self._known = None if learns else encoder
        texts = [encoder.encode(one.caption, self._parts) for one in chosen]
        seen = torch.cat([text.seen for text in texts])
        pooled = [text.pooled for text in texts if text.pooled is not None]
        if not pooled:
            return seen, None
        # Stable Diffusion XL is told the size of the picture, what was cut off, the size wanted.
        sizes = [[one.size[1], one.size[0], 0, 0, one.size[1], one.size[0]] for one in chosen]
        told = torch.tensor(sizes, device=seen.device, dtype=seen.dtype)
        return seen, {"text_embeds": torch.cat(pooled), "time_ids": told}

    def _scaled(self, latents: Tensor) -> Tensor:
        """Latents as the UNet knows them."""
        config = self._pipe.vae.config
        mean, spread = config.get("latents_mean"), config.get("latents_std")
        if mean is not None and spread is not None:
            latents = latents - torch.tensor(mean).view(1, -1, 1, 1)
            latents = latents / torch.tensor(spread).view(1, -1, 1, 1)
        return latents * float(config.scaling_factor)


def _noise(chosen: Sequence[Lesson], generator: torch.Generator) -> Tensor:
    return torch.randn((len(chosen), *chosen[0].mean.shape), generator=generator)
