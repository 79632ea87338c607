"""The finished videos: of the queue's jobs, of jobs that it forgot, of the folder for videos."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from typing_extensions import override

from app.file_names import MAX_CHARACTERS, safe_name
from app.jobs.kind import Product
from app.presenters import Presenters
from app.queue.job import Job, State
from app.queue.store import JobStore, Removed
from app.shelf import Entry, Order, ordered
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, write_error
from talker.segments import VIDEO_SUFFIX

_PAGE = 200
# Whoever asks is a thread beside the window, and must let it have its turn.
_BREATH_SECONDS = 0.01
_INDEX = "library.json"


@dataclass(frozen=True)
class Video(Entry):
    """A finished video; `job` is what it was made by.

    `presenter` is the name of whoever speaks, where that is one of the presenters.
    """

    job: Job | None = None
    presenter: str = ""

    @property
    @override
    def seconds(self) -> float | None:
        return None if self.job is None else self.job.duration


@dataclass(frozen=True)
class VideoFilter:
    """Videos whose name or tags hold `text` (folded), of a batch, a presenter and a tag ("" for
    all), made at or after the Unix time `since`."""

    text: str = ""
    batch: str = ""
    presenter: str = ""
    tag: str = ""
    since: float = 0.0

    def fits(self, entry: Entry) -> bool:
        """Whether a video is among them."""
        if not isinstance(entry, Video):
            return False
        video = entry
        words = " ".join((video.name, *video.tags)).casefold()
        return (
            self.text in words
            and (not self.batch or (video.job is not None and video.job.batch == self.batch))
            and self.presenter in ("", video.presenter)
            and (not self.tag or self.tag in video.tags)
            and video.made >= self.since
        )


class _Index(BaseModel):
    """What the queue does not know: the videos of forgotten jobs, and the user's tags.

    `renamed` is of earlier versions, whose queue kept the name that a video was made under.
    """

    model_config = ConfigDict(frozen=True)

    renamed: dict[Path, Path] = {}
    kept: tuple[Path, ...] = ()
    tags: dict[Path, tuple[str, ...]] = {}


class Library:
    """The videos of one home; `folder` is where new videos go."""

    def __init__(self, store: JobStore, home: Path) -> None:
        self._store = store
        self._path = home / _INDEX
        self._presenters = Presenters(home)

    def find(self, folder: Path) -> list[Video]:
        """All videos that are there, the latest first."""
        index = self._adopt_renamed(self._read())
        found: dict[Path, Video] = {}
        for job in self._done_jobs():
            if job.output is None or job.product is not Product.VIDEO:
                continue
            video = _video(job.output, job)
            if video is not None:
                found[video.path] = video
        others = folder.glob(f"*{VIDEO_SUFFIX}") if folder.is_dir() else ()
        for path in (*index.kept, *others):
            video = None if path in found else _video(path, None)
            if video is not None:
                found[path] = video
        names = {
            path: one.facts.name
            for one in self._presenters.all()
            for path in (one.portrait, *one.others)
        }
        whole = [
            replace(video, tags=index.tags.get(video.path, ()), presenter=_speaker(video, names))
            for video in found.values()
        ]
        return ordered(whole, Order.NEWEST)

    def tag(self, videos: Sequence[Entry], tags: Sequence[str]) -> None:
        """Gives videos these tags instead of those that they have. InputError: DISK_FULL, ..."""
        index = self._read()
        # A file that is gone needs none; one on a disk that is away keeps its own.
        there = {
            path: words
            for path, words in index.tags.items()
            if path.exists() or not path.parent.exists()
        }
        for video in videos:
            there[video.path] = tuple(tags)
        kept = {path: words for path, words in there.items() if words}
        self._write(index.model_copy(update={"tags": kept}))

    def forget(
        self,
        states: Collection[State],
        batch: str | None = None,
        *,
        older_than_days: float = 0.0,
    ) -> list[int]:
        """Takes jobs off the queue as JobStore.clear does; their videos stay here."""
        if State.DONE in states:
            self._keep(self._done_jobs())
        return self._store.clear(states, batch, older_than_days=older_than_days)

    def forget_jobs(self, ids: Sequence[int]) -> list[Removed]:
        """Takes these jobs off the queue, but for running ones; their videos stay here.

        What comes back is for JobStore.put_back.
        """
        for begin in range(0, len(ids), _PAGE):
            self._keep(self._store.jobs(ids[begin : begin + _PAGE]))
        return self._store.take_out(ids)

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
        index = self._read()
        if video.path in index.tags:
            tags = {target if old == video.path else old: new for old, new in index.tags.items()}
            index = index.model_copy(update={"tags": tags})
            self._write(index)
        if video.job is not None and self._store.move_output(video.job, target):
            return target
        kept = [path for path in index.kept if path != video.path]
        self._write(index.model_copy(update={"kept": (*kept, target)}))
        return target

    def _adopt_renamed(self, index: _Index) -> _Index:
        """Tells the queue what an earlier version had noted here."""
        if not index.renamed:
            return index
        for job in self._done_jobs():
            if job.output in index.renamed:
                self._store.move_output(job, index.renamed[job.output])
        kept = tuple(index.renamed.get(path, path) for path in index.kept)
        adopted = _Index(kept=kept, tags=index.tags)
        self._write(adopted)
        return adopted

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

    def _keep(self, jobs: Iterable[Job]) -> None:
        made = [
            job.output
            for job in jobs
            if job.state is State.DONE and job.output and job.product is Product.VIDEO
        ]
        if made:
            index = self._read()
            # A video that was deleted is none any more; one on a disk that is away still is.
            old = [path for path in index.kept if path.exists() or not path.parent.exists()]
            self._write(index.model_copy(update={"kept": tuple(dict.fromkeys([*old, *made]))}))

    def _write(self, index: _Index) -> None:
        with atomic_write(self._path) as part:
            part.write_text(index.model_dump_json(indent=1), encoding="utf-8")


def _video(path: Path, job: Job | None) -> Video | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return Video(path, facts.st_mtime, facts.st_size, job)


def _speaker(video: Video, names: Mapping[Path, str]) -> str:
    """The name of the presenter whose portrait it was made of; "" for any other."""
    portrait = None if video.job is None else getattr(video.job.request, "portrait", None)
    return "" if portrait is None else names.get(portrait, "")
