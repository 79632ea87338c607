"""How subtitles look: small files of values, four of which ship with the program."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from talker.assets import asset
from talker.errors import ErrorCode, InputError, UsageError
from talker.suggestions import did_you_mean
from talker.toml import TomlInvalid, read_toml

STYLES = ("plain", "karaoke", "box", "pop")
_SUFFIX = ".toml"

Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Highlight(StrEnum):
    """What happens to the word that is being said."""

    NONE = "none"
    COLOR = "color"
    BOX = "box"
    POP = "pop"


class Stand(StrEnum):
    """Where the lines are; each gives way to the mouth, the label and the logo."""

    BOTTOM = "bottom"
    TOP = "top"


class CaptionStyle(BaseModel):
    """The look of subtitles. Sizes in shares of a letter's height, colors #rrggbb.

    `lines` is how many are shown at once, `longest` how long one may be: in Latin letters, of which
    a Chinese character takes two; 0 as long as there is room. `speed` is how many Latin letters a
    second can be read: what is shown too shortly for that stays, the next text permitting.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = ""
    highlight: Highlight = Highlight.NONE
    color: Color = "#ffffff"
    highlight_color: Color = "#ffd400"
    outline: float = Field(1 / 14, ge=0, le=0.5)
    outline_color: Color = "#101010"
    shadow: float = Field(1 / 42, ge=0, le=0.5)
    bold: bool = False
    uppercase: bool = False
    punctuation: bool = True
    stand: Stand = Stand.BOTTOM
    lines: int = Field(0, ge=0, le=4)
    longest: int = Field(0, ge=0, le=200)
    speed: float = Field(0, ge=0, le=60)
    scale: float = Field(1.0, ge=0.3, le=3)


def load_style(name: str) -> CaptionStyle:
    """A style by its name, or by the path of its file; the usual one for an empty name.

    Raises UsageError OPTION_UNKNOWN, InputError SUBTITLES_INVALID.
    """
    path = Path(name)
    if path.suffix.lower() == _SUFFIX:
        return _read(path)
    if name and name not in STYLES:
        raise UsageError(
            ErrorCode.OPTION_UNKNOWN,
            f"There is no style {name} for subtitles.",
            did_you_mean(name, STYLES, f"There are: {', '.join(STYLES)}; or name a .toml file."),
        )
    return _read(asset(f"captions/{name or STYLES[0]}{_SUFFIX}"))


def _read(path: Path) -> CaptionStyle:
    try:
        return CaptionStyle.model_validate(read_toml(path))
    except TomlInvalid as error:
        raise _invalid(path, str(error)) from error
    except OSError as error:
        raise _invalid(path, "it is not there or cannot be read") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _invalid(path, f"{place}: {first['msg']}") from error


def _invalid(path: Path, why: str) -> InputError:
    return InputError(
        ErrorCode.SUBTITLES_INVALID,
        f"The style {path.name} cannot be used: {why}.",
        "See docs/captions.md for what a style may say.",
        path,
    )
