"""A render from top to bottom: the request is inspected, the frames are drawn, the video finished.

The three parts are talker.preflight, talker.drawing and talker.finishing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from talker.drawing import Drawer
from talker.engines.base import Engine
from talker.engines.registry import create_engine
from talker.error_boundary import typed_errors
from talker.face.landmarks import LandmarkSource
from talker.files import check_free
from talker.finishing import VideoFinisher
from talker.held_work import held_work
from talker.home import home_folder
from talker.media.muxer import SoundTrack
from talker.model_files import ModelFiles, NoModelFiles
from talker.options.render import RenderRequest
from talker.parts.render import ScriptRender, draws_in_parts, report_unshown, speak_whole
from talker.preflight.found import Preflight
from talker.preflight.road import inspect_request, inspect_script
from talker.progress import (
    CancelToken,
    FrameCount,
    OnProgress,
    Stage,
    ignore_progress,
)
from talker.provenance.publisher import Publisher
from talker.recognition.listener import Listener, NoListener
from talker.render_context import RenderContext
from talker.result import RenderResult
from talker.segments import frames_in, plan_segments
from talker.spoken import NoSpeaker, Speaker


def render(  # noqa: PLR0913 - the front door of the library: all by name
    request: RenderRequest,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    home: Path | None = None,
    models: ModelFiles | None = None,
    publisher: Publisher | None = None,
    speaker: Speaker | None = None,
    listener: Listener | None = None,
) -> RenderResult:
    """Makes one video. Raises MouthpieceError for everything that may be expected to go wrong.

    A render that was cancelled or killed goes on with its first missing segment when the same
    request comes again. `home` is where unfinished work and the cache live (see talker.home).
    `models` knows where model files are installed; without it nothing that needs any is there.
    `publisher` is in whose name the video is labelled and signed. `speaker` has the voices for a
    request with a text, `listener` hears when a script for subtitles is said.
    """
    context = RenderContext(
        home or home_folder(),
        on_progress,
        cancel or CancelToken(),
        models or NoModelFiles(),
        speaker or NoSpeaker(),
        publisher or Publisher(),
        listener or NoListener(),
    )
    with typed_errors(request.output or Path.cwd()):
        chosen = create_engine(request, context.models, context.home)
        for notice in chosen.notices:
            on_progress(notice)
        result = RenderPipeline(request, chosen.engine, context).run()
        return replace(result, notices=(*chosen.notices, *result.notices))


class RenderPipeline:
    """One render with one engine. `landmarks` finds the face; by default the product's own."""

    def __init__(
        self,
        request: RenderRequest,
        engine: Engine,
        context: RenderContext,
        landmarks: LandmarkSource | None = None,
    ) -> None:
        self._request = context.publisher.apply_label(request)
        self._engine = engine
        self._context = context
        self._landmarks = landmarks

    def run(self) -> RenderResult:
        """Inspects, draws what is missing, and finishes."""
        drawer = Drawer(self._request, self._engine, self._context, self._landmarks)
        if self._request.text:
            return self._run_script(drawer)
        ready = inspect_request(self._request, self._context, self._landmarks)
        return self._run_recording(ready, drawer)

    def _run_recording(self, ready: Preflight, drawer: Drawer) -> RenderResult:
        context = self._context
        key = drawer.key(ready)
        with held_work(key, context) as work:
            check_free(ready.output, overwrite=self._request.overwrite)  # made while it waited
            segments = plan_segments(ready.frames, self._request.fps)
            with SoundTrack(ready.speech, work.sound) as sound:
                source = drawer.prepare(ready, work)
                finished = work.finished(segments, opacity=source.cut_out is not None)
                missing = [segment for segment in segments if segment not in finished]
                sound.wait(context.cancel)  # before the encoders: they need the memory next
                with context.stage(Stage.RENDER, ready.frames):
                    count = FrameCount(context.on_progress, ready.frames, frames_in(finished))
                    drawer.draw(((segment, source) for segment in missing), work, count.add)
            finisher = VideoFinisher(self._request, context)
            origin = drawer.origin(key, source.size, ready.portraits)
            result = finisher.finish(ready, work, origin, segments)
        return replace(result, resumed_frames=frames_in(finished))

    def _run_script(self, drawer: Drawer) -> RenderResult:
        request, context = self._request, self._context
        found, script = inspect_script(request, context, self._landmarks)
        with held_work(drawer.key_of(found.portrait, script.digest), context) as work:
            if draws_in_parts(request, found, drawer.engine):
                return ScriptRender(request, drawer, context).run(found, script, work)
            ready = speak_whole(request, found, script, work, context)
            result = self._run_recording(report_unshown(ready, drawer.engine, context), drawer)
            work.remove()
            return result
