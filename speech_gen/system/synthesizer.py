"""Speaks a sentence by a voice of the system."""

from __future__ import annotations

import platform
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from speech_gen.languages import check_speaks
from speech_gen.sound import audible_end, faded, levelled
from speech_gen.speech import Samples, SpokenSentence, SpokenWord
from speech_gen.system import macos, windows
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from speech_gen.word_times import spread, written_words
from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken

_RATE = 24_000  # of what is silent


class System:
    """A process for each sentence. Windows tells when each word begins; else they are spread."""

    def prepare(self, voice: Voice) -> None:
        """The program starts for each sentence: there is nothing to load."""

    def synthesise(self, utterance: Utterance, cancel: CancelToken) -> SpokenSentence:
        """See `Synthesizer`; phonemes between slashes reach the voices of Windows alone."""
        voice = utterance.voice
        check_speaks(voice, utterance.language)
        cancel.check()
        if not written_words(utterance.text):
            return SpokenSentence(np.zeros(0, np.float32), _RATE, ())
        with TemporaryDirectory(prefix="mouthpiece-voice-") as folder:
            wave = Path(folder) / "said.wav"
            told = windows.speak(utterance, wave) if platform.system() == "Windows" else ()
            if platform.system() == "Darwin":
                macos.speak(utterance, wave)
            samples, rate = _read(wave, voice)
        samples = levelled(samples, rate, utterance.delivery.volume)
        words = _ended(told, audible_end(samples, rate))
        words = words or spread(written_words(utterance.text), samples, rate)
        return SpokenSentence(faded(samples, rate), rate, words)


def _read(wave: Path, voice: Voice) -> tuple[Samples, int]:
    """Mono samples, float32 [N], and their rate."""
    try:
        with soundfile.SoundFile(wave) as file:
            return file.read(dtype="float32", always_2d=True).mean(1), int(file.samplerate)
    except (OSError, soundfile.SoundFileError) as error:
        raise InputError(
            ErrorCode.VOICE_FAILED,
            f"The voice {voice.id} gave no sound.",
            "Choose another voice, or see in the system's settings whether it is installed.",
        ) from error


def _ended(words: tuple[SpokenWord, ...], end: float) -> tuple[SpokenWord, ...]:
    """The same, the last one until nothing more is heard."""
    return tuple(replace(word, stop=min(word.stop, max(end, word.start))) for word in words)
