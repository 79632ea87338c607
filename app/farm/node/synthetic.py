"""Jobs of known cost instead of videos, by which bench and tests measure the farm itself.

Only a worker that was started with `VARIABLE` in its environment takes them, and takes no others;
for every other worker their message is none of the protocol's.
"""

from __future__ import annotations

import hashlib
import time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt
from typing_extensions import override

from app.farm.net.protocol import JobSpec, PreparedReply
from app.farm.node.task_context import OnAdvance, TaskContext, TaskWork
from talker.progress import CancelToken, Stage

VARIABLE = "MOUTHPIECE_FARM_SYNTHETIC"
_STEP_SECONDS = 0.05


class SyntheticLoad(BaseModel):
    """Work of known cost: `segments` times `seconds` of sleep and `size` bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    segments: PositiveInt
    seconds: Annotated[float, Field(ge=0, le=3600)]
    size: NonNegativeInt


class SyntheticSpec(JobSpec):
    """A synthetic job as a worker gets it."""

    synthetic: SyntheticLoad


class SyntheticContext(TaskContext):
    """The context of a worker that takes synthetic jobs."""

    spec_type = SyntheticSpec

    @override
    def open_work(self, spec: JobSpec, cancel: CancelToken, advance: OnAdvance) -> SyntheticWork:
        assert isinstance(spec, SyntheticSpec)
        return SyntheticWork(spec.synthetic, cancel, advance)


class SyntheticWork(TaskWork):
    """Work of known cost."""

    def __init__(self, load: SyntheticLoad, cancel: CancelToken, advance: OnAdvance) -> None:
        self.load = load
        self.cancel = cancel
        self.advance = advance

    @override
    def ready(self) -> tuple[PreparedReply, bytes]:
        key = hashlib.sha256(self.load.model_dump_json().encode()).hexdigest()[:32]
        none = hashlib.sha256(b"").hexdigest()
        answer = PreparedReply(
            key=key,
            engine="sleep",
            version="1",
            device="cpu",
            width=0,
            height=0,
            motion_sha256=none,
        )
        return answer, b""

    @override
    def segment(self, index: int) -> bytes:
        end = time.monotonic() + self.load.seconds
        while (left := end - time.monotonic()) > 0:
            self.cancel.check()
            time.sleep(min(_STEP_SECONDS, left))
        self.advance(Stage.RENDER, 1, 1)
        return bytes([index % 256]) * self.load.size

    def close(self) -> None:
        """Nothing lies on the disk."""
