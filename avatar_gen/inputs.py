"""What the user's pictures become before drawing: cut to size, mask and condition ready."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from avatar_gen.control import condition_picture
from avatar_gen.controls import Condition
from avatar_gen.denoise import DrawParameters, check_size
from avatar_gen.family import Family
from avatar_gen.masked import filled, softened
from avatar_gen.options.wanted import Mode
from avatar_gen.pose_drawing import draw_pose
from avatar_gen.prompt_builder import compose
from avatar_gen.prompt_syntax import taken_tags
from avatar_gen.record_files import lora_parts
from avatar_gen.request import AvatarOptions, AvatarRequest
from avatar_gen.skeleton import is_pose_file, read_pose
from talker.errors import ErrorCode, InputError
from talker.face.landmarks import LandmarkSource
from talker.files import is_file
from talker.media.images import load_image, load_opacity

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class ControlPicture:
    """RGB uint8 [H, W, 3]; `drawn`: it is what a ControlNet is shown, whatever its kind says."""

    pixels: Pixels
    drawn: bool = False

    def condition(self, kind: Condition, landmarks: LandmarkSource) -> Pixels:
        """What the ControlNet is shown, uint8 [H, W, 3]."""
        return self.pixels if self.drawn else condition_picture(kind, self.pixels, landmarks)


@dataclass(frozen=True)
class Inputs:
    """The pictures that a request names, read once. RGB uint8 [H, W, 3], and the mask as L.

    `controls`: the picture for each ControlNet.
    """

    image: Pixels | None = None
    mask: Image.Image | None = None
    controls: tuple[ControlPicture, ...] = ()


def read_inputs(request: AvatarRequest) -> Inputs:
    """InputError with an IMAGE_ code, POSE_INVALID for a pose that is none, or MASK_SIZE when mask
    and picture differ in size."""
    if request.image is None or request.mode is Mode.TEXT:
        return Inputs()
    if request.mode is Mode.CONTROL:
        controls = tuple(
            _followed(control.kind, Path(control.picture) if control.picture else request.image)
            for control in request.controls
        )
        return Inputs(controls[0].pixels, controls=controls)
    image = load_image(request.image)
    if request.mode is not Mode.INPAINT or request.mask is None:
        return Inputs(image)
    seen = load_image(request.mask)
    if seen.shape != image.shape:
        raise InputError(
            ErrorCode.MASK_SIZE,
            f"The mask {request.mask.name} has {_size(seen)} pixels, the picture "
            f"{request.image.name} {_size(image)}.",
            "Paint the mask on a copy of the picture, so that both have the same size.",
            request.mask,
        )
    # What is painted on a transparent layer is the mask, in whatever colour.
    opacity = load_opacity(request.mask)
    mask = Image.fromarray(seen).convert("L") if opacity is None else Image.fromarray(opacity)
    if not mask.getbbox():
        raise InputError(
            ErrorCode.MASK_SIZE,
            f"The mask {request.mask.name} is black, or transparent, everywhere.",
            "Paint white what shall be drawn anew, or anything on a transparent layer.",
            request.mask,
        )
    return Inputs(image, mask)


def picture_size(options: AvatarOptions, family: Family, image: Pixels | None) -> tuple[int, int]:
    """Width and height to draw: as asked for, else by the picture given, else the family's own.

    UsageError SIZE_INVALID for sides that are no multiple of 8.
    """
    side = family.side
    width, height = options.width, options.height
    if image is not None and options.mode is not Mode.TEXT:
        ratio = image.shape[1] / image.shape[0]
        if not width and not height:
            wide = side * ratio**0.5
            width, height = _eights(wide), _eights(wide / ratio)
        width = width or _eights(height * ratio)
        height = height or _eights(width / ratio)
    width, height = width or side, height or side
    check_size(width, height)
    return width, height


def draw_parameters(
    options: AvatarOptions, inputs: Inputs, family: Family, landmarks: LandmarkSource
) -> DrawParameters:
    """All that the options and the pictures say about one drawing."""
    prompt, negative = (taken_tags(text)[0] for text in compose(options))
    width, height = picture_size(options, family, inputs.image)
    image = mask = None
    if inputs.image is not None:
        image = ImageOps.fit(Image.fromarray(inputs.image), (width, height))
    if inputs.mask is not None:
        mask = softened(ImageOps.fit(inputs.mask, (width, height)), options.mask_blur)
        if image is not None and options.mode is Mode.INPAINT:
            image = filled(image, mask, options.fill, options.seed)
    conditions: tuple[Image.Image, ...] = ()
    if options.mode is Mode.CONTROL:
        drawn = (
            seen.condition(control.kind, landmarks)
            for control, seen in zip(options.controls, inputs.controls, strict=True)
        )
        conditions = tuple(ImageOps.fit(Image.fromarray(one), (width, height)) for one in drawn)
    return DrawParameters(
        prompt, negative, width, height, options.strength, image, mask, conditions
    )


def _followed(kind: Condition, path: Path) -> ControlPicture:
    """The picture for a ControlNet; a pose as data is drawn."""
    if not is_pose_file(path):
        return ControlPicture(load_image(path))
    pose = read_pose(path)
    if kind.network != Condition.OPENPOSE.network:
        raise InputError(
            ErrorCode.POSE_INVALID,
            f"{path.name} is a pose, which no ControlNet for {kind.network} follows.",
            "Use it with --control openpose, or give a picture.",
            path,
        )
    return ControlPicture(draw_pose(pose), drawn=True)


def used_files(request: AvatarRequest) -> tuple[Path, ...]:
    """The files that count beside the model: LoRAs, VAE, ControlNet, pictures and the like."""
    loras = (text if is_file(Path(text)) else lora_parts(text)[0] for text in request.loras)
    names = [*loras, *request.embeddings, request.vae]
    names += [request.like_model, *(control.model for control in request.controls)]
    paths = [*(Path(name) for name in names if name), *request.pictures]
    return tuple(path for path in paths if is_file(path))


def _eights(value: float) -> int:
    return max(64, round(value / 8) * 8)


def _size(picture: Pixels) -> str:
    return f"{picture.shape[1]}x{picture.shape[0]}"
