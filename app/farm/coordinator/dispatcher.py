"""Gives work to slots and takes it in: inputs, the first look at a job, its segments one by one."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence

from app.farm.coordinator.dispatch_events import DispatchEvents, Timeouts
from app.farm.coordinator.job_run import JobRun, Phase, Task
from app.farm.coordinator.placement import choose
from app.farm.coordinator.reply_validation import checked, keeper
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.uploads import Uploads
from app.farm.coordinator.worker_handles import WorkerHandle, WorkerHandles, candidate
from app.farm.net.client import ClusterClient, TaskLost, TaskReplied, new_ticket
from app.farm.net.protocol import (
    Answer,
    FailureReply,
    InputFile,
    InputKeptReply,
    MissingInputReply,
    PreparedReply,
    Reply,
    SegmentReply,
    TaskProgress,
)
from app.farm.node import tasks
from app.worker.outcome import FailureClass, classify
from talker.progress import Stage

_AHEAD = 2  # segments a slot has: the one it makes, and the next
_REOPEN_SECONDS = 0.5
_log = logging.getLogger(__name__)


class Dispatcher:
    """Knows which slot does what. Everything happens in the thread that listens to the cluster."""

    def __init__(
        self,
        cluster: ClusterClient,
        seats: WorkerHandles,
        speeds: Throughput,
        office: DispatchEvents,
        patience: Timeouts,
    ) -> None:
        self._cluster = cluster
        self._seats = seats
        self._speeds = speeds
        self._office = office
        self._patience = patience
        self._tasks: dict[str, Task] = {}
        self._courier = Uploads(self._submit)
        self.lacking: dict[int, set[str]] = {}

    def place(self, ready: Sequence[JobRun], now: float) -> list[JobRun]:
        """Gives waiting jobs to free slots; returns those that no slot can take at all."""
        usable = self._seats.usable(now)
        hopeless = []
        left = len(ready)
        for making in ready:
            lacking = self.lacking.get(making.job.id, set())
            seats = [seat for seat in usable if seat.name not in lacking]
            if usable and not seats:
                hopeless.append(making)
                continue
            candidates = [candidate(seat, making, self._speeds) for seat in seats]
            found = choose(candidates, making.frames_left, left)
            soon = [seat for seat in seats if seat.nearly_idle]
            if found is not None:
                self._seat(making, seats[found], now)
                left -= 1
            elif soon and not any(seat.idle for seat in seats):
                self._seat(making, soon[0], now)
                left -= 1
        return hopeless

    def spread(self, makings: Sequence[JobRun], now: float) -> None:
        """Lets idle slots help with jobs that have segments to spare."""
        for seat in self._seats.usable(now):
            if not seat.idle:
                continue
            longest = max(
                (one for one in makings if self._can_help(seat, one)),
                key=lambda one: len(one.todo) / len(one.workers),
                default=None,
            )
            if longest is not None:
                self._seat(longest, seat, now)

    def drop(self, making: JobRun) -> None:
        """Takes a job from all its slots."""
        for ticket in [one.ticket for one in self._tasks.values() if one.run is making]:
            self._release(ticket)
        for seat in list(making.workers):
            self._leave(making, seat)
        making.deliveries.clear()
        making.todo = sorted({*making.todo, *making.flying})
        making.flying.clear()
        making.reopen = None

    def answered(self, happening: TaskReplied, now: float) -> None:
        """Takes in the answer to a task; one that nobody waits for any more is left alone."""
        task = self._tasks.get(happening.ticket)
        if task is None:
            return
        self._release(task.ticket)
        seat, making = task.worker, task.run
        seat.worked = now
        match happening.answer:
            case PreparedReply() as made if making.made is None:
                self._open(making, seat, made, happening.content, now)
            case PreparedReply() as made:
                self._join(making, seat, made)
            case SegmentReply() as segment:
                self._took(making, seat, segment)
            case MissingInputReply() as lacking:
                if not self._courier.begin(making, seat, lacking):
                    self.lose(seat, "it asks for files that the job does not have", now)
            case InputKeptReply() as kept:
                if self._courier.go_on(making, seat, kept):
                    self._prepare(making, seat)
            case FailureReply() as trouble:
                self._take_back(task)
                self._troubled(making, seat, trouble, now)

    def _troubled(
        self, making: JobRun, seat: WorkerHandle, trouble: FailureReply, now: float
    ) -> None:
        """A helper that cannot help is let go; otherwise the office decides."""
        helps = any(one is not seat for one in making.workers)
        if helps and classify(trouble.code) is not FailureClass.JOB:
            making.unsuited.add(seat.name)
            self._seats.failed(seat, trouble.message, now)
            for ticket in list(seat.tickets):
                if self._tasks[ticket].run is making:
                    other = self._tasks[ticket]
                    self._release(ticket)
                    self._take_back(other)
            self._leave(making, seat)
            return
        self.drop(making)
        self._office.troubled(making, seat, trouble)

    @staticmethod
    def _take_back(task: Task) -> None:
        """The segment of a task that came to nothing waits again."""
        if task.index is not None:
            task.run.flying.pop(task.index, None)
            task.run.todo = sorted({*task.run.todo, task.index})

    def advanced(self, said: TaskProgress, now: float) -> None:
        """A slot is alive and so far."""
        task = self._tasks.get(said.ticket)
        if task is None:
            return
        task.worker.worked = now
        if task.index is not None and said.stage is Stage.RENDER:
            task.run.flying[task.index] = said.done
            task.run.told()

    def lost(self, happening: TaskLost, now: float) -> None:
        """A task ended without an answer."""
        task = self._tasks.get(happening.ticket)
        if task is None:
            return
        if happening.error is not None and classify(happening.error.code) is FailureClass.DISK:
            self.drop(task.run)  # it is our own disk that could not take what came
            self._office.broken(task.run, happening.error)
            return
        if happening.died:
            self._seats.bury(task.worker)
        self.lose(task.worker, happening.why, now, died=happening.died)

    def lose(self, seat: WorkerHandle, why: str, now: float, *, died: bool = False) -> None:
        """A slot is lost with what it had; its job goes on elsewhere."""
        if not seat.runs:
            return
        self._seats.failed(seat, why, now)
        for ticket in list(seat.tickets):
            task = self._tasks[ticket]
            self._release(ticket)
            self._take_back(task)
        for number, making in enumerate(list(seat.runs)):
            self._leave(making, seat)
            if not making.workers:
                self.drop(making)
                # Only the first was being made: the next one has done nothing wrong.
                self._office.homeless(making, f"{seat.name}: {why}", died=died and number == 0)

    def watch(self, makings: Sequence[JobRun], now: float) -> None:
        """Finds slots that hang or fell silent; tries again what had to wait."""
        for seat in self._seats.all:
            if not seat.tickets:
                continue
            if self._seats.silent(seat, now):
                self.lose(seat, f"nothing was heard of it for {now - seat.heard:.0f} s", now)
            elif now - seat.worked > self._patience.hang:
                self._seats.failed(seat, "it hangs", now, at_once=True)
                self.lose(seat, f"no progress for {now - seat.worked:.0f} s", now)
        for making in makings:
            if making.reopen is not None and making.workers and now >= making.reopen[2]:
                made, motion, _ = making.reopen
                self._open(making, making.workers[0], made, motion, now)

    def _seat(self, making: JobRun, seat: WorkerHandle, now: float) -> None:
        making.phase = Phase.MAKING
        making.workers.append(seat)
        seat.runs.append(making)
        seat.affinity = making.affinity
        seat.worked = now
        self._prepare(making, seat)

    def _prepare(self, making: JobRun, seat: WorkerHandle) -> None:
        enclosed = self._courier.enclosed(making, seat)
        order = making.spec()
        self._submit(tasks.prepare_job, "prepare", making, seat, order, enclosed, on_reply=checked)

    def _open(
        self, making: JobRun, seat: WorkerHandle, made: PreparedReply, motion: bytes, now: float
    ) -> None:
        """The first slot is ready: now the render has its name, and what is left to do is known."""
        piece = making.begun
        missing = piece.open(made)
        if missing is None:
            making.reopen = made, motion, now + _REOPEN_SECONDS
            return
        making.reopen = None
        making.made = made
        making.begin_segments([one.index for one in missing])
        kept = piece.motion
        if kept is None:
            piece.keep_motion(motion)
            kept = piece.motion
        content = motion if kept is None else kept.read_bytes()
        making.motion = InputFile(
            role="motion",
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            suffix=".npz",
        )
        making.told()
        if making.motion.sha256 != made.motion_sha256:
            self._prepare(making, seat)  # an earlier slot's motion counts
        else:
            if not content:
                making.motion = None
            self._feed(making, seat)

    def _join(self, making: JobRun, seat: WorkerHandle, made: PreparedReply) -> None:
        """A further slot is ready, or the first one with the motion that counts."""
        assert making.made is not None
        mine = making.made.model_copy(update={"motion_sha256": made.motion_sha256, "notices": ()})
        right = making.motion is None or made.motion_sha256 == making.motion.sha256
        if right and mine == made.model_copy(update={"notices": ()}):
            self._feed(making, seat)
            return
        # Another card or other models: its frames would not be the same.
        making.unsuited.add(seat.name)
        self._leave(making, seat)
        if not making.workers:
            self.drop(making)
            self._office.homeless(making, f"{seat.name} would make other frames", died=False)

    def _given(self, making: JobRun, seat: WorkerHandle) -> int:
        return sum(self._tasks[ticket].run is making for ticket in seat.tickets)

    def _feed(self, making: JobRun, seat: WorkerHandle) -> None:
        """Gives a slot its next segments, or lets it go when there are none."""
        order = making.spec()
        while making.todo and self._given(making, seat) < _AHEAD:
            index = making.todo.pop(0)
            making.flying[index] = 0
            self._submit(
                tasks.render_segment,
                "segment",
                making,
                seat,
                order,
                index,
                on_reply=keeper(making, making.begun.segments[index]),
                index=index,
            )
        if not self._given(making, seat):
            self._leave(making, seat)
        if making.complete and not making.flying:
            self.drop(making)
            self._office.complete(making)

    def _took(self, making: JobRun, seat: WorkerHandle, segment: SegmentReply) -> None:
        making.flying.pop(segment.index, None)
        making.done.add(segment.index)
        self._seats.worked_well(seat)
        part = making.begun.segments[segment.index]
        self._speeds.learn(seat.card, making.kind, part.stop - part.start, segment.seconds)
        making.told()
        self._feed(making, seat)

    def _submit(
        self,
        act: Callable[..., Reply],
        name: str,
        making: JobRun,
        seat: WorkerHandle,
        *arguments: object,
        on_reply: Callable[[Answer, bytes], bytes],
        index: int | None = None,
        exclusive: bool = True,
    ) -> None:
        ticket = new_ticket(name, making.job.id, making.job.attempts)
        task = Task(ticket, making, seat, index)
        self._tasks[ticket] = task
        seat.tickets.append(ticket)
        task.future = self._cluster.submit(
            act, ticket, seat.info, *arguments, exclusive=exclusive, on_reply=on_reply
        )

    def _release(self, ticket: str) -> None:
        task = self._tasks.pop(ticket)
        task.worker.tickets.remove(ticket)
        if task.future is not None:
            task.future.release()

    def _leave(self, making: JobRun, seat: WorkerHandle) -> None:
        if seat in making.workers:
            making.workers.remove(seat)
        making.deliveries.pop(seat.info.address, None)
        if making in seat.runs:
            seat.runs.remove(making)

    def _can_help(self, seat: WorkerHandle, making: JobRun) -> bool:
        if making.phase is not Phase.MAKING or making.made is None or not making.workers:
            return False
        same = seat.info.resource == making.workers[0].info.resource
        lacking = self.lacking.get(making.job.id, set())
        suited = seat.name not in lacking | making.unsuited
        return same and suited and len(making.todo) > 0
