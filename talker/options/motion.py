"""Options of a render: how the presenter moves and looks."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
)

from talker.options.choice import Choice
from talker.options.group import OptionGroup
from talker.options.shown import DEGREES, STRENGTH, Shown
from talker.text_list import split_texts


class ReferenceUse(Choice):
    """What is taken from a reference video."""

    POSE = "pose", "Head motion"
    BLINK = "blink", "Blinks"
    BOTH = "both", "Head motion and blinks"
    ALL = "all", "All its motion"


class Mood(Choice):
    """What the presenter's face says besides the words."""

    NEUTRAL = "neutral", "Neutral"
    FRIENDLY = "friendly", "Friendly"
    SERIOUS = "serious", "Serious"
    GLAD = "glad", "Glad"
    CONCERNED = "concerned", "Concerned"


class Smile(Choice):
    """What becomes of the smile of the photograph."""

    CALM = "calm", "Calmed while speaking"
    KEEP = "keep", "Kept"


class Gaze(Choice):
    """Where the presenter looks."""

    NATURAL = "natural", "Small glances"
    CAMERA = "camera", "Into the camera"


def _degrees(value: Any) -> Any:
    """Accepts '10', '-20,30,10', '-20 30 10' and sequences of numbers."""
    if isinstance(value, str):
        return tuple(float(part) for part in value.replace(",", " ").split())
    if isinstance(value, int | float):
        return (float(value),)
    return value


Degrees = Annotated[tuple[Annotated[float, Field(ge=-60, le=60)], ...], BeforeValidator(_degrees)]


def _known_moods(moods: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses a mood that there is not."""
    for mood in moods:
        if mood not in set(Mood):
            raise ValueError(f"there is no mood {mood}; there are {', '.join(Mood)}")
    return moods


def _moods(given: Any) -> Any:
    """Takes commas for semicolons."""
    return split_texts(given.replace(",", ";") if isinstance(given, str) else given)


_DRAW_EVERY = Shown(grades=((1, "every frame"), (2, "every second frame")))


class MotionOptions(OptionGroup):
    """Head, eyes, brows and mouth."""

    still: bool = Field(
        False, title="Keep the head still", description="No head motion; the eyes still blink."
    )
    pose_style: int = Field(
        0, ge=0, le=45, title="Pose style", description="Temperament of the head motion."
    )
    expression_scale: Annotated[float, STRENGTH] = Field(
        1.0, ge=0, le=3, title="Expression", description="Strength of the mouth and brow motion."
    )
    mood: Mood = Field(
        Mood.NEUTRAL,
        title="Mood",
        description="The expression of the presenter besides what is said; drawn by every engine "
        "that our own motion moves.",
    )
    moods: Annotated[tuple[str, ...], BeforeValidator(_moods), AfterValidator(_known_moods)] = (
        Field(
            (),
            title="Mood keyframes",
            description="Moods one after the other, such as friendly;serious;glad, spread over the "
            "video, instead of one.",
        )
    )
    smile: Smile = Field(
        Smile.CALM,
        title="Smile of the photograph",
        description="calm: a photographed smile is taken back in part, more while speaking; keep: "
        "it stays.",
    )
    gaze: Gaze = Field(
        Gaze.NATURAL,
        title="Gaze",
        description="natural: small glances, mostly to the camera; camera: into the camera all "
        "the time.",
    )
    head_motion: Annotated[float, STRENGTH] = Field(
        1.0, ge=0, le=3, title="Head motion", description="Strength of the head motion."
    )
    blink_rate: Annotated[float, Shown("a minute", "None")] = Field(
        15.0,
        ge=0,
        le=60,
        title="Blink rate",
        description="Blinks a minute at rest; "
        "the built-in engine blinks half as often again while it speaks. 0 keeps eyes open.",
    )
    speech_only: bool = Field(
        False,
        title="Only speech moves the mouth",
        description="Music, noise and breath in the recording keep the mouth closed; they are "
        "heard as before.",
    )
    yaw: Annotated[Degrees, DEGREES] = Field(
        (),
        title="Turn of the head",
        description="Head turn keyframes in degrees, spread over the video; the built-in engine "
        "bends them softly to at most 20.",
    )
    pitch: Annotated[Degrees, DEGREES] = Field(
        (),
        title="Nod of the head",
        description="Head nod keyframes in degrees, spread over the video; the built-in engine "
        "bends them softly to at most 10.",
    )
    roll: Annotated[Degrees, DEGREES] = Field(
        (),
        title="Tilt of the head",
        description="Head tilt keyframes in degrees, spread over the video; the built-in engine "
        "bends them softly to at most 15.",
    )


class DrivenOptions(OptionGroup):
    """How often frames are drawn, and what else moves them."""

    draw_every: Annotated[int, _DRAW_EVERY] = Field(
        1,
        ge=1,
        le=2,
        title="Draw every",
        description="With 2 a neural engine draws every second frame; those between are moved from "
        "their neighbours by its own motion field: quicker, and lips a little softer.",
    )
    compile: bool = Field(
        False,
        title="Compile for the graphics card",
        description="Let torch compile the networks that draw for the GPU: minutes at the "
        "beginning, quicker afterwards; for long videos and batches.",
    )
    reference_use: ReferenceUse = Field(
        ReferenceUse.BOTH,
        title="Reference gives",
        description="What is taken from the reference video: head pose, blinks, both, or all of "
        "its motion (the speech is then only heard).",
    )
