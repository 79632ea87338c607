"""How subtitles look: small files of values, four of which ship with the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from talker.assets import asset
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import atomic_write
from talker.options.choice import Choice
from talker.suggestions import did_you_mean
from talker.toml import TomlInvalid, read_toml, toml_lines

STYLES = ("plain", "karaoke", "box", "pop")
_SUFFIX = ".toml"

Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class Highlight(Choice):
    """What happens to the word that is being said."""

    NONE = "none", "Nothing"
    COLOR = "color", "Another color"
    BOX = "box", "A box"
    POP = "pop", "It grows"


class Stand(Choice):
    """Where the lines are; each gives way to the mouth, the label and the logo."""

    BOTTOM = "bottom", "Below"
    MIDDLE = "middle", "In the middle"
    TOP = "top", "Above"


class CaptionStyle(BaseModel):
    """The look of subtitles. Sizes in shares of a letter's height, colors #rrggbb.

    `font` is the family of an installed font, empty for the first that has all letters. `lines` is
    how many are shown at once, `longest` how long one may be: in Latin letters, of which a Chinese
    character takes two; 0 as long as there is room. `longest_in` is that by language, in letters of
    that language. `speed` is how many Latin letters a second can be read: what is shown too shortly
    for that stays, the next text permitting.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field("", max_length=200, title="Name of the style")
    font: str = Field(
        "",
        max_length=200,
        title="Font",
        description="The family of an installed font; empty takes the first that has all letters.",
    )
    highlight: Highlight = Field(
        Highlight.NONE,
        title="The word that is said",
        description="What happens to a word while it is said.",
    )
    color: Color = Field("#ffffff", title="Color", description="Of the letters, as #rrggbb.")
    highlight_color: Color = Field(
        "#ffd400", title="Color of the word", description="Of the word that is said, or of its box."
    )
    outline: float = Field(
        1 / 14, ge=0, le=0.5, title="Outline", description="In shares of a line's height."
    )
    outline_color: Color = Field("#101010", title="Color of the outline", description="As #rrggbb.")
    shadow: float = Field(
        1 / 42, ge=0, le=0.5, title="Shadow", description="In shares of a line's height."
    )
    bold: bool = Field(False, title="Bold", description="Strong letters.")
    uppercase: bool = Field(False, title="Capitals", description="All letters as capitals.")
    punctuation: bool = Field(
        True,
        title="Punctuation",
        description="Shows full stops and commas; without it those inside words and numbers stay.",
    )
    stand: Stand = Field(
        Stand.BOTTOM,
        title="Place",
        description="Where the lines stand; they give way to the mouth, the label and the logo.",
    )
    lines: int = Field(
        0,
        ge=0,
        le=4,
        title="Lines at once",
        description="What has no room is shown afterwards; 0 shows as many as there is room for.",
    )
    longest: int = Field(
        0,
        ge=0,
        le=200,
        title="Longest line",
        description="In Latin letters, of which a Chinese character takes two; 0 has no limit.",
    )
    longest_in: Mapping[Language, Annotated[int, Field(ge=1, le=200)]] = Field(
        default_factory=dict[str, int],
        title="Longest line by language",
        description="In letters of the language.",
    )
    speed: float = Field(
        0,
        ge=0,
        le=60,
        title="Reading speed",
        description="Latin letters a second that can be read: shorter texts stay longer, the next "
        "one permitting; 0 has no limit.",
    )
    scale: float = Field(
        1.0, ge=0.3, le=3, title="Size", description="Times the size of subtitles."
    )


def styles_folder(home: Path) -> Path:
    """Where the user's own styles lie; they win over shipped ones of the same name."""
    return home / "captions"


def style_names(home: Path) -> list[str]:
    """All names there are, shipped ones first."""
    own = sorted(path.stem for path in styles_folder(home).glob(f"*{_SUFFIX}"))
    return [*STYLES, *(name for name in own if name not in STYLES)]


def load_style(name: str, home: Path) -> CaptionStyle:
    """A style by its name, or by the path of its file; the usual one for an empty name.

    Raises UsageError OPTION_UNKNOWN, InputError SUBTITLES_INVALID.
    """
    path = Path(name)
    if path.suffix.lower() == _SUFFIX:
        return _read(path)
    names = style_names(home)
    if name and name not in names:
        raise UsageError(
            ErrorCode.OPTION_UNKNOWN,
            f"There is no style {name} for subtitles.",
            did_you_mean(name, names, f"There are: {', '.join(names)}; or name a .toml file."),
        )
    own = styles_folder(home) / f"{name or STYLES[0]}{_SUFFIX}"
    return _read(own if own.is_file() else asset(f"captions/{own.name}"))


def save_style(name: str, style: CaptionStyle, home: Path) -> None:
    """Keeps a style among the user's own, in place of one of the same name."""
    chosen = style.model_dump(mode="json", exclude_defaults=True)
    by_language = chosen.pop("longest_in", {})
    text = toml_lines(chosen)
    if by_language:
        text += f"\n[longest_in]\n{toml_lines(by_language)}"
    with atomic_write(styles_folder(home) / f"{name}{_SUFFIX}", parents=True) as part:
        part.write_text(text, "utf-8")


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
