"""The segments of a dub: drawn, encoded, and with a note of what was drawn in each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.dubbing.base import MouthEngine
from talker.dubbing.drawing import MouthDrawer, Painted, Plan
from talker.dubbing.preparing import Layout, Preparation
from talker.dubbing.quality import FilmEncoder, frame_bytes
from talker.files import atomic_write
from talker.media.audio import Speech
from talker.media.film_frame import FilmFrame
from talker.media.segment_files import SegmentFiles
from talker.options.ai_label import Corner
from talker.options.dub import DubOptions
from talker.progress import CancelToken, OnFrames
from talker.render_record import RenderOrigin
from talker.scene import Box, Image
from talker.segments import Segment, frames_at_once
from talker.work_folder import RenderKey, WorkFolder


class DubDrawing:
    """Draws segments of one dub, in any order, at the rate factor `quality`. To be closed."""

    def __init__(
        self, plan: Plan, engine: MouthEngine, options: DubOptions, quality: float
    ) -> None:
        self._film = plan.film
        self._engine = engine
        self._quality = quality
        self._corner: Corner = plan.corner(options)
        self._drawer = MouthDrawer(plan, engine, options, self._corner)

    @classmethod
    def prepare(
        cls,
        preparation: Preparation,
        engine: MouthEngine,
        layout: Layout,
        speech: Speech,
        work: WorkFolder,
    ) -> DubDrawing:
        """Hears the speech and chooses the quality."""
        film, timeline, cancel = layout.film, layout.timeline, preparation.context.cancel
        heard = engine.hear(speech, timeline.frames, film.rate, work.folder, cancel)
        plan = Plan(film, layout.tracks, timeline, heard)
        quality = preparation.quality(film, work)
        return cls(plan, engine, preparation.request, quality)

    def origin(self, key: RenderKey) -> RenderOrigin:
        """What to say of who drew the frames."""
        engine, size = self._engine, self._film.size
        return RenderOrigin(
            key, engine.name, engine.version, engine.weights_id, engine.device, *size, self._corner
        )

    def draw(
        self, segments: Sequence[Segment], work: WorkFolder, cancel: CancelToken, done: OnFrames
    ) -> None:
        """Draws and encodes segments; each file is closed while the next one begins, and noted when
        all its frames are drawn."""
        film = self._film
        size = frames_at_once(self._engine.batch, film.size)
        drawn = self._drawer.batches(part for one in segments for part in one.batches(size))
        with closing(drawn), SegmentFiles() as files:
            for segment in segments:
                files.begin(partial(self._encoders, work.segment(segment), cancel))
                painted, stop = Painted(), segment.start
                while stop < segment.stop:
                    cancel.check()
                    (start, stop), frames, more = next(drawn)
                    painted += more
                    files.write(_joined(frames))
                    done(stop - start, partial(_whole, frames[-1]))
                note_painted(painted, painted_path(work, segment))
                files.finish()

    def _encoders(self, path: Path, cancel: CancelToken) -> Iterator[FilmEncoder]:
        yield FilmEncoder(path, self._film, self._quality, cancel)

    def close(self) -> None:
        """Ends what reads the film and draws."""
        self._drawer.close()


def drawn_in(work: WorkFolder, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments that are there, with their notes."""
    return tuple(one for one in work.finished(segments) if painted_path(work, one).is_file())


def painted_in(work: WorkFolder, segments: Iterable[Segment]) -> Painted:
    """What was drawn in the segments, which are all there."""
    total = Painted()
    for segment in segments:
        noted = json.loads(painted_path(work, segment).read_text("utf-8"))
        total += Painted(noted["frames"], noted["pixels"])
    return total


def painted_path(work: WorkFolder, segment: Segment) -> Path:
    """The note of what was drawn in a segment."""
    return work.segment(segment).with_suffix(".json")


def note_painted(painted: Painted, path: Path) -> None:
    """Writes the note."""
    with atomic_write(path, sync=False) as part:
        part.write_text(json.dumps(asdict(painted)), "utf-8")


def _whole(frame: FilmFrame) -> Image:
    width, height = frame.size
    return frame.rgb(Box(0, 0, width, height))


def _joined(frames: Sequence[FilmFrame]) -> NDArray[np.uint8]:
    joined = np.empty((len(frames), frame_bytes(frames[0].size)), np.uint8)
    for row, frame in zip(joined, frames, strict=True):
        row[:] = frame.data
    return joined
