"""What is done with an answer's bytes in the thread that fetched them: checked, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from app.farm.coordinator.job_run import JobRun
from app.farm.net.protocol import Answer, PreparedReply, SegmentReply
from talker.errors import ErrorCode, MouthpieceError
from talker.segments import Segment


def checked(answer: Answer, content: bytes) -> bytes:
    """The motion is what the answer says."""
    if (
        isinstance(answer, PreparedReply)
        and hashlib.sha256(content).hexdigest() != answer.motion_sha256
    ):
        raise _garbled("motion")
    return content


def keeper(making: JobRun, segment: Segment) -> Callable[[Answer, bytes], bytes]:
    """Keeps a segment that is what its answer says; in the thread that fetched it."""
    piece = making.begun

    def keep(answer: Answer, content: bytes) -> bytes:
        if isinstance(answer, SegmentReply):
            if answer.index != segment.index or (
                hashlib.sha256(content).hexdigest() != answer.sha256
            ):
                raise _garbled("segment")
            if not making.cancel.cancelled:
                piece.keep(segment, content)
        return b""

    return keep


def _garbled(what: str) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.FARM_NODE_LOST,
        f"A computer of the farm sent a {what} that is not what it says.",
        "It is asked again, or another computer is.",
    )
