"""A dub from top to bottom: the film is looked through, mouths are drawn, the video finished."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from talker.dubbing.base import MouthEngine
from talker.dubbing.drawn_segments import DubDrawing, drawn_in
from talker.dubbing.finishing import DubFinisher
from talker.dubbing.preflight import (
    FilmInput,
    Words,
    check_room,
    inspect_film,
    recorded_words,
    spoken_words,
)
from talker.dubbing.preparing import Preparation, dub_key
from talker.dubbing.registry import create_mouth
from talker.error_boundary import typed_errors
from talker.face.landmarks import LandmarkSource
from talker.files import check_free
from talker.held_work import held_work
from talker.home import home_folder
from talker.maker import made_by
from talker.model_files import ModelFiles, NoModelFiles
from talker.options.dub import DubRequest
from talker.progress import (
    CancelToken,
    FrameCount,
    OnProgress,
    Stage,
    ignore_progress,
)
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from talker.result import RenderResult
from talker.segments import frames_in
from talker.spoken import NoSpeaker, Speaker, SpokenScript, expected_seconds
from talker.work_folder import RenderKey, WorkFolder


def dub(  # noqa: PLR0913 - a front door of the library: all by name
    request: DubRequest,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    home: Path | None = None,
    models: ModelFiles | None = None,
    publisher: Publisher | None = None,
    speaker: Speaker | None = None,
) -> RenderResult:
    """Gives a film new words. Raises MouthpieceError for everything that may be expected to go
    wrong; all else is as of `talker.pipeline.render`."""
    context = RenderContext(
        home or home_folder(),
        on_progress,
        cancel or CancelToken(),
        models or NoModelFiles(),
        speaker or NoSpeaker(),
        publisher or Publisher(),
    )
    with typed_errors(request.output or Path.cwd()):
        chosen = create_mouth(request, context.models, context.home)
        for notice in chosen.notices:
            on_progress(notice)
        result = DubPipeline(request, chosen.engine, context).run()
        return replace(result, notices=(*chosen.notices, *result.notices))


class DubPipeline:
    """One dub with one engine. `landmarks` finds the face; by default the product's own."""

    def __init__(
        self,
        request: DubRequest,
        engine: MouthEngine,
        context: RenderContext,
        landmarks: LandmarkSource | None = None,
    ) -> None:
        self._request = context.publisher.apply_label(request)
        self._engine = engine
        self._context = context
        self._landmarks = landmarks

    def run(self) -> RenderResult:
        """Inspects, draws what is missing, and finishes."""
        request, context = self._request, self._context
        script: SpokenScript | None = None
        words: Words | None = None
        with context.stage(Stage.PREFLIGHT):
            if request.text:
                script = context.speaker.script(request)
                script.prepare()  # meanwhile the film is looked at
            found = inspect_film(request, context)
            if script is not None:
                digest, seconds = script.digest, expected_seconds(request.text)
            else:
                words = recorded_words(request, found.film.rate, context)
                digest, seconds = words.digest, words.speech.duration
            check_room(found, seconds, context.home)
        key = dub_key(request, found, digest, made_by(self._engine))
        with held_work(key, context) as work:
            check_free(found.output, overwrite=request.overwrite)  # made while it waited
            if words is None:
                assert script is not None
                words = spoken_words(request, script, work.spoken, context)
            return self._draw(found, words, work, key)

    def _draw(
        self, found: FilmInput, words: Words, work: WorkFolder, key: RenderKey
    ) -> RenderResult:
        request, context = self._request, self._context
        preparation = Preparation(request, context, self._landmarks)
        layout = preparation.layout(found.film, words.speech, work)
        sound, sound_notices = preparation.sound(layout, words.speech)
        with context.stage(Stage.MOTION):
            drawing = DubDrawing.prepare(preparation, self._engine, layout, words.speech, work)
            sound_notices += sound.write(work.sound, context.cancel)
        segments = layout.segments
        finished = drawn_in(work, segments)
        missing = [segment for segment in segments if segment not in finished]
        with context.stage(Stage.RENDER, layout.timeline.frames):
            count = FrameCount(context.on_progress, layout.timeline.frames, frames_in(finished))
            try:
                drawing.draw(missing, work, context.cancel, count.add)
            finally:
                drawing.close()
        told = (*found.film.notices(), *words.notices, *layout.notices, *sound_notices)
        origin = drawing.origin(key)
        result = DubFinisher(request, origin, context).finish(found, words, work, layout, told)
        return replace(result, resumed_frames=frames_in(finished))
