"""A render on several computers: segments drawn on some of them, joined and finished on another."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from talker.drawing import Drawer
from talker.engines.registry import create_engine
from talker.error_boundary import typed_errors
from talker.files import atomic_write
from talker.finishing import VideoFinisher
from talker.home import work_folder
from talker.options.render import RenderRequest
from talker.preflight.road import inspect_request
from talker.progress import (
    FrameCount,
    Notice,
)
from talker.render_context import RenderContext
from talker.render_record import RenderOrigin
from talker.result import RenderResult
from talker.segments import Segment, frames_in, plan_segments
from talker.work_folder import WorkFolder


class RemoteRender:
    """Draws segments of one render, in any order, on a computer that never sees the whole video.

    Making one computes the motion and everything that depends on the portrait, unless `motion`,
    the file of another computer, is given. Raises MouthpieceError like `render`. The context's home
    must be this render's alone while it is open.
    """

    def __init__(
        self, request: RenderRequest, context: RenderContext, motion: Path | None = None
    ) -> None:
        self._report = context.on_progress
        request = context.publisher.apply_label(request)
        with typed_errors(request.output or Path.cwd()):
            chosen = create_engine(request, context.models, context.home)
            self._drawer = Drawer(request, chosen.engine, context)
            ready = inspect_request(request, context)
            self.notices: tuple[Notice, ...] = (*chosen.notices, *ready.notices)
            key = self._drawer.key(ready)
            self._frames = ready.frames
            self._segments = plan_segments(ready.frames, request.fps)
            self._work = WorkFolder.of(work_folder(context.home), key)
            self._work.prepare()
            if motion is not None:
                _write(self._work.motion, motion.read_bytes())
            self._source = self._drawer.prepare(ready, self._work)
            self.origin = self._drawer.origin(key, self._source.size, ready.portraits)

    @property
    def motion(self) -> Path:
        """The motion of the whole speech; with it another computer draws the same frames."""
        return self._work.motion

    def segment(self, index: int) -> Path:
        """The closed file of a segment; the caller may delete it."""
        segment = self._segments[index]
        path = self._work.segment(segment)
        count = FrameCount(self._report, self._frames, self._frames - segment.frames)
        with typed_errors(path):
            self._drawer.draw([(segment, self._source)], self._work, count.add)
        return path

    def close(self) -> None:
        """Removes what it made."""
        self._work.remove()


class RemoteAssembly:
    """The other side: one video whose segments come from elsewhere, in this computer's name.

    Making one is the preflight, so that bad inputs are found before another computer is bothered.
    Segments are kept in the work folder where a render on this computer looks for them: what is
    there is not made again by anyone.
    """

    def __init__(self, request: RenderRequest, context: RenderContext) -> None:
        self._context = context
        # The region chooses the label here: other computers do not know it.
        self._request = self._context.publisher.apply_label(request)
        self._lock = ExitStack()
        with typed_errors(request.output or Path.cwd()):
            self._ready = inspect_request(self._request, self._context)
        self.segments = plan_segments(self._ready.frames, request.fps)
        self._origin: RenderOrigin | None = None
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
        if self._origin is None:
            return None
        path = self._work.motion
        return path if path.exists() else None

    def open(self, origin: RenderOrigin, motion: bytes) -> list[Segment] | None:
        """Begins to keep the segments of computers like `origin`, the first of which has computed
        `motion`, which counts unless there is one; the missing ones.

        None while another process makes the same video: to be tried again.
        """
        self._origin = origin
        if not self._work.held(self._lock, self._context.cancel):
            return None
        if not self._work.motion.exists():
            _write(self._work.motion, motion)
        finished = self._work.finished(self.segments)
        self._resumed = frames_in(finished)
        return [segment for segment in self.segments if segment not in finished]

    def keep(self, segment: Segment, content: bytes) -> Path:
        """Keeps the closed file of a segment, and says where."""
        path = self._work.segment(segment)
        _write(path, content)
        return path

    def finish(self) -> RenderResult:
        """Joins the segments, which are all there, to the video."""
        assert self._origin is not None
        finisher = VideoFinisher(self._request, self._context)
        with typed_errors(self._ready.output):
            result = finisher.finish(self._ready, self._work, self._origin, self.segments)
        return replace(result, resumed_frames=self._resumed)

    def close(self) -> None:
        """Lets other processes make this video. Harmless at any time."""
        self._lock.close()

    @property
    def _work(self) -> WorkFolder:
        assert self._origin is not None, "not opened"
        return WorkFolder.of(work_folder(self._context.home), self._origin.key)


def _write(target: Path, content: bytes) -> None:
    with typed_errors(target), atomic_write(target) as part:
        part.write_bytes(content)
