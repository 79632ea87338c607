"""What a slot of a node works with: its one open piece of work, its inputs, and who may stop it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.farm.net.protocol import JobSpec, PreparedReply, SyntheticLoad
from app.farm.node.input_cache import InputCache
from talker.files import discard
from talker.model_files import ModelFiles
from talker.options.render import RenderRequest
from talker.progress import CancelToken, Notice, Progress, Stage

OnAdvance = Callable[[Stage, int, int], None]
_NAP_STEP = 0.05


class TaskWork(Protocol):
    """An order that is being worked on; `advance` hears of it and may be replaced."""

    advance: OnAdvance

    def ready(self) -> tuple[PreparedReply, bytes]:
        """Who makes it, and its motion."""
        ...

    def segment(self, index: int) -> bytes:
        """The bytes of a finished segment."""
        ...

    def close(self) -> None:
        """Removes what it left on the disk."""
        ...


class VideoWork:
    """A share of a video's segments."""

    def __init__(
        self,
        order: JobSpec,
        inputs: Mapping[str, Path],
        home: Path,
        models: ModelFiles,
        cancel: CancelToken,
        advance: OnAdvance,
    ) -> None:
        from talker.remote_render import RemoteRender

        files = {role: path for role, path in inputs.items() if role != "motion"}
        if order.options.idle:
            files["speech"] = Path("idle")
        request = RenderRequest(
            **{name: getattr(order.options, name) for name in type(order.options).model_fields},
            **files,
            output=home / "never.mp4",
        )
        self.advance = advance
        self._offset: int | None = None
        self._share = RemoteRender(
            request,
            motion=inputs.get("motion"),
            on_progress=self._hear,
            cancel=cancel,
            home=home,
            models=models,
        )

    def ready(self) -> tuple[PreparedReply, bytes]:
        made = self._share.origin
        motion = self._share.motion.read_bytes()
        answer = PreparedReply(
            key=made.key,
            engine=made.engine,
            version=made.version,
            device=made.device,
            width=made.width,
            height=made.height,
            motion_sha256=hashlib.sha256(motion).hexdigest(),
            notices=tuple((str(one.code), one.message) for one in self._share.notices),
        )
        return answer, motion

    def segment(self, index: int) -> bytes:
        self._offset = None
        path = self._share.segment(index)
        content = path.read_bytes()
        discard(path)
        return content

    def close(self) -> None:
        self._share.close()

    def _hear(self, said: Progress | Notice) -> None:
        if isinstance(said, Notice):
            return
        if said.stage is not Stage.RENDER:
            self.advance(said.stage, said.done, said.total)
            return
        if self._offset is None:
            # The first report counts what is not this segment's as done.
            self._offset = said.done
        self.advance(said.stage, max(0, said.done - self._offset), said.total)


class SyntheticWork:
    """Work of known cost."""

    def __init__(self, nap: SyntheticLoad, cancel: CancelToken, advance: OnAdvance) -> None:
        self.nap = nap
        self.cancel = cancel
        self.advance = advance

    def ready(self) -> tuple[PreparedReply, bytes]:
        key = hashlib.sha256(self.nap.model_dump_json().encode()).hexdigest()[:32]
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

    def segment(self, index: int) -> bytes:
        end = time.monotonic() + self.nap.seconds
        while (left := end - time.monotonic()) > 0:
            self.cancel.check()
            time.sleep(min(_NAP_STEP, left))
        self.advance(Stage.RENDER, 1, 1)
        return bytes([index % 256]) * self.nap.size

    def close(self) -> None:
        """Nothing lies on the disk."""


@dataclass
class _Open:
    """An order at work. The ticket is the task that works on it just now."""

    order: str
    ticket: str | None
    cancel: CancelToken
    work: TaskWork | None = None


class TaskContext:
    """One slot's place of work; one order is open at a time, and stays open for the next task.

    `models` gives the model files for an order, fetching what is missing.
    """

    def __init__(
        self, home: Path, inputs: InputCache, models: Callable[[JobSpec, CancelToken], ModelFiles]
    ) -> None:
        self.inputs = inputs
        self._home = home
        self._models = models
        self._open: _Open | None = None
        home.mkdir(parents=True, exist_ok=True)

    @property
    def ticket(self) -> str | None:
        """The task that is at work."""
        return None if self._open is None else self._open.ticket

    def lacking(self, order: JobSpec) -> tuple[str, ...]:
        """The inputs that are not here."""
        return tuple(one.sha256 for one in order.inputs if self.inputs.find(one) is None)

    def work(self, ticket: str, order: JobSpec, advance: OnAdvance) -> TaskWork:
        """The open work for this order; another order's is closed. Raises MouthpieceError."""
        name = _name(order)
        now = self._open
        if now is not None and now.order == name and now.work and not now.cancel.cancelled:
            now.ticket = ticket
            now.work.advance = advance
            return now.work
        self.clear()
        fresh = _Open(name, ticket, CancelToken())
        self._open = fresh
        fresh.work = self._begin(order, fresh.cancel, advance)
        return fresh.work

    def stop(self, ticket: str) -> None:
        """Stops the work of this task, if it is the one that is done now. From any thread."""
        now = self._open
        if now is not None and now.ticket == ticket:
            now.cancel.cancel()

    def rest(self) -> None:
        """The task is over; its work stays open for the next."""
        if self._open is not None:
            self._open.ticket = None

    def clear(self) -> None:
        """Closes what is open."""
        if self._open is not None and self._open.work is not None:
            self._open.work.close()
        self._open = None

    def _begin(self, order: JobSpec, cancel: CancelToken, advance: OnAdvance) -> TaskWork:
        if order.nap is not None:
            return SyntheticWork(order.nap, cancel, advance)
        found = {one.role: self.inputs.find(one) for one in order.inputs}
        files: dict[str, Path] = {role: path for role, path in found.items() if path}
        models = self._models(order, cancel)
        return VideoWork(order, files, self._home, models, cancel, advance)


def _name(order: JobSpec) -> str:
    """The same for an order with and without the motion that was computed meanwhile."""
    lasting = tuple(one for one in order.inputs if one.role != "motion")
    text = order.model_copy(update={"inputs": lasting}).model_dump_json()
    return hashlib.sha256(text.encode()).hexdigest()
