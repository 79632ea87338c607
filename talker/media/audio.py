"""Speech as a stream: facts about the recording, and samples in blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Speech:
    """A readable recording. `duration` in seconds, decoded length, not the container's claim."""

    path: Path
    duration: float
    sample_rate: int
    channels: int
    codec: str

    def blocks(self, rate: int = 16000, seconds: float = 10.0) -> Iterator[NDArray[np.float32]]:
        """Mono samples in -1..1 at `rate`, in consecutive blocks; memory does not grow."""
        raise NotImplementedError
