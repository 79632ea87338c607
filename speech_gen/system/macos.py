"""The voices of macOS, by its program `say`."""

from __future__ import annotations

from pathlib import Path

import regex

from speech_gen.system.program import PROVIDER, run_program
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from speech_gen.word_times import respelled
from talker.programs import find_program

_LICENCE = "macOS (system voices: personal, non-commercial use)"
_SYSTEM = "macOS"
_WORDS_PER_MINUTE = 175
# `Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.`
_LISTED = regex.compile(r"(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}[_-]\w+)\s+#")


def find_macos() -> Path | None:
    """The program; None where it is not."""
    return find_program("say")


def voices() -> tuple[Voice, ...]:
    """Those that are installed."""
    program = find_macos()
    if program is None:
        return ()
    listed = run_program(program, ("-v", "?"), "", _SYSTEM).splitlines()
    found = [one for line in listed if (one := _LISTED.match(line))]
    return tuple(
        Voice(
            f"{PROVIDER}:{one['name']}",
            one["name"],
            (one["language"].replace("_", "-"),),
            _LICENCE,
            False,
        )
        for one in found
    )


def speak(utterance: Utterance, wave: Path) -> None:
    """Writes a WAV file. It tells no word times."""
    program = find_macos()
    if program is None:
        return
    options = ["-v", utterance.voice.name, "-o", str(wave)]
    options += ["--file-format=WAVE", "--data-format=LEI16@24000"]
    if utterance.delivery.speed != 1:
        options += ["-r", str(round(_WORDS_PER_MINUTE * utterance.delivery.speed))]
    run_program(program, (*options, "-f", "-"), _plain(utterance), _SYSTEM)


def _plain(utterance: Utterance) -> str:
    """The text; two brackets would begin a command to the voice, which only the pitch is."""
    text = respelled(utterance.text, utterance.pronounce).replace("[", "(").replace("]", ")")
    pitch = utterance.delivery.pitch
    return f"[[pbas {pitch:+g}]] {text}" if pitch else text
