"""Speaks a sentence by espeak-ng."""

from __future__ import annotations

import io

import soundfile

from speech_gen.delivery import Delivery
from speech_gen.espeak import program
from speech_gen.languages import check_speaks
from speech_gen.sound import faded, levelled
from speech_gen.speech import Samples, SpokenSentence
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from speech_gen.word_times import respelled, spread, written_words
from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken


class Espeak:
    """Its voices. It tells no word times: they are spread over what is heard."""

    def prepare(self, voice: Voice) -> None:
        """The program starts for each sentence: there is nothing to load."""

    def synthesise(self, utterance: Utterance, cancel: CancelToken) -> SpokenSentence:
        """See `Synthesizer`; phonemes between slashes are left to espeak-ng's own rules."""
        text, voice, delivery = utterance.text, utterance.voice, utterance.delivery
        check_speaks(voice, utterance.language)
        cancel.check()
        words = written_words(text)
        samples, rate = _sound(respelled(text, utterance.pronounce), voice.name, delivery)
        samples = levelled(samples, rate, delivery.volume)
        return SpokenSentence(faded(samples, rate), rate, spread(words, samples, rate))


def _sound(text: str, voice: str, delivery: Delivery) -> tuple[Samples, int]:
    """Mono samples, float32 [N], and their rate."""
    wave = program.wave(text, voice, delivery)
    with soundfile.SoundFile(io.BytesIO(_with_lengths(wave))) as file:
        return file.read(dtype="float32", always_2d=True).mean(1), int(file.samplerate)


def _with_lengths(wave: bytes) -> bytes:
    """A WAV file from a pipe names no length, or the longest there is: it is put right."""
    at = wave.find(b"data")
    if at < 0:
        raise InputError(
            ErrorCode.VOICE_FAILED, "espeak-ng gave no sound.", "Choose another voice."
        )
    size = len(wave) - at - 8
    head = b"RIFF" + (len(wave) - 8).to_bytes(4, "little") + wave[8 : at + 4]
    return head + size.to_bytes(4, "little") + wave[at + 8 :]
