"""How the programs of a system's voices are called."""

from __future__ import annotations

import subprocess
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.processes import no_window

PROVIDER = "system"
_SECONDS = 120  # for one sentence, or for the list of voices


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
