"""What kinds of jobs have in common in which a recording or a text is heard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from app.file_names import safe_name
from app.jobs.kind import Fact
from app.settings.store import load_settings
from talker.segments import VIDEO_SUFFIX

if TYPE_CHECKING:
    from talker.model_files import ModelFiles
    from talker.provenance.publisher import Publisher
    from talker.spoken import Speaker


class Offered(TypedDict):
    """What the program gives to every front door of the library that makes such videos."""

    home: Path
    models: ModelFiles
    publisher: Publisher
    speaker: Speaker


def offered(home: Path) -> Offered:
    """The models, the publisher and the voices of a home."""
    # Late: whoever lists jobs needs neither numpy nor OpenCV.
    from app.models import default_store
    from app.speaking import default_readers

    return Offered(
        home=home,
        models=default_store(home),
        publisher=load_settings(home).publisher,
        speaker=default_readers(home),
    )


def spoken_seconds(text: str, recordings: Sequence[Path]) -> float | None:
    """How long a text is, or else the recordings, as of `recorded_seconds`."""
    if not text:
        return recorded_seconds(recordings)
    from talker.spoken import expected_seconds

    return expected_seconds(text)


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
