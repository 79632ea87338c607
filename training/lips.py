"""Measures lip sync in finished videos: what the landmark model sees against what was said.

Run: python -m training.lips --portrait PICTURE --out FOLDER

Speech comes from voices and languages that the viseme network never heard. Printed for each
voice: the area under the ROC curve for "open vowel against p/b/m closure" by the gap between the
inner lips, and the lag (ms) at which the gap follows the phone-derived jaw best; positive means
that the lips are late.

With --dub each portrait first says all sentences in another order in one film, and the film is then
dubbed with what is measured: in films of one sentence two tracks are alike by chance. The last two
columns tell how far the dubbed lips still follow those of the film: the correlation of both gaps,
and the same without what the new words explain of either, which holds the motion of the head too.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import resample_poly

from talker import RenderRequest, render
from talker.dubbing.pipeline import dub
from talker.face.geometry import lip_gap
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.motion.articulation import jaw_target
from talker.motion.visemes import VISEMES
from talker.options.ai_label import LabelTime
from talker.options.dub import DubRequest
from training.phones import Phone, Utterance

Curve = NDArray[np.float64]

_OPEN = frozenset(VISEMES.index(name) for name in ("aa", "E", "O"))
_CLOSURE = VISEMES.index("PP")
_AROUND = 0.020
_LAG_RANGE, _LAG_STEP = 0.200, 0.010
_JAW_BLUR = 0.044
_CURVE_RATE = 200
_JOINED_RATE = 16000


@dataclass(frozen=True)
class LipScore:
    """Gaps (mm) at vowels and closures, and the best lag of one video in seconds."""

    voice: str
    vowels: tuple[float, ...]
    closures: tuple[float, ...]
    lag: float
    correlation: float
    old: float = 0.0
    residue: float = 0.0


def measured_gaps(video: Path) -> tuple[Curve, float]:
    """Gap between the inner lips in mm for each frame [T] (NaN where no face), and the fps."""
    source = MediaPipeLandmarks()
    gaps: list[float] = []
    face = None
    for picture in read_frames(video):
        tracked = source.track(picture, face) if face is not None else None
        found = source.detect(picture) if tracked is None else [tracked]
        face = found[0] if found else None
        gaps.append(lip_gap(face.mesh) if face is not None else float("nan"))
    track = probe(video).video
    if track is None:
        raise ValueError(f"{video} has no pictures")
    return np.array(gaps), float(track.fps)


def score(voice: str, gaps: Curve, fps: float, phones: Sequence[Phone]) -> LipScore:
    """Compares lip gaps [T] with phone times; frame i shows time (i + 0.5) / fps."""
    times = (np.arange(len(gaps)) + 0.5) / fps
    gaps = np.interp(times, times[np.isfinite(gaps)], gaps[np.isfinite(gaps)])
    vowels, closures = [], []
    for phone in phones:
        if phone.viseme in _OPEN:
            vowels.append(float(np.interp((phone.start + phone.end) / 2, times, gaps)))
        elif phone.viseme == _CLOSURE:
            near = (times >= phone.start - _AROUND) & (times <= phone.end + _AROUND)
            if near.any():
                closures.append(float(gaps[near].min()))
    lag, correlation = best_lag(gaps, fps, phones)
    return LipScore(voice, tuple(vowels), tuple(closures), lag, correlation)


def best_lag(gaps: Curve, fps: float, phones: Sequence[Phone]) -> tuple[float, float]:
    """Seconds by which the gap follows the jaw curve of the phones, and their correlation."""
    times = (np.arange(len(gaps)) + 0.5) / fps
    grid = np.arange(0, times[-1] + 1.0, 1 / _CURVE_RATE)
    jaw = np.zeros(len(grid))
    for phone in phones:
        jaw[(grid >= phone.start) & (grid < phone.end)] = jaw_target(phone.viseme)
    jaw = gaussian_filter1d(jaw, _JAW_BLUR * _CURVE_RATE)
    lags = np.arange(-_LAG_RANGE, _LAG_RANGE + _LAG_STEP / 2, _LAG_STEP)
    found = [float(np.corrcoef(gaps, np.interp(times - lag, grid, jaw))[0, 1]) for lag in lags]
    best = int(np.argmax(found))
    return float(lags[best]), found[best]


def area_under_curve(high: Sequence[float], low: Sequence[float]) -> float:
    """Probability that a random one of `high` is above a random one of `low`; ties count half."""
    a, b = np.asarray(high)[:, None], np.asarray(low)[None]
    return float((a > b).mean() + 0.5 * (a == b).mean())


def measure(portrait: Path, utterance: Utterance, folder: Path) -> LipScore:
    """Renders one utterance into `folder` and scores the finished video."""
    video = folder / f"{portrait.stem}_{utterance.wav.stem}.mp4"
    request = RenderRequest(
        portrait=portrait,
        speech=utterance.wav,
        output=video,
        overwrite=True,
        size=512,
        ai_label=LabelTime.OFF,  # it lies over the chin, which is measured
        ai_label_reason="a measurement",
    )
    render(request, home=folder / "home")
    gaps, fps = measured_gaps(video)
    return score(utterance.voice, gaps, fps, utterance.phones)


def measure_dub(portrait: Path, old: Utterance, new: Utterance, folder: Path) -> LipScore:
    """Films the portrait saying `old`, dubs the film with `new`, and scores the dubbed film."""
    off = {"ai_label": LabelTime.OFF, "ai_label_reason": "a measurement", "overwrite": True}
    film = folder / f"{portrait.stem}_{old.wav.stem}_film.mp4"
    spoken = folder / f"{portrait.stem}_{new.wav.stem}_film.mp4"
    for utterance, video in ((old, film), (new, spoken)):
        if not video.exists():
            values = {"portrait": portrait, "speech": utterance.wav, "output": video, "quality": 12}
            request = RenderRequest.model_validate(values | {"engine": "builtin"} | off)
            render(request, home=folder / "home")
    output = folder / f"{portrait.stem}_{old.wav.stem}_{new.wav.stem}.mp4"
    values = {"clip": film, "speech": new.wav, "output": output, "engine": "builtin"}
    dub(DubRequest.model_validate(values | off), home=folder / "home")
    gaps, fps = measured_gaps(output)
    plain, partial = residue(gaps, measured_gaps(film)[0], measured_gaps(spoken)[0])
    return replace(score(new.voice, gaps, fps, new.phones), old=plain, residue=partial)


def joined(utterances: Sequence[Utterance], voice: str, wav: Path) -> Utterance:
    """All of them one after the other in one recording `wav`."""
    parts: list[Curve] = []
    phones: list[Phone] = []
    for utterance in utterances:
        start = sum(map(len, parts)) / _JOINED_RATE
        samples, rate = soundfile.read(utterance.wav)
        parts.append(resample_poly(samples, _JOINED_RATE, rate))
        phones += [
            replace(phone, start=phone.start + start, end=phone.end + start)
            for phone in utterance.phones
        ]
    soundfile.write(wav, np.concatenate(parts), _JOINED_RATE)
    return Utterance(voice, "", wav, tuple(phones))


def residue(dubbed: Curve, old: Curve, new: Curve) -> tuple[float, float]:
    """The correlation of the gaps of a dubbed film with those of its film, and the same given those
    of the portrait that says the new words; over the frames that all three have."""
    frames = min(len(dubbed), len(old), len(new))
    curves = np.stack([np.nan_to_num(curve[:frames]) for curve in (dubbed, old, new)])
    found = np.asarray(np.corrcoef(curves), np.float64)
    a, b, c = found[0, 1], found[0, 2], found[1, 2]
    return float(a), float((a - b * c) / np.sqrt((1 - b**2) * (1 - c**2)))


def table(scores: Sequence[LipScore]) -> str:
    """One line for each voice and one for all."""
    lines = [
        f"{'voice':24} {'vowels':>6} {'p/b/m':>6} {'AUC':>6} {'lag ms':>7} {'r':>5} {'old':>5} "
        f"{'rest':>5}"
    ]
    for voice in (*dict.fromkeys(score.voice for score in scores), None):
        some = [score for score in scores if voice in (score.voice, None)]
        vowels = [gap for score in some for gap in score.vowels]
        closures = [gap for score in some for gap in score.closures]
        lag = 1000 * float(np.mean([score.lag for score in some]))
        r = float(np.mean([score.correlation for score in some]))
        old = float(np.mean([score.old for score in some]))
        rest = float(np.mean([score.residue for score in some]))
        auc = area_under_curve(vowels, closures) if vowels and closures else float("nan")
        lines.append(
            f"{voice or 'all':24} {len(vowels):6} {len(closures):6} {auc:6.3f} {lag:7.0f} {r:5.2f} "
            f"{old:5.2f} {rest:5.2f}"
        )
    return "\n".join(lines)


def main() -> None:
    """The command line of this script."""
    from training.synthesise import held_out_sentences

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portrait", type=Path, required=True, action="append")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dub", action="store_true", help="Measure dubbed films.")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    utterances = held_out_sentences(arguments.out / "speech")
    for portrait in arguments.portrait:
        print(portrait.name)
        if arguments.dub:
            folder = arguments.out
            old = joined(utterances[::-1], "old", folder / "old.wav")
            new = joined(utterances, "new", folder / "new.wav")
            print(table([measure_dub(portrait, old, new, folder)]))
            continue
        print(table([measure(portrait, utterance, arguments.out) for utterance in utterances]))


if __name__ == "__main__":
    main()
