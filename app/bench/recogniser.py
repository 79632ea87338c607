"""What the program's recogniser hears of a sentence, for the benches of voices."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import soundfile

from app.models.store import ModelStore
from speech_gen.speech import SpokenSentence
from talker.errors import ErrorCode, InputError
from talker.media.audio import open_speech
from talker.options.transcribe import RecogniserModel
from talker.progress import CancelToken, ignore_progress
from talker.recognition.models import open_recogniser
from talker.recognition.recogniser import Recogniser


def heard(
    recogniser: Recogniser, spoken: SpokenSentence, language: str
) -> tuple[str, list[tuple[str, float]]]:
    """What it writes, and its words with where they begin, in seconds; nothing where it hears
    nobody."""
    with TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        path = Path(folder) / "said.wav"
        soundfile.write(path, spoken.samples, spoken.rate)
        try:
            words = recogniser.hear(
                open_speech(path), language, ignore_progress, CancelToken()
            ).words
        except InputError as error:
            if error.code is not ErrorCode.AUDIO_NO_SPEECH:
                raise
            words = ()
    return "".join(word.text for word in words), [(word.text, word.start) for word in words]


def load_recogniser(store: ModelStore) -> Recogniser:
    """Whisper base; COMPONENT_MISSING without what writes traditional characters as simplified
    ones, which is no part of the program."""
    if find_spec("opencc") is None:
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            "What compares Chinese characters is not installed.",
            "python -m pip install opencc",
        )
    return open_recogniser(store, RecogniserModel.BASE)
