"""The finished videos: those of the queue's jobs, and what else lies in the folder for videos."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from app.file_names import MAX_CHARACTERS, safe_name
from app.jobs.kind import Product
from app.queue.job import Job, State
from app.queue.store import JobStore
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, write_error
from talker.segments import VIDEO_SUFFIX

_PAGE = 200
# Whoever asks is a thread beside the window, and must let it have its turn.
_BREATH_SECONDS = 0.01
_INDEX = "library.json"


@dataclass(frozen=True)
class Video:
    """A finished video. `made` is a Unix time, `size` bytes; `job` is what it was made by."""

    path: Path
    made: float
    size: int
    job: Job | None = None

    @property
    def name(self) -> str:
        """The title: the file's name without its ending."""
        return self.path.stem

    @property
    def seconds(self) -> float | None:
        """How long it plays, where that is known."""
        return None if self.job is None else self.job.duration


class _Index(BaseModel):
    """Where renamed videos are now: the queue knows only the name that they were made under."""

    model_config = ConfigDict(frozen=True)

    renamed: dict[Path, Path] = {}


class Library:
    """The videos of one home; `folder` is where new videos go."""

    def __init__(self, store: JobStore, home: Path) -> None:
        self._store = store
        self._path = home / _INDEX

    def find(self, folder: Path) -> list[Video]:
        """All videos that are there, the latest first."""
        renamed = self._read().renamed
        found: dict[Path, Video] = {}
        for job in self._done_jobs():
            if job.output is None or job.product is not Product.VIDEO:
                continue
            video = _video(renamed.get(job.output, job.output), job)
            if video is not None:
                found[video.path] = video
        if folder.is_dir():
            for path in folder.glob(f"*{VIDEO_SUFFIX}"):
                video = None if path in found else _video(path, None)
                if video is not None:
                    found[path] = video
        return sorted(found.values(), key=lambda video: video.made, reverse=True)

    def rename(self, video: Video, name: str) -> Path:
        """Gives the file another name in its folder; returns its new place.

        InputError: OUTPUT_EXISTS, OUTPUT_UNWRITABLE, or OPTION_INVALID for a name that is none.
        """
        wanted = name.strip()
        target = video.path.with_name(safe_name(wanted, video.path.suffix))
        if not wanted or len(wanted) > MAX_CHARACTERS or target.stem != wanted:
            raise InputError(
                ErrorCode.OPTION_INVALID,
                f"A file cannot be called {wanted!r}.",
                'Leave out the signs < > : " / \\ | ? * and use at most 200 letters.',
            )
        if target == video.path:
            return target
        same = target.exists() and video.path.samefile(target)  # only the case of letters
        if target.exists() and not same:
            raise InputError(
                ErrorCode.OUTPUT_EXISTS,
                f"{target.name} exists already.",
                "Choose another name.",
                target,
            )
        try:
            video.path.rename(target)
        except OSError as error:
            raise write_error(error, target) from error
        if video.job is not None and video.job.output is not None:
            self._remember(video.job.output, target)
        return target

    def _done_jobs(self) -> list[Job]:
        jobs: list[Job] = []
        while part := self._store.page([State.DONE], offset=len(jobs), limit=_PAGE):
            jobs += part
            time.sleep(_BREATH_SECONDS)
        return jobs

    def _read(self) -> _Index:
        try:
            return _Index.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return _Index()  # videos are then found under the names that they were made under

    def _remember(self, made: Path, now: Path) -> None:
        renamed = {old: new for old, new in self._read().renamed.items() if new.exists()}
        text = _Index(renamed=renamed | {made: now}).model_dump_json(indent=1)
        with atomic_write(self._path) as part:
            part.write_text(text, encoding="utf-8")


def _video(path: Path, job: Job | None) -> Video | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return Video(path, facts.st_mtime, facts.st_size, job)
