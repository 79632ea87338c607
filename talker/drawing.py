"""Drawing: an engine, the enhancement, the compositor and the label make encoded segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import CutOutRenderer, Drive, Engine, FrameRenderer, Portrait
from talker.engines.registry import first_frame_notice
from talker.engines.shown import shown_mouths
from talker.enhance.stage import Enhancement, Scene
from talker.face.compositor import Compositor, PairCompositor, without_odd_edge
from talker.face.landmarks import LandmarkSource
from talker.identity import identity
from talker.inference.notices import announced
from talker.label.visible_label import VisibleLabel, clear_corner
from talker.maker import made_by
from talker.media.audio import Speech
from talker.media.conversation import VERSION
from talker.media.encoder import SegmentEncoder
from talker.media.segment_files import SegmentFiles
from talker.motion.only_speech import only_speech
from talker.options.ai_label import Corner, LabelTime
from talker.options.render import RenderOptions, RenderRequest
from talker.preflight.found import Preflight
from talker.preflight.portrait import whole_mode
from talker.progress import OnFrames, Stage
from talker.render_context import RenderContext
from talker.render_record import RenderOrigin
from talker.scene import Image, Motion, Size
from talker.segments import Segment, frames_at_once
from talker.work_folder import RenderKey, WorkFolder, render_key

_OPACITY_QUALITY = 12  # as of SegmentEncoder
_SEED_SCHEMA = 1
_CUE_SCHEMA = 1


class Frames(Protocol):
    """Frames of one video, from any frame on."""

    def frames(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, H, W, 3]."""
        ...


@dataclass(frozen=True)
class Composed:
    """What one renderer draws, in its frame."""

    renderer: FrameRenderer
    compositor: Compositor

    def frames(self, start: int, stop: int) -> Image:
        """As of Frames."""
        return self.compositor.compose(self.renderer.render(start, stop))


@dataclass(frozen=True)
class ComposedPair:
    """What the renderers of two faces draw, in one frame."""

    renderers: tuple[FrameRenderer, FrameRenderer]
    compositor: PairCompositor

    def frames(self, start: int, stop: int) -> Image:
        """As of Frames."""
        first, second = (one.render(start, stop) for one in self.renderers)
        return self.compositor.compose(first, second)


@dataclass(frozen=True)
class Opacities:
    """Draws the opacity of what `renderer` draws, of a portrait that is transparent."""

    renderer: CutOutRenderer

    def render(self, start: int, stop: int) -> Image:
        """In three equal channels: uint8 [B, h, w, 3]."""
        drawn = self.renderer.opacity(start, stop)
        assert drawn is not None
        return drawn


@dataclass(frozen=True)
class FrameSource:
    """The frames of one video of `size` (width, height), from any frame on; `first` is the one that
    its renderers count from.

    `cut_out` has their opacity, in three equal channels, of a portrait that is transparent.
    """

    drawn: Frames
    size: Size
    label: VisibleLabel
    cut_out: Frames | None = None
    first: int = 0

    def frames(self, start: int, stop: int) -> Image:
        """Finished frames `start` to `stop` (exclusive): uint8 [B, H, W, 3], RGB."""
        return self.label.apply(self.drawn.frames(start - self.first, stop - self.first), start)

    def opacity(self, start: int, stop: int) -> Image:
        """That of the same frames, in three equal channels: uint8 [B, H, W, 3]."""
        assert self.cut_out is not None
        return self.cut_out.frames(start - self.first, stop - self.first)


Piece = tuple[Segment, FrameSource]
"""A segment to be drawn, and where its frames come from."""


