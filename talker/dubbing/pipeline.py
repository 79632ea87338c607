"""A dub from top to bottom: the film is looked through, mouths are drawn, the video finished."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from talker.dubbing.base import MouthEngine, made_by
from talker.dubbing.drawing import (
    Encoding,
    MouthDrawer,
    Plan,
    draw_segments,
    painted_in,
    painted_path,
)
from talker.dubbing.finishing import DubFinisher, Finished
from talker.dubbing.preflight import (
    FilmInput,
    Words,
    check_room,
    inspect_film,
    recorded_words,
    spoken_words,
)
from talker.dubbing.quality import fitting_quality
from talker.dubbing.registry import create_mouth
from talker.dubbing.sound import DubSound, film_sound
from talker.dubbing.timeline import Ends, plan_timeline
from talker.dubbing.tracker import FaceTracker, Seen
from talker.dubbing.tracks import Tracks, write_tracks
from talker.error_boundary import typed_errors
from talker.face.landmarks import LandmarkSource
from talker.files import check_free
from talker.home import home_folder, work_folder
from talker.identity import chosen_values, identity
from talker.media.film import Film
from talker.media.probe import unreadable
from talker.model_files import ModelFiles, NoModelFiles
from talker.options.dub import DubRequest, Ending
from talker.options.spoken import VoiceOptions
from talker.progress import (
    CancelToken,
    FrameCount,
    Notice,
    NoticeCode,
    OnProgress,
    Progress,
    Stage,
    ignore_progress,
)
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from talker.result import RenderResult
from talker.segments import frames_in, plan_segments
from talker.spoken import NoSpeaker, Speaker, SpokenScript, expected_seconds
from talker.work_folder import RenderKey, WorkFolder, forget_old

_SCHEMA = 2  # raised when the same options come to mean other pixels
# Options that do not change a single pixel.
_OUTSIDE_THE_PICTURE = frozenset(
    {"max_minutes", "engine", "device", "ai_label_reason", "language", "film_sound", "film_track"}
    | {"loudness", "loudness_target"}
) | frozenset(VoiceOptions.model_fields)
_AFTER_SECONDS = 1.5  # of the film after the speech, that may be seen
_WHOLE = 0.9  # of the frames that a film claims: with fewer it is damaged


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
        key = self._key(found, digest)
        with self._locked(key) as work:
            check_free(found.output, overwrite=request.overwrite)  # made while it waited
            if words is None:
                assert script is not None
                words = spoken_words(request, script, work.spoken, context)
            return self._draw(found, words, work, key)

    def _draw(
        self, found: FilmInput, words: Words, work: WorkFolder, key: RenderKey
    ) -> RenderResult:
        request, context = self._request, self._context
        frames = max(1, round(words.speech.duration * found.film.rate))
        film, tracks, seen = self._tracks(found.film, frames, work)
        timeline = plan_timeline(
            film.frames,
            frames,
            request.extend,
            request.ending,
            Ends(tracks.thumbs, tracks.gaps),
            float(film.rate),
        )
        own, sound_notices = film_sound(
            film,
            request,
            goes_on=timeline.frames > frames and request.ending is Ending.KEEP,
            repeats=timeline.frames > film.frames,
        )
        loudness = request.loudness_target if request.loudness else None
        sound = DubSound(words.speech, own, loudness, float(timeline.frames / film.rate))
        with context.stage(Stage.MOTION):
            heard = self._engine.hear(
                words.speech, timeline.frames, film.rate, work.folder, context.cancel
            )
            sound_notices += sound.write(work.sound, context.cancel)
            quality = self._quality(film, work)
        segments = plan_segments(timeline.frames, max(1, round(film.rate)))
        finished = [
            segment for segment in work.finished(segments) if painted_path(work, segment).is_file()
        ]
        missing = [segment for segment in segments if segment not in finished]
        encoding = Encoding(film, quality, self._engine.batch, context.cancel)
        with context.stage(Stage.RENDER, timeline.frames):
            count = FrameCount(context.on_progress, timeline.frames, frames_in(finished))
            plan = Plan(film, tracks, timeline, heard)
            corner = plan.corner(request)
            drawer = MouthDrawer(plan, self._engine, request, corner)
            try:
                draw_segments(drawer, missing, encoding, work, count.add)
            finally:
                drawer.close()
        told = (*film.notices(), *words.notices, *seen, *sound_notices)
        made = Finished(key, timeline, segments, painted_in(work, segments), corner, told)
        result = DubFinisher(request, self._engine, context).finish(found, words, work, made)
        return replace(result, resumed_frames=frames_in(finished))

    def _tracks(
        self, film: Film, frames: int, work: WorkFolder
    ) -> tuple[Film, Tracks, tuple[Notice, ...]]:
        """The face in all frames of the film that may be seen, found once; and the film with as
        many frames as could be decoded. Raises VIDEO_UNREADABLE where that is not most of them."""
        context = self._context
        needed = min(film.frames, frames + round(_AFTER_SECONDS * film.rate))
        path = work.folder / f"tracks-{needed}.bin"
        notices: list[Notice] = []
        if not path.exists():
            landmarks = self._landmarks
            if landmarks is None:
                from talker.face.mediapipe_dnn import MediaPipeLandmarks

                landmarks = MediaPipeLandmarks()
            with context.stage(Stage.PORTRAIT, needed):
                tracker = FaceTracker(film.path, self._request.face, landmarks)
                reader = film.read()
                seen = tracker.follow(context.cancel.checked(islice(reader, needed)))
                write_tracks(path, _reported(seen, needed, context.on_progress))
                reader.close()
                notices = tracker.notices
        tracks = Tracks(path, float(film.rate))
        if tracks.frames < _WHOLE * needed:
            raise unreadable(film.path)
        if tracks.frames < needed:
            film = replace(film, frames=tracks.frames)
        notices += _unseen(tracks, film)
        for notice in notices:
            context.on_progress(notice)
        return film, tracks, tuple(notices)

    def _quality(self, film: Film, work: WorkFolder) -> float:
        """The rate factor that is asked for, or what fits the film; found once for each video."""
        if self._request.quality:
            return float(self._request.quality)
        noted = work.folder / "quality.txt"
        if not noted.exists():
            quality = fitting_quality(film, work.folder, self._context.cancel)
            noted.write_text(f"{quality:g}", "utf-8")
        return float(noted.read_text("utf-8"))

    def _key(self, found: FilmInput, digest: str) -> RenderKey:
        options = chosen_values(self._request.options, _OUTSIDE_THE_PICTURE)
        return RenderKey(
            identity(_SCHEMA, "dub", found.source.sha256, digest, made_by(self._engine), options)
        )

    @contextmanager
    def _locked(self, key: RenderKey) -> Iterator[WorkFolder]:
        """The folder of a dub, held for it."""
        root = work_folder(self._context.home)
        root.mkdir(parents=True, exist_ok=True)
        forget_old(root)
        work = WorkFolder.of(root, key)
        with work.locked(self._context.cancel, self._report_waiting):
            yield work

    def _report_waiting(self) -> None:
        self._context.on_progress(
            Notice(NoticeCode.WAITING, "Another process is making this video; waiting for it.")
        )


def _reported(seen: Iterator[Seen], frames: int, on_progress: OnProgress) -> Iterator[Seen]:
    for index, one in enumerate(seen):
        yield one
        on_progress(Progress(Stage.PORTRAIT, index + 1, frames))


def _unseen(tracks: Tracks, film: Film) -> list[Notice]:
    """That some of the film stays as it is."""
    share = float((tracks.strength == 0).mean())
    if share == 0:
        return []
    seconds = share * tracks.frames / float(film.rate)
    text = (
        f"In {seconds:.1f} s of {film.path.name} the face is away, turned aside or covered: these "
        "pictures stay as they are."
    )
    return [Notice(NoticeCode.FILM_NOT_SPOKEN, text)]
