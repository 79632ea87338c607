"""How a training stands: its job's row, and the sheet of sample pictures beside its file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.queue.job import ENDS, JobError, State
from app.queue.store import JobStore
from talker.errors import InputError


@dataclass(frozen=True)
class TrainStatus:
    """`done` of `total` steps are made, `left` seconds remain where that is known; `sheet` is the
    file of the sample pictures, None while there is none.
    """

    state: State | None
    done: int
    total: int
    left: float | None
    error: JobError | None
    sheet: Path | None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state is None or self.state in ENDS


def train_status(store: JobStore, job_id: int, output: Path) -> TrainStatus:
    """Reads the job's row; `output` is the file that it writes."""
    path = output.with_name(f"{output.stem}-samples.png")
    sheet = path if path.is_file() else None
    with suppress(InputError):  # removed from the queue
        job = store.get(job_id)
        return TrainStatus(job.state, job.done, job.total, job.eta_seconds, job.error, sheet)
    return TrainStatus(None, 0, 0, None, None, sheet)
