"""What kinds of jobs have in common that make a video in which a recording or a text is heard."""

from __future__ import annotations

from pathlib import Path

from app.file_names import safe_name
from app.jobs.kind import Fact
from talker.segments import VIDEO_SUFFIX


def heard(text: str, speech: Path) -> Fact:
    """The text, or else the recording."""
    return Fact("Text", " ".join(text.split())) if text else Fact("Speech", speech)


def video_in(folder: Path, name: str, picture: object) -> Path:
    """A video in a folder, called `name`, or else as the portrait or film is."""
    wanted = name.removesuffix(VIDEO_SUFFIX) or Path(str(picture or "")).stem
    return folder / safe_name(wanted, VIDEO_SUFFIX)
