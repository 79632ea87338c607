"""What a backend's package can use on this computer, asked in a process of its own.

A damaged library, or a driver that does not fit, may end the process that loads it at once: it must
not be the one that renders.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache

from talker.processes import no_window

_SECONDS = 120
_QUESTION = """
import importlib, json, sys

reader, *folders = sys.argv[1:]
sys.path += folders
try:
    package = importlib.import_module(reader)
    if reader == "onnxruntime":
        found = package.get_available_providers()
    else:
        found = [device.split(".")[0] for device in package.Core().available_devices]
    said = {"targets": found}
except Exception as error:
    text = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    said = {"reason": ": ".join(filter(None, (type(error).__name__, text[:200])))}
print("\\n" + json.dumps(said))
"""


@dataclass(frozen=True)
class Offered:
    """Devices or providers as `Backend.target` names them, or the `reason` why there are none."""

    targets: tuple[str, ...] = ()
    reason: str = ""


@lru_cache(maxsize=8)
def offered(reader: str, folder: str, version: str) -> Offered:
    """What package `reader` of this version can use; `folder`, unless "", is where it lies."""
    del version  # another one is asked again
    try:
        asked = subprocess.run(
            [sys.executable, "-P", "-c", _QUESTION, reader, *filter(None, [folder])],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
            creationflags=no_window(),
        )
    except subprocess.TimeoutExpired:
        return Offered(reason=f"it says nothing for {_SECONDS} seconds")
    except OSError as error:
        return Offered(reason=str(error))
    if asked.returncode:
        return Offered(reason=f"it ends the program that loads it, {_ended(asked.returncode)}")
    said = json.loads(asked.stdout.splitlines()[-1])
    return Offered(tuple(said.get("targets", ())), said.get("reason", ""))


def _ended(code: int) -> str:
    """How a process ended: `SIGBUS`, `0xc0000005`."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"{code & 0xFFFFFFFF:#x}"
