"""Drawing: an engine, the enhancement, the compositor and the label make encoded segments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

import cv2

from talker.engines.base import CutOutRenderer, Drive, Engine, FrameRenderer, Portrait, made_by
from talker.engines.registry import first_frame_notice
from talker.enhance.stage import Enhancement, Scene
from talker.face.compositor import Compositor
from talker.face.landmarks import LandmarkSource
from talker.identity import identity
from talker.label.visible_label import VisibleLabel
from talker.media.encoder import SegmentEncoder
from talker.options.render import RenderOptions, RenderRequest
from talker.preflight import Preflight
from talker.progress import Stage
from talker.render_context import RenderContext
from talker.render_record import RenderOrigin
from talker.scene import Canvas, Image, Motion, Size
from talker.segments import Segment, frames_at_once
from talker.work_folder import RenderKey, WorkFolder, render_key

_OPACITY_QUALITY = 12  # as of SegmentEncoder
_SEED_SCHEMA = 1
_CUE_SCHEMA = 1


@dataclass(frozen=True)
class CutOut:
    """The opacity of the frames of a portrait that is transparent, as large as they are."""

    renderer: CutOutRenderer
    compositor: Compositor

    def frames(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive), in three equal channels: uint8 [B, H, W, 3]."""
        drawn = self.renderer.opacity(start, stop)
        assert drawn is not None
        return self.compositor.compose(drawn)


class _SegmentFiles:
    """The encoders of one segment: of its frames, and of their opacity where it has one."""

    def __init__(self, *encoders: SegmentEncoder) -> None:
        self._encoders = encoders

    def write(self, *frames: Image) -> None:
        for encoder, some in zip(self._encoders, frames, strict=True):
            encoder.write(some)

    def finish(self) -> None:
        for encoder in self._encoders:
            encoder.finish()

    def wait(self) -> None:
        for encoder in self._encoders:
            encoder.wait()

    def abort(self) -> None:
        for encoder in self._encoders:
            encoder.abort()


