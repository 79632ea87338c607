"""Segments become the dubbed film, which says that only its lips were changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talker.dubbing.base import MouthEngine
from talker.dubbing.drawing import Painted
from talker.dubbing.preflight import FilmInput, Words
from talker.dubbing.registry import spec_of
from talker.dubbing.timeline import Timeline
from talker.files import discard_parts, no_folder
from talker.leftovers import noted_write
from talker.media.muxer import Tracks, join
from talker.options.dub import DubRequest
from talker.options.render import Corner
from talker.progress import Notice, Progress, Stage
from talker.provenance.c2pa import Sources
from talker.provenance.input_index import index_input
from talker.provenance.manifest import LabelWriter
from talker.provenance.record import LONGEST_SCRIPT, Dubbed, Record, noted_corner
from talker.render_context import RenderContext
from talker.result import RenderResult
from talker.segments import Segment
from talker.subtitles.language import iso_639_2
from talker.version import __version__
from talker.work_folder import RenderKey, WorkFolder


@dataclass(frozen=True)
class Finished:
    """What was drawn: `segments` of a `timeline`, in which so much is `painted`; where the label
    was put, and what their user has been told."""

    key: RenderKey
    timeline: Timeline
    segments: Sequence[Segment]
    painted: Painted
    corner: Corner
    notices: tuple[Notice, ...]


class DubFinisher:
    """Finishes the video of a request."""

    def __init__(self, request: DubRequest, engine: MouthEngine, context: RenderContext) -> None:
        self._request = request
        self._engine = engine
        self._context = context

    def finish(
        self, found: FilmInput, words: Words, work: WorkFolder, made: Finished
    ) -> RenderResult:
        """Makes the video of the segments in `work`, which are all there, and removes `work`."""
        context, film = self._context, found.film
        with context.stage(Stage.FINISH, len(made.segments)):
            record = self._record(found, words, made)
            notices = self._join(found, work, made, record)
        work.remove()
        return RenderResult(
            output=found.output,
            frames=made.timeline.frames,
            fps=float(film.rate),
            width=film.size[0],
            height=film.size[1],
            duration=float(made.timeline.frames / film.rate),
            engine=self._engine.name,
            device=self._engine.device,
            resumed_frames=0,
            timings=context.timings,
            notices=(*made.notices, *notices),
        )

    def _join(
        self, found: FilmInput, work: WorkFolder, made: Finished, record: Record
    ) -> tuple[Notice, ...]:
        """Joins the segments beside the output, says in the file what it is, then gives the video
        its name in one step. Returns what kept it from being signed."""
        context, output = self._context, found.output
        stem = f"mouthpiece-{made.key.name[:12]}"
        discard_parts(output.parent, f"{stem}.", output.suffix)  # what killed runs left
        labels = LabelWriter(record, context.publisher, context.home)

        def on_segment(done: int) -> None:
            context.on_progress(Progress(Stage.FINISH, done, len(made.segments)))

        files = [work.segment(segment) for segment in made.segments]
        language = iso_639_2(self._request.language)
        tracks = Tracks(files, found.film.rate, work.sound, output, labels.tags, language)
        replaces = no_folder if self._request.overwrite else None
        with noted_write(output, context.home, stem=stem, replaces=replaces) as part:
            join(tracks, part, context.cancel, on_segment)
            sources = Sources(parent=self._request.clip)
            notices = labels.close(part, output, context.cancel, sources)
        for notice in notices:
            context.on_progress(notice)
        return notices

    def _record(self, found: FilmInput, words: Words, made: Finished) -> Record:
        """What the finished video is to remember: the same request gives the same record."""
        request, home = self._request, self._context.home
        index_input(found.source, request.clip, home)
        if words.heard is not None:
            index_input(words.heard, request.speech, home)
        painted, (width, height) = made.painted, found.film.size
        share = painted.pixels / max(painted.frames * width * height, 1)
        return Record(
            version=__version__,
            id=made.key.name,
            engine=f"{self._engine.name} {self._engine.version}",
            models=spec_of(self._engine.name).models,
            portrait=found.source,
            speech=words.heard,
            script=request.text if len(request.text) <= LONGEST_SCRIPT else "",
            voices=words.voices,
            options=request.options.model_dump(mode="json", exclude_defaults=True),
            label_corner=noted_corner(request.ai_label_corner, made.corner),
            consent=found.consent,
            dubbed=Dubbed(
                frames=made.timeline.frames, spoken=painted.frames, share=round(share, 4)
            ),
        )
