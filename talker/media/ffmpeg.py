"""The ffmpeg program: where it is, running it, and what its failures mean."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from talker.errors import ErrorCode, MouthpieceError
from talker.files import disk_full
from talker.guard import guard, release
from talker.media.ffmpeg_inputs import check_regular, vanished, written_file
from talker.media.watchdog import Watchdog, WatchedReader, WatchedWriter
from talker.processes import no_window
from talker.progress import CancelToken

_FULL_DISK = ("No space left on device", "File too large", "Disk quota exceeded")
_SIGXFSZ = -25
_LOG_BYTES = 8192
_PROGRESS = frozenset({"frame", "out_time_us", "total_size"})


@cache
def executable() -> Path:
    """The ffmpeg that came with the program (or IMAGEIO_FFMPEG_EXE); COMPONENT_MISSING else."""
    import imageio_ffmpeg

    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING,
            "ffmpeg is not installed.",
            "Run `python start.py doctor`, or install the package imageio-ffmpeg.",
        ) from error


class Running:
    """One ffmpeg process; killed when the `with` block is left before it ended, or when we die.

    What it says on stderr goes to a temporary file, so it can never block. It runs in its own
    process group: Ctrl-C in a terminal reaches only us, and we decide what becomes of it.
    `feed` opens its stdin to us, or is the process whose stdout it reads instead of us. `folder` is
    where files lie that its arguments name without a path. When we wait for it and it
    makes no progress for `patience` seconds, or when `cancel` is set, it is killed.
    """

    def __init__(
        self,
        args: Sequence[str],
        *,
        feed: bool | Running = False,
        read: bool = False,
        folder: Path | None = None,
        patience: float | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        check_regular(args)
        self._args = args
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        before = feed._process.stdout if isinstance(feed, Running) else None
        try:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                [str(executable()), *args],
                stdin=before or (subprocess.PIPE if feed else subprocess.DEVNULL),
                stdout=subprocess.PIPE if read else subprocess.DEVNULL,
                stderr=self._log,
                cwd=folder,
                start_new_session=True,
                creationflags=no_window(own_group=True),
            )
        except OSError as error:
            self._log.close()
            raise MouthpieceError(
                ErrorCode.COMPONENT_MISSING, f"ffmpeg cannot be started: {error}."
            ) from error
        if before is not None:
            before.close()  # ours: it must not stay open when the reader ends
        guard(self._process)
        self._watch = Watchdog(self._process, written_file(args), patience, cancel)

    @property
    def stdin(self) -> WatchedWriter:
        """The pipe that ffmpeg reads; only with an input `-`."""
        assert self._process.stdin is not None
        return WatchedWriter(self._process.stdin, self._watch)

    @property
    def stdout(self) -> WatchedReader:
        """The pipe that ffmpeg writes."""
        assert self._process.stdout is not None
        return WatchedReader(self._process.stdout, self._watch)

    def reports(self) -> Iterator[tuple[str, str]]:
        """The names and values of ffmpeg's progress reports, as they come."""
        known: dict[str, str] = {}
        for line in self.stdout.lines():
            name, _, value = line.decode("ascii", "replace").strip().partition("=")
            if name in _PROGRESS and known.get(name) != value:
                known[name] = value
                self._watch.move()
            yield name, value

    def wait(self, cancel: CancelToken | None = None) -> int:
        """The exit status; stops waiting (and the process) when `cancel` is set."""
        with self._watch.waiting():
            while True:
                try:
                    return self._process.wait(0.05 if cancel else None)
                except subprocess.TimeoutExpired:
                    if cancel:
                        cancel.check()

    def log(self, size: int = _LOG_BYTES) -> str:
        """The end of ffmpeg's log: at most `size` bytes."""
        end = self._log.seek(0, 2)
        self._log.seek(max(0, end - size))
        return self._log.read().decode("utf-8", "replace").strip()

    def failure(self, status: int, target: Path) -> MouthpieceError:
        """Why the process, which ended with `status`, could not write `target`: what its user
        calls what it makes."""
        if self._watch.stalled:
            return MouthpieceError(
                ErrorCode.ENCODER_FAILED,
                f"ffmpeg made no progress with {target.name} for a long time and was ended.",
                "Check that the disks answer and the files play; if so, please report this.",
                target,
            )
        made, log = written_file(self._args), self.log()
        if made is not None:  # its name for the time of writing says nothing to its user
            log = log.replace(made.name, target.name)
        return vanished(self._args, target) or write_failure(log, status, target)

    def kill(self) -> None:
        """Ends the process now; harmless when it has ended."""
        self._watch.end()
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        release(self._process)
        for stream in (self._process.stdin, self._process.stdout, self._log):
            if stream is not None:
                # A dead process leaves unsent bytes behind; closing must not complain of them.
                try:
                    stream.close()
                except OSError:
                    continue


def feed(
    args: Sequence[str], frames: Iterable[bytes | memoryview], target: Path, cancel: CancelToken
) -> None:
    """Runs ffmpeg, which makes `target` of the raw `frames` on its stdin."""
    with Running(args, feed=True, cancel=cancel) as encoder:
        try:
            for frame in cancel.checked(frames):
                encoder.stdin.write(frame)
            encoder.stdin.close()
        except BrokenPipeError:
            pass  # ffmpeg gave up; its status tells why
        status = encoder.wait(cancel)
        if status != 0:
            raise encoder.failure(status, target)


def write_failure(log: str, status: int, target: Path) -> MouthpieceError:
    """What went wrong when ffmpeg could not write `target`."""
    if status == _SIGXFSZ or any(sign in log for sign in _FULL_DISK):
        return disk_full(target)
    last = log.splitlines()[-1] if log else f"exit status {status}"
    return MouthpieceError(
        ErrorCode.ENCODER_FAILED,
        f"ffmpeg could not write {target.name}: {last}.",
        "Run `mouthpiece doctor`; if all is well there, please report this.",
        target,
    )
