"""Brings inputs to nodes: small ones with the order itself, large ones piece by piece."""

from __future__ import annotations

from collections.abc import Callable

from app.farm.coordinator.job_run import Delivery, JobRun
from app.farm.coordinator.reply_validation import checked
from app.farm.coordinator.worker_handles import WorkerHandle
from app.farm.net.protocol import InputKeptReply, MissingInputReply
from app.farm.node import tasks

_PIECE_BYTES = 4 << 20
_ENCLOSED_BYTES = 8 << 20


class Uploads:
    """Knows what each node was given. `submit` is the foreman's way to ask a slot something."""

    def __init__(self, submit: Callable[..., None]) -> None:
        self._submit = submit
        self._given: dict[str, set[str]] = {}

    def enclosed(self, making: JobRun, seat: WorkerHandle) -> dict[str, bytes]:
        """Small inputs that the node has not had yet: sent along they save ways there and back."""
        found: dict[str, bytes] = {}
        room = _ENCLOSED_BYTES
        given = self._given.setdefault(seat.info.report.node, set())
        sees = bool(seat.info.health.shared_mark)
        for file, path in making.files():
            if file.shared is not None and sees:
                continue
            if file.sha256 not in given and file.size <= room:
                found[file.sha256] = path.read_bytes()
                room -= file.size
                given.add(file.sha256)
        return found

    def begin(self, making: JobRun, seat: WorkerHandle, lacking: MissingInputReply) -> bool:
        """Sends what the node lacks; False when it asks for what it was never promised."""
        wanted = [file for file, _ in making.files() if file.sha256 in lacking.sha256]
        making.deliveries[seat.info.address] = Delivery(wanted)
        if wanted:
            self._send(making, seat)
        return bool(wanted)

    def go_on(self, making: JobRun, seat: WorkerHandle, kept: InputKeptReply) -> bool:
        """A piece has arrived; True when that was the last one."""
        delivery = making.deliveries[seat.info.address]
        if kept.whole:
            delivery.left.pop(0)
            delivery.offset = 0
        else:
            delivery.offset += _PIECE_BYTES
        if delivery.left:
            self._send(making, seat)
            return False
        del making.deliveries[seat.info.address]
        return True

    def _send(self, making: JobRun, seat: WorkerHandle) -> None:
        delivery = making.deliveries[seat.info.address]
        file, offset = delivery.left[0], delivery.offset
        path = next(path for known, path in making.files() if known == file)
        with path.open("rb") as opened:
            opened.seek(offset)
            piece = opened.read(_PIECE_BYTES)
        self._submit(
            tasks.store_chunk,
            "keep",
            making,
            seat,
            file.model_dump_json(),
            offset,
            piece,
            on_reply=checked,
            exclusive=False,
        )
