"""The parts of a script as pieces to draw: each as it is spoken, but for those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from talker.drawing import Drawer, Piece
from talker.engines.base import Drive, Portrait
from talker.engines.registry import find_engine
from talker.identity import identity
from talker.media.audio import too_long
from talker.media.part_stream import PartMark, digest_of_part
from talker.options.cues import CueKind
from talker.options.render import RenderRequest
from talker.parts.earlier import EarlierVideo
from talker.parts.layout import PlacedPart, SpokenSound
from talker.preflight.found import Inspected
from talker.progress import FrameCount, Notice, NoticeCode
from talker.render_context import RenderContext
from talker.segments import Segment
from talker.spoken import SpokenPart, SpokenScript, expected_seconds
from talker.work_folder import WorkFolder

# Raised when the same part comes to be drawn in another way by every engine.
_SCHEMA = 1
_SOUND = "part.wav"  # of the part whose motion is being made


@dataclass(frozen=True)
class PartsToDraw:
    """What the parts of one video have in common. `earlier` is a video whose parts are taken over
    where they are the same."""

    request: RenderRequest
    found: Inspected
    script: SpokenScript
    work: WorkFolder
    earlier: EarlierVideo | None = None


class PartDrawing:
    """Places the parts of a script, and tells which of them are still to be drawn.

    A part is named by all that its frames depend on: the portrait, the engine, the options, what
    is heard, its cues. So it is found again in the work folder of an interrupted run, and in an
    earlier video.
    """

    def __init__(self, wanted: PartsToDraw, drawer: Drawer, context: RenderContext) -> None:
        self._wanted = wanted
        self._drawer = drawer
        self._context = context
        self._opaque = wanted.found.portrait.opacity is None
        self._marks: list[PartMark] = []
        self._characters = 0
        self._unshown: set[CueKind] = set()
        self.segments: list[Segment] = []
        self.notices: list[Notice] = []
        self.resumed_frames = self.kept_frames = self.kept_parts = 0
        expected = round(expected_seconds(wanted.script.text) * wanted.request.fps)
        self.count = FrameCount(context.on_progress, max(1, expected))

    @property
    def frames(self) -> int:
        """How many the parts have that were spoken so far."""
        return self.segments[-1].stop if self.segments else 0

    def pieces(self, spoken: Iterable[SpokenPart], sound: SpokenSound) -> Iterator[Piece]:
        """The parts that are to be drawn, one after the other, as they are spoken."""
        begun: set[str] = set()
        for said in spoken:
            placed = sound.add(said)
            segment = self._next_segment(placed)
            check_length(self._wanted.request, placed)
            if segment.key in begun or self._is_there(segment):
                self.count.add(segment.frames)
                continue
            begun.add(segment.key)
            self._tell_unshown(placed)
            speech = placed.speech(self._wanted.work.folder / _SOUND)
            drive = Drive(speech, cues=placed.cues, at_rest=True)
            portrait = self._wanted.found.portrait
            yield segment, self._drawer.part(portrait, drive, said.digest, placed.start)

    def marks(self) -> list[PartMark]:
        """What is to be said of each part in the video, when all are drawn."""
        return [
            PartMark(mark.key, digest_of_part(self._wanted.work.segment(segment)), *rest)
            for mark, segment in zip(self._marks, self.segments, strict=True)
            for rest in [(mark.frames, mark.text, mark.words)]
        ]

    def _next_segment(self, placed: PlacedPart) -> Segment:
        key = part_key(self._drawer, self._wanted.found.portrait, placed)
        segment = Segment(len(self.segments), placed.start, placed.stop, key)
        words = tuple((word.text, word.start, word.stop) for word in placed.words)
        self.segments.append(segment)
        self._marks.append(PartMark(key, "", placed.frames, placed.said.text, words))
        self._characters += placed.said.characters
        whole = self._wanted.script.characters
        self.count.total = max(self.frames, self.frames * whole // max(self._characters, 1))
        return segment

    def _is_there(self, segment: Segment) -> bool:
        if not self._wanted.work.finished([segment], opacity=not self._opaque):
            return False
        earlier = self._wanted.earlier
        if earlier is not None and segment.key in earlier.keys:
            self.kept_frames += segment.frames
            self.kept_parts += 1
        else:
            self.resumed_frames += segment.frames
        return True

    def _tell_unshown(self, placed: PlacedPart) -> None:
        for cue in placed.said.cues:
            notice = unshown_notice(cue.kind, self._drawer.engine)
            if notice is not None and cue.kind not in self._unshown:
                self._unshown.add(cue.kind)
                self.notices.append(notice)
                self._context.on_progress(notice)


def part_key(drawer: Drawer, portrait: Portrait, placed: PlacedPart) -> str:
    """The name of all that the frames of a part depend on."""
    labelled = drawer.labelled(portrait, placed.start, placed.stop)
    cues = [asdict(cue) for cue in placed.cues]
    own = identity(_SCHEMA, placed.said.digest, placed.frames, labelled, cues)
    return drawer.key_of(portrait, own).name


def check_length(request: RenderRequest, placed: PlacedPart) -> None:
    """Raises InputError AUDIO_TOO_LONG when a script takes longer than is allowed."""
    if placed.stop > request.max_minutes * 60 * request.fps:
        raise too_long(request.speech, request.max_minutes)


def unshown_notice(kind: CueKind, engine_id: str) -> Notice | None:
    """That an engine cannot show a cue; None for one that it can."""
    spec = find_engine(engine_id)
    if spec is None or kind in spec.shows:
        return None
    return Notice(
        NoticeCode.CUE_NOT_SHOWN,
        f"{spec.title} cannot show [{kind.mark}]: the mark is left out.",
    )