class Drawer:
    """Draws the video of a request with one engine.

    Made before any work: ModelMissing for a model of the enhancement that is not installed.
    `landmarks` finds the face; by default the product's own source.
    """

    def __init__(
        self,
        request: RenderRequest,
        engine: Engine,
        context: RenderContext,
        landmarks: LandmarkSource | None = None,
    ) -> None:
        self._request = request
        self._options = request.options
        self._engine = engine
        self._context = context
        self._enhancement = Enhancement(self._options, context.models, context.home, landmarks)
        self._compositors: dict[int, Compositor] = {}  # of each speaker
        self._corners: dict[str, Corner] = {}  # of the label, by portrait

    def key(self, ready: Preflight) -> RenderKey:
        """The name of this render: the same for equal pictures."""
        found = ready.sources
        files = [found.speech, *([] if found.reference is None else [found.reference])]
        digests = [file.sha256 for file in files]
        variant = [ready.speech.variant] if ready.speech.variant else []
        cues = [identity(_CUE_SCHEMA, *map(asdict, ready.cues))] if ready.cues else []
        second = [] if found.second_speech is None else [found.second_speech.sha256]
        pair = [VERSION, *second] if len(ready.faces) > 1 else []
        inputs = [*digests, *variant, *cues, *pair]
        return self._key(ready.portraits, inputs)

    def key_of(self, portrait: Portrait, *inputs: str) -> RenderKey:
        """What names the frames of a portrait that are made of these `inputs`."""
        return self._key([portrait], inputs)

    def _key(self, portraits: Sequence[Portrait], inputs: Sequence[str]) -> RenderKey:
        names = [portraits[0].digest, *inputs, *self._enhancement.identity]
        corner = self._corner(portraits)
        shown = Corner.AUTO if corner is Corner.BOTTOM_RIGHT else corner  # as before there was auto
        options = self._options.model_copy(update={"ai_label_corner": shown})
        return render_key(names, made_by(self._engine), options)

    @property
    def engine(self) -> str:
        """The name of the engine that draws."""
        return self._engine.name

    @property
    def engine_version(self) -> str:
        """The same with its version, as records have it."""
        return f"{self._engine.name} {self._engine.version}"

    def prepare(self, ready: Preflight, work: WorkFolder) -> FrameSource:
        """Everything that is computed once, before the frames."""
        self.check_clip(ready.portrait)
        with self._context.stage(Stage.MOTION):
            motions = self._motions(ready, work)
        with self._context.stage(Stage.PORTRAIT):
            return self._source(ready.portraits, motions)

    def check_clip(self, portrait: Portrait) -> None:
        """Says so where an engine shows only the first frame of a clip."""
        if portrait.clip is not None:
            notice = first_frame_notice(self._engine.name, portrait.clip)
            if notice is not None:
                self._context.on_progress(notice)

    def part(self, portrait: Portrait, drive: Drive, digest: str, first: int) -> FrameSource:
        """The frames of a part of a speech, which begins with frame `first` of the video.

        `digest` names what is heard: its motion has a chance of its own, whatever the seed.
        """
        own = {"seed": _seed(portrait.digest, digest, self._options.seed)}
        options = self._options.model_copy(update=own)
        motion = self._engine.motion(drive, options, portrait, self._context.cancel)
        return self._source([portrait], [motion], first)

    def frame_size(self, portrait: Portrait) -> Size:
        """Width and height of the video in pixels."""
        canvas = self._engine.canvas(portrait, self._options)
        return self._enhancement.frame_size(canvas)

    def labelled(self, portrait: Portrait, start: int, stop: int) -> int:
        """How many of the frames `start` to `stop` (exclusive) bear the visible label."""
        return self._label(self.frame_size(portrait), [portrait]).due(start, stop - start)

    def _source(
        self, portraits: Sequence[Portrait], motions: Sequence[Motion], first: int = 0
    ) -> FrameSource:
        faces = [
            self._face(index, portrait, motion)
            for index, (portrait, motion) in enumerate(zip(portraits, motions, strict=True))
        ]
        size = faces[0].scene.canvas.frame_size
        label = self._label(size, portraits)
        return FrameSource(_composed(faces), size, label, _cut_out(faces), first)

    def _face(self, speaker: int, portrait: Portrait, motion: Motion) -> _Face:
        """What the engine draws of a face, enhanced."""
        options = self._options
        if self._request.two_speak:
            options = options.model_copy(update={"mode": whole_mode(options.mode)})
        canvas = self._engine.canvas(portrait, options)
        renderer = self._engine.renderer(portrait, motion, canvas, options)
        drawn = Scene(portrait.image, canvas, renderer)
        scene = self._enhancement.improved(drawn, portrait, motion.frame_count)
        if speaker not in self._compositors:  # all parts of a video are put into the same picture
            self._compositors[speaker] = self._compositor(scene)
        return _Face(portrait, renderer, scene, self._compositors[speaker])

    def origin(self, key: RenderKey, size: Size, portraits: Sequence[Portrait]) -> RenderOrigin:
        """What to say of who drew frames of this size, of the portrait of each speaker."""
        engine, corner = self._engine, self._corner(portraits)
        return RenderOrigin(
            key, engine.name, engine.version, engine.weights_id, engine.device, *size, corner
        )

    def draw(self, pieces: Iterable[Piece], work: WorkFolder, on_frames: OnFrames) -> None:
        """Draws and encodes segments as they come; a segment's file is closed while the next one
        begins."""
        with SegmentFiles() as files:
            for segment, source in pieces:
                files.begin(partial(self._encoders, segment, work, source))
                batch = frames_at_once(self._engine.batch, source.size)
                for start, stop in segment.batches(batch):
                    self._context.cancel.check()
                    frames = source.frames(start, stop)
                    cut_out = () if source.cut_out is None else (source.opacity(start, stop),)
                    files.write(frames, *cut_out)
                    on_frames(stop - start, partial(_last, frames))
                    for notice in announced():
                        self._context.on_progress(notice)
                files.finish()

    def _motions(self, ready: Preflight, work: WorkFolder) -> Sequence[Motion]:
        known = work.load_motions()
        if len(known) == len(ready.faces):
            return known
        motions = [
            self._engine.motion(
                Drive(
                    self._heard(speaker.speech),
                    self._request.reference,
                    ready.cues,
                    partner=partner and replace(partner, speech=self._heard(partner.speech)),
                ),
                options,
                speaker.portrait,
                self._context.cancel,
            )
            for (speaker, partner), options in zip(
                ready.partners(), _seeded(self._options, ready), strict=True
            )
        ]
        work.store_motions(motions)
        return motions

    def _heard(self, speech: Speech) -> Speech:
        """What moves the face of a recording."""
        if not self._options.speech_only:
            return speech
        return only_speech(speech, self._context.cancel)

    def _compositor(self, scene: Scene) -> Compositor:
        device = "cpu"
        if scene.canvas.blend:  # then a network has drawn, and torch is there
            from talker.device import choose_device

            device = choose_device(self._options.device.value).name
        return Compositor(scene.background, scene.canvas, device)

    def _label(self, size: Size, portraits: Sequence[Portrait]) -> VisibleLabel:
        options = self._options
        return VisibleLabel(options.ai_label, self._corner(portraits), size, options.fps)

    def _corner(self, portraits: Sequence[Portrait]) -> Corner:
        """Where the label stands: where the user says, or clear of those who speak."""
        options = self._options
        if options.ai_label_corner is not Corner.AUTO:
            return options.ai_label_corner
        if options.ai_label is LabelTime.OFF:
            return Corner.BOTTOM_RIGHT
        if portraits[0].digest not in self._corners:
            mode = whole_mode(options.mode) if self._request.two_speak else options.mode
            self._corners[portraits[0].digest] = clear_corner(*shown_mouths(portraits, mode))
        return self._corners[portraits[0].digest]

    def _encoders(
        self, segment: Segment, work: WorkFolder, source: FrameSource
    ) -> Iterator[SegmentEncoder]:
        """Of its frames, and of their opacity where it has one."""
        fps, cancel = self._options.fps, self._context.cancel
        size, quality = source.size, self._options.quality
        yield SegmentEncoder(work.segment(segment), size, fps, quality, cancel)
        if source.cut_out is not None:
            fine = min(quality, _OPACITY_QUALITY)
            yield SegmentEncoder(work.opacity(segment), size, fps, fine, cancel)


