"""Makes deliverables from a finished render, without drawing the face again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from talker.deliver import command
from talker.deliver.inputs import check_inputs
from talker.deliver.loudness import gain_for
from talker.deliver.naming import target_of
from talker.deliver.plan import DeliverPlan, Master
from talker.deliver.planner import Planner, read_master
from talker.deliver.video_filters import computes_frames
from talker.error_boundary import typed_errors
from talker.errors import Cancelled, ErrorCode, InputError, MouthpieceError
from talker.files import atomic_write, check_free
from talker.home import work_folder
from talker.identity import identity
from talker.legacy_identity import legacy_deliverable_id
from talker.media import ffmpeg
from talker.media.images import digest
from talker.options.deliver import DeliverOptions, Format, cuts_out, files_of, finish_values
from talker.progress import CancelToken, Notice, OnProgress, Progress, Stage, ignore_progress
from talker.provenance.embed import tag_gif, tag_png
from talker.provenance.manifest import Seal, read_record
from talker.provenance.publisher import Publisher
from talker.provenance.record import Record
from talker.provenance.signer_choice import check_publisher

# Raised when the same options come to mean another file, such as by another default.
_SCHEMA = 2


@dataclass(frozen=True)
class DeliverTask:
    """One wanted file."""

    options: DeliverOptions
    target: Path


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


def tasks_for(
    video: Path, wanted: Sequence[DeliverOptions], folder: Path | None = None
) -> list[DeliverTask]:
    """Each wish with a name of its own beside `video`, or in `folder`."""
    orders: list[DeliverTask] = []
    base = video if folder is None else folder / video.name
    for options in wanted:
        taken = [video, *(order.target for order in orders)]
        orders.append(DeliverTask(options, target_of(base, options, taken)))
    return orders


def deliver(
    video: Path,
    orders: Sequence[DeliverTask],
    *,
    overwrite: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    home: Path | None = None,
    publisher: Publisher | None = None,
) -> tuple[Delivered, ...]:
    """Makes all `orders` from a video that Mouthpiece made, which stays as it is.

    Everything is checked before the first one is begun. Raises MouthpieceError; what was finished
    before that stays, nothing is left half-written.
    """
    cancel = cancel or CancelToken()
    publisher = publisher or Publisher()
    with typed_errors(video):
        check_publisher(publisher)
        record = read_record(video)
        for order in orders:
            check_task(order, video, overwrite=overwrite)
        with open_finisher(
            video, record, publisher, on_progress, cancel, home, labelled=True
        ) as finisher:
            return tuple(finisher.make(order) for order in orders)


@dataclass(frozen=True)
class Extras:
    """What came of the deliverables of a render: the files, and what is to be known."""

    files: tuple[Path, ...] = ()
    notices: tuple[Notice, ...] = ()


def deliver_extras(
    video: Path,
    wanted: Sequence[DeliverOptions],
    record: Record,
    publisher: Publisher,
    on_progress: OnProgress,
    cancel: CancelToken,
    home: Path | None,
    *,
    overwrite: bool,
) -> Extras:
    """Deliverables of a video that has just been made. One that fails is a notice: the video and
    the others stay, and `mouthpiece deliver` makes it later without rendering."""
    files: list[Path] = []
    notices: list[Notice] = []
    with open_finisher(
        video, record, publisher, on_progress, cancel, home, labelled=True
    ) as finisher:
        for order in tasks_for(video, wanted):
            try:
                check_task(order, video, overwrite=overwrite)
                made = finisher.make(order)
            except Cancelled:
                raise
            except MouthpieceError as error:
                text = f"{order.target.name} was not made: {error} The video itself is finished."
                notices.append(Notice(ErrorCode.DELIVERABLE_FAILED, text))
                on_progress(notices[-1])
                continue
            files.append(made.output)
            notices += made.notices
    return Extras(tuple(files), tuple(notices))


def is_made(video: Path, order: DeliverTask) -> bool:
    """Whether the order's target is there and says that it is this version of the video."""
    files = sorted(order.target.iterdir()) if order.target.is_dir() else [order.target]
    try:
        record = read_record(video)
        wanted = {
            _id(record, order.options),
            legacy_deliverable_id(record.id, recorded(order.options)),
        }
        return any(read_record(file).id in wanted for file in files[:1])
    except InputError:
        return False


def check_task(order: DeliverTask, video: Path, *, overwrite: bool) -> None:
    """Raises what stands in the way of one deliverable."""
    if order.target.absolute() == video.absolute():
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"{video} cannot be made from itself.",
            "Choose another name for the deliverable.",
            video,
        )
    check_free(order.target, overwrite=overwrite)
    check_inputs(order.options)
    order.target.parent.mkdir(parents=True, exist_ok=True)


