"""`batch --watch`: whatever comes into a folder is made, until the user stops it."""

from __future__ import annotations

import _thread
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from app.batch.batch import BatchEntry, BatchPlan, make_folder
from app.batch.folder import Files
from app.batch.pairing import Pair
from app.batch.rows import Action
from app.batch.watch import watch
from app.console.batch_run import BatchRun
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, ExitCode, MouthpieceError, UsageError


class FolderWatch:
    """Adds to the queue what is complete in the folder of `batch`; until `parent`, the process
    with this number, has ended or says that it is enough, where one is named."""

    def __init__(
        self, batch: BatchRun, *, settle_seconds: float, force: bool, parent: int | None = None
    ) -> None:
        if not batch.source.is_folder:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"--watch takes a folder; {batch.source.path.name} is none.",
                "Name the folder that the files come into.",
            )
        self._batch = batch
        self._source = replace(batch.source, pair=_lasting_pair(batch))
        self._settle = settle_seconds
        self._force = force
        self._told: set[str] = set()
        self._warned = ""
        self._stop = StopRequest(parent)
        if parent is not None:
            self._stop.on_stdin()
        self._plan: BatchPlan | None = None
        self._made: dict[tuple[Path | None, Path | None], BatchEntry] = {}

    @property
    def pair(self) -> Pair:
        """How the files pair as long as the folder is watched."""
        return self._source.pair

    def run(self, *, add_only: bool) -> int:
        """Watches until Ctrl-C, and meanwhile makes the videos unless `add_only`."""
        make_folder(self._batch.folder)
        self._batch.say(
            f"Watching {self._source.path.absolute()}, --pair {self.pair.value}; stop with Ctrl-C."
        )
        if add_only:
            self._stop.on_signals()
            self._watch()
            return ExitCode.STOPPED
        # The queue runs in the main thread: only there a program hears Ctrl-C.
        with ThreadPoolExecutor(1, "watch") as pool:
            watching = pool.submit(self._watch)
            watching.add_done_callback(self._end_queue)
            try:
                code = self._batch.make(forever=True)
            finally:
                self._stop.request()
        watching.result()  # what ended the watch unexpectedly, if anything did
        if self._plan is not None:
            self._batch.report(self._plan)
        return code

    def _watch(self) -> None:
        watch(self._scan, self._take, self._stop, self._settle)

    def _end_queue(self, _: Future[None]) -> None:
        """Nothing would come into the queue any more: it ends as if the user had stopped it."""
        if not self._stop.requested:
            _thread.interrupt_main()

    def _scan(self) -> Files:
        try:
            return self._source.files(self._batch.folder)
        except MouthpieceError as error:  # a share may be away for a while
            self._warn(error)
            return Files((), ())

    def _take(self, files: Files) -> bool:
        """Adds what these files newly make; False when that has to be tried again."""
        self._batch.report_remarks(files.remarks(self._source.path))
        try:
            rows = self._source.paired(files)
        except MouthpieceError as error:
            if error.code is not ErrorCode.BATCH_EMPTY:  # which only means: not yet
                self._warn(error)
            return True
        try:
            plan = self._batch.add_items(self._batch.check(rows), force=self._force)
        except MouthpieceError as error:
            self._warn(error)
            return False
        self._plan, self._force, self._warned = plan, False, ""
        self._batch.report_additions(plan, self._told)
        self._replace_earlier(plan)
        problems = [entry.item.problem for entry in plan.having(Action.PROBLEM)]
        return not any(one and one.code is ErrorCode.INPUT_UNREADABLE for one in problems)

    def _replace_earlier(self, plan: BatchPlan) -> None:
        """A file that comes again with other contents may have been half copied the first time."""
        for entry in plan.entries:
            files = entry.item.person, entry.item.speech
            earlier = self._made.get(files)
            if earlier is not None and earlier.job != entry.job and entry.action is Action.NEW:
                self._batch.replace_job(earlier, entry)
            if entry.job is not None:
                self._made[files] = entry

    def _warn(self, error: MouthpieceError) -> None:
        """Says the same only once in a row."""
        if str(error) != self._warned:
            self._warned = str(error)
            self._batch.warn(error)


def _lasting_pair(batch: BatchRun) -> Pair:
    """How files pair as long as the folder is watched.

    Chosen once: otherwise a recording whose own portrait is still being copied would go to
    another one.
    """
    source = batch.source
    if source.pair is not Pair.AUTO:
        return source.pair
    if source.portrait is not None:
        return Pair.ONE
    files = source.files(batch.folder)
    if files.portraits and files.speeches:
        return source.paired(files).pair or Pair.STEM
    return Pair.ONE if len(files.portraits) == 1 else Pair.STEM
