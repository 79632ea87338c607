"""What a node is asked to do: take an input, get ready for a job, make one of its segments.

These functions run in a slot's process; Dask calls them by name. All they get and give are plain
strings and bytes, so that nothing but this program's own checks decides what they mean.
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

DESK = "mouthpiece"
_TELL_SECONDS = 0.5
_LONGEST_TRACEBACK = 20_000


def keep_input(ticket: str, input_json: str, offset: int, piece: bytes) -> Reply:
    """Takes bytes of an input."""
    del ticket

    def act() -> Reply:
        wanted = InputFile.model_validate_json(input_json)
        whole = _desk().inputs.add(wanted, offset, piece)
        return _reply(InputKeptReply(whole=whole))

    return _told(act)


def prepare_job(ticket: str, order_json: str, enclosed: Mapping[str, bytes]) -> Reply:
    """Gets ready for a job's segments; says which inputs are lacking instead, if any are.

    Small inputs may be `enclosed`, by their SHA-256.
    """

    def act() -> Reply:
        order = _order(order_json)
        desk = _desk()
        for one in order.inputs:
            if one.sha256 in enclosed and desk.inputs.find(one) is None:
                desk.inputs.put(one, enclosed[one.sha256])
        lacking = desk.lacking(order)
        if lacking:
            return _reply(MissingInputReply(sha256=lacking))
        try:
            return _reply(*desk.work(ticket, order, _teller(ticket)).ready())
        finally:
            desk.rest()

    return _told(act)


def make_segment(ticket: str, order_json: str, index: int) -> Reply:
    """Makes one segment of a job."""

    def act() -> Reply:
        began = time.monotonic()
        order = _order(order_json)
        desk = _desk()
        try:
            content = desk.work(ticket, order, _teller(ticket)).segment(index)
        finally:
            desk.rest()
        answer = SegmentReply(
            index=index,
            sha256=hashlib.sha256(content).hexdigest(),
            seconds=time.monotonic() - began,
        )
        return _reply(answer, content)

    return _told(act)


def _desk() -> TaskContext:
    from distributed import get_worker

    desk: TaskContext = getattr(get_worker().plugins[DESK], "desk")  # noqa: B009 - Dask's type knows it not
    return desk


def _order(text: str) -> JobSpec:
    order = JobSpec.model_validate_json(text)
    if order.protocol != PROTOCOL:
        raise MouthpieceError(
            ErrorCode.FARM_VERSION,
            f"{platform.node()} runs version {PROTOCOL} and was asked by version {order.protocol}.",
            "Bring all computers of the farm to the same version.",
        )
    return order


def _teller(ticket: str) -> OnAdvance:
    """Tells the queue now and then how far the task is."""
    from distributed import get_worker

    worker = get_worker()
    told = 0.0

    def tell(stage: Stage, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < _TELL_SECONDS:
            return
        told = now
        said = TaskProgress(ticket=ticket, stage=stage, done=min(done, total), total=max(1, total))
        worker.log_event(TOPIC, said.model_dump_json())

    return tell


def _told(act: Callable[[], Reply]) -> Reply:
    """Failures travel as messages: the other side unpickles no exception of ours."""
    try:
        return act()
    except MouthpieceError as error:
        return _reply(FailureReply(code=error.code, message=error.message, hint=error.hint))
    except Exception as error:  # noqa: BLE001 - whatever it was belongs into the job's log there
        last = traceback.format_exception_only(error)[-1].strip()
        trouble = FailureReply(
            code=ErrorCode.INTERNAL,
            message=f"Something unexpected went wrong on {platform.node()}: {last}"[:2000],
            hint="Please send the job's log with a report.",
            traceback=traceback.format_exc()[-_LONGEST_TRACEBACK:],
        )
        return _reply(trouble)


def _reply(answer: Answer, content: bytes = b"") -> Reply:
    return answer.model_dump_json(), content
