"""A script becomes a video part by part, each drawn while the next ones are spoken."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from talker.drawing import Drawer
from talker.engines.registry import find_engine
from talker.files import check_free
from talker.finishing import VideoFinisher
from talker.options.cues import Cue
from talker.options.render import RenderRequest
from talker.parts.ahead import spoken_ahead
from talker.parts.drawing import (
    PartDrawing,
    PartsToDraw,
    check_length,
    unshown_notice,
)
from talker.parts.earlier import EarlierVideo, take_parts
from talker.parts.layout import spoken_sound, whole_speech
from talker.preflight.found import Inspected, Preflight, Sources
from talker.preflight.road import with_speech
from talker.preflight.room import check_space
from talker.progress import Notice, NoticeCode, Stage
from talker.provenance.record import Source
from talker.render_context import RenderContext
from talker.result import RenderResult
from talker.spoken import SpokenScript, expected_seconds
from talker.work_folder import WorkFolder


def draws_in_parts(request: RenderRequest, found: Inspected, engine_id: str) -> bool:
    """Whether a script may be drawn part by part: its motion depends on nothing else.

    A reference video, angles and moods that are spread over the video and a clip go on across the
    parts, and not every engine begins and ends at rest.
    """
    spec = find_engine(engine_id)
    spread = request.yaw or request.pitch or request.roll or len(request.moods) > 1
    goes_on = request.reference is not None or found.portrait.clip is not None or bool(spread)
    return spec is not None and spec.joins_parts and not goes_on


def speak_whole(
    request: RenderRequest,
    found: Inspected,
    script: SpokenScript,
    work: WorkFolder,
    context: RenderContext,
) -> Preflight:
    """All of a script as one recording in `work`, for a video that is drawn as a whole."""
    cues: list[Cue] = []
    with (
        spoken_sound(work.spoken, script.rate, request.fps) as sound,
        spoken_ahead(script, context.cancel) as spoken,
    ):
        for said in spoken:
            placed = sound.add(said)
            check_length(request, placed)
            cues += [cue.later(placed.start / request.fps) for cue in placed.cues]
        frames = sound.frames
    speech = whole_speech(work.spoken, script.rate, frames / request.fps)
    ready = with_speech(request, found, speech, context.home, tuple(cues))
    return replace(ready, notices=(*ready.notices, *script.notices), voices=script.voices)


def report_unshown(ready: Preflight, engine_id: str, context: RenderContext) -> Preflight:
    """The same, with a word on each kind of cue that the engine cannot show."""
    kinds = dict.fromkeys(cue.kind for cue in ready.cues)
    notices = [notice for kind in kinds if (notice := unshown_notice(kind, engine_id)) is not None]
    for notice in notices:
        context.on_progress(notice)
    return replace(ready, notices=(*ready.notices, *notices))


class ScriptRender:
    """Makes the video of a script with one engine, part by part."""

    def __init__(self, request: RenderRequest, drawer: Drawer, context: RenderContext) -> None:
        self._request = request
        self._drawer = drawer
        self._context = context

    def run(self, found: Inspected, script: SpokenScript, work: WorkFolder) -> RenderResult:
        """Makes the video in `work`, which is held."""
        context, request = self._context, self._request
        check_free(found.output, overwrite=request.overwrite)  # made while it waited
        check_space(request, found, expected_seconds(script.text), context.home)
        earlier = None
        if request.keep is not None:
            clear = found.portrait.opacity is not None
            earlier = take_parts(
                request.keep, work, context.cancel, context.home if clear else None
            )
        self._drawer.check_clip(found.portrait)
        drawing = PartDrawing(
            PartsToDraw(request, found, script, work, earlier), self._drawer, context
        )
        self._draw(drawing, script, work)
        notices = [*script.notices, *drawing.notices]
        if earlier is not None:
            notices.append(self._kept(drawing, earlier, found))
            context.on_progress(notices[-1])
        ready = self._ready(found, script, work, drawing.frames, notices)
        size = self._drawer.frame_size(found.portrait)
        key = self._drawer.key_of(found.portrait, script.digest)
        origin = self._drawer.origin(key, size, [found.portrait])
        finisher = VideoFinisher(request, context)
        result = finisher.finish(ready, work, origin, drawing.segments, drawing.marks())
        return replace(
            result, resumed_frames=drawing.resumed_frames, kept_frames=drawing.kept_frames
        )

    def _draw(self, drawing: PartDrawing, script: SpokenScript, work: WorkFolder) -> None:
        """Speaks all of it and draws what is missing; the sound lies in `work` then."""
        context, fps = self._context, self._request.fps
        with (
            context.stage(Stage.RENDER, drawing.count.total) as stage,
            spoken_sound(work.spoken, script.rate, fps) as sound,
            spoken_ahead(script, context.cancel) as spoken,
        ):
            self._drawer.draw(drawing.pieces(spoken, sound), work, drawing.count.add)
            stage.total = drawing.frames

    def _ready(
        self,
        found: Inspected,
        script: SpokenScript,
        work: WorkFolder,
        frames: int,
        notices: list[Notice],
    ) -> Preflight:
        """What is known now that all of it was said."""
        speech = whole_speech(work.spoken, script.rate, frames / self._request.fps)
        digest = hashlib.sha256(script.digest.encode()).hexdigest()
        sources = Sources(found.source, Source(name=self._request.speech.name, sha256=digest))
        return Preflight(
            found.portrait,
            speech,
            sources,
            found.output,
            frames,
            found.consent,
            (*found.notices, *notices),
            voices=script.voices,
        )

    def _kept(self, drawing: PartDrawing, earlier: EarlierVideo, found: Inspected) -> Notice:
        """How much of the earlier video is in this one."""
        name, parts = earlier.path.name, len(drawing.segments)
        if drawing.kept_parts:
            share = drawing.kept_frames / drawing.frames
            return Notice(
                NoticeCode.PARTS_KEPT,
                f"{drawing.kept_parts} of {parts} sentences are those of {name}: {share:.0%} of "
                "the frames are kept.",
            )
        engine = self._drawer.engine_version
        why = earlier.why_nothing(found.source.sha256, engine, self._request.options)
        return Notice(
            NoticeCode.NOTHING_KEPT, f"Nothing of {name} can be kept, all is drawn: {why}."
        )
