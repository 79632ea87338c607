"""Paints pictures until they will do: black and unsafe ones again, with less memory if it must."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from avatar_gen.controlnets import find_controlnet
from avatar_gen.denoise import DrawParameters, draw
from avatar_gen.detail import redraw_face
from avatar_gen.inputs import Inputs, draw_parameters
from avatar_gen.model_cache import ModelCache
from avatar_gen.request import LAST_SEED, AvatarOptions, Mode, SafetyChoice
from avatar_gen.safety import SafetyChecker, load_checker
from avatar_gen.schedulers import evaluations
from talker.device import is_out_of_memory, release_memory
from talker.enhance.files import find_weights
from talker.enhance.networks import load_upscaler
from talker.errors import ErrorCode, MouthpieceError, UsageError
from talker.face.landmarks import LandmarkSource
from talker.options.render import Upscaling
from talker.progress import Notice, NoticeCode

Pixels = NDArray[np.uint8]

ATTEMPTS = 3  # with one seed after another, when a picture is black or unsafe
_NEXT_SEED = 1_000_003  # far from the seeds of the other candidates

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SampledPicture:
    """A finished picture uint8 [H, W, 3] and the seed that gave it."""

    picture: Pixels
    seed: int


class Sampler:
    """Makes the pictures of one request; `tell` takes what the user should know."""

    def __init__(
        self,
        studio: ModelCache,
        landmarks: LandmarkSource,
        on_step: Callable[[int], None],
        tell: Callable[[Notice], None],
    ) -> None:
        self._studio = studio
        self._landmarks = landmarks
        self._on_step = on_step
        self._tell = tell

    def sample(
        self, options: AvatarOptions, inputs: Inputs, seeds: Sequence[int]
    ) -> Iterator[SampledPicture | None]:
        """A picture for each seed as soon as it is finished; None if it stayed black or unsafe."""
        if not seeds:
            return
        if options.mode is Mode.UPSCALE:
            assert inputs.image is not None
            for seed in seeds:
                yield SampledPicture(self._larger(options, inputs.image, seed), seed)
            return
        family = self._studio.source(options).family
        wish = draw_parameters(options, inputs, family, self._landmarks)
        waiting = list(seeds)
        while waiting:
            size = self._studio.plan(options, family).batch
            part, waiting = waiting[:size], waiting[size:]
            made = self._drawn(options, options.mode, wish, part)
            for first, drawn in zip(part, made, strict=True):
                painted = self._checked(options, wish, first, drawn)
                yield painted and self._finished(options, painted)

    def _finished(self, options: AvatarOptions, painted: SampledPicture) -> SampledPicture:
        picture = self._detailed(options, painted.picture, painted.seed)
        return replace(painted, picture=self._larger(options, picture, painted.seed))

    def check_models(self, options: AvatarOptions) -> None:
        """Finds everything that the options need before the work begins; ModelMissing and such."""
        if options.mode is Mode.UPSCALE and options.upscale is Upscaling.NONE:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                "The mode upscale needs to know by what.",
                f"Choose --upscale {Upscaling.X2PLUS.value}, or another of the upscalers.",
            )
        find_weights(options.upscale, self._studio.files)
        if not draws(options):
            return
        family = self._studio.source(options).family
        if options.mode is Mode.CONTROL:
            find_controlnet(options.control_model, options.control, family, self._studio.files)
        if options.safety is SafetyChoice.ON:
            self._checker(options)

    def _drawn(
        self, options: AvatarOptions, mode: Mode, wish: DrawParameters, seeds: Sequence[int]
    ) -> list[Pixels | None]:
        """Draws; when memory runs out, again with less of it."""
        while True:
            try:
                pipe = self._studio.pipeline(options, mode)
                step = _counting(self._on_step, len(seeds))
                knowing = replace(wish, embeddings=self._studio.worn.embeddings)
                return draw(pipe, mode, options, knowing, seeds, step)
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
                if not self._studio.save_memory(options):
                    raise _too_little(wish) from error
            # Outside the handler: what the failed attempt held is free by now.
            release_memory()
            self._tell(
                Notice(
                    NoticeCode.OUT_OF_MEMORY,
                    "The memory was not enough; the next smaller memory preset is used.",
                )
            )

    def _checked(
        self, options: AvatarOptions, wish: DrawParameters, first: int, drawn: Pixels | None
    ) -> SampledPicture | None:
        """The drawing, or one of the next attempts, that is neither black nor unsafe."""
        seed, name = first, f"The picture with seed {first}"
        for attempt in range(ATTEMPTS):
            if attempt:
                seed = (first + attempt * _NEXT_SEED) % (LAST_SEED + 1)
                (drawn,) = self._drawn(options, options.mode, wish, [seed])
            last = attempt == ATTEMPTS - 1
            then = "it is left out." if last else "it is drawn again with another seed."
            if drawn is None:
                reason = f"{name} came out black (its numbers overflowed, or nothing was drawn); "
                self._tell(Notice(NoticeCode.PICTURE_BLACK, reason + then))
            elif options.safety is SafetyChoice.ON and self._checker(options).unsafe(drawn):
                reason = f"{name} was held back by the safety checker; "
                self._tell(Notice(NoticeCode.PICTURE_UNSAFE, reason + then))
            else:
                return SampledPicture(drawn, seed)
        return None

    def _detailed(self, options: AvatarOptions, picture: Pixels, seed: int) -> Pixels:
        """The picture with its largest face drawn anew, if that is wanted and there is one."""
        if not options.detail:
            return picture
        faces = self._landmarks.detect(picture)
        if not faces:
            return picture
        side = self._studio.source(options).family.side

        def redraw(cut: Image.Image, mask: Image.Image) -> Pixels | None:
            inputs = Inputs(np.asarray(cut), mask)
            wish = draw_parameters(
                options.model_copy(update={"mode": Mode.INPAINT, "width": side, "height": side}),
                inputs,
                self._studio.source(options).family,
                self._landmarks,
            )
            wish = replace(wish, strength=options.detail_strength)
            return self._drawn(options, Mode.INPAINT, wish, [seed])[0]

        largest = max(faces, key=lambda face: face.box.width)
        return redraw_face(picture, largest, side, redraw)

    def _larger(self, options: AvatarOptions, picture: Pixels, seed: int) -> Pixels:
        """The picture upscaled, and drawn over if that is wanted."""
        weights = find_weights(options.upscale, self._studio.files)
        if weights is not None:
            upscaler = load_upscaler(
                weights, options.upscale, self._studio.device, self._studio.home
            )
            picture = upscaler.upscale(picture[None])[0]
        if not options.upscale_strength:
            return picture
        height, width = (side // 8 * 8 for side in picture.shape[:2])
        again = options.model_copy(update={"mode": Mode.IMAGE, "width": width, "height": height})
        family = self._studio.source(options).family
        wish = draw_parameters(again, Inputs(picture), family, self._landmarks)
        wish = replace(wish, strength=options.upscale_strength)
        (drawn,) = self._drawn(options, Mode.IMAGE, wish, [seed])
        return picture if drawn is None else drawn

    def _checker(self, options: AvatarOptions) -> SafetyChecker:
        source = self._studio.source(options)
        if source.name not in self._checkers:
            own = None if source.single else source.path
            self._checkers[source.name] = load_checker(self._studio.files, own)
        return self._checkers[source.name]

    @cached_property
    def _checkers(self) -> dict[str, SafetyChecker]:
        return {}


def draws(options: AvatarOptions) -> bool:
    """Whether a diffusion model is needed at all."""
    return options.mode is not Mode.UPSCALE or options.upscale_strength > 0


def steps_of(options: AvatarOptions) -> int:
    """About how many steps of the network a picture takes."""
    own = {
        Mode.IMAGE: options.strength,
        Mode.INPAINT: options.strength,
        Mode.UPSCALE: 0.0,
    }.get(options.mode, 1.0)
    again = options.upscale_strength + (options.detail_strength if options.detail else 0.0)
    return max(1, round(options.steps * (own + again) * evaluations(options)))


def _counting(on_step: Callable[[int], None], pictures: int) -> Callable[[], None]:
    return lambda: on_step(pictures)


def _too_little(wish: DrawParameters) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.OUT_OF_MEMORY,
        f"There is not enough memory for a picture of {wish.width}x{wish.height} pixels.",
        "Close other programs, choose a smaller size or --memory 8gb, or compute on the processor "
        "with --device cpu.",
    )
