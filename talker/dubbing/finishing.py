"""Segments become the dubbed film, which says that only its lips were changed."""

from __future__ import annotations

from collections.abc import Sequence

from talker.dubbing.drawing import Painted
from talker.dubbing.drawn_segments import painted_in
from talker.dubbing.preflight import FilmInput, Words
from talker.dubbing.preparing import Layout
from talker.dubbing.registry import spec_of
from talker.files import discard_parts, no_folder
from talker.leftovers import noted_write
from talker.media.muxer import Tracks, join
from talker.options.dub import DubRequest
from talker.progress import Notice, Progress, Stage
from talker.provenance.c2pa import Sources
from talker.provenance.input_index import index_input
from talker.provenance.manifest import LabelWriter
from talker.provenance.record import LONGEST_SCRIPT, Dubbed, Record, noted_corner
from talker.render_context import RenderContext
from talker.render_record import RenderOrigin
from talker.result import RenderResult
from talker.segments import Segment
from talker.subtitles.language import iso_639_2
from talker.version import __version__
from talker.work_folder import WorkFolder


class DubFinisher:
    """Finishes the video of a request, which `origin` has drawn."""

    def __init__(self, request: DubRequest, origin: RenderOrigin, context: RenderContext) -> None:
        self._request = request
        self._origin = origin
        self._context = context

    def finish(
        self,
        found: FilmInput,
        words: Words,
        work: WorkFolder,
        layout: Layout,
        told: tuple[Notice, ...],
    ) -> RenderResult:
        """Makes the video of the segments in `work`, which are all there, and removes `work`;
        `told` is what its user knows."""
        context, film, frames = self._context, found.film, layout.timeline.frames
        with context.stage(Stage.FINISH, len(layout.segments)):
            painted = painted_in(work, layout.segments)
            record = self._record(found, words, frames, painted)
            notices = self._join(found, work, layout.segments, record)
        work.remove()
        return RenderResult(
            output=found.output,
            frames=frames,
            fps=float(film.rate),
            width=film.size[0],
            height=film.size[1],
            duration=float(frames / film.rate),
            engine=self._origin.engine,
            device=self._origin.device,
            resumed_frames=0,
            timings=context.timings,
            notices=(*told, *notices),
        )

    def _join(
        self, found: FilmInput, work: WorkFolder, segments: Sequence[Segment], record: Record
    ) -> tuple[Notice, ...]:
        """Joins the segments beside the output, says in the file what it is, then gives the video
        its name in one step. Returns what kept it from being signed."""
        context, output = self._context, found.output
        stem = f"mouthpiece-{self._origin.key.name[:12]}"
        discard_parts(output.parent, f"{stem}.", output.suffix)  # what killed runs left
        labels = LabelWriter(record, context.publisher, context.home)

        def on_segment(done: int) -> None:
            context.on_progress(Progress(Stage.FINISH, done, len(segments)))

        files = [work.segment(segment) for segment in segments]
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

    def _record(self, found: FilmInput, words: Words, frames: int, painted: Painted) -> Record:
        """What the finished video is to remember: the same request gives the same record."""
        request, home = self._request, self._context.home
        index_input(found.source, request.clip, home)
        if words.heard is not None:
            index_input(words.heard, request.speech, home)
        width, height = found.film.size
        share = painted.pixels / max(painted.frames * width * height, 1)
        return Record(
            version=__version__,
            id=self._origin.key.name,
            engine=f"{self._origin.engine} {self._origin.version}",
            models=spec_of(self._origin.engine).models,
            portrait=found.source,
            speech=words.heard,
            script=request.text if len(request.text) <= LONGEST_SCRIPT else "",
            voices=words.voices,
            options=request.options.model_dump(mode="json", exclude_defaults=True),
            label_corner=noted_corner(request.ai_label_corner, self._origin.corner),
            consent=found.consent,
            dubbed=Dubbed(frames=frames, spoken=painted.frames, share=round(share, 4)),
        )