@dataclass(frozen=True)
class _Face:
    """One face: what the engine draws, and the same enhanced, with what puts it into the frame."""

    portrait: Portrait
    renderer: FrameRenderer
    scene: Scene
    compositor: Compositor

    @property
    def opacity(self) -> Opacities | None:
        """None for a portrait that is opaque, and where the engine cannot say."""
        if self.portrait.opacity is None or not isinstance(self.renderer, CutOutRenderer):
            return None
        return Opacities(self.renderer)

    @property
    def still_opacity(self) -> Compositor:
        """What puts the moved opacity over that of a portrait that is transparent."""
        assert self.portrait.opacity is not None
        still = cv2.merge([self.portrait.opacity] * 3)
        return Compositor(still, replace(self.scene.canvas, blend=False))

    def mesh(self) -> NDArray[np.float32]:
        """The face in pixels of the frame: float32 [468, 3]."""
        height, width = without_odd_edge(self.portrait.image).shape[:2]
        return self.portrait.face.scaled((width, height), self.scene.canvas.frame_size).mesh


def _composed(faces: Sequence[_Face]) -> Frames:
    if len(faces) == 1:
        return Composed(faces[0].scene.renderer, faces[0].compositor)
    first, second = faces
    renderers = first.scene.renderer, second.scene.renderer
    return ComposedPair(renderers, _pair(first, second, first.compositor, second.compositor))


def _cut_out(faces: Sequence[_Face]) -> Frames | None:
    """None for a portrait that is opaque, and where the engine cannot say."""
    opacities = [face.opacity for face in faces if face.opacity is not None]
    if len(opacities) < len(faces):
        return None
    if len(faces) == 1:
        return Composed(opacities[0], faces[0].still_opacity)
    first, second = faces
    pair = _pair(first, second, first.still_opacity, second.still_opacity)
    return ComposedPair((opacities[0], opacities[1]), pair)


def _pair(first: _Face, second: _Face, one: Compositor, two: Compositor) -> PairCompositor:
    size = first.scene.canvas.frame_size
    return PairCompositor(one, two, (first.mesh(), second.mesh()), size)


def _last(frames: Image) -> Image:
    return frames[-1]


def _seeded(options: RenderOptions, ready: Preflight) -> list[RenderOptions]:
    """The options of each speaker with a seed: without one of the user's, each portrait and speech
    has its own, so that no two videos of a batch, and no two faces, blink and nod together."""
    first = options.seed or _seed(ready.portrait.digest, ready.sources.speech.sha256)
    seeds = (first, _seed(str(first), "second"))[: len(ready.faces)]
    return [options.model_copy(update={"seed": seed}) for seed in seeds]


def _seed(*facts: object) -> int:
    return 1 + int(identity(_SEED_SCHEMA, *facts)[:7], 16)
