"""A dub on several computers: segments drawn on some of them, joined and finished on another."""

from __future__ import annotations

import json
import struct
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from talker.dubbing.drawing import Painted
from talker.dubbing.drawn_segments import DubDrawing, drawn_in, note_painted, painted_path
from talker.dubbing.finishing import DubFinisher
from talker.dubbing.preflight import check_room, inspect_film, recorded_words
from talker.dubbing.preparing import (
    Layout,
    Preparation,
    dub_key,
    quality_path,
    segments_of,
    spoken_frames,
    tracks_path,
)
from talker.dubbing.registry import create_mouth
from talker.dubbing.tracks import ROW_BYTES, are_tracks
from talker.error_boundary import typed_errors
from talker.errors import ErrorCode, MouthpieceError
from talker.files import atomic_write, discard
from talker.home import work_folder
from talker.maker import made_by
from talker.media.audio import Speech
from talker.media.film import Film
from talker.options.dub import DubRequest
from talker.progress import (
    FrameCount,
    Notice,
)
from talker.render_context import RenderContext
from talker.render_record import RenderOrigin
from talker.result import RenderResult
from talker.segments import Segment, frames_in
from talker.work_folder import WorkFolder

_QUALITY = struct.Struct("<d")
_WORST = 51.0  # rate factor of H.264
_LONGEST_NOTE = 200


class RemoteDub:
    """Draws segments of one dub, in any order, on a computer that never sees the whole video.

    Making one follows the face through the film and chooses the quality, unless `motion`, the
    file of another computer, is given. Raises MouthpieceError like `dub`. The context's home must
    be this dub's alone while it is open.
    """

    def __init__(
        self, request: DubRequest, context: RenderContext, motion: Path | None = None
    ) -> None:
        self._report = context.on_progress
        self._cancel = context.cancel
        request = context.publisher.apply_label(request)
        with typed_errors(request.output or Path.cwd()):
            chosen = create_mouth(request, context.models, context.home)
            found = inspect_film(request, context)
            words = recorded_words(request, found.film.rate, context)
            key = dub_key(request, found, words.digest, made_by(chosen.engine))
            self._work = WorkFolder.of(work_folder(context.home), key)
            self._work.prepare()
            self._plan = _PlanFile(found.film, words.speech, self._work)
            if motion is not None:
                self._plan.store(motion.read_bytes())
            preparation = Preparation(request, context)
            layout = preparation.layout(found.film, words.speech, self._work)
            engine, speech = chosen.engine, words.speech
            self._drawing = DubDrawing.prepare(preparation, engine, layout, speech, self._work)
            self._plan.seal(preparation.quality(layout.film, self._work))
        self._segments = layout.segments
        self.notices: tuple[Notice, ...] = (*chosen.notices, *layout.notices)
        self.origin: RenderOrigin = self._drawing.origin(key)

    @property
    def motion(self) -> Path:
        """What was found out about the film; with it another computer draws the same frames."""
        return self._plan.path

    def segment(self, index: int) -> Path:
        """The file of a segment with the note of what was drawn in it, in a line before it; the
        caller may delete it."""
        segment, total = self._segments[index], self._segments[-1].stop
        stream, note = self._work.segment(segment), painted_path(self._work, segment)
        count = FrameCount(self._report, total, total - segment.frames)
        with typed_errors(stream):
            self._drawing.draw([segment], self._work, self._cancel, count.add)
            target = stream.with_suffix(".noted")
            with atomic_write(target, sync=False) as part:
                part.write_bytes(note.read_bytes() + b"\n" + stream.read_bytes())
        discard(stream)
        discard(note)
        return target

    def close(self) -> None:
        """Removes what it made."""
        self._drawing.close()
        self._work.remove()


