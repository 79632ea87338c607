"""What a recording holds: its length, its shape to draw, and what is amiss."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.preview.messages import Finding, LookAtSpeech, SpeechLook
from talker.errors import InputError
from talker.media.audio import Speech, open_speech
from talker.options.sound import SoundChoice, kept_spans
from talker.progress import CancelToken

_RATE = 8000
_MOST_MINUTES = 1440.0  # of a recording that may be trimmed to less
_CLIPPED_SHARE = 0.001
_CLIPPED_LEVEL = 0.995
_QUIET_RMS = 10 ** (-42 / 20)
_PAUSE_SECONDS = 2.0
_SILENCE = 0.02  # of the loudest part


def look_at_speech(question: LookAtSpeech, cancel: CancelToken) -> SpeechLook:
    """Never raises InputError: what stops a video is among the findings."""
    kept = kept_spans(question.trim, question.cut)
    try:
        whole = SoundChoice(question.track, question.channel)
        most = _MOST_MINUTES if kept else question.max_minutes
        speech = open_speech(question.path, most, choice=whole, cancel=cancel)
    except InputError as error:
        return SpeechLook(findings=(_stop(error),))
    peaks, clipped, rms = _shape(speech, question.points, cancel)
    findings = [Finding(code=notice.code, message=notice.message) for notice in speech.notices()]
    if kept:
        try:
            choice = replace(whole, kept=kept)
            heard = open_speech(question.path, question.max_minutes, choice=choice, cancel=cancel)
            begin = _begin(_shape(heard, question.points, cancel)[0], heard.duration)
        except InputError as error:
            findings.append(_stop(error))
            begin = 0.0
    else:
        begin = _begin(peaks, speech.duration)
    if clipped > _CLIPPED_SHARE:
        findings.append(
            Finding(code="AUDIO_CLIPPED", message="The recording is overdriven; it crackles.")
        )
    if rms < _QUIET_RMS:
        findings.append(Finding(code="AUDIO_QUIET", message="The recording is very quiet."))
    if begin > _PAUSE_SECONDS:
        findings.append(
            Finding(code="AUDIO_LATE", message="The recording begins with a long silence.")
        )
    return SpeechLook(
        seconds=speech.duration,
        peaks=tuple(round(float(peak), 3) for peak in peaks),
        findings=tuple(findings),
    )


def _stop(error: InputError) -> Finding:
    return Finding(code=error.code, message=error.message, hint=error.hint, stops=True)


def speech_begins(speech: Speech, cancel: CancelToken) -> float:
    """The second at which the first word is spoken."""
    points = max(1, min(6000, round(speech.duration * 20)))
    return _begin(_shape(speech, points, cancel)[0], speech.duration)


def _begin(peaks: NDArray[np.float32], seconds: float) -> float:
    loud = np.flatnonzero(peaks > _SILENCE * max(float(peaks.max(initial=0.0)), 1e-6))
    return float(loud[0]) / len(peaks) * seconds if len(loud) else 0.0


def _shape(
    speech: Speech, points: int, cancel: CancelToken
) -> tuple[NDArray[np.float32], float, float]:
    """Peaks float32 [points] in 0..1, the share of clipped samples, and the RMS."""
    total = max(1, round(speech.duration * _RATE))
    peaks = np.zeros(points, np.float32)
    done, clipped, energy = 0, 0, 0.0
    for block in speech.blocks(_RATE):
        cancel.check()
        level = np.abs(block)
        places = np.minimum((np.arange(done, done + len(block)) * points) // total, points - 1)
        np.maximum.at(peaks, places, level)
        clipped += int((level >= _CLIPPED_LEVEL).sum())
        energy += float(np.dot(block, block))
        done += len(block)
    return np.minimum(peaks, 1), clipped / max(1, done), (energy / max(1, done)) ** 0.5
