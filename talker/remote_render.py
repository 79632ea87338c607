"""A render on several computers: segments made on one of them, joined and finished on another."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from talker.engines.registry import create_engine
from talker.error_boundary import typed_errors
from talker.files import atomic_write
from talker.home import work_folder
from talker.locking import file_lock
from talker.model_files import ModelFiles, NoModelFiles
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.progress import CancelToken, Notice, OnProgress, Progress, ignore_progress
from talker.provenance.publisher import Publisher
from talker.result import RenderResult
from talker.segments import Segment, plan_segments
from talker.work_folder import WorkFolder


@dataclass(frozen=True)
class RenderOrigin:
    """Who makes the frames: computers that agree in all of it make the same ones.

    `key` names the render (see talker.work_folder.render_key); `width` and `height` are the
    video's.
    """

    key: str
    engine: str
    version: str
    weights_id: str
    device: str
    width: int
    height: int


class RemoteRender:
    """Makes segments of one render, in any order, on a computer that never sees the whole video.

    Making one computes the motion and everything that depends on the portrait, unless `motion`,
    the file of another computer, is given. Raises MouthpieceError like `render`. `home` must be
    this share's alone while it is open. `on_progress` may be replaced at any time.
    """

    def __init__(
        self,
        request: RenderRequest,
        *,
        motion: Path | None = None,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
        home: Path,
        models: ModelFiles | None = None,
    ) -> None:
        self.on_progress = on_progress
        with typed_errors(request.output or Path.cwd()):
            models = models or NoModelFiles()
            chosen = create_engine(request, models, home)
            engine = chosen.engine
            self._road = RenderPipeline(
                request, engine, self._report, cancel or CancelToken(), home, models=models
            )
            ready = self._road.look()
            told = () if chosen.notice is None else (chosen.notice,)
            self.notices: tuple[Notice, ...] = (*told, *ready.notices)
            key = self._road.key(ready)
            self._frames = ready.frames
            self._segments = plan_segments(ready.frames, request.fps)
            self._work = WorkFolder(work_folder(home) / key)
            self._work.prepare()
            if motion is not None:
                put(motion.read_bytes(), self._work.motion)
            self._drawing = self._road.draw(ready, self._work)
            self.origin = RenderOrigin(
                key,
                engine.name,
                engine.version,
                engine.weights_id,
                engine.device,
                *self._drawing.size,
            )

    @property
    def motion(self) -> Path:
        """The motion of the whole speech; with it another computer makes the same frames."""
        return self._work.motion

    def segment(self, index: int) -> Path:
        """The closed file of a segment; the caller may delete it."""
        segment = self._segments[index]
        path = self._work.segment(segment)
        with typed_errors(path):
            self._road.render(self._drawing, [segment], self._work, self._frames)
        return path

    def close(self) -> None:
        """Removes what it made."""
        self._work.remove()

    def _report(self, said: Progress | Notice) -> None:
        self.on_progress(said)


class RemoteAssembly:
    """The other side: one video whose segments come from elsewhere, in this computer's name.

    Making one is the pre-flight, so that bad inputs are found before another computer is
    bothered. Segments are kept in the work folder where a render on this computer looks for
    them: what is there is not made again by anyone.
    """

    def __init__(
        self,
        request: RenderRequest,
        *,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
        home: Path,
        publisher: Publisher | None = None,
    ) -> None:
        self._publisher = publisher or Publisher()
        # The region chooses the label here: other computers do not know it.
        self._request = self._publisher.apply_label(request)
        self._report = on_progress
        self._cancel = cancel or CancelToken()
        self._home = home
        self._held = ExitStack()
        with typed_errors(request.output or Path.cwd()):
            self._ready = self._road(_UNKNOWN).look()
        self.segments = plan_segments(self._ready.frames, request.fps)
        self._made = _UNKNOWN
        self._resumed = 0

    @property
    def request(self) -> RenderRequest:
        """What the other computers are to draw."""
        return self._request

    @property
    def frames(self) -> int:
        """Frames of the whole video."""
        return self._ready.frames

    @property
    def motion(self) -> Path | None:
        """The motion that an earlier computer computed."""
        path = self._work.motion
        return path if path.exists() else None

    def open(self, made: RenderOrigin) -> list[Segment] | None:
        """Begins to keep the segments of computers like `made`; the missing ones.

        None while another process makes the same video: to be tried again.
        """
        self._made = made
        try:
            self._held.enter_context(file_lock(self._work.lock, self._cancel, _busy))
        except _Busy:
            return None
        self._work.prepare()
        finished = self._work.finished(self.segments)
        self._resumed = sum(one.stop - one.start for one in finished)
        return [one for one in self.segments if one not in finished]

    def keep_motion(self, content: bytes) -> None:
        """Keeps the motion for computers that go on."""
        self._put(content, self._work.motion)

    def keep(self, segment: Segment, content: bytes) -> None:
        """Keeps the closed file of a segment."""
        self._put(content, self._work.segment(segment))

    def finish(self) -> RenderResult:
        """Joins the segments, which are all there, to the video."""
        made = self._made
        with typed_errors(self._ready.output):
            road = self._road(made)
            result = road.finish(self._ready, self._work, made.key, (made.width, made.height))
        return replace(result, resumed_frames=self._resumed)

    def close(self) -> None:
        """Lets other processes make this video. Harmless at any time."""
        self._held.close()

    @property
    def _work(self) -> WorkFolder:
        return WorkFolder(work_folder(self._home) / self._made.key)

    def _road(self, made: RenderOrigin) -> RenderPipeline:
        return RenderPipeline(
            self._request,
            _Elsewhere(made),
            self._report,
            self._cancel,
            self._home,
            publisher=self._publisher,
        )

    def _put(self, content: bytes, target: Path) -> None:
        with typed_errors(target):
            put(content, target)


def put(content: bytes, target: Path) -> None:
    """Writes a whole file or none."""
    with atomic_write(target) as part:
        part.write_bytes(content)


_UNKNOWN = RenderOrigin("unknown", "", "", "", "", 0, 0)


class _Busy(Exception):
    """Another process holds the lock."""


def _busy() -> None:
    raise _Busy


@dataclass(frozen=True)
class _Elsewhere:
    """Stands for the engine that drew the frames on another computer; it can only be named."""

    made: RenderOrigin
    batch: int = 1

    @property
    def name(self) -> str:
        return self.made.engine

    @property
    def version(self) -> str:
        return self.made.version

    @property
    def weights_id(self) -> str:
        return self.made.weights_id

    @property
    def device(self) -> str:
        return self.made.device

    def motion(self, *_: object) -> NoReturn:
        raise RuntimeError("the motion is computed on another computer")

    def canvas(self, *_: object) -> NoReturn:
        raise RuntimeError("the frames are drawn on another computer")

    def renderer(self, *_: object) -> NoReturn:
        raise RuntimeError("the frames are drawn on another computer")