@contextmanager
def open_finisher(
    video: Path,
    record: Record,
    publisher: Publisher,
    on_progress: OnProgress,
    cancel: CancelToken,
    home: Path | None,
    *,
    labelled: bool,
) -> Iterator[Finisher]:
    """A finisher for `video` with a folder of its own, which goes at the end."""
    place = work_folder(home)
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="finish-", dir=place) as folder:
        master = read_master(video)
        yield Finisher(
            master, record, Path(folder), publisher, on_progress, cancel, home, labelled=labelled
        )


class Finisher:
    """Makes deliverables of one master; what they share is made once."""

    def __init__(
        self,
        master: Master,
        record: Record,
        folder: Path,
        publisher: Publisher,
        on_progress: OnProgress,
        cancel: CancelToken,
        home: Path | None,
        *,
        labelled: bool,
    ) -> None:
        self._master = master
        self._record = record
        self._folder = folder
        self._publisher = publisher
        self._report = on_progress
        self._cancel = cancel
        self._home = home
        self._preparation = Planner(master, record, folder, cancel, labelled=labelled)

    def make(self, order: DeliverTask) -> Delivered:
        """One deliverable, whole or not at all."""
        told: list[Notice] = []

        def tell(notice: Notice) -> None:
            told.append(notice)
            self._report(notice)

        options, total = order.options, self._steps(order.options)
        self._progress(0, total)
        plan = self._preparation.plan(options, tell, lambda frame: self._progress(frame, total))
        if options.loudness and self._master.sound:
            gain = gain_for(plan, options.loudness_target, self._cancel)
            plan = replace(plan, gain=gain)
        if computes_frames(plan):
            tell(_computed(plan))
        begin = self._master.frames if plan.matte is not None else 0
        record = self._record.model_copy(
            update={"finish": recorded(options), "id": _id(self._record, options)}
        )
        seal = Seal(record, self._publisher, self._home)
        with atomic_write(order.target, order.target.suffix) as part:
            self._write(plan, part, seal, lambda done: self._progress(begin + done, total))
            for notice in self._close(plan, part, seal, order.target):
                tell(notice)
        self._progress(total, total)
        width, height = plan.framing.canvas
        name = plan.encoder.name if plan.encoder else plan.format.value
        return Delivered(
            order.target, width, height, float(plan.fps), plan.duration, name, tuple(told)
        )

    def _steps(self, options: DeliverOptions) -> int:
        """About how many frames there are to be gone through."""
        return self._master.frames * (2 if cuts_out(options) else 1)

    def _progress(self, done: int, total: int) -> None:
        self._cancel.check()
        self._report(Progress(Stage.FINISH, min(done, total), total))

    def _write(
        self, plan: DeliverPlan, part: Path, seal: Seal, on_frame: Callable[[int], None]
    ) -> None:
        if plan.format is Format.GIF:
            palette = self._folder / "palette.png"
            self._run(command.palette_args(plan, palette), palette, plan, lambda _: None)
            self._run(command.gif_args(plan, palette, part), part, plan, on_frame)
            return
        if plan.format is Format.PNG:
            part.mkdir()
        self._run(command.deliver_args(plan, part, seal.tags), part, plan, on_frame)

    def _run(
        self, args: list[str], target: Path, plan: DeliverPlan, on_frame: Callable[[int], None]
    ) -> None:
        """Runs ffmpeg, telling the frames of the master that are done."""
        with ffmpeg.Running(args, read=True, folder=self._folder) as running:
            for line in running.stdout:
                self._cancel.check()
                name, _, value = line.decode("ascii", "replace").strip().partition("=")
                if name == "out_time_us" and value.lstrip("-").isdigit():
                    share = int(value) / 1e6 / plan.duration
                    on_frame(round(min(1.0, max(0.0, share)) * plan.master.frames))
            status = running.wait(self._cancel)
            if status != 0:
                raise ffmpeg.write_failure(running.log(), status, target)

    def _close(self, plan: DeliverPlan, part: Path, seal: Seal, target: Path) -> tuple[Notice, ...]:
        if plan.format is Format.PNG:
            for picture in sorted(part.iterdir()):
                tag_png(picture, seal.tags)
            return ()
        if plan.format is Format.GIF:
            tag_gif(part, seal.tags)
        return seal.close(part, target.name, self._cancel, self._master.path)


def recorded(options: DeliverOptions) -> dict[str, Any]:
    """What a deliverable remembers of its options; of files their names and digests."""
    files = files_of(options)
    values = {name: value for name, value in finish_values(options).items() if name not in files}
    sources = {name: {"name": path.name, "sha256": digest(path)} for name, path in files.items()}
    return {
        name: str(value) if isinstance(value, str) else value for name, value in values.items()
    } | sources


def _id(record: Record, options: DeliverOptions) -> str:
    return identity(_SCHEMA, record.id, recorded(options))


def _computed(plan: DeliverPlan) -> Notice:
    return Notice(
        ErrorCode.FRAMES_COMPUTED,
        f"The video has {plan.master.fps} frames a second: those between were computed from their "
        f"neighbours for {plan.fps}. `render --fps {plan.fps}` draws every one.",
    )