class RemoteDubAssembly:
    """The other side: one dub whose segments come from elsewhere, in this computer's name.

    Making one is the preflight. Segments are kept where a dub on this computer looks for them.
    """

    def __init__(self, request: DubRequest, context: RenderContext) -> None:
        self._context = context
        # The region chooses the label here: other computers do not know it.
        self.request = self._context.publisher.apply_label(request)
        self._lock = ExitStack()
        with typed_errors(request.output or Path.cwd()):
            self._found = inspect_film(self.request, self._context)
            self._words = recorded_words(self.request, self._found.film.rate, self._context)
            check_room(self._found, self._words.speech.duration, context.home)
        self._preparation = Preparation(self.request, self._context)
        self._origin: RenderOrigin | None = None
        self._layout: Layout | None = None
        self._resumed = 0

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of the video; before it is opened as many as the speech takes."""
        if self._layout is not None:
            return self._layout.segments
        film = self._found.film
        return segments_of(spoken_frames(self._words.speech, film), film)

    @property
    def motion(self) -> Path | None:
        """What an earlier computer found out about the film."""
        return self._plan.path if self._origin is not None and self._plan.sealed else None

    def open(self, origin: RenderOrigin, motion: bytes) -> list[Segment] | None:
        """Begins to keep the segments of computers like `origin`, the first of which has found
        `motion`, unless that is known; the missing ones.

        None while another process makes the same video: to be tried again.
        """
        self._origin = origin
        if not self._work.held(self._lock, self._context.cancel):
            return None
        with typed_errors(self._work.folder):
            if not self._plan.sealed:
                self._plan.store(motion)
            film, speech = self._found.film, self._words.speech
            self._layout = self._preparation.layout(film, speech, self._work)
        segments = self._layout.segments
        finished = drawn_in(self._work, segments)
        self._resumed = frames_in(finished)
        return [segment for segment in segments if segment not in finished]

    def keep(self, segment: Segment, content: bytes) -> Path:
        """Keeps a segment with its note, and says where. Raises FARM_NODE_LOST for what is none."""
        note, _, stream = content.partition(b"\n")
        painted, path = _painted(note, segment), self._work.segment(segment)
        with typed_errors(path):
            note_painted(painted, painted_path(self._work, segment))
            with atomic_write(path) as part:
                part.write_bytes(stream)
        return path

    def finish(self) -> RenderResult:
        """Joins the segments, which are all there, to the video."""
        assert self._origin is not None
        assert self._layout is not None
        context, found, words, layout = self._context, self._found, self._words, self._layout
        with typed_errors(found.output):
            sound, notices = self._preparation.sound(layout, words.speech)
            notices += sound.write(self._work.sound, context.cancel)
            told = (*found.film.notices(), *words.notices, *layout.notices, *notices)
            finisher = DubFinisher(self.request, self._origin, context)
            result = finisher.finish(found, words, self._work, layout, told)
        return replace(result, resumed_frames=self._resumed)

    def close(self) -> None:
        """Lets other processes make this video. Harmless at any time."""
        self._lock.close()

    @property
    def _work(self) -> WorkFolder:
        assert self._origin is not None, "not opened"
        return WorkFolder.of(work_folder(self._context.home), self._origin.key)

    @property
    def _plan(self) -> _PlanFile:
        return _PlanFile(self._found.film, self._words.speech, self._work)


class _PlanFile:
    """What is found out about a film once, as one file: its tracks, and behind them, where whoever
    reads tracks does not look, the rate factor."""

    def __init__(self, film: Film, speech: Speech, work: WorkFolder) -> None:
        self.path = tracks_path(film, spoken_frames(speech, film), work)
        self._quality = quality_path(work)

    @property
    def sealed(self) -> bool:
        """Whether it is there with the rate factor."""
        return self.path.exists() and self.path.stat().st_size % ROW_BYTES == _QUALITY.size

    def seal(self, quality: float) -> None:
        """Puts the rate factor behind the tracks."""
        if not self.sealed:
            with self.path.open("ab") as file:
                file.write(_QUALITY.pack(quality))

    def store(self, content: bytes) -> None:
        """Writes that of another computer. Raises FARM_NODE_LOST for anything else."""
        quality = planned_quality(content)
        with atomic_write(self.path) as part:
            part.write_bytes(content)
        self._quality.write_text(f"{quality:g}", "utf-8")


def planned_quality(content: bytes) -> float:
    """The rate factor of such a file. Raises FARM_NODE_LOST for what is none."""
    rows = len(content) - _QUALITY.size
    if rows > 0 and are_tracks(memoryview(content)[:rows]):
        (quality,) = _QUALITY.unpack_from(content, rows)
        if 0 <= quality <= _WORST:
            return float(quality)
    raise _garbled("tracks")


def _painted(note: bytes, segment: Segment) -> Painted:
    try:
        values = json.loads(note[:_LONGEST_NOTE])
        painted = Painted(int(values["frames"]), int(values["pixels"]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise _garbled("segment") from error
    if not 0 <= painted.frames <= segment.frames or painted.pixels < 0:
        raise _garbled("segment")
    return painted


def _garbled(what: str) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.FARM_NODE_LOST,
        f"A computer of the farm sent {what} of a film that are none.",
        "It is asked again, or another computer is.",
    )
