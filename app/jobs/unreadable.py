"""A job whose request nobody here can read: a newer version's, or damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typing_extensions import override

from app.jobs.kind import JobKind, Run, UnreadableRequest


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
            raise request.error

        return run


KIND = UnreadableKind()
