"""What a system's voice is asked to say, and how its programs are called."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from speech_gen.delivery import Delivery
from talker.errors import ErrorCode, InputError
from talker.processes import no_window

PROVIDER = "system"
_SECONDS = 120  # for one sentence, or for the list of voices


@dataclass(frozen=True)
class Asked:
    """A sentence for the voice that the system calls `name`; `pronounce` as in `Synthesizer`."""

    text: str
    name: str
    language: str
    delivery: Delivery
    pronounce: Mapping[str, str]


def run_program(program: Path, arguments: tuple[str, ...], text: str, called: str) -> str:
    """What a program writes. The text goes in by a pipe: nothing in it is an option.

    Raises InputError VOICE_FAILED.
    """
    try:
        done = subprocess.run(
            [str(program), *arguments],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            creationflags=no_window(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", b"") or b""
        lines = told.decode("utf-8", "replace").strip().splitlines()
        raise InputError(
            ErrorCode.VOICE_FAILED,
            f"The voices of {called} could not speak: {lines[0] if lines else error}.",
            "Choose another voice, or see in the system's settings whether it is installed.",
        ) from error
    return done.stdout.decode("utf-8-sig", "replace")
