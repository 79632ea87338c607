"""Installs the folder `fourth` into the room of the kinds for a while, and in worker processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import app.jobs
from app.jobs import registry
from app.jobs.kind import JobKind
from tests.waiting import PATIENCE

FOLDER = Path(__file__).with_name("fourth")
_WORKER = """
import sys
import app.jobs
app.jobs.__path__.append(sys.argv.pop(1))
from app.cli import main
sys.exit(main(["worker", "--json", "--until-empty", "--name", "fourth"]))
"""


@contextmanager
def fourth_kind() -> Iterator[JobKind[Any]]:
    """The kind, which this process knows inside the block."""
    app.jobs.__path__.append(str(FOLDER))
    registry._scan.cache_clear()
    try:
        yield next(kind for kind in registry.kinds() if kind.name == "checksum")
    finally:
        app.jobs.__path__.remove(str(FOLDER))
        registry._scan.cache_clear()


def run_worker(home: Path) -> str:
    """What a worker process that knows the kind says until its queue is empty."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", _WORKER, str(FOLDER)],
        env=os.environ | {"MOUTHPIECE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout
