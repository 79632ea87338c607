"""What is known of a dub before its first frame is drawn: where the face is, what is shown when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from talker.dubbing.feed import read_ahead
from talker.dubbing.preflight import FilmInput
from talker.dubbing.quality import fitting_quality
from talker.dubbing.sound import DubSound, film_sound
from talker.dubbing.timeline import Ends, Timeline, plan_timeline
from talker.dubbing.tracker import FaceTracker, Seen
from talker.dubbing.tracks import Tracks, write_tracks
from talker.face.landmarks import LandmarkSource
from talker.identity import chosen_values, identity
from talker.media.audio import Speech
from talker.media.film import Film
from talker.media.probe import unreadable
from talker.options.dub import DubRequest, Ending
from talker.options.spoken import VoiceOptions
from talker.progress import Notice, NoticeCode, OnProgress, Progress, Stage
from talker.render_context import RenderContext
from talker.segments import Segment, plan_segments
from talker.work_folder import RenderKey, WorkFolder

_SCHEMA = 2  # raised when the same options come to mean other pixels
# Options that do not change a single pixel.
_OUTSIDE_THE_PICTURE = frozenset(
    {"max_minutes", "engine", "device", "ai_label_reason", "language", "film_sound", "film_track"}
    | {"loudness", "loudness_target"}
) | frozenset(VoiceOptions.model_fields)
_AFTER_SECONDS = 1.5  # of the film after the speech, that may be seen
_WHOLE = 0.9  # of the frames that a film claims: with fewer it is damaged


@dataclass(frozen=True)
class Layout:
    """The `film` with as many frames as can be decoded, what was seen in them, and which of them
    the video shows; `notices` are what its user should know, who has been told."""

    film: Film
    tracks: Tracks
    timeline: Timeline
    notices: tuple[Notice, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of the video, in order."""
        return segments_of(self.timeline.frames, self.film)


def segments_of(frames: int, film: Film) -> tuple[Segment, ...]:
    """The segments of a video of so many frames."""
    return plan_segments(frames, max(1, round(film.rate)))


def dub_key(request: DubRequest, found: FilmInput, digest: str, engine: str) -> RenderKey:
    """The name of a dub: the same for equal pictures. `digest` names what is heard, `engine`
    everything of the engine that counts."""
    options = chosen_values(request.options, _OUTSIDE_THE_PICTURE)
    return RenderKey(identity(_SCHEMA, "dub", found.source.sha256, digest, engine, options))


class Preparation:
    """Finds out about a request what is found once; it stays in the work folder. `landmarks` finds
    the face; by default the product's own."""

    def __init__(
        self, request: DubRequest, context: RenderContext, landmarks: LandmarkSource | None = None
    ) -> None:
        self.request = request
        self.context = context
        self._landmarks = landmarks

    def layout(self, film: Film, speech: Speech, work: WorkFolder) -> Layout:
        """Follows the face through all of the film that may be seen, unless that was done. Raises
        VIDEO_UNREADABLE where most of it cannot be decoded."""
        frames = spoken_frames(speech, film)
        path = tracks_path(film, frames, work)
        told = [] if path.exists() else self._follow(film, path, needed_frames(film, frames))
        tracks = Tracks(path, float(film.rate))
        if tracks.frames < _WHOLE * needed_frames(film, frames):
            raise unreadable(film.path)
        if tracks.frames < needed_frames(film, frames):
            film = replace(film, frames=tracks.frames)
        told += _unseen(tracks, film)
        for notice in told:
            self.context.on_progress(notice)
        ends = Ends(tracks.thumbs, tracks.gaps)
        extend, ending = self.request.extend, self.request.ending
        timeline = plan_timeline(film.frames, frames, extend, ending, ends, float(film.rate))
        return Layout(film, tracks, timeline, tuple(told))

    def sound(self, layout: Layout, speech: Speech) -> tuple[DubSound, tuple[Notice, ...]]:
        """What makes the sound track; and what its user should know."""
        request, film, timeline = self.request, layout.film, layout.timeline
        own, notices = film_sound(
            film,
            request,
            goes_on=timeline.frames > timeline.spoken and request.ending is Ending.KEEP,
            repeats=timeline.frames > film.frames,
        )
        loudness = request.loudness_target if request.loudness else None
        seconds = float(timeline.frames / film.rate)
        return DubSound(speech, own, loudness, seconds), notices

    def quality(self, film: Film, work: WorkFolder) -> float:
        """The rate factor that is asked for, or what fits the film; found once for each video."""
        if self.request.quality:
            return float(self.request.quality)
        noted = quality_path(work)
        if not noted.exists():
            quality = fitting_quality(film, work.folder, self.context.cancel)
            noted.write_text(f"{quality:g}", "utf-8")
        return float(noted.read_text("utf-8"))

    def _follow(self, film: Film, path: Path, needed: int) -> list[Notice]:
        context, landmarks = self.context, self._landmarks
        if landmarks is None:
            from talker.face.mediapipe_dnn import MediaPipeLandmarks

            landmarks = MediaPipeLandmarks()
        with context.stage(Stage.PORTRAIT, needed):
            tracker = FaceTracker(film.path, self.request.face, landmarks)
            with closing(film.read()) as reader, closing(read_ahead(reader)) as frames:
                seen = tracker.follow(context.cancel.checked(islice(frames, needed)))
                write_tracks(path, _reported(seen, needed, context.on_progress))
        return list(tracker.notices)


def spoken_frames(speech: Speech, film: Film) -> int:
    """How many frames the speech takes."""
    return max(1, round(speech.duration * film.rate))


def needed_frames(film: Film, spoken: int) -> int:
    """How many frames of the film may be seen under a speech of so many."""
    return min(film.frames, spoken + round(_AFTER_SECONDS * film.rate))


def tracks_path(film: Film, spoken: int, work: WorkFolder) -> Path:
    """Where the tracks of those frames are kept."""
    return work.folder / f"tracks-{needed_frames(film, spoken)}.bin"


def quality_path(work: WorkFolder) -> Path:
    """Where the rate factor that fits the film is kept."""
    return work.folder / "quality.txt"


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