@dataclass(frozen=True)
class FrameSource:
    """The frames of one video, from any frame on; `first` is the one that its renderer counts
    from."""

    scene: Scene
    compositor: Compositor
    label: VisibleLabel
    cut_out: CutOut | None = None
    first: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the video in pixels."""
        return self.scene.canvas.frame_size

    def frames(self, start: int, stop: int) -> Image:
        """Finished frames `start` to `stop` (exclusive): uint8 [B, H, W, 3], RGB."""
        drawn = self.scene.renderer.render(start - self.first, stop - self.first)
        return self.label.apply(self.compositor.compose(drawn), start)

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
        self._composed: Compositor | None = None

    def key(self, ready: Preflight) -> RenderKey:
        """The name of this render: the same for equal pictures."""
        found = ready.sources
        files = [found.speech, *([] if found.reference is None else [found.reference])]
        digests = [file.sha256 for file in files]
        variant = [ready.speech.variant] if ready.speech.variant else []
        cues = [identity(_CUE_SCHEMA, *map(asdict, ready.cues))] if ready.cues else []
        return self.key_of(ready.portrait, *digests, *variant, *cues)

    def key_of(self, portrait: Portrait, *inputs: str) -> RenderKey:
        """What names the frames of a portrait that are made of these `inputs`."""
        names = [portrait.digest, *inputs, *self._enhancement.identity]
        return render_key(names, made_by(self._engine), self._options)

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
            motion = self._motion(ready, work)
        with self._context.stage(Stage.PORTRAIT):
            return self._source(ready.portrait, motion)

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
        return self._source(portrait, motion, first)

    def frame_size(self, portrait: Portrait) -> Size:
        """Width and height of the video in pixels."""
        canvas = self._engine.canvas(portrait, self._options)
        return self._enhancement.frame_size(canvas)

    def labelled(self, portrait: Portrait, start: int, stop: int) -> int:
        """How many of the frames `start` to `stop` (exclusive) bear the visible label."""
        return self._label(self.frame_size(portrait)).due(start, stop - start)

    def _source(self, portrait: Portrait, motion: Motion, first: int = 0) -> FrameSource:
        engine, options = self._engine, self._options
        canvas = engine.canvas(portrait, options)
        renderer = engine.renderer(portrait, motion, canvas, options)
        drawn = Scene(portrait.image, canvas, renderer)
        scene = self._enhancement.improved(drawn, portrait, motion.frame_count)
        cut_out = _cut_out(portrait, renderer, scene.canvas)
        label = self._label(scene.canvas.frame_size)
        if self._composed is None:  # all parts of a video are put into the same picture
            self._composed = self._compositor(scene)
        return FrameSource(scene, self._composed, label, cut_out, first)

    def origin(self, key: RenderKey, size: Size) -> RenderOrigin:
        """What to say of who drew frames of this size."""
        engine = self._engine
        return RenderOrigin(
            key, engine.name, engine.version, engine.weights_id, engine.device, *size
        )

    def draw(
        self, pieces: Iterable[Piece], work: WorkFolder, on_frames: Callable[[int], None]
    ) -> None:
        """Draws and encodes segments as they come; a segment's file is closed while the next one
        begins. `on_frames` hears how many more frames are drawn."""
        closing: _SegmentFiles | None = None
        encoder: _SegmentFiles | None = None
        try:
            for segment, source in pieces:
                encoder = self._files(segment, work, source)
                batch = frames_at_once(self._engine.batch, source.size)
                for start, stop in segment.batches(batch):
                    self._context.cancel.check()
                    frames = source.frames(start, stop)
                    cut_out = () if source.cut_out is None else (source.opacity(start, stop),)
                    encoder.write(frames, *cut_out)
                    on_frames(stop - start)
                encoder.finish()
                if closing is not None:
                    closing.wait()
                closing, encoder = encoder, None
            if closing is not None:
                closing.wait()
        finally:
            for unfinished in (closing, encoder):
                if unfinished is not None:
                    unfinished.abort()

    def _motion(self, ready: Preflight, work: WorkFolder) -> Motion:
        motion = work.load_motion()
        if motion is None:
            drive = Drive(ready.speech, self._request.reference, ready.cues)
            cancel = self._context.cancel
            options = _seeded(self._options, ready.portrait.digest, ready.sources.speech.sha256)
            motion = self._engine.motion(drive, options, ready.portrait, cancel)
            work.store_motion(motion)
        return motion

    def _compositor(self, scene: Scene) -> Compositor:
        device = "cpu"
        if scene.canvas.blend:  # then a network has drawn, and torch is there
            from talker.device import choose_device

            device = choose_device(self._options.device.value).name
        return Compositor(scene.background, scene.canvas, device)

    def _label(self, size: Size) -> VisibleLabel:
        options = self._options
        return VisibleLabel(options.ai_label, options.ai_label_corner, size, options.fps)

    def _files(self, segment: Segment, work: WorkFolder, source: FrameSource) -> _SegmentFiles:
        fps, cancel = self._options.fps, self._context.cancel
        size, quality = source.size, self._options.quality
        main = SegmentEncoder(work.segment(segment), size, fps, quality, cancel)
        if source.cut_out is None:
            return _SegmentFiles(main)
        fine = min(quality, _OPACITY_QUALITY)
        return _SegmentFiles(main, SegmentEncoder(work.opacity(segment), size, fps, fine, cancel))


def _cut_out(portrait: Portrait, renderer: FrameRenderer, canvas: Canvas) -> CutOut | None:
    """None for a portrait that is opaque, and where the engine cannot say."""
    if portrait.opacity is None or not isinstance(renderer, CutOutRenderer):
        return None
    still = cv2.merge([portrait.opacity] * 3)
    return CutOut(renderer, Compositor(still, replace(canvas, blend=False)))


def _seeded(options: RenderOptions, portrait: str, speech: str) -> RenderOptions:
    """The options with a seed: without one of the user's, each portrait and speech has its own,
    so that no two videos of a batch blink and nod together."""
    if options.seed:
        return options
    return options.model_copy(update={"seed": _seed(portrait, speech)})


def _seed(*facts: object) -> int:
    return 1 + int(identity(_SEED_SCHEMA, *facts)[:7], 16)
