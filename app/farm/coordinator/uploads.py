"""Uploads of inputs to workers: small ones go with the task, large ones chunk by chunk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from app.farm.coordinator.events import RunId
from app.farm.coordinator.worker_handles import WorkerHandle
from app.farm.net.protocol import InputFile

CHUNK_BYTES = 4 << 20
_ENCLOSED_BYTES = 8 << 20


@dataclass
class _Upload:
    left: list[InputFile]
    offset: int = 0
    sent: set[str] = field(default_factory=set)


class Uploads:
    """What each node was sent with tasks, and the uploads that are under way."""

    def __init__(self) -> None:
        self._enclosed: dict[str, set[str]] = {}
        self._uploads: dict[tuple[RunId, str], _Upload] = {}

    def enclose(self, files: Sequence[InputFile], worker: WorkerHandle) -> tuple[InputFile, ...]:
        """Small inputs that its node has not had yet: sent along they save ways there and back."""
        found = []
        room = _ENCLOSED_BYTES
        known = self._enclosed.setdefault(worker.info.report.node, set())
        sees_folder = bool(worker.info.health.shared_mark)
        for file in files:
            if file.shared is not None and sees_folder:
                continue
            if file.sha256 not in known and file.size <= room:
                found.append(file)
                room -= file.size
                known.add(file.sha256)
        return tuple(found)

    def begin(
        self, run: RunId, address: str, files: Sequence[InputFile], missing: Collection[str]
    ) -> bool:
        """Prepares to send what a worker misses.

        False when it asks for what the job does not have, or for what it has just been sent.
        """
        upload = self._uploads.setdefault((run, address), _Upload([]))
        upload.left = [file for file in files if file.sha256 in missing]
        upload.offset = 0
        return bool(upload.left) and upload.sent.isdisjoint(missing)

    def next_chunk(self, run: RunId, address: str) -> tuple[InputFile, int] | None:
        """The file and the offset that come next; None when everything is sent."""
        upload = self._uploads[run, address]
        return (upload.left[0], upload.offset) if upload.left else None

    def advance(self, run: RunId, address: str, *, whole: bool) -> bool:
        """A chunk has arrived; False when the file should be whole by now and is not."""
        upload = self._uploads[run, address]
        if whole:
            upload.sent.add(upload.left.pop(0).sha256)
            upload.offset = 0
            return True
        upload.offset += CHUNK_BYTES
        return upload.offset < upload.left[0].size

    def forget(self, run: RunId, address: str) -> None:
        """The worker has left the job."""
        self._uploads.pop((run, address), None)
