"""What kinds of jobs have in common in which a recording or a text is heard."""

from __future__ import annotations

from collections.abc import Sequence
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


def recorded_seconds(recordings: Sequence[Path]) -> float | None:
    """The length that their headers tell, of several that begin together the longest; None for
    those that the worker has to measure."""
    import soundfile

    try:
        return max(float(soundfile.info(path).duration) for path in recordings)
    except soundfile.LibsndfileError:
        return None
