"""Calls of espeak-ng."""

from __future__ import annotations

import subprocess
from pathlib import Path

from speech_gen.delivery import Delivery
from talker.errors import ErrorCode, InputError
from talker.processes import no_window
from talker.programs import find_program

TIE = "^"
"""Stands between two letters that are one sound."""

_WORDS_PER_MINUTE = 175
_PITCH_STEP = 4  # of its hundred steps for a semitone; 50 is its own
_SECONDS = 60  # for one sentence, of which it speaks some hundred in a second


def find_espeak() -> Path | None:
    """The program; None where it is not installed."""
    return find_program("espeak-ng")


def listed_voices() -> str:
    """The table of its voices; empty where it is not installed."""
    return "" if find_espeak() is None else _run("", "--voices").decode("utf-8", "replace")


def wave(text: str, voice: str, delivery: Delivery) -> bytes:
    """A WAV file of what it says; as it comes by a pipe, the lengths in it are wrong."""
    return _run(
        text,
        *("--stdin", "--stdout", "-z", "-v", voice),
        *("-s", str(round(_WORDS_PER_MINUTE * delivery.speed))),
        *("-p", str(round(50 + delivery.pitch * _PITCH_STEP))),
    )


def phonemes(text: str, voice: str) -> str:
    """IPA of one clause, what belongs to one sound tied by `TIE`; words apart by blanks."""
    said = _run(text, "--stdin", "-q", "--ipa", f"--tie={TIE}", "-v", voice)
    return " ".join(said.decode("utf-8", "replace").split())


def _run(text: str, *arguments: str) -> bytes:
    """What it writes. The text goes in by a pipe: nothing in it is an option."""
    program = find_espeak()
    if program is None:
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            "espeak-ng, which this voice needs, is not installed.",
            "Install it (on Debian and Ubuntu: apt install espeak-ng), or choose another voice.",
        )
    try:
        done = subprocess.run(
            [str(program), "-b", "1", *arguments],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            creationflags=no_window(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(
            ErrorCode.VOICE_FAILED,
            f"espeak-ng could not speak: {error}.",
            "Choose another voice, or install espeak-ng anew.",
        ) from error
    return done.stdout
