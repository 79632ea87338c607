"""A job whose request nobody here can read: a newer version's, or damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from typing_extensions import override

from app.jobs.kind import JobKind, NoOptions, Run
from talker.errors import ErrorCode, MouthpieceError


class UnreadableRequest(BaseModel):
    """What the database holds, kept as it is, and why it cannot be read."""

    model_config = ConfigDict(frozen=True)

    text: str
    reason: str
    output: Path | None = None

    @property
    def options(self) -> NoOptions:
        """None are known."""
        return NoOptions()


class UnreadableKind(JobKind[UnreadableRequest]):
    """Stands in the list beside other jobs, and fails when it is run."""

    name = "unreadable"
    request_type = UnreadableRequest

    @override
    def encode(self, request: UnreadableRequest) -> str:
        return request.text

    def decode(self, stored: Any) -> UnreadableRequest | None:
        """The registry makes such requests from what no kind has decoded."""
        del stored
        return None

    @override
    def freeze(self, request: UnreadableRequest) -> UnreadableRequest:
        return request

    @override
    def summary(self, request: UnreadableRequest) -> str:
        return request.reason.partition("\n")[0]

    @override
    def runner(self, home: Path) -> Run[UnreadableRequest]:
        del home

        def run(request: UnreadableRequest, *_: object) -> Any:
            raise MouthpieceError(
                ErrorCode.QUEUE_NEWER,
                f"What this job asks for cannot be read: {request.reason}",
                "Update Mouthpiece, or remove the job.",
            )

        return run


KIND = UnreadableKind()
