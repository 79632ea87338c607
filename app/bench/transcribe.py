"""`mouthpiece bench transcribe`: how fast speech is written down, and how exactly it is timed.

Kokoro says sentences; its network knows when it says each word.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from app.bench.spoken import LANGUAGES, plain_sentences
from app.models import open_store
from app.voices import voice_registry
from speech_gen.utterance import Utterance
from talker.media.audio import open_speech
from talker.options.transcribe import RecogniserModel
from talker.progress import CancelToken, ignore_progress
from talker.recognition.models import open_recogniser
from talker.subtitles.transcript import transcript_cues
from talker.subtitles.word_matching import matches, word_units
from talker.words import Word

_VOICES = {"en": "kokoro:af_heart", "zh": "kokoro:zm_yunxi"}
_PAUSE = 0.4  # seconds between sentences
_FASTER, _WITHIN = 4.0, 0.120  # goals: times real time on two cores; seconds
_SENTENCES, _QUICK = 12, 4


@dataclass(frozen=True)
class Said:
    """A recording of several sentences, and when each word of it is said."""

    path: Path
    seconds: float
    words: tuple[Word, ...]


def bench_transcribe(home: Path, *, quick: bool = False) -> None:
    """Prints, for each language, speed and errors of times."""
    store = open_store(home)
    with TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        spoken = {
            language: _said(home, language, _QUICK if quick else _SENTENCES, Path(folder))
            for language in LANGUAGES
        }
        began = time.process_time()
        recogniser = open_recogniser(store, RecogniserModel.BASE)
        print(f"Whisper base; loading takes {time.process_time() - began:.1f} processor seconds")
        for language, said in spoken.items():
            wall, processor = time.perf_counter(), time.process_time()
            speech = open_speech(said.path)
            heard = recogniser.hear(speech, "", ignore_progress, CancelToken())
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
            words = [Word(word.text, word.start, word.stop) for word in heard.words]
            print(
                f"{language} (heard as {heard.language}): {said.seconds:.0f} s of speech in "
                f"{wall:.1f} s, {said.seconds / wall:.1f} times real time (goal {_FASTER:g} on two "
                f"free cores), {processor / said.seconds:.3f} processor seconds a second"
            )
            _print_times(said.words, words, heard.language)


def _print_times(known: Sequence[Word], heard: Sequence[Word], language: str) -> None:
    pairs = matched(known, heard)
    _print_errors(
        "words begin", [heard.start - known.start for known, heard in pairs], len(word_units(known))
    )
    cues = transcript_cues(heard, language)
    starts, stops = {}, {}
    for one, other in pairs:
        starts[round(other.start, 3)], stops[round(other.stop, 3)] = one.start, one.stop
    firsts = [word_units(cue.words)[0].start for cue in cues]
    lasts = [word_units(cue.words)[-1].stop for cue in cues]
    begins = [at - starts[round(at, 3)] for at in firsts if round(at, 3) in starts]
    ends = [at - stops[round(at, 3)] for at in lasts if round(at, 3) in stops]
    _print_errors("cues begin", begins, len(cues))
    _print_errors("cues end", ends, len(cues))


def _print_errors(what: str, errors: Sequence[float], total: int) -> None:
    apart = np.abs(errors)
    print(
        f"  {what:<12} {len(errors)} of {total} compared: median {np.median(apart):.3f} s, "
        f"95 of 100 within {np.percentile(apart, 95):.3f} s (goal {_WITHIN:.3f}), "
        f"late by {np.median(errors):+.3f} s in the middle"
    )


def matched(known: Sequence[Word], heard: Sequence[Word]) -> list[tuple[Word, Word]]:
    """The words that both have, in their order."""
    ours, theirs = word_units(known), word_units(heard)
    found = matches([one.text for one in ours], [one.text for one in theirs])
    return [(ours[mine], theirs[its]) for mine, its in found]


def _said(home: Path, language: str, count: int, folder: Path) -> Said:
    """Sentences of a language, one behind the other."""
    registry = voice_registry(home)
    voice = registry.find_voice(_VOICES[language])
    speaker = registry.synthesizer_of(voice, open_store(home), home)
    sounds, words, at = [], [], 0.0
    for sentence in plain_sentences(language)[:count]:
        spoken = speaker.synthesise(Utterance(sentence, voice, language), CancelToken())
        words += [Word(one.text, at + one.start, at + one.stop) for one in spoken.words]
        silence = np.zeros(round(_PAUSE * spoken.rate), np.float32)
        sounds += [spoken.samples, silence]
        at += (len(spoken.samples) + len(silence)) / spoken.rate
        rate = spoken.rate
    path = folder / f"{language}.wav"
    soundfile.write(path, np.concatenate(sounds), rate)
    return Said(path, at, tuple(words))
