"""A picture of another program: what its text says, as options of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from avatar_gen.file_hashes import known_files
from avatar_gen.infotext import Infotext, read_infotext, sampler_of
from avatar_gen.models import entry_of
from talker.errors import ErrorCode, InputError
from talker.media.images import picture_notes

PARAMETERS = "parameters"
# Fields that say nothing that is drawn by, or that the prompt says itself.
_TOLD = (
    *("Version", "Lora hashes", "TI hashes", "VAE hash", "Hashes", "Civitai resources"),
    *("Civitai metadata", "Created Date", "Schedule type", "Hires upscaler", "Hires steps"),
    *("RNG", "Model hash", "Model", "Masked area padding", "User"),
)


@dataclass(frozen=True)
class ForeignRecord:
    """`values` of options, and what of the text could not be taken over, in its own words."""

    values: Mapping[str, Any]
    left: tuple[str, ...]


def foreign_text(path: Path) -> Infotext | None:
    """The text of a picture, from wherever its format keeps one; None without."""
    notes = picture_notes(path)
    for said in (*notes.texts.values(), notes.remark, "\n".join(notes.comments)):
        found = read_infotext(said)
        if found is not None:
            return found
    return None


def read_foreign(path: Path, home: Path) -> ForeignRecord:
    """The options that a picture's text stands for; InputError NO_RECORD when it has none."""
    text = foreign_text(path)
    if text is None:
        raise InputError(
            ErrorCode.NO_RECORD,
            f"{path.name} does not say how it was made.",
            "Give a picture that its program wrote, and that no other has saved again.",
            path,
        )
    return _Reading(text, home).record()


class _Reading:
    """Takes one field after the other; what nothing is made of is left."""

    def __init__(self, text: Infotext, home: Path) -> None:
        self._text = text
        self._home = home
        self._left = {name for name in text.fields if name not in _TOLD}
        self._values: dict[str, Any] = {"prompt": text.prompt, "negative": text.negative}
        self._said: list[str] = []

    def record(self) -> ForeignRecord:
        plain: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
            ("Steps", "steps", int),
            ("CFG scale", "guidance", float),
            ("Seed", "seed", int),
            ("Clip skip", "clip_skip", int),
            ("Hires upscale", "hires", float),
            ("Variation seed", "variation_seed", int),
            ("Variation seed strength", "variation", float),
            ("CFG Rescale phi", "guidance_rescale", float),
        )
        for name, option, kind in plain:
            self._take(name, option, kind)
        hires = "hires" in self._values
        self._take("Denoising strength", "hires_strength" if hires else "strength", float)
        self._size()
        self._sampler()
        self._model()
        vae = self._text.fields.get("VAE", "")
        if vae in ("", "None", "Automatic"):
            self._left.discard("VAE")
        fields = self._text.fields
        left = [f"{name}: {fields[name]}" for name in fields if name in self._left]
        return ForeignRecord(self._values, (*self._said, *left))

    def _take(self, name: str, option: str, kind: Callable[[str], Any]) -> None:
        with suppress(KeyError, ValueError):
            self._values[option] = kind(self._text.fields[name])
            self._left.discard(name)

    def _size(self) -> None:
        width, _, height = self._text.fields.get("Size", "").partition("x")
        if width.isdigit() and height.isdigit():
            self._values |= {"width": int(width), "height": int(height)}
            self._left.discard("Size")

    def _sampler(self) -> None:
        fields = self._text.fields
        found = sampler_of(fields.get("Sampler", ""), fields.get("Schedule type", ""))
        if found is not None:
            self._left.discard("Sampler")
            self._values |= {"scheduler": found[0], "schedule": found[1]}
        elif "Schedule type" in fields:
            self._said.append(f"Schedule type: {fields['Schedule type']}")

    def _model(self) -> None:
        """By the hash among the files that were drawn with here, else the catalogue's by name."""
        fields = self._text.fields
        name, wanted = fields.get("Model", ""), fields.get("Model hash", "")
        known = next(known_files(wanted, self._home), None) if wanted else None
        entry = entry_of(name)
        if known is not None:
            self._values["model"] = str(known)
        elif entry:
            self._values["model"] = entry
        elif name or wanted:
            self._said.append(f"Model: {name or wanted}")
