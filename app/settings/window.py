"""Settings: how the window looks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.settings.section import AbsolutePath, Section
from talker.options.choice import Choice, ProperName
from talker.options.deliver import DeliverOptions
from talker.options.render import RenderOptions


class Theme(Choice):
    """The colours of the window."""

    SYSTEM = "system", "As the computer"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class Language(Choice):
    """The language of the window; `system` takes the computer's where we know it."""

    SYSTEM = "system", "As the computer"
    ENGLISH = "en", ProperName("English")
    SIMPLIFIED_CHINESE = "zh_CN", ProperName("简体中文")
    TRADITIONAL_CHINESE = "zh_TW", ProperName("繁體中文")


class WhenDone(Choice):
    """What happens when the last video of the queue is made."""

    NOTHING = "nothing", "Do nothing"
    QUIT = "quit", "Quit Mouthpiece"
    SLEEP = "sleep", "Put the computer to sleep"


class WindowSettings(Section):
    """How the window looks, and what new videos begin with."""

    language: Language = Field(default=Language.SYSTEM, title="Language")
    theme: Theme = Field(default=Theme.SYSTEM, title="Theme")
    output_folder: AbsolutePath | None = Field(
        default=None, title="Folder for videos", description="Where new videos are put."
    )
    workers: int = Field(
        default=1, ge=1, le=16, title="Videos at a time", description="Processes at work."
    )
    when_done: WhenDone = Field(
        default=WhenDone.NOTHING, title="When the queue is done", description="What to do then."
    )
    queue_on: bool = Field(
        default=True, description="Whether waiting videos are made while the window is open."
    )
    welcomed: bool = Field(default=False, description="Whether the first page has been seen.")
    # Where the window was when it was last closed, as Qt writes it, in base64.
    placement: str = Field(default="", max_length=4000)
    help_size: tuple[int, int] | None = Field(
        default=None, description="Width and height of the help window when it was last closed."
    )
    dialog_sizes: dict[str, tuple[int, int]] = Field(
        default={},
        max_length=100,
        description="Width and height of each kind of dialog when it was last closed.",
    )
    library_order: str = Field(
        default="newest", max_length=20, description="What stands first in the Library."
    )
    library_list: bool = Field(
        default=False, description="Whether the Library shows a list instead of pictures."
    )
    pictures_order: str = Field(
        default="newest", max_length=20, description="What stands first among the drawn pictures."
    )
    pictures_list: bool = Field(
        default=False, description="Whether drawn pictures are shown as a list."
    )
    favourite_words: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        default=(), max_length=200, description="What is offered first while a prompt is typed."
    )
    volume: int = Field(default=100, ge=0, le=100, description="How loud the window plays.")
    recent_portraits: tuple[AbsolutePath, ...] = Field(default=(), max_length=12)
    recent_speeches: tuple[AbsolutePath, ...] = Field(default=(), max_length=12)
    version: DeliverOptions = Field(
        default=DeliverOptions(), description="Options of the other version that was made last."
    )
    defaults: RenderOptions = Field(
        default=RenderOptions(), title="Defaults", description="Options of new videos."
    )
