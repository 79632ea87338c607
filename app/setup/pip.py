"""Runs pip quietly: large downloads are named, and a failure says what could not be fetched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from app.setup.indexes import answering_only, pip_settings

_MISSING = re.compile(r"(?:No matching distribution found for|satisfies the requirement) (\S+)")
_DOWNLOAD = re.compile(r"^\s*Downloading (\S+?)(?:\.metadata)? \(([\d.]+) (MB|GB)\)")
_LARGE_MB = 20.0
_MISMATCH = "THESE PACKAGES DO NOT MATCH THE HASHES"
_NETWORK = ("Connection", "connection", "Temporary failure in name resolution", "timed out")


class PipFailure(Exception):
    """pip gave up; `missing` is the requirement it could not find, "" when it was another cause."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self.missing = next((m[1] for line in self.lines if (m := _MISSING.search(line))), "")
        self.no_network = any(word in line for line in self.lines for word in _NETWORK)
        self.changed = any(_MISMATCH in line for line in self.lines)
        super().__init__(self.reason)

    @property
    def reason(self) -> str:
        """Half a sentence."""
        if self.changed:
            return "a file is not the one that the lock knows: its SHA-256 is another"
        if self.missing and self.no_network:
            return f"{self.missing} could not be fetched, the package index does not answer"
        if self.missing:
            return f"{self.missing} was not found where pip looks"
        errors = [line for line in self.lines if line.startswith("ERROR")]
        return (errors or list(self.lines) or ["pip said nothing"])[-1].strip()

    def explain(self, lock: Path) -> str:
        """What happened and what to do, for the person who waits."""
        last_lines = "\n".join(f"    {line}" for line in self.lines[-8:])
        failed = f"The packages could not be installed: {self.reason}.\n{last_lines}\n"
        if self.changed:
            return (
                f"{failed}Nothing of it was installed. The package index, a cache or a folder of "
                "wheels holds another file under that name: use the index that you trust, or tell "
                "whoever keeps it."
            )
        return (
            f"{failed}"
            "What to do:\n"
            "  - connect to the internet, or set HTTPS_PROXY or pip's index-url to one that "
            "answers, and run the same command again; or\n"
            "  - on a computer with internet and the same system run\n"
            f"        python -m pip download --no-deps -d wheels -r {lock.name}\n"
            "    copy the folder here, and set PIP_FIND_LINKS=wheels and PIP_NO_INDEX=1."
        )


def run_pip(python: Path, arguments: list[str]) -> None:
    """Runs pip with the user's own configuration; raises PipFailure.

    A silent index is left out, and whoever can silence one decides which other is asked: that is
    harmless where the lock's hashes decide what is taken.
    """
    environment = os.environ | answering_only(pip_settings(python))
    environment.setdefault("PIP_RETRIES", "2")
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    command = [str(python), "-m", "pip", *arguments, "--no-input", "--progress-bar", "off"]
    tail: deque[str] = deque(maxlen=40)
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
    ) as process:
        if process.stdout is not None:
            for line in process.stdout:
                tail.append(line.rstrip())
                _show(line)
    if process.returncode != 0:
        raise PipFailure(tail)


def _show(line: str) -> None:
    """Names what takes long: large files and the final unpacking."""
    download = _DOWNLOAD.match(line)
    if download and float(download[2]) * (1000 if download[3] == "GB" else 1) >= _LARGE_MB:
        name = download[1].rsplit("/", 1)[-1].split("-", 1)[0]
        sys.stdout.write(f"  downloading {name} ({download[2]} {download[3]})\n")
    elif line.startswith("Installing collected packages"):
        sys.stdout.write("  unpacking\n")
    sys.stdout.flush()
