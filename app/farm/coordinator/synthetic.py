"""The queue's side of jobs of known cost (see app.farm.node.synthetic)."""

from __future__ import annotations

from pathlib import Path

from app.farm.coordinator.assembly import Assembly, OpenAssembly, There, input_of
from app.farm.net.protocol import JobSpec, PreparedReply, VideoOptions
from app.farm.node.synthetic import SyntheticLoad, SyntheticSpec
from app.jobs.kind import Outcome
from app.jobs.render import KIND as RENDER
from app.queue.job import Job
from talker.files import atomic_write
from talker.progress import CancelToken, OnProgress
from talker.segments import Segment


def open_synthetic(load: SyntheticLoad) -> OpenAssembly:
    """How jobs are assembled that only sleep and copy, to measure the farm itself."""

    def open_assembly(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        del report, cancel
        return SyntheticAssembly(job, load)

    return open_assembly


class SyntheticAssembly:
    """A job that sleeps on the node; its output is what the node sent."""

    motion: Path | None = None
    newest: Path | None = None

    def __init__(self, job: Job, load: SyntheticLoad) -> None:
        request = RENDER.require(job.request)
        assert request.output is not None
        self._options = request.options
        self._load = load
        self.segments = tuple(Segment(index, index, index + 1) for index in range(load.segments))
        self.inputs = tuple(
            input_of(role, path, None)
            for role, path in (("portrait", request.portrait), ("speech", request.speech))
        )
        self._output = request.output
        self._parts: dict[int, bytes] = {}

    def options(self, there: There) -> VideoOptions:
        """Whatever they are."""
        del there
        return self._options

    def job_spec(self, spec: JobSpec) -> JobSpec:
        """The job as workers get it, with its cost."""
        return SyntheticSpec(**dict(spec), synthetic=self._load)

    def open(self, origin: PreparedReply, motion: bytes) -> list[Segment] | None:
        """The segments that no worker has sent."""
        del motion
        self._engine = origin.engine
        return [segment for segment in self.segments if segment.index not in self._parts]

    def save_segment(self, segment: Segment, content: bytes) -> None:
        """Remembers what a worker sent."""
        self._parts[segment.index] = content

    def finish(self) -> Outcome:
        """Writes what came, segment behind segment."""
        with atomic_write(self._output) as part:
            part.write_bytes(b"".join(self._parts[segment.index] for segment in self.segments))
        return Outcome(self._output, len(self.segments), 0, self._engine, "cpu", {}, ())

    def close(self) -> None:
        """Nothing is held."""
