"""Small inputs that tests of batches make for themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

from app.jobs.kind import Outcome
from app.queue.job import State, WorkerId
from app.queue.store import JobStore
from app.queue.transitions import Transition
from talker.progress import Stage
from tests.talker.sounds import ffmpeg


def picture(path: Path, level: int = 128, size: int = 96) -> Path:
    """A grey square; no face."""
    Image.new("RGB", (size, size), (level, level, level)).save(path)
    return path


def sound(path: Path, seconds: float = 0.5, seed: int = 0) -> Path:
    """Noise."""
    noise = np.random.default_rng(seed).normal(0, 0.1, round(seconds * 16000))
    soundfile.write(path, noise.astype(np.float32), 16000, subtype="PCM_16")
    return path


def silence(path: Path, hours: float) -> Path:
    """A small FLAC file that lasts for hours."""
    soundfile.write(path, np.zeros(round(hours * 3600 * 1000), np.int16), 1000)
    return path


@contextmanager
def opened(folder: Path) -> Iterator[JobStore]:
    """A queue of its own."""
    with JobStore(folder / "queue.sqlite3") as store:
        yield store


def finish(store: JobStore, *, write: bool = True) -> None:
    """Carries the next job to its good end, with a tiny video of two frames."""
    job = store.claim(WorkerId.of_this_process("test"))
    assert job is not None
    output = job.request.output
    assert output is not None
    if write:
        source = ("-f", "lavfi", "-i", "color=teal:size=64x64:rate=25")
        ffmpeg(*source, "-frames:v", "2", "-f", "mp4", f"file:{output}")
    outcome = Outcome(output, 50, 0, "builtin", "cpu", {Stage.RENDER: 1.0}, ())
    assert store.release(job.lease, Transition(State.DONE, outcome=outcome))
