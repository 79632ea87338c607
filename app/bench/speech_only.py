"""`mouthpiece bench speech-only`: what the option does to a mouth, both sides in one run.

A recording gets silence around it, and another sound under all of it. In the labelled silence the
mouth should rest; while somebody speaks, the jaw should still be open at open vowels and closed at
p, b and m, as the recording without the other sound says where those are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.stats import mannwhitneyu

from app.demo import demo_speech
from talker.media.audio import Speech, open_speech
from talker.motion import curves, visemes
from talker.motion.only_speech import only_speech
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.segments import frame_count

Floats = NDArray[np.float64]

_RATE, _FPS = 16_000, 25
_AROUND, _EDGE = 4, 1  # seconds of silence on either side, of which the inner one may still move
_GOAL_STILL, _GOAL_SAME = 1 / 3, 0.01
_SURE = 0.5
_OPEN = tuple(visemes.VISEMES.index(name) for name in ("aa", "E", "O"))
_CLOSED = visemes.VISEMES.index("PP")


def bench_speech_only(recordings: list[Path]) -> None:
    """Prints both sides for each other sound, of several recordings the means."""
    print("Mouth in labelled silence: mean movement of the jaw from frame to frame, in mm.")
    print("Speech: how surely open vowels are wider than p, b, m (area under the ROC curve).")
    sums: dict[str, list[tuple[float, float, float, float]]] = {}
    with TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        for recording in recordings or [demo_speech()]:
            voice = np.concatenate(list(open_speech(recording).blocks(_RATE))).astype(np.float64)
            target = Path(folder) / "mixed.wav"
            for name, sound in _mixed(voice):
                soundfile.write(target, np.clip(sound, -1, 1), _RATE)
                sums.setdefault(name, []).append(_figures(open_speech(target), voice, target))
    for name, rows in sums.items():
        still, less, before, after = np.mean(rows, axis=0)
        share = f"{less / still:.2f} of it" if still > 1e-6 else "nothing to still"
        print(
            f"  {name:<22} silence {still:.3f} -> {less:.3f} ({share}, goal {_GOAL_STILL:.2f})   "
            f"speech {before:.3f} -> {after:.3f} ({after - before:+.3f}, goal -{_GOAL_SAME:g} at "
            "the least)"
        )


def _figures(speech: Speech, voice: Floats, path: Path) -> tuple[float, float, float, float]:
    """Movement in silence without and with the option, then the areas."""
    without, with_it = _jaw(speech), _jaw(only_speech(speech, CancelToken()))
    ends = (_AROUND - _EDGE) * _FPS
    quiet = np.r_[0:ends, len(without) - ends : len(without) - 1]
    soundfile.write(path, voice, _RATE)
    opened, closed = _labels(open_speech(path))

    def moved(jaw: Floats) -> float:
        return float(np.abs(np.diff(jaw))[quiet].mean())

    def area(jaw: Floats) -> float:
        middles = (np.arange(len(jaw)) + 0.5) / _FPS
        wide, narrow = (np.interp(times + _AROUND, middles, jaw) for times in (opened, closed))
        return float(mannwhitneyu(wide, narrow).statistic) / (len(wide) * len(narrow))

    return moved(without), moved(with_it), area(without), area(with_it)


def _labels(speech: Speech) -> tuple[Floats, Floats]:
    """Seconds of open vowels and of closures."""
    track = visemes.track(speech, CancelToken())
    times = (np.arange(len(track.probs)) + 0.5) / track.rate
    best, sure = track.probs.argmax(1), track.probs.max(1) > _SURE
    return times[sure & np.isin(best, _OPEN)], times[sure & (best == _CLOSED)]


def _jaw(speech: Speech) -> Floats:
    frames = frame_count(speech.duration, _FPS)
    made = curves.motion(visemes.track(speech, CancelToken()), RenderOptions(seed=1), frames)
    return np.asarray(made.values[:, made.channels.index("jaw")], np.float64)


def _mixed(voice: Floats) -> Iterator[tuple[str, Floats]]:
    """The voice with silence around it, and under all of it something that is no speech of its
    own."""
    ends = np.zeros(_AROUND * _RATE)
    whole = np.concatenate([ends, voice, ends])
    at = np.arange(len(whole)) / _RATE
    chance = np.random.default_rng(4)
    noise = chance.normal(0, 1, len(whole))
    chord = sum(np.sin(2 * np.pi * hertz * at) for hertz in (220, 275, 330, 440))
    music = chord * (0.5 + np.exp(-(at % 0.5) * 7)) + noise * np.exp(-(at % 0.25) * 30)
    breath = np.convolve(noise, np.ones(12) / 12, "same") * np.clip(np.sin(np.pi * at / 2), 0, 1)
    somebody = np.resize(voice[::-1], len(whole))
    level = np.sqrt(np.mean(voice**2))
    yield "nothing", whole
    for name, sound, below in (
        ("music, 20 dB below", music, 20),
        ("music, 10 dB below", music, 10),
        ("noise, 15 dB below", noise, 15),
        ("noise, 3 dB below", noise, 3),
        ("breath, 25 dB below", breath, 25),
        ("somebody, 30 dB below", somebody, 30),
    ):
        yield name, whole + sound / np.sqrt(np.mean(sound**2)) * level * 10 ** (-below / 20)
