"""The looks that come with the program: words around the user's own."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from avatar_gen.options.wanted import Style
from talker.assets import asset


class StyleWords(BaseModel):
    """What a style adds: `prompt` holds {prompt} where the user's words go."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    prompt: str
    negative: str


def read_look(style: Style) -> StyleWords:
    """The look of a style; for none one that adds nothing."""
    if style is Style.NONE:
        return StyleWords(title="", prompt="{prompt}", negative="")
    path = asset(f"styles/{style.value}.json")
    return StyleWords.model_validate_json(path.read_bytes())
