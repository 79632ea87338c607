"""Makes deliverables from a finished render, without drawing the face again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.deliver.finisher import Delivered, Finisher, open_finisher
from talker.deliver.inputs import check_inputs
from talker.deliver.naming import target_of
from talker.deliver.picture_folder import is_picture_folder
from talker.deliver.plan import DeliverTask
from talker.error_boundary import typed_errors
from talker.errors import Cancelled, ErrorCode, InputError, MouthpieceError
from talker.files import check_folder, check_free, check_writable, no_folder
from talker.home import home_folder
from talker.model_files import ModelFiles, NoModelFiles
from talker.options.deliver import DeliverOptions, files_of
from talker.progress import CancelToken, Notice, NoticeCode, OnProgress, ignore_progress
from talker.provenance.manifest import read_record
from talker.provenance.publisher import Publisher
from talker.provenance.record import Record
from talker.provenance.signer_choice import check_publisher
from talker.recognition.listener import Listener, NoListener
from talker.render_context import RenderContext


def tasks_for(
    video: Path,
    wanted: Sequence[DeliverOptions],
    folder: Path | None = None,
    others: Sequence[Path] = (),
) -> list[DeliverTask]:
    """Each of the wanted deliverables with a name of its own beside `video`, or in `folder`, which
    is none of `others`."""
    tasks: list[DeliverTask] = []
    base = video if folder is None else folder / video.name
    for options in wanted:
        taken = [video, *others, *(task.target for task in tasks)]
        tasks.append(DeliverTask(options, target_of(base, options, taken)))
    return tasks


def deliver(  # noqa: PLR0913 - the front door of the library: all by name
    video: Path,
    tasks: Sequence[DeliverTask],
    *,
    overwrite: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    home: Path | None = None,
    publisher: Publisher | None = None,
    listener: Listener | None = None,
    models: ModelFiles | None = None,
    on_failure: Callable[[MouthpieceError], None] | None = None,
) -> tuple[Delivered, ...]:
    """Makes all `tasks` from a video that Mouthpiece made, which stays as it is.

    Everything is checked before the first one is begun. Raises MouthpieceError; what was finished
    before that stays, nothing is left half-written. With `on_failure` the others are made when one
    fails: it gets the error.
    """
    context = RenderContext(
        home or home_folder(),
        on_progress,
        cancel or CancelToken(),
        publisher=publisher or Publisher(),
        listener=listener or NoListener(),
        models=models or NoModelFiles(),
    )
    try:
        with typed_errors(video):
            check_publisher(context.publisher)
            record = read_record(video, context.on_progress)
            for task in tasks:
                check_task(task, video, context.home, overwrite=overwrite)
            with open_finisher(video, record, context) as finisher:
                made = (_attempt(finisher, task, on_failure, overwrite) for task in tasks)
                return tuple(one for one in made if one is not None)
    except Cancelled as error:  # nothing of a deliverable is kept
        raise Cancelled(error.message, "Run the same command again.") from None


def _attempt(
    finisher: Finisher,
    task: DeliverTask,
    on_failure: Callable[[MouthpieceError], None] | None,
    overwrite: bool,
) -> Delivered | None:
    """One of several; None when it failed and somebody wants to know."""
    try:
        return _make(finisher, task, overwrite=overwrite)
    except Cancelled:
        raise
    except MouthpieceError as error:
        if on_failure is None:
            raise
        on_failure(error)
        return None


def _make(finisher: Finisher, task: DeliverTask, *, overwrite: bool) -> Delivered:
    """One of several: what goes wrong with it is told of it."""
    with typed_errors(task.target):
        return finisher.make(task, overwrite=overwrite)


@dataclass(frozen=True)
class Extras:
    """What came of the deliverables of a render: the files, and what is to be known."""

    files: tuple[Path, ...] = ()
    notices: tuple[Notice, ...] = ()


def deliver_extras(
    video: Path,
    wanted: Sequence[DeliverOptions],
    record: Record,
    context: RenderContext,
    *,
    overwrite: bool,
) -> Extras:
    """Deliverables of a video that has just been made. One that fails is a notice: the video and
    the others stay, and `mouthpiece deliver` makes it later without rendering."""
    files: list[Path] = []
    notices: list[Notice] = []
    tasks = tasks_for(video, wanted)

    def report(error: MouthpieceError, failed: Sequence[DeliverTask]) -> None:
        names = ", ".join(task.target.name for task in failed)
        text = f"{names} was not made: {error} The video itself is finished."
        notices.append(Notice(NoticeCode.DELIVERABLE_FAILED, text))
        context.on_progress(notices[-1])

    try:
        with open_finisher(video, record, context) as finisher:
            for task in tasks:
                try:
                    check_task(task, video, context.home, overwrite=overwrite)
                    made = _make(finisher, task, overwrite=overwrite)
                except Cancelled:
                    raise
                except MouthpieceError as error:
                    report(error, [task])
                    continue
                files.append(made.output)
                notices += made.notices
    except Cancelled:
        raise
    except MouthpieceError as error:  # a full home, for one
        report(error, tasks)
    return Extras(tuple(files), tuple(notices))


def check_task(task: DeliverTask, video: Path, home: Path, *, overwrite: bool) -> None:
    """Raises what stands in the way of one deliverable."""
    for source in (video, *files_of(task.options).values()):
        if _is_same(task.target, source):
            raise InputError(
                ErrorCode.OUTPUT_EXISTS,
                f"{source} is needed to make it, and cannot be replaced by it.",
                "Choose another name for the deliverable.",
                source,
            )
    check_target(task, overwrite=overwrite)
    check_inputs(task.options, home)
    with typed_errors(task.target):
        check_writable(task.target.parent)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are those of one file, which may be there or not."""
    if one.absolute() == other.absolute():
        return True
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def check_target(task: DeliverTask, *, overwrite: bool) -> None:
    """InputError OUTPUT_EXISTS for what is there and may not, or never, be replaced."""
    target, pictures = task.target, task.options.format.container.in_folder
    check_free(target, overwrite=overwrite)
    check_folder(target, is_picture_folder if pictures else no_folder)
    if target.exists() and target.is_dir() is not pictures:
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"{target} is a {'file' if pictures else 'folder'}.",
            "Choose another name.",
            target,
        )
