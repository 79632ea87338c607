"""What a node is asked to do: store a chunk of an input, prepare a job, render one of its segments.

These functions run in a worker's process. All they take and return are plain strings and bytes,
whose meaning this program's own checks decide. That keeps mistakes and odd values out, not an
enemy: Dask unpickles what the scheduler and the queue's computer send before any of this is
called, and unpickling can run anything. What holds is who may connect: net/tls.py, net/roles.py.
"""

from __future__ import annotations

import hashlib
import platform
import time
import traceback
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.farm.net.protocol import (
    PROTOCOL,
    TOPIC,
    Answer,
    FailureReply,
    InputFile,
    InputKeptReply,
    JobSpec,
    MissingInputReply,
    Reply,
    SegmentReply,
    TaskProgress,
)
from talker.errors import ErrorCode, MouthpieceError
from talker.progress import Stage

if TYPE_CHECKING:
    from app.farm.node.task_context import OnAdvance, TaskContext

PLUGIN = "mouthpiece"
_REPORT_SECONDS = 0.5
_LONGEST_TRACEBACK = 20_000


def store_chunk(ticket: str, input_json: str, offset: int, chunk: bytes) -> Reply:
    """Stores bytes of an input."""
    del ticket

    def task() -> Reply:
        wanted = InputFile.model_validate_json(input_json)
        whole = _context().inputs.add(wanted, offset, chunk)
        return _reply(InputKeptReply(whole=whole))

    return _answered(task)


def prepare_job(ticket: str, spec_json: str, enclosed: Mapping[str, bytes]) -> Reply:
    """Prepares a job's segments; answers which inputs are missing instead, if any are.

    Small inputs may be `enclosed`, by their SHA-256.
    """

    def task() -> Reply:
        spec = _parse_spec(spec_json)
        context = _context()
        for file in spec.inputs:
            if file.sha256 in enclosed and context.inputs.find(file) is None:
                context.inputs.save(file, enclosed[file.sha256])
        missing = context.missing(spec)
        if missing:
            return _reply(MissingInputReply(sha256=missing))
        try:
            return _reply(*context.work(ticket, spec, _reporter(ticket)).ready())
        finally:
            context.finish_task()

    return _answered(task)


def render_segment(ticket: str, spec_json: str, index: int) -> Reply:
    """Renders one segment of a job."""

    def task() -> Reply:
        began = time.monotonic()
        spec = _parse_spec(spec_json)
        context = _context()
        try:
            content = context.work(ticket, spec, _reporter(ticket)).segment(index)
        finally:
            context.finish_task()
        answer = SegmentReply(
            index=index,
            sha256=hashlib.sha256(content).hexdigest(),
            seconds=time.monotonic() - began,
        )
        return _reply(answer, content)

    return _answered(task)


def _context() -> TaskContext:
    from distributed import get_worker

    context: TaskContext = getattr(get_worker().plugins[PLUGIN], "context")  # noqa: B009 - Dask's type knows it not
    return context


def _parse_spec(text: str) -> JobSpec:
    spec = _context().parse(text)
    if spec.protocol != PROTOCOL:
        raise MouthpieceError(
            ErrorCode.FARM_VERSION,
            f"{platform.node()} runs version {PROTOCOL} and was asked by version {spec.protocol}.",
            "Bring all computers of the farm to the same version.",
        )
    return spec


def _reporter(ticket: str) -> OnAdvance:
    """Reports to the queue now and then how far the task is."""
    from distributed import get_worker

    worker = get_worker()
    reported = 0.0

    def report(stage: Stage, done: int, total: int) -> None:
        nonlocal reported
        now = time.monotonic()
        if now - reported < _REPORT_SECONDS:
            return
        reported = now
        progress = TaskProgress(
            ticket=ticket, stage=stage, done=min(done, total), total=max(1, total)
        )
        worker.log_event(TOPIC, progress.model_dump_json())

    return report


def _answered(task: Callable[[], Reply]) -> Reply:
    """Failures travel as messages: the other side unpickles no exception of ours."""
    try:
        return task()
    except MouthpieceError as error:
        return _reply(FailureReply(code=error.code, message=error.message, hint=error.hint))
    except Exception as error:  # noqa: BLE001 - whatever it was belongs into the job's log there
        last = traceback.format_exception_only(error)[-1].strip()
        failure = FailureReply(
            code=ErrorCode.INTERNAL,
            message=f"Something unexpected went wrong on {platform.node()}: {last}"[:2000],
            hint="Please send the job's log with a report.",
            traceback=traceback.format_exc()[-_LONGEST_TRACEBACK:],
        )
        return _reply(failure)


def _reply(answer: Answer, content: bytes = b"") -> Reply:
    return answer.model_dump_json(), content
