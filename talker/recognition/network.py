"""Whisper by CTranslate2: languages, texts and alignments of single windows."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from talker.errors import ModelDamaged
from talker.progress import CancelToken
from talker.recognition.spectrogram import HOP, Floats, log_mel
from talker.recognition.vocabulary import Vocabulary

FILES = ("config.json", "model.bin", "tokenizer.json")
_TOKEN_SECONDS = 0.02  # of the network's own clock
_BEAM = 5
_POLL_SECONDS = 0.02
_REPEATS = 2.4  # times that a text shrinks when it says the same again and again
_NO_SPEECH, _UNSURE = 0.6, -1.0  # what OpenAI's own program takes for nothing said
_CUDA, _PROCESSOR = ("cuda", "float16"), ("cpu", "int8")


@dataclass(frozen=True)
class TimedWord:
    """A word with its blanks and marks, from `start` to `stop` seconds in its window, and how sure
    the network is of it, 0..1.
    """

    text: str
    start: float
    stop: float
    sure: float


class Whisper:
    """One model, loaded; one thread uses it."""

    def __init__(self, folder: Path, *, threads: int, gpu: bool) -> None:
        """`folder` holds FILES and the vocabulary; raises ModelDamaged."""
        import ctranslate2

        device, precision = _CUDA if gpu else _PROCESSOR
        try:
            self.vocabulary = Vocabulary(folder / "tokenizer.json")
        except Exception as error:
            raise ModelDamaged(folder / "tokenizer.json", str(error)) from error
        try:
            self._model: Any = ctranslate2.models.Whisper(
                str(folder), device=device, compute_type=precision, intra_threads=threads
            )
        except RuntimeError as error:
            raise ModelDamaged(folder / "model.bin", str(error)) from error

    def encode(self, samples: Floats) -> Any:
        """What the network hears of at most 30 seconds of mono sound at 16 kHz."""
        import ctranslate2

        spectrogram = log_mel(samples, self._model.n_mels)
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(spectrogram[None]))
        return self._model.encode(view)

    def languages(self, encoded: Any) -> dict[str, float]:
        """How probable each language is, the most probable first."""
        (found,) = self._model.detect_language(encoded)
        return {token.strip("<|>"): probability for token, probability in found}

    def write(self, encoded: Any, tag: str, cancel: CancelToken) -> list[int]:
        """The tokens of what is said, none where it takes it for nothing."""
        tokens = self._generated(encoded, tag, cancel)
        if _repeats(self._text(tokens, tag)):
            tokens = self._generated(encoded, tag, cancel, no_repeat_ngram_size=4)
        return tokens

    def words(self, encoded: Any, tokens: Sequence[int], tag: str, samples: int) -> list[TimedWord]:
        """When each word of the tokens is said, by what the network looks at while it writes.

        `samples` is the length of the window without what it is padded with.
        """
        if not tokens:
            return []
        start = self.vocabulary.start(tag.partition("-")[0])
        (found,) = self._model.align(encoded, start, [list(tokens)], [samples // HOP])
        rows = np.array([row for row, _ in found.alignments])
        columns = np.array([column for _, column in found.alignments])
        times = columns[np.flatnonzero(np.diff(rows, prepend=-1))] * _TOKEN_SECONDS
        sure = np.array(found.text_token_probs)
        made: list[TimedWord] = []
        at = 0
        for word in self.vocabulary.words(tokens, tag):
            stop = at + word.count
            mean = float(sure[at:stop].mean())
            made.append(TimedWord(word.text, float(times[at]), float(times[stop]), mean))
            at = stop
        return made

    def _generated(self, encoded: Any, tag: str, cancel: CancelToken, **limits: int) -> list[int]:
        waiting = self._model.generate(
            encoded,
            [self.vocabulary.prompt(tag)],
            beam_size=_BEAM,
            return_scores=True,
            return_no_speech_prob=True,
            asynchronous=True,
            **limits,
        )[0]
        while not waiting.done():
            cancel.check()
            time.sleep(_POLL_SECONDS)
        result = waiting.result()
        if result.no_speech_prob > _NO_SPEECH and result.scores[0] < _UNSURE:
            return []
        return self.vocabulary.text_tokens(result.sequences_ids[0])

    def _text(self, tokens: Sequence[int], tag: str) -> str:
        return "".join(word.text for word in self.vocabulary.words(tokens, tag))


def _repeats(text: str) -> bool:
    data = text.encode()
    return len(data) / len(zlib.compress(data)) > _REPEATS
