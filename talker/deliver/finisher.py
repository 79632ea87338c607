"""Makes one deliverable after another of one master: plan, encode, tag, sign, publish."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from talker.deliver import command
from talker.deliver.loudness import Gain, gain_for
from talker.deliver.picture_folder import is_picture_folder
from talker.deliver.plan import DeliverPlan, DeliverTask, Master
from talker.deliver.planner import Planner, read_master
from talker.deliver.record import deliver_record
from talker.deliver.track_names import close_subtitle_track, name_sound
from talker.deliver.video_filters import computes_frames
from talker.error_boundary import typed_errors
from talker.files import disk_full, free_bytes
from talker.home import work_folder
from talker.leftovers import SCRATCH, noted, noted_write
from talker.media import ffmpeg
from talker.media.watchdog import PATIENCE
from talker.options.containers import Format
from talker.options.deliver import DeliverOptions, cuts_out, parts_of
from talker.progress import Notice, NoticeCode, OnNotice, Progress, Stage
from talker.provenance.c2pa import Sources
from talker.provenance.manifest import LabelWriter
from talker.provenance.record import Record
from talker.render_context import RenderContext

_ISO_MUXERS = frozenset({"mp4", "mov"})
_SECONDS_PER_SECOND = 60  # that the slowest filters may take on the slowest computer

_SPARE_BYTES = 16 << 20  # of the home, for what is made on the way


@dataclass(frozen=True)
class Delivered:
    """A finished deliverable: the file, or for pictures their folder; size and rate of frames,
    and `duration` in seconds."""

    output: Path
    width: int
    height: int
    fps: float
    duration: float
    encoder: str
    notices: tuple[Notice, ...]


@contextmanager
def open_finisher(
    video: Path,
    record: Record,
    context: RenderContext,
) -> Iterator[Finisher]:
    """A finisher for `video` with a folder of its own, which goes at the end."""
    place = work_folder(context.home)
    with ExitStack() as stack:
        with typed_errors(place):  # the home's fault, not the video's
            place.mkdir(parents=True, exist_ok=True)
            scratch = tempfile.TemporaryDirectory(
                prefix=SCRATCH, dir=place, ignore_cleanup_errors=True
            )
            folder = Path(stack.enter_context(scratch))
        stack.enter_context(noted(folder, context.home))
        yield Finisher(read_master(video), record, folder, context)


@dataclass(frozen=True)
class _Writing:
    """A deliverable in the making: its `part` will be `output`."""

    plan: DeliverPlan
    part: Path
    output: Path


class Finisher:
    """Makes deliverables of one master; what they share is made once."""

    def __init__(
        self, master: Master, record: Record, folder: Path, context: RenderContext
    ) -> None:
        self._master = master
        self._record = record
        self._folder = folder
        self._context = context
        self._planner = Planner(master, record, folder, context)

    def make(self, task: DeliverTask, *, overwrite: bool) -> Delivered:
        """One deliverable, whole or not at all; `overwrite` as `check_task` was told."""
        notices: list[Notice] = []

        def report(notice: Notice) -> None:
            notices.append(notice)
            self._context.on_progress(notice)

        options, total = task.options, self._total_frames(task.options)
        self._check_space(task)
        self._progress(0, total)
        # Before the work: what is removed or changed meanwhile was still what it was made from.
        record = deliver_record(self._record, options)
        with typed_errors(work_folder(self._context.home)):
            plan = self._planner.plan(options, report, lambda frame: self._progress(frame, total))
        if plan.corner is not record.corner:
            record = record.model_copy(update={"label_corner": plan.corner.value})
        labels = LabelWriter(record, self._context.publisher, self._context.home)
        plan = self._set_loudness(plan, task, report)
        if computes_frames(plan):
            report(_interpolation_notice(plan))
        begin = self._master.frames if plan.matte is not None else 0
        replaces = is_picture_folder if overwrite else None
        with noted_write(task.target, self._context.home, replaces=replaces) as part:
            writing = _Writing(plan, part, task.target)
            self._write(writing, labels, lambda done: self._progress(begin + done, total))
            sources = Sources(self._master.path, tuple(parts_of(options)))
            for notice in labels.close(part, task.target, self._context.cancel, sources):
                report(notice)
        self._progress(total, total)
        width, height = plan.framing.canvas
        name = plan.encoder.name if plan.encoder else plan.format.value
        return Delivered(
            task.target, width, height, float(plan.fps), plan.duration, name, tuple(notices)
        )

    def _check_space(self, task: DeliverTask) -> None:
        """DISK_FULL for what certainly does not fit: signing writes the file once more."""
        need, container = self._planner.least_bytes(task.options), task.options.format.container
        if self._context.publisher.sign and not container.in_folder:
            need *= 2
        if free_bytes(task.target.parent) < need:
            raise disk_full(task.target)
        if free_bytes(self._folder) < _SPARE_BYTES:
            raise disk_full(work_folder(self._context.home))

    def _total_frames(self, options: DeliverOptions) -> int:
        """About how many frames there are to be gone through."""
        return self._master.frames * (2 if cuts_out(options) else 1)

    def _progress(self, done: int, total: int) -> None:
        self._context.cancel.check()
        self._context.on_progress(Progress(Stage.FINISH, min(done, total), total))

    def _set_loudness(self, plan: DeliverPlan, task: DeliverTask, report: OnNotice) -> DeliverPlan:
        if not task.options.loudness or not self._master.sound:
            return plan
        target = task.options.loudness_target
        found = gain_for(plan, target, self._context.cancel)
        if found.misses(target):
            report(_loudness_notice(task, found))
        return replace(plan, gain=found.decibels)

    def _write(
        self, writing: _Writing, labels: LabelWriter, on_frame: Callable[[int], None]
    ) -> None:
        plan, part = writing.plan, writing.part
        if plan.format is Format.GIF:
            palette = self._folder / "palette.png"
            self._run(command.palette_args(plan, palette), self._folder, plan, None)
            self._run(command.gif_args(plan, palette, part), writing.output, plan, on_frame)
            return
        if plan.format is Format.PNG:
            part.mkdir()
        args = command.deliver_args(plan, part, labels.tags)
        self._run(args, writing.output, plan, on_frame)
        if plan.container.muxer in _ISO_MUXERS:
            name_sound(part, plan.language)
            if plan.subtitles.track is not None:
                close_subtitle_track(part, plan.subtitles.language)

    def _run(
        self,
        args: list[str],
        target: Path,
        plan: DeliverPlan,
        on_frame: Callable[[int], None] | None,
    ) -> None:
        """Runs ffmpeg, telling the frames of the master that are done.

        `target` is what the user calls what it makes. Without `on_frame` it goes through all of
        them before it can tell anything.
        """
        cancel = self._context.cancel
        patience = None if on_frame else PATIENCE + plan.duration * _SECONDS_PER_SECOND
        with ffmpeg.Running(
            args, read=True, folder=self._folder, patience=patience, cancel=cancel
        ) as running:
            for name, value in running.reports():
                cancel.check()
                if on_frame and name == "out_time_us" and value.lstrip("-").isdigit():
                    share = int(value) / 1e6 / plan.duration
                    on_frame(round(min(1.0, max(0.0, share)) * plan.master.frames))
            status = running.wait(cancel)
            if status != 0:
                cancel.check()
                raise running.failure(status, target)


def _interpolation_notice(plan: DeliverPlan) -> Notice:
    return Notice(
        NoticeCode.FRAMES_COMPUTED,
        f"The video has {plan.master.fps} frames a second: those between were computed from their "
        f"neighbours for {plan.fps}. `render --fps {plan.fps}` draws every one.",
    )


def _loudness_notice(task: DeliverTask, found: Gain) -> Notice:
    return Notice(
        NoticeCode.LOUDNESS_MISSED,
        f"{task.target.name} has {found.loudness:.1f} LUFS instead of "
        f"{task.options.loudness_target:g}: more would overdrive it. -14 to -16 is usual.",
    )
