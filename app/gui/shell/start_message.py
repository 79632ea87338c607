"""What another start of the program asks of the window that is open."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class Message(BaseModel):
    """To come to the front with `files`, or, with `quit`, to end in order."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    files: tuple[Path, ...] = ()
    quit: bool = False


def parse(line: bytes) -> Message | None:
    """The message of a line; None for anything else."""
    try:
        return Message.model_validate_json(line)
    except ValidationError:
        return None
