"""What the NVIDIA driver says of one card: its name, its memory, what is free, how hot it is."""

from __future__ import annotations

import subprocess
import threading
import time

from talker.processes import no_window
from talker.programs import find_program

_LOOK_SECONDS = 15.0
_TIMEOUT = 10.0
_MIB = 1 << 20


class CardWatch:
    """One card, by CUDA's number or UUID; asked again in the background now and then."""

    def __init__(self, number: str) -> None:
        self._number = number
        self.name, self.memory, self._free = _ask(number) or (f"GPU {number}", 0, 0)
        self._asked = time.monotonic()
        self._asking = threading.Lock()

    @property
    def free(self) -> int:
        """Free bytes, some seconds old."""
        if time.monotonic() - self._asked > _LOOK_SECONDS and self._asking.acquire(blocking=False):
            self._asked = time.monotonic()
            threading.Thread(target=self._look, name="card memory", daemon=True).start()
        return self._free

    def _look(self) -> None:
        try:
            found = _ask(self._number)
            if found is not None:
                self._free = found[2]
        finally:
            self._asking.release()


def card_temperature(number: str) -> int | None:
    """Degrees Celsius of a card; None where the driver does not say."""
    try:
        return int(_query(number, "temperature.gpu"))
    except ValueError:
        return None


def _ask(number: str) -> tuple[str, int, int] | None:
    try:
        name, total, free = _query(number, "name,memory.total,memory.free").rsplit(",", 2)
        return name.strip(), int(total) * _MIB, int(free) * _MIB
    except ValueError:
        return None


def _query(number: str, facts: str) -> str:
    """The driver's line about some facts of a card; "" where there is no answer."""
    program = find_program("nvidia-smi")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [str(program), "-i", number, f"--query-gpu={facts}", "--format=csv,noheader,nounits"],
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
            check=False,
            creationflags=no_window(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
