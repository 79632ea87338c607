"""Options of an avatar: the model, and who is shown and how, in words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from talker.options.choice import Choice, ProperName
from talker.options.group import OptionGroup
from talker.options.shown import PromptWords, Shown


class Mode(Choice):
    """What the picture is made from."""

    TEXT = "txt2img", "From words"
    IMAGE = "img2img", "From a picture"
    INPAINT = "inpaint", "Part of a picture"
    CONTROL = "controlnet", "Pose or edges of a picture"
    UPSCALE = "upscale", "Larger"


class Style(Choice):
    """Looks that come with the program; each is a file in assets/styles."""

    NONE = "none", "Off"
    PHOTO_STUDIO = "photo-studio", "Photo studio"
    CORPORATE = "corporate", "Corporate"
    NEWS_DESK = "news-desk", "News desk"
    OUTDOOR = "outdoor", "Outdoor"
    ANIME = "anime", "Anime"
    THREE_D = "3d", ProperName("3D")
    ILLUSTRATION = "illustration", "Illustration"


class Person(Choice):
    """Who is shown, for people who write no prompts."""

    ANY = "any", "Any"
    WOMAN = "woman", "Woman"
    MAN = "man", "Man"
    PERSON = "person", "Person"


class Framing(Choice):
    """How much of the person is in the picture."""

    ANY = "any", "Any"
    FACE = "face", "Face"
    HEAD_AND_SHOULDERS = "head-and-shoulders", "Head and shoulders"
    HALF_BODY = "half-body", "Half-length"


class Light(Choice):
    """Where the light comes from."""

    ANY = "any", "Any"
    STUDIO = "studio", "Studio"
    SOFT = "soft", "Soft"
    WINDOW = "window", "Window"
    SUN = "sun", "Sun"


class Background(Choice):
    """What is behind the person."""

    ANY = "any", "Any"
    PLAIN = "plain", "Plain"
    OFFICE = "office", "Office"
    STUDIO = "studio", "Studio"
    NEWSROOM = "newsroom", "Newsroom"
    CITY = "city", "City"
    NATURE = "nature", "Nature"


Prompt = Annotated[str, PromptWords()]


class WantedOptions(OptionGroup, extra="forbid"):
    """What is wanted, in words."""

    mode: Mode = Field(
        Mode.TEXT,
        title="Mode",
        description="txt2img: from words alone; img2img: a picture, drawn anew; inpaint: only "
        "where the mask is white; controlnet: pose or edges of a picture; upscale: larger.",
    )
    model: str = Field(
        "auto",
        title="Model",
        description="A model of the catalogue, a folder of diffusers, or a .safetensors or .ckpt "
        "file; auto takes the first that is installed.",
    )
    prompt: Prompt = Field(
        "",
        max_length=8000,
        title="Prompt",
        description="What to draw, in words; (word:1.2), ((word)) and [word] give weight.",
    )
    negative: Prompt = Field(
        "", max_length=8000, title="Without", description="What the picture must not show."
    )
    prompt_as_typed: bool = Field(
        False,
        title="Words as typed",
        description="Sends Chinese words as they are; else the portrait glossary translates them, "
        "because models understand English.",
    )
    style: Style = Field(
        Style.NONE, title="Style", description="Adds the words of a look to both prompts."
    )
    person: Person = Field(
        Person.ANY, title="Person", description="Who is shown, put in front of the prompt."
    )
    age: Annotated[int, Shown("years", "Any")] = Field(
        0, ge=0, le=100, title="Age", description="About how old the person is; 0 says nothing."
    )
    clothing: Prompt = Field(
        "", max_length=300, title="Clothing", description="Such as: navy blazer over a white shirt."
    )
    framing: Framing = Field(
        Framing.ANY, title="Framing", description="How much of the person is shown."
    )
    light: Light = Field(Light.ANY, title="Light", description="Where the light comes from.")
    background: Background = Field(
        Background.ANY, title="Background", description="What is behind the person."
    )
