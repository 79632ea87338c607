"""The checksum of a file, written into another one: a kind of job in one file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from app.jobs.kind import JobKind, NoOptions, Outcome, Run
from talker.progress import CancelToken, OnProgress, Progress, Stage


class ChecksumRequest(BaseModel):
    """A file, and where its checksum goes."""

    model_config = ConfigDict(frozen=True)

    file: Path
    output: Path

    @property
    def options(self) -> NoOptions:
        """There are none."""
        return NoOptions()


class ChecksumKind(JobKind[ChecksumRequest]):
    """Needs no more than what to do and what to begin with."""

    name = "checksum"
    request_type = ChecksumRequest

    def freeze(self, request: ChecksumRequest) -> ChecksumRequest:
        paths = {"file": request.file.absolute(), "output": request.output.absolute()}
        return request.model_copy(update=paths)

    def sources(self, request: ChecksumRequest) -> tuple[Path, ...]:
        return (request.file,)

    def runner(self, home: Path) -> Run[ChecksumRequest]:
        del home

        def run(request: ChecksumRequest, report: OnProgress, cancel: CancelToken) -> Outcome:
            report(Progress(Stage.RENDER, 0, 1))
            cancel.check()
            digest = hashlib.sha256(request.file.read_bytes()).hexdigest()
            request.output.write_text(digest, encoding="ascii")
            report(Progress(Stage.RENDER, 1, 1))
            return Outcome(request.output, 1, 0, "hashlib", "cpu", {Stage.RENDER: 0.1}, ())

        return run


KIND = ChecksumKind()
