"""Voices that live in the tests alone: every word is a tone of its own, as long as its letters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from speech_gen.registry import VoiceProvider, VoiceRegistry
from speech_gen.speech import SpokenSentence, SpokenWord
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from talker.model_files import ModelFiles
from talker.progress import CancelToken

RATE = 16_000
LETTER_SECONDS = 0.05
_WORD = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")


class Tones:
    """Sings; `said` remembers every text that it was given, with its language, `prepared` the
    voices that it was to load."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, str]] = []
        self.prepared: list[str] = []

    def prepare(self, voice: Voice) -> None:
        """There is nothing to load."""
        self.prepared.append(voice.id)

    def synthesise(self, utterance: Utterance, cancel: CancelToken) -> SpokenSentence:
        """Each word at its pitch, with its times."""
        text, delivery = utterance.text, utterance.delivery
        cancel.check()
        self.said.append((text, utterance.voice.id, utterance.language))
        pieces, words, at = [], [], 0.0
        for found in _WORD.finditer(text):
            seconds = LETTER_SECONDS * len(found.group()) / delivery.speed
            count = round(seconds * RATE)
            pitch = 200 + 37 * (sum(map(ord, found.group())) % 20)
            wave = 0.4 * np.sin(2 * np.pi * pitch * np.arange(count) / RATE)
            pieces.append(wave.astype(np.float32))
            words.append(SpokenWord(found.group().strip(".,!?。，"), at, at + count / RATE))
            at += count / RATE
        return SpokenSentence(np.concatenate(pieces), RATE, tuple(words))


def tones_provider(tones: Tones | None = None) -> VoiceProvider:
    """Three voices: one English, one British, one Mandarin."""
    languages = {"anna": "en-US", "bert": "en-GB", "xiaomei": "zh-CN"}
    voices = tuple(
        Voice(f"tones:{name}", name.title(), (tag,), "CC0-1.0", True)
        for name, tag in languages.items()
    )
    singer = tones or Tones()

    def create(models: ModelFiles, home: Path) -> Tones:
        del models, home
        return singer

    return VoiceProvider("tones", "Tones", lambda: voices, create)


def tone_voices(tones: Tones | None = None) -> VoiceRegistry:
    """Those voices alone."""
    return VoiceRegistry([tones_provider(tones)])
