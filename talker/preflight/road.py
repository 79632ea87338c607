"""Finds out in a second or two whether a request can be done, before heavy work begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from talker.face.landmarks import LandmarkSource
from talker.home import cache_folder
from talker.media.audio import Speech, open_speech
from talker.media.idle import idle_speech
from talker.media.probe import check_video
from talker.options.cues import Cue
from talker.options.render import RenderRequest
from talker.preflight.conversation import conversation_of
from talker.preflight.found import Inspected, Preflight, Sources, SpeakingFace
from talker.preflight.portrait import inspect_portrait
from talker.preflight.room import check_space
from talker.progress import CancelToken, Stage
from talker.provenance.record import Source
from talker.provenance.signer_choice import check_publisher
from talker.render_context import RenderContext
from talker.segments import frame_count
from talker.spoken import SpokenScript, expected_seconds


def run_preflight(
    request: RenderRequest,
    *,
    landmarks: LandmarkSource | None = None,
    home: Path,
    cancel: CancelToken | None = None,
) -> Preflight:
    """Raises the first thing that stands in the way of `request`; loads its inputs otherwise.

    A text is not spoken yet: of such a request `inspect_portrait` tells all that can be known.
    """
    found = inspect_portrait(request, landmarks=landmarks, home=home)
    if found.second is not None:
        conversation = conversation_of(request, cancel or CancelToken())
        ready = with_speech(request, found, conversation.heard, home)
        first, second = conversation.voices
        pair = SpeakingFace(found.portrait, first), SpeakingFace(found.second, second)
        return replace(ready, pair=pair)
    if request.idle:
        speech = idle_speech(request.idle, cache_folder(home))
    else:
        speech = open_speech(
            request.speech,
            request.max_minutes,
            fps=request.fps,
            choice=request.sound,
            cancel=cancel,
        )
    return with_speech(request, found, speech, home)


def with_speech(
    request: RenderRequest,
    found: Inspected,
    speech: Speech,
    home: Path,
    cues: tuple[Cue, ...] = (),
) -> Preflight:
    """The rest of the preflight, when the speech is there."""
    if request.reference is not None:
        check_video(request.reference)
    sources = Sources(
        found.source,
        Source.of(speech.path),
        None if request.reference is None else Source.of(request.reference),
        None if request.second_speech is None else Source.of(request.second_speech),
    )
    check_space(request, found, speech.duration, home)
    return Preflight(
        found.portrait,
        speech,
        sources,
        found.output,
        frame_count(speech.duration, request.fps),
        found.consent,
        (*found.notices, *speech.notices()),
        cues,
    )


def inspect_request(
    request: RenderRequest, context: RenderContext, landmarks: LandmarkSource | None = None
) -> Preflight:
    """The preflight of a render: also whether its publisher can sign; warnings are reported."""
    with context.stage(Stage.PREFLIGHT):
        check_publisher(context.publisher)
        ready = run_preflight(
            request, landmarks=landmarks, home=context.home, cancel=context.cancel
        )
        for notice in ready.notices:
            context.on_progress(notice)
    return ready


def check_room(request: RenderRequest, home: Path) -> None:
    """Raises InputError DISK_FULL where the video of a request has no room, and whatever else
    stands in its way that can be known before a text is spoken."""
    if request.text:
        found = inspect_portrait(request, home=home)
        check_space(request, found, expected_seconds(request.text), home)
    else:
        run_preflight(request, home=home)


def inspect_script(
    request: RenderRequest, context: RenderContext, landmarks: LandmarkSource | None = None
) -> tuple[Inspected, SpokenScript]:
    """The preflight of a render whose speech is a text: what will be said is known, not how long
    it takes; warnings are reported."""
    with context.stage(Stage.PREFLIGHT):
        check_publisher(context.publisher)
        script = context.speaker.script(request)
        script.prepare()  # meanwhile the portrait is looked at
        if request.keep is not None:
            check_video(request.keep)
        found = inspect_portrait(request, landmarks=landmarks, home=context.home)
        for notice in (*found.notices, *script.notices):
            context.on_progress(notice)
    return found, script
