"""Options of an avatar: what is followed of given pictures."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from avatar_gen.controls import Condition, Control, read_control
from talker.errors import UsageError
from talker.options.choice import Choice
from talker.options.group import OptionGroup
from talker.options.shown import Shown
from talker.text_list import split_texts


class Fill(Choice):
    """What stands under the mask before it is drawn."""

    ORIGINAL = "original", "The picture"
    BLUR = "fill", "Colours around it"
    NOISE = "noise", "Noise"
    EMPTY = "empty", "Nothing"


def _controls(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses, in the words of `read_control`, what is no ControlNet."""
    for text in texts:
        try:
            read_control(text)
        except UsageError as error:
            raise ValueError(str(error)) from error
    return texts


Controls = Annotated[tuple[str, ...], BeforeValidator(split_texts), AfterValidator(_controls)]


class FollowedOptions(OptionGroup, extra="forbid"):
    """How much of a given picture stays, and what a ControlNet and an IP-Adapter take from one."""

    strength: float = Field(
        0.6,
        gt=0,
        le=1,
        title="Denoising strength",
        description="How much of the given picture is drawn anew.",
    )
    only_masked: bool = Field(
        False,
        title="Only masked",
        description="For inpaint: draws the part under the mask at the full size and puts it back.",
    )
    mask_padding: Annotated[int, Shown("pixels")] = Field(
        32,
        ge=0,
        le=512,
        title="Mask padding",
        description="How much around the mask is seen when only that part is drawn.",
    )
    mask_blur: Annotated[int, Shown("pixels", "None")] = Field(
        0, ge=0, le=128, title="Mask blur", description="How softly the mask ends."
    )
    fill: Fill = Field(
        Fill.ORIGINAL,
        title="Masked content",
        description="What stands under the mask before it is drawn: the picture, the colours "
        "around it, noise, or nothing.",
    )
    control: Condition = Field(
        Condition.OPENPOSE,
        title="Control",
        description="What ControlNet follows of the given picture: its edges, pose, lines, depth "
        "or the picture itself; given-... when the picture is such a drawing already. A pose may "
        "be a .json of OpenPose.",
    )
    control_model: str = Field(
        "auto",
        title="ControlNet",
        description="A ControlNet of the catalogue, a folder or a file; auto takes the one that "
        "fits.",
    )
    control_scale: float = Field(
        1.0, ge=0, le=2, title="Control strength", description="How strictly it is followed."
    )
    control_start: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Control from",
        description="From which part of the steps on the ControlNet counts.",
    )
    control_end: float = Field(
        1.0, ge=0, le=1, title="Control until", description="Up to which part of the steps."
    )
    more_control: Controls = Field(
        (),
        title="Further ControlNets",
        description="Others that are followed at the same time, separated by semicolons, each with "
        "what it follows and, where wanted, its strength, start, end, model and picture: "
        "depth,strength=0.6,end=0.5;given-lineart,picture=lines.png.",
    )
    like_strength: Annotated[float, Shown(lowest="None")] = Field(
        0.7,
        ge=0,
        le=2,
        title="Likeness strength",
        description="How much the face follows the pictures of the presenter; above 1 clothes and "
        "pose follow them, too. 0 leaves them out.",
    )
    like_start: float = Field(
        0.0,
        ge=0,
        le=1,
        title="Likeness from",
        description="From which part of the steps on the pictures of the presenter count: 0.2 "
        "leaves the pose to the words.",
    )
    like_end: float = Field(
        1.0, ge=0, le=1, title="Likeness until", description="Up to which part of the steps."
    )
    like_model: str = Field(
        "auto",
        title="IP-Adapter",
        description="What lets pictures count as words do: an IP-Adapter of the catalogue or a "
        "file; auto takes the one for faces that fits the model.",
    )

    @property
    def controls(self) -> tuple[Control, ...]:
        """All ControlNets, the first one first."""
        first = Control(
            self.control,
            self.control_scale,
            self.control_start,
            self.control_end,
            self.control_model,
        )
        return first, *(read_control(text) for text in self.more_control)
