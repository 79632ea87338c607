"""The dispatcher of the farm: a machine that takes events and answers with actions.

It decides which worker does what, and what becomes of jobs whose workers die, hang, lie or fail.
It does nothing itself: no network, no disk, no threads, no clock. Its state is jobs
(`JobRun`), workers (`WorkerHandle`) and tasks, which know each other by their ids.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.farm.coordinator.events import (
    Action,
    CancelRun,
    ClaimJobs,
    EndAttempt,
    Event,
    FinishJob,
    InspectJob,
    JobClaimed,
    JobFailed,
    JobFinished,
    JobInspected,
    LogLine,
    OpenRender,
    ReleaseTask,
    RenderBusy,
    RenderOpened,
    ReportProgress,
    ResumeWaiting,
    RunEvent,
    RunId,
    SetAside,
    StepCancelled,
    StopRequested,
    SubmitPrepare,
    SubmitSegment,
    Tick,
    UploadChunk,
)
from app.farm.coordinator.failures import worker_died, worker_lost
from app.farm.coordinator.job_run import JobRun, Opening, Phase, Task, TaskKind
from app.farm.coordinator.placement import Placement
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.uploads import CHUNK_BYTES, Uploads
from app.farm.coordinator.worker_handles import WorkerHandle, WorkerHandles
from app.farm.net.events import (
    ClusterEvent,
    SchedulerAway,
    TaskAdvanced,
    TaskLost,
    TaskReplied,
    WorkersChanged,
)
from app.farm.net.protocol import (
    FailureReply,
    InputKeptReply,
    MissingInputReply,
    PreparedReply,
    SegmentReply,
)
from app.queue.job import ENDS, JobError, State
from app.worker.outcome import AttemptResult, FailureClass, classify, failed_attempt
from talker.errors import ErrorCode
from talker.progress import Stage
from talker.segments import Segment

AHEAD = 2  # segments that a worker has of a job: the one that it renders, and the next
_REOPEN_SECONDS = 0.5


@dataclass(frozen=True)
class Timeouts:
    """Seconds until something is given up.

    `hang`: without progress of a task; `silent`: without a sign of life of a worker; `aside`: how
    long a worker stays set aside; `lonely`: how long to wait for a farm on which nobody can work.
    """

    hang: float = 300.0
    silent: float = 20.0
    aside: float = 300.0
    lonely: float = 60.0


class Dispatcher:
    """The machine. `nonce` (6 hex digits) tells its tasks from those of other queues."""

    def __init__(
        self,
        throughput: Throughput,
        timeouts: Timeouts,
        nonce: str,
        *,
        shared_mark: str = "",
        spread: bool = True,
    ) -> None:
        self.runs: dict[RunId, JobRun] = {}
        self.workers = WorkerHandles(timeouts.silent, timeouts.aside, shared_mark)
        self.tasks: dict[str, Task] = {}
        self.impossible: dict[int, JobError] = {}
        self._lacking: dict[int, set[str]] = {}
        self._throughput = throughput
        self._placement = Placement(self.runs, self.workers, throughput, self._lacking)
        self._uploads = Uploads()
        self._hang_seconds = timeouts.hang
        self._spread = spread
        self._nonce = nonce
        self._submitted = 0
        self._actions: list[Action] = []

    def handle(self, event: Event) -> list[Action]:
        """Takes in what happened; what is to be done now, in this order."""
        match event:
            case Tick():
                self._on_tick(event.at)
            case JobClaimed(_, run_id, crashes, affinity, kind):
                self.runs[run_id] = JobRun(run_id, crashes, affinity, kind)
                self._emit(InspectJob(run_id))
            case WorkersChanged() | SchedulerAway() | TaskReplied() | TaskLost() | TaskAdvanced():
                self._on_cluster_event(event)
            case _:
                run = self.runs.get(event.run)
                if run is not None:
                    self._on_run_event(event, run)
        actions, self._actions = self._actions, []
        return actions

    def _emit(self, *actions: Action) -> None:
        self._actions += actions

    # Jobs.

    def _on_run_event(self, event: RunEvent, run: JobRun) -> None:
        match event:
            case JobInspected():
                run.transition(Phase.READY)
                run.inputs, run.segments = event.inputs, event.segments
            case RenderOpened():
                self._on_opened(event, run)
            case RenderBusy():
                if run.opening is not None:
                    run.opening.retry_at = event.at + _REOPEN_SECONDS
            case JobFinished():
                self._end(run, AttemptResult(State.DONE, outcome=event.outcome))
            case JobFailed(_, _, error):
                self._fail_here(run, error)
            case StepCancelled():
                desired = State.QUEUED if run.desired is State.RUNNING else run.desired
                self._end(run, AttemptResult(desired))
            case StopRequested():
                self._stop(run, event.desired)

    def _stop(self, run: JobRun, desired: State | None) -> None:
        """What joins its segments ends by itself, with the video or without."""
        if run.desired is State.RUNNING or desired is None:
            run.desired = desired
        self._emit(CancelRun(run.id))
        if run.phase is not Phase.ASSEMBLING:
            self._end(run, AttemptResult(run.desired))

    def _fail_here(self, run: JobRun, error: JobError) -> None:
        """A step on this computer failed."""
        self._emit(LogLine(run.id, f"{error.code}: {error.message}\n{error.traceback}".rstrip()))
        self._end(run, failed_attempt(error, run.crashes))

    def _lose_run(self, run: JobRun, why: str, *, died: bool) -> None:
        """Its last worker is lost: it goes back and is claimed again; what is saved is kept."""
        self._emit(LogLine(run.id, f"lost by {why}"))
        error = worker_died(run.id.job, why, run.crashes + 1) if died else worker_lost(why)
        self._end(run, failed_attempt(error, run.crashes, elsewhere=True))

    def _end(self, run: JobRun, result: AttemptResult) -> None:
        self._take_from_workers(run)
        run.transition(Phase.ENDED)
        del self.runs[run.id]
        if result.state in ENDS:
            self._lacking.pop(run.id.job, None)
            self.impossible.pop(run.id.job, None)
        self._emit(EndAttempt(run.id, result))

    def _take_from_workers(self, run: JobRun) -> None:
        for task in [task for task in self.tasks.values() if task.run == run.id]:
            self._withdraw(task)
        for address in list(run.workers):
            self._leave(run, self.workers[address])
        run.opening = None

    # Time.

    def _on_tick(self, now: float) -> None:
        self._expire(now)
        for run in self.runs.values():
            opening = run.opening
            if opening is not None and opening.retry_at is not None and now >= opening.retry_at:
                opening.retry_at = None
                self._emit(OpenRender(run.id, opening.reply, opening.motion))
        usable = self.workers.usable(now)
        self._place(usable, now)
        claims = self._placement.claims(usable)
        if claims:
            self._emit(ClaimJobs(claims))
        if self._spread:
            for worker in usable:
                run_to_help = self._placement.run_to_help(worker) if worker.idle else None
                if run_to_help is not None:
                    self._assign(run_to_help, worker, now)

    def _expire(self, now: float) -> None:
        """Finds workers that hang or fell silent."""
        for worker in self.workers.all:
            if not worker.tickets:
                continue
            if self.workers.silent(worker, now):
                self._lose(worker, f"nothing was heard of it for {now - worker.heard:.0f} s", now)
            elif now - worker.worked > self._hang_seconds:
                why = f"it hangs: no progress for {now - worker.worked:.0f} s"
                self._lose(worker, why, now, at_once=True, died=True)

    def _place(self, usable: list[WorkerHandle], now: float) -> None:
        ready = [run for run in self.runs.values() if run.phase is Phase.READY]
        waiting = len(ready)
        for run in ready:
            if self._placement.hopeless(run, usable):
                error = self.impossible.get(run.id.job)
                reason = ErrorCode.MODEL_MISSING.value
                self._end(run, AttemptResult(State.PAUSED, error=error, reason=reason))
                continue
            worker = self._placement.worker_for(run, waiting, usable)
            if worker is not None:
                run.transition(Phase.RENDERING)
                self._assign(run, worker, now)
                waiting -= 1

    def _assign(self, run: JobRun, worker: WorkerHandle, now: float) -> None:
        run.workers.append(worker.address)
        worker.runs.append(run.id)
        worker.affinity = run.affinity
        worker.worked = now
        self._prepare(run, worker)

    # The farm.

    def _on_cluster_event(self, event: ClusterEvent) -> None:
        match event:
            case WorkersChanged():
                for worker in self.workers.gone(event.workers):
                    self._lose(worker, "it has left the farm", event.at)
                self._on_new_workers(self.workers.update(event.workers, event.at), event.at)
            case SchedulerAway():
                for worker in self.workers.all:
                    self._return_runs(worker, "the scheduler is away")  # no fault of its own
                self.workers.clear()
            case TaskReplied() | TaskLost() | TaskAdvanced():
                task = self.tasks.get(event.ticket)
                if task is not None:  # otherwise nobody waits for it any more
                    self._on_task_event(event, task)

    def _on_task_event(self, event: TaskReplied | TaskLost | TaskAdvanced, task: Task) -> None:
        match event:
            case TaskReplied():
                self._on_reply(event, task)
            case TaskLost():
                self._on_lost(event, task)
            case TaskAdvanced():
                self._on_advanced(event, task)

    def _on_new_workers(self, new: list[WorkerHandle], now: float) -> None:
        for worker in new:
            why = self.workers.why_not(worker, now)
            if why:
                self._emit(SetAside(worker.name, why))
        if new:
            self._lacking.clear()
            self._emit(ResumeWaiting())

    def _on_reply(self, event: TaskReplied, task: Task) -> None:
        """A reply is the one to its task, or the worker is not to be trusted with anything."""
        worker, run = self.workers[task.address], self.runs[task.run]
        worker.worked = event.at
        if isinstance(event.reply, FailureReply):
            self._withdraw(task)
            self._on_failure(run, worker, event.reply, event.at)
            return
        accepted = self._accept(event, task, run, worker)
        if not accepted:
            if task.ticket in self.tasks:
                self._withdraw(task)
            self._lose(worker, f"it answered {event.reply.type} where that cannot be", event.at)

    def _accept(self, event: TaskReplied, task: Task, run: JobRun, worker: WorkerHandle) -> bool:
        """Goes on with what a worker has done; False when it cannot have done that."""
        reply = event.reply
        match task.kind, reply:
            case TaskKind.PREPARE, PreparedReply():
                self._withdraw(task)
                self._on_prepared(run, worker, reply, event)
            case TaskKind.PREPARE, MissingInputReply():
                self._withdraw(task)
                return self._begin_upload(run, worker, reply)
            case TaskKind.CHUNK, InputKeptReply():
                self._withdraw(task)
                if not self._uploads.advance(run.id, worker.address, whole=reply.whole):
                    return False
                self._upload(run, worker)
            case TaskKind.SEGMENT, SegmentReply() if (
                task.segment is not None and task.segment.index == reply.index
            ):
                self._release(task)
                self._on_segment(run, worker, task.segment, reply.seconds)
            case _:
                return False
        return True

    def _on_advanced(self, event: TaskAdvanced, task: Task) -> None:
        self.workers[task.address].worked = event.at
        run = self.runs[task.run]
        if task.segment is not None and event.stage is Stage.RENDER:
            size = task.segment.stop - task.segment.start
            run.rendering[task.segment.index] = min(size, event.done)
            self._report(run)

    def _on_lost(self, event: TaskLost, task: Task) -> None:
        worker, error = self.workers[task.address], event.error
        if error is not None and error.code is ErrorCode.FARM_UNREACHABLE:
            self._return_runs(worker, event.why)  # the scheduler is gone, the worker may be well
            return
        if error is not None and classify(error.code) is not FailureClass.CONNECTION:
            # The reply was right, and this computer could not save it.
            failure = JobError(error.code, error.message, error.hint)
            self._fail_here(self.runs[task.run], failure)
            return
        self._lose(worker, event.why, event.at, died=event.died)
        if event.died:
            self.workers.bury(worker)

    # Workers.

    def _on_prepared(
        self, run: JobRun, worker: WorkerHandle, reply: PreparedReply, event: TaskReplied
    ) -> None:
        if run.origin is None:
            run.opening = Opening(worker.address, reply, event.content)
            self._emit(OpenRender(run.id, reply, event.content))
            return
        same = reply.model_copy(
            update={"motion_sha256": run.origin.motion_sha256, "notices": run.origin.notices}
        )
        if same == run.origin and (run.motion is None or _same_motion(run, reply)):
            self._feed(run, worker)
            return
        # Another card or other models: its frames would not be the same.
        run.unsuited.add(worker.name)
        self._leave(run, worker)
        if not run.workers:
            self._count_failure(worker, "it would render other frames", event.at)
            self._lose_run(run, f"{worker.name}: it would render other frames", died=False)

    def _on_opened(self, event: RenderOpened, run: JobRun) -> None:
        """The first worker is prepared: the render has its name, and what is missing is known."""
        opening = run.opening
        if opening is None:
            return
        run.open(opening.reply, event.segments, event.missing)
        run.motion = event.motion
        self._report(run)
        worker = self.workers[opening.address]
        if not _same_motion(run, opening.reply):
            self._prepare(run, worker)  # an earlier worker's motion counts
            return
        if not event.motion.size:
            run.motion = None
        self._feed(run, worker)

    def _on_segment(
        self, run: JobRun, worker: WorkerHandle, segment: Segment, seconds: float
    ) -> None:
        run.accept_segment(segment)
        self.workers.succeeded(worker)
        frames = segment.stop - segment.start
        self._throughput.learn(worker.card, run.kind, frames, seconds)
        self._report(run)
        self._feed(run, worker)

    def _on_failure(
        self, run: JobRun, worker: WorkerHandle, failure: FailureReply, now: float
    ) -> None:
        """A helper that cannot help is let go; otherwise it is the end of this attempt."""
        blame = classify(failure.code)
        if len(run.workers) > 1 and blame is not FailureClass.JOB:
            run.unsuited.add(worker.name)
            self._count_failure(worker, failure.message, now)
            for ticket in list(worker.tickets):
                if self.tasks[ticket].run == run.id:
                    self._withdraw(self.tasks[ticket])
            self._leave(run, worker)
            return
        text = f"{worker.name}: {failure.code}: {failure.message}\n{failure.traceback}"
        self._emit(LogLine(run.id, text.rstrip()))
        error = JobError(failure.code, failure.message, failure.hint, failure.traceback)
        match blame:
            case FailureClass.JOB:
                pass
            case FailureClass.LACKS:
                self._lacking.setdefault(run.id.job, set()).add(worker.name)
                self.impossible[run.id.job] = error
            case FailureClass.DISK:
                self._count_failure(worker, failure.message, now, at_once=True)
            case _:
                self._count_failure(worker, failure.message, now)
        self._end(run, failed_attempt(error, run.crashes, elsewhere=True))

    def _lose(
        self,
        worker: WorkerHandle,
        why: str,
        now: float,
        *,
        died: bool = False,
        at_once: bool = False,
    ) -> None:
        """A worker is lost with what it had; its jobs go on elsewhere.

        `died`: the job that it was rendering may be to blame; `at_once`: set it aside.
        """
        if worker.runs:
            self._count_failure(worker, why, now, at_once=at_once)
            self._return_runs(worker, why, died=died)

    def _return_runs(self, worker: WorkerHandle, why: str, *, died: bool = False) -> None:
        for ticket in list(worker.tickets):
            self._withdraw(self.tasks[ticket])
        for number, run_id in enumerate(list(worker.runs)):
            run = self.runs[run_id]
            self._leave(run, worker)
            if not run.workers:
                # Only the first was being rendered: the next one has done nothing wrong.
                self._lose_run(run, f"{worker.name}: {why}", died=died and number == 0)

    def _count_failure(
        self, worker: WorkerHandle, why: str, now: float, *, at_once: bool = False
    ) -> None:
        set_aside = self.workers.failed(worker, why, now, at_once=at_once)
        if set_aside is not None:
            self._emit(set_aside)

    def _leave(self, run: JobRun, worker: WorkerHandle) -> None:
        run.workers.remove(worker.address)
        worker.runs.remove(run.id)
        self._uploads.forget(run.id, worker.address)
        if run.opening is not None and run.opening.address == worker.address:
            run.opening = None

    # Tasks.

    def _prepare(self, run: JobRun, worker: WorkerHandle) -> None:
        files = run.all_inputs
        task = self._new_task(TaskKind.PREPARE, run, worker)
        enclosed = self._uploads.enclose(files, worker)
        self._emit(SubmitPrepare(task.ticket, run.id, worker.info, files, enclosed))

    def _begin_upload(self, run: JobRun, worker: WorkerHandle, reply: MissingInputReply) -> bool:
        begun = self._uploads.begin(run.id, worker.address, run.all_inputs, reply.sha256)
        if begun:
            self._upload(run, worker)
        return begun

    def _upload(self, run: JobRun, worker: WorkerHandle) -> None:
        chunk = self._uploads.next_chunk(run.id, worker.address)
        if chunk is None:
            self._prepare(run, worker)
            return
        ticket = self._new_task(TaskKind.CHUNK, run, worker).ticket
        self._emit(UploadChunk(ticket, run.id, worker.info, *chunk, CHUNK_BYTES))

    def _feed(self, run: JobRun, worker: WorkerHandle) -> None:
        """Gives a worker its next segments, or lets it go when there are none."""
        given = sum(self.tasks[ticket].run == run.id for ticket in worker.tickets)
        while run.waiting and given < AHEAD:
            task = self._new_task(TaskKind.SEGMENT, run, worker, run.take_segment())
            assert task.segment is not None
            self._emit(
                SubmitSegment(task.ticket, run.id, worker.info, run.all_inputs, task.segment)
            )
            given += 1
        if not given:
            self._leave(run, worker)
        if run.complete:
            self._take_from_workers(run)
            run.transition(Phase.ASSEMBLING)
            self._emit(FinishJob(run.id))

    def _new_task(
        self, kind: TaskKind, run: JobRun, worker: WorkerHandle, segment: Segment | None = None
    ) -> Task:
        self._submitted += 1
        number = f"{self._nonce}{self._submitted % (1 << 24):06x}"
        ticket = f"{kind.value}-{run.id.job}-{run.id.attempt}-{number}"
        task = self.tasks[ticket] = Task(ticket, kind, run.id, worker.address, segment)
        worker.tickets.append(ticket)
        return task

    def _release(self, task: Task) -> None:
        del self.tasks[task.ticket]
        self.workers[task.address].tickets.remove(task.ticket)
        self._emit(ReleaseTask(task.ticket))

    def _withdraw(self, task: Task) -> None:
        """Releases a task; the segment that it did not bring waits again."""
        self._release(task)
        if task.segment is not None:
            self.runs[task.run].return_segment(task.segment)

    def _report(self, run: JobRun) -> None:
        self._emit(ReportProgress(run.id, run.frames_drawn, run.total_frames))


def _same_motion(run: JobRun, reply: PreparedReply) -> bool:
    return run.motion is not None and run.motion.sha256 == reply.motion_sha256
