"""The request for avatars: inputs, folder and every option; CLI, form and stored job follow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from avatar_gen.controls import check_part
from avatar_gen.few_steps import WAYS, FewSteps
from avatar_gen.options.finishing import AddonOptions, FinishingOptions
from avatar_gen.options.followed import FollowedOptions
from avatar_gen.options.sampling import SamplingOptions
from avatar_gen.options.wanted import Mode, WantedOptions
from talker.errors import UsageError
from talker.files import is_file
from talker.text_list import split_texts

MOST_LIKE = 4  # pictures of one presenter: more make drawing slower and the face no better


def _pictures(given: Any) -> Any:
    """As `split_texts`, but names of pictures may hold semicolons: what has no ending is none."""
    parts = [given] if isinstance(given, str | Path) else given
    if not isinstance(parts, list | tuple) or not all(isinstance(one, str | Path) for one in parts):
        return given
    return tuple(name for part in parts for name in _picture_names(str(part)))


def _picture_names(text: str) -> tuple[str, ...]:
    names: tuple[str, ...] = split_texts(text)
    whole = is_file(Path(text)) or not all(Path(name).suffix for name in names)
    return (text,) if whole else names


Pictures = Annotated[tuple[str, ...], BeforeValidator(_pictures)]


class AvatarOptions(
    FinishingOptions,
    AddonOptions,
    FollowedOptions,
    SamplingOptions,
    WantedOptions,
):
    """What the user may set, the last base first. Frozen; unknown names are refused."""

    @model_validator(mode="before")
    @classmethod
    def _set_few_steps(cls, given: Any) -> Any:
        return with_few_steps(given) if isinstance(given, Mapping) else given


def with_few_steps(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values given, and what a way of few steps among them sets besides.

    Where it is switched off, those options are what they are by themselves. A name that there is
    not sets nothing: the option's own check refuses it.
    """
    name = given.get("few_steps")
    if name is None:
        return dict(given)
    if name == FewSteps.OFF:
        names = next(iter(WAYS.values())).options
        own = {one: AvatarOptions.model_fields[one].default for one in names}
    else:
        own = next((dict(way.options) for one, way in WAYS.items() if one == name), {})
    return {**own, **given}


class AvatarRequest(AvatarOptions):
    """Pictures to make: the inputs, the folder, and the options. Frozen and serialisable."""

    image: Path | None = Field(
        None,
        title="Picture",
        description="What img2img, inpaint, controlnet and upscale begin with.",
    )
    mask: Path | None = Field(
        None, title="Mask", description="For inpaint: white is drawn anew, black stays."
    )
    like: Pictures = Field(
        (),
        title="Pictures of the presenter",
        description="One to four pictures whose face the drawn one gets, separated by semicolons; "
        "each is cut to its largest face.",
    )
    output: Path = Field(
        Path("avatars"), title="Output", description="The folder for the pictures."
    )

    @model_validator(mode="after")
    def _inputs_fit_the_mode(self) -> Self:
        if self.mode is not Mode.TEXT and self.image is None:
            raise ValueError(f"the mode {self.mode.value} needs a picture: --image FILE")
        if self.mode is Mode.INPAINT and self.mask is None:
            raise ValueError("the mode inpaint needs a mask: --mask FILE")
        self._check_controls()
        if len(self.like) > MOST_LIKE:
            raise ValueError(
                f"--like takes up to {MOST_LIKE} pictures, these are {len(self.like)}: leave out "
                "those that show the face worst"
            )
        if self.like and self.like_start >= self.like_end:
            raise ValueError(
                f"--like-start {self.like_start:g} must be less than --like-end {self.like_end:g}"
            )
        return self

    def _check_controls(self) -> None:
        if self.more_control and self.mode is not Mode.CONTROL:
            raise ValueError("--more-control needs --mode controlnet")
        try:
            for control in self.controls if self.mode is Mode.CONTROL else ():
                check_part(control, f"the ControlNet {control.kind.value}")
        except UsageError as error:
            raise ValueError(f"{error.message.removesuffix('.')}: {error.hint}") from error

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Every picture that the request names."""
        given = [self.image, self.mask, *self.like]
        given += [control.picture for control in self.controls[1:]]
        return tuple(Path(one) for one in given if one)

    @property
    def options(self) -> AvatarOptions:
        """The options alone, without files."""
        return AvatarOptions(**{name: getattr(self, name) for name in AvatarOptions.model_fields})
