"""One road from noise to pixels, the same for all modes: denoise, decode, look for black."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from avatar_gen.controls import Control
from avatar_gen.embeddings import Embedding
from avatar_gen.encode import TextEncoder
from avatar_gen.guidance import Guide, directed
from avatar_gen.noise import first_noise
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from avatar_gen.schedulers import evaluations
from avatar_gen.worn_face import FaceGuide
from talker.errors import ErrorCode, UsageError

Pixels = NDArray[np.uint8]

_BLACK = 6  # of 255: a picture with nothing brighter is black


@dataclass(frozen=True)
class DrawParameters:
    """What to draw: the words, the size, and the pictures that the mode begins with.

    `image` and the `conditions`, one for each ControlNet, are RGB pictures of the size `width` x
    `height`; `mask` is L, white where the picture is drawn anew.
    """

    prompt: str
    negative: str
    width: int
    height: int
    strength: float
    image: Image.Image | None = None
    mask: Image.Image | None = None
    conditions: tuple[Image.Image, ...] = ()
    embeddings: tuple[Embedding, ...] = ()
    face: FaceGuide | None = None


def draw(
    pipe: Any,
    mode: Mode,
    options: AvatarOptions,
    wish: DrawParameters,
    seeds: Sequence[int],
    on_step: Callable[[], None],
) -> list[Pixels | None]:
    """A picture uint8 [height, width, 3] for each seed; None for one that came out black.

    Each seed has a generator of its own, on the processor: its picture depends on nothing else.
    """
    steps = options.steps
    given: dict[str, Any] = {}
    if mode in (Mode.TEXT, Mode.CONTROL, Mode.INPAINT):
        given |= {"width": wish.width, "height": wish.height}
    if mode in (Mode.IMAGE, Mode.INPAINT, Mode.UPSCALE):
        given |= {"image": wish.image, "strength": wish.strength}
        steps = max(steps, math.ceil(1 / wish.strength))
    encoder = TextEncoder(pipe, options.clip_skip, wish.embeddings)
    direction = directed(encoder, wish.prompt, wish.negative, steps)
    first = direction.steps[0]
    (positive, _), *_ = first.positives
    guide = Guide(direction, options.guidance, options.guidance_rescale)
    if mode is Mode.INPAINT:
        given["mask_image"] = wish.mask
    if mode is Mode.CONTROL:
        given |= _followed(options.controls, wish.conditions)
    if positive.pooled is not None:
        given |= {
            "pooled_prompt_embeds": positive.pooled,
            "negative_pooled_prompt_embeds": first.negative.pooled,
        }
    if mode in (Mode.TEXT, Mode.CONTROL):
        noise = first_noise(options, seeds, (wish.width, wish.height))
        given |= {} if noise is None else {"latents": noise.to(pipe.unet.dtype)}
    face = wish.face
    if face is not None:
        given |= face.given(pipe, options)
    asked = evaluations(options)

    def step(_: Any, index: int, time: Any, values: dict[str, Any]) -> dict[str, Any]:
        del time
        guide.step = (index + 1) // asked
        on_step()
        return values

    guided = not direction.plain or (options.guidance_rescale > 0 and options.guidance > 1)
    with (
        torch.no_grad(),
        guide.over(pipe.unet) if guided else nullcontext(),
        face.over(pipe, options) if face is not None else nullcontext(),
    ):
        latents = pipe(
            prompt_embeds=positive.seen,
            negative_prompt_embeds=first.negative.seen,
            num_images_per_prompt=len(seeds),
            num_inference_steps=steps,
            guidance_scale=options.guidance,
            generator=[torch.Generator("cpu").manual_seed(seed) for seed in seeds],
            output_type="latent",
            callback_on_step_end=step,
            **given,
        ).images
        pictures = [decode(pipe, latents[index : index + 1]) for index in range(len(seeds))]
    pipe.maybe_free_model_hooks()
    if mode is Mode.INPAINT:
        assert wish.image is not None
        assert wish.mask is not None
        pictures = [_kept_outside(picture, wish.image, wish.mask) for picture in pictures]
    return pictures


def _followed(controls: Sequence[Control], conditions: Sequence[Image.Image]) -> dict[str, Any]:
    """The pipeline's arguments for one ControlNet, or for several."""
    given: dict[str, list[Any]] = {
        "image": list(conditions),
        "controlnet_conditioning_scale": [control.strength for control in controls],
        "control_guidance_start": [control.start for control in controls],
        "control_guidance_end": [control.end for control in controls],
    }
    if len(controls) == 1:
        return {name: value for name, (value,) in given.items()}
    return given


def decode(pipe: Any, latents: torch.Tensor) -> Pixels | None:
    """The picture of latents [1, 4, h, w]; None when it is black or not made of numbers.

    A VAE that overflows in half precision is made precise, for good, and asked again.
    """
    vae = pipe.vae
    if not bool(torch.isfinite(latents).all()):
        return None
    if vae.dtype == torch.float16 and vae.config.get("force_upcast"):
        vae.to(torch.float32)
    made = _decoded(vae, latents)
    if not bool(torch.isfinite(made).all()) and vae.dtype == torch.float16:
        vae.to(torch.float32)
        made = _decoded(vae, latents)
    if not bool(torch.isfinite(made).all()):
        return None
    picture = ((made[0].float() / 2 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8)
    pixels = np.ascontiguousarray(picture.permute(1, 2, 0).cpu().numpy())
    return None if is_black(pixels) else pixels


def is_black(picture: Pixels) -> bool:
    """Whether uint8 [H, W, 3] shows nothing at all."""
    return bool(picture.max() <= _BLACK)


def check_size(width: int, height: int) -> None:
    """UsageError SIZE_INVALID for a size that no model can draw."""
    for name, side in (("width", width), ("height", height)):
        if side % 8 or side < 64:
            near = max(64, round(side / 8) * 8)
            raise UsageError(
                ErrorCode.SIZE_INVALID,
                f"The {name} {side} is not a multiple of 8 from 64 on.",
                f"The nearest one is {near}.",
            )


def _decoded(vae: Any, latents: torch.Tensor) -> torch.Tensor:
    config = vae.config
    plain = latents.to(vae.dtype) / config.scaling_factor
    mean, spread = config.get("latents_mean"), config.get("latents_std")
    if mean is not None and spread is not None:
        shape = (1, -1, 1, 1)
        plain = plain * torch.tensor(spread, device=plain.device, dtype=plain.dtype).view(shape)
        plain = plain + torch.tensor(mean, device=plain.device, dtype=plain.dtype).view(shape)
    made: torch.Tensor = vae.decode(plain, return_dict=False)[0]
    return made


def _kept_outside(picture: Pixels | None, image: Image.Image, mask: Image.Image) -> Pixels | None:
    """What the mask leaves black keeps its pixels: the VAE changes them all a little."""
    if picture is None:
        return None
    share = (np.asarray(mask, np.float32) / 255)[..., None]
    mixed = np.asarray(image, np.float32) * (1 - share) + picture * share
    return np.rint(mixed).astype(np.uint8)
