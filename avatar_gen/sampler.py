"""Paints pictures until they will do: black and unsafe ones again, with less memory if it must."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from avatar_gen.adapters import find_adapter
from avatar_gen.controlnets import find_controlnet
from avatar_gen.denoise import DrawParameters, draw
from avatar_gen.detail import redraw_face
from avatar_gen.family import Family
from avatar_gen.image_encoder import find_encoder
from avatar_gen.inputs import Inputs, draw_parameters, picture_size
from avatar_gen.masked import Patch, masked_part, softened
from avatar_gen.model_cache import ModelCache
from avatar_gen.options.finishing import SafetyChoice
from avatar_gen.options.followed import Fill
from avatar_gen.options.sampling import LAST_SEED
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from avatar_gen.safety import SafetyChecker, load_checker
from avatar_gen.step_count import draws
from talker.device import is_out_of_memory, release_memory
from talker.enhance.files import find_weights
from talker.enhance.networks import load_upscaler
from talker.errors import ErrorCode, MouthpieceError, UsageError
from talker.face.landmarks import LandmarkSource
from talker.inference.notices import announced
from talker.options.restoring import Upscaling
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
    """Makes the pictures of one request; `tell` takes what the user should know.

    `faces` are cuts of the presenter's pictures, uint8 [S, S, 3].
    """

    def __init__(
        self,
        studio: ModelCache,
        landmarks: LandmarkSource,
        on_step: Callable[[int], None],
        tell: Callable[[Notice], None],
        faces: Sequence[Pixels] = (),
    ) -> None:
        self._studio = studio
        self._landmarks = landmarks
        self._on_step = on_step
        self._tell = tell
        self._faces = faces

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
        whole, patch = inputs.image, self._patch(options, inputs, family)
        one = options
        if patch is not None:
            inputs = Inputs(np.asarray(patch.image), patch.mask)
            one = options.model_copy(update={"mask_blur": 0})  # it is blurred already
        wish = draw_parameters(one, inputs, family, self._landmarks)
        if patch is not None:
            width, height = picture_size(options, family, whole)
            wish = replace(wish, width=width, height=height)
        waiting = list(seeds)
        while waiting:
            size = self._studio.plan(options, family).batch
            some, waiting = waiting[:size], waiting[size:]
            made = self._drawn(options, options.mode, wish, some)
            for first, drawn in zip(some, made, strict=True):
                painted = self._checked(options, wish, first, drawn)
                if painted is not None and patch is not None and whole is not None:
                    painted = replace(painted, picture=patch.put_back(whole, painted.picture))
                yield painted and self._finished(options, painted)

    def _patch(self, options: AvatarOptions, inputs: Inputs, family: Family) -> Patch | None:
        """The part that is drawn by itself, where only that is wanted."""
        inpaints = options.mode is Mode.INPAINT and options.only_masked
        if not inpaints or inputs.image is None or inputs.mask is None:
            return None
        size = picture_size(options, family, inputs.image)
        mask = softened(inputs.mask, options.mask_blur)
        return masked_part(inputs.image, mask, options.mask_padding, size)

    def _finished(self, options: AvatarOptions, painted: SampledPicture) -> SampledPicture:
        picture, seed = painted.picture, painted.seed
        if options.hires > 1:
            height, width = (
                max(64, round(side * options.hires / 8) * 8) for side in picture.shape[:2]
            )
            enlarged = Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS)
            picture = self._again(options, np.asarray(enlarged), options.hires_strength, seed)
        picture = self._detailed(options, picture, seed)
        return replace(painted, picture=self._larger(options, picture, seed))

    def _again(self, options: AvatarOptions, picture: Pixels, strength: float, seed: int) -> Pixels:
        """A picture drawn over at its own size; as it is if that comes out black."""
        height, width = picture.shape[:2]
        again = options.model_copy(update={"mode": Mode.IMAGE, "width": width, "height": height})
        family = self._studio.source(options).family
        wish = draw_parameters(again, Inputs(picture), family, self._landmarks)
        (drawn,) = self._drawn(options, Mode.IMAGE, replace(wish, strength=strength), [seed])
        return picture if drawn is None else drawn

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
        self._studio.addons(options)
        if options.mode is Mode.CONTROL:
            for control in options.controls:
                find_controlnet(control.model, control.kind, family, self._studio.files)
        if self._faces and options.like_strength > 0:
            find_adapter(options.like_model, family, self._studio.files)
            find_encoder(self._studio.files)
        if options.safety is SafetyChoice.ON:
            self._checker(options)

    def _drawn(
        self, options: AvatarOptions, mode: Mode, wish: DrawParameters, seeds: Sequence[int]
    ) -> list[Pixels | None]:
        """Draws; when memory runs out, again with less of it."""
        while True:
            try:
                pipe = self._studio.pipeline(options, mode, self._faces)
                step = _counting(self._on_step, len(seeds))
                knowing = replace(
                    wish,
                    embeddings=self._studio.worn.embeddings,
                    face=self._studio.face(options, self._faces),
                )
                made = draw(pipe, mode, options, knowing, seeds, step)
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
                if not self._studio.save_memory(options):
                    raise _too_little(wish) from error
            else:
                for notice in announced():  # what backends had to say meanwhile
                    self._tell(notice)
                return made
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
        """The picture with every face drawn anew, the largest first, if that is wanted."""
        if not options.detail:
            return picture
        side = self._studio.source(options).family.side
        changes: dict[str, Any] = {"mode": Mode.INPAINT, "width": side, "height": side}
        changes |= {"mask_blur": 0, "fill": Fill.ORIGINAL}
        if options.detail_prompt.strip():
            changes["prompt"] = options.detail_prompt
        face_options = options.model_copy(update=changes)

        def redraw(cut: Image.Image, mask: Image.Image) -> Pixels | None:
            inputs = Inputs(np.asarray(cut), mask)
            family = self._studio.source(options).family
            wish = draw_parameters(face_options, inputs, family, self._landmarks)
            wish = replace(wish, strength=options.detail_strength)
            return self._drawn(options, Mode.INPAINT, wish, [seed])[0]

        for face in sorted(self._landmarks.detect(picture), key=lambda one: -one.box.width):
            picture = redraw_face(picture, face, side, redraw)
        return picture

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
        fitted = np.asarray(ImageOps.fit(Image.fromarray(picture), (width, height)))
        return self._again(options, fitted, options.upscale_strength, seed)

    def _checker(self, options: AvatarOptions) -> SafetyChecker:
        source = self._studio.source(options)
        if source.name not in self._checkers:
            own = None if source.single else source.path
            self._checkers[source.name] = load_checker(self._studio.files, own)
        return self._checkers[source.name]

    @cached_property
    def _checkers(self) -> dict[str, SafetyChecker]:
        return {}


def _counting(on_step: Callable[[int], None], pictures: int) -> Callable[[], None]:
    return lambda: on_step(pictures)


def _too_little(wish: DrawParameters) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.OUT_OF_MEMORY,
        f"There is not enough memory for a picture of {wish.width}x{wish.height} pixels.",
        "Close other programs, choose a smaller size or --memory 8gb, or compute on the processor "
        "with --device cpu.",
    )
