"""Settings: other computers that make videos, and this one where it works for others."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from app.quiet_hours import read_quiet_hours
from app.settings.section import AbsolutePath, Section
from app.wake_on_lan import checked_card
from talker.options.choice import Choice


class FarmSettings(Section):
    """Other computers that make the queue's videos."""

    use: bool = Field(
        default=False,
        title="Let the farm make videos",
        description="The window's queue is made by other computers instead of this one.",
    )
    scheduler: str = Field(
        default="",
        max_length=300,
        title="Scheduler of the farm",
        description="HOST or HOST:PORT, as `mouthpiece farm scheduler` prints it; empty: none.",
    )
    shared_folder: AbsolutePath | None = Field(
        default=None,
        title="Shared folder",
        description="A folder that all computers see; inputs in it are not sent.",
    )
    wake: tuple[Annotated[str, AfterValidator(checked_card)], ...] = Field(
        default=(),
        max_length=1000,
        title="Computers to wake",
        description="Addresses of network cards, such as 00:1a:2b:3c:4d:5e, that are woken when "
        "videos wait; @ and a broadcast address may follow.",
    )


class AfterWork(Choice):
    """What a computer of the farm does when there was no work for a while."""

    NOTHING = "nothing", "Stay on"
    SLEEP = "sleep", "Sleep"
    OFF = "off", "Switch off"


def _hours(text: str) -> str:
    read_quiet_hours(text)
    return text


class NodeSettings(Section):
    """How this computer works for a farm, beside those who use it."""

    quiet_hours: Annotated[str, AfterValidator(_hours)] = Field(
        default="",
        max_length=300,
        title="Quiet hours",
        description="When this computer makes no videos for the farm, such as "
        "Mon-Fri 08:00-18:00, Sat 09:00-12:00; empty: it always does.",
    )
    hottest: int = Field(
        default=90,
        ge=0,
        le=120,
        title="Hottest card",
        description="Degrees Celsius at which a graphics card rests until it is 10 degrees "
        "cooler; 0: never.",
    )
    afterwards: AfterWork = Field(
        default=AfterWork.NOTHING,
        title="When the farm has no work",
        description="What this computer does then, unless it is used or others are logged in.",
    )
    afterwards_minutes: int = Field(
        default=15,
        ge=1,
        le=1440,
        title="Minutes without work",
        description="How long there has to be no work before that.",
    )
