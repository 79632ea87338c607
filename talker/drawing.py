"""Drawing: an engine, the enhancement, the compositor and the label make encoded segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from talker.progress import Progress, Stage
from talker.render_context import RenderContext
from talker.render_record import RenderOrigin
from talker.scene import Canvas, Image, Motion
from talker.segments import Segment, frames_at_once, frames_in
from talker.work_folder import RenderKey, WorkFolder, render_key

_OPACITY_QUALITY = 12  # as of SegmentEncoder
_SEED_SCHEMA = 1


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
    """The frames of one video, from any frame on."""

    scene: Scene
    compositor: Compositor
    label: VisibleLabel
    cut_out: CutOut | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the video in pixels."""
        return self.scene.canvas.frame_size

    def frames(self, start: int, stop: int) -> Image:
        """Finished frames `start` to `stop` (exclusive): uint8 [B, H, W, 3], RGB."""
        composed = self.compositor.compose(self.scene.renderer.render(start, stop))
        return self.label.apply(composed, start)

    def opacity(self, start: int, stop: int) -> Image:
        """That of the same frames, in three equal channels: uint8 [B, H, W, 3]."""
        assert self.cut_out is not None
        return self.cut_out.frames(start, stop)


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

    def key(self, ready: Preflight) -> RenderKey:
        """The name of this render: the same for equal pictures."""
        found = ready.sources
        files = [found.speech, *([] if found.reference is None else [found.reference])]
        return render_key(
            [
                ready.portrait.digest,
                *(file.sha256 for file in files),
                *([ready.speech.variant] if ready.speech.variant else []),
                *self._enhancement.identity,
            ],
            made_by(self._engine),
            self._options,
        )

    def prepare(self, ready: Preflight, work: WorkFolder) -> FrameSource:
        """Everything that is computed once, before the frames."""
        engine, options, portrait = self._engine, self._options, ready.portrait
        if portrait.clip is not None:
            notice = first_frame_notice(engine.name, portrait.clip)
            if notice is not None:
                self._context.on_progress(notice)
        with self._context.stage(Stage.MOTION):
            motion = self._motion(ready, work)
        with self._context.stage(Stage.PORTRAIT):
            canvas = engine.canvas(portrait, options)
            renderer = engine.renderer(portrait, motion, canvas, options)
            drawn = Scene(portrait.image, canvas, renderer)
            scene = self._enhancement.improved(drawn, portrait, ready.frames)
            cut_out = _cut_out(portrait, renderer, scene.canvas)
            return FrameSource(scene, self._compositor(scene), self._label(scene), cut_out)

    def origin(self, key: RenderKey, source: FrameSource) -> RenderOrigin:
        """What to say of who drew these frames."""
        engine = self._engine
        return RenderOrigin(
            key, engine.name, engine.version, engine.weights_id, engine.device, *source.size
        )

    def draw(
        self, source: FrameSource, segments: Sequence[Segment], work: WorkFolder, total: int
    ) -> None:
        """Draws and encodes `segments` of `total` frames; a segment's file is closed while the
        next one begins."""
        done = total - frames_in(segments)
        batch = frames_at_once(self._engine.batch, source.size)
        closing: _SegmentFiles | None = None
        encoder: _SegmentFiles | None = None
        try:
            for segment in segments:
                encoder = self._files(segment, work, source)
                for start, stop in segment.batches(batch):
                    self._context.cancel.check()
                    frames = source.frames(start, stop)
                    cut_out = () if source.cut_out is None else (source.opacity(start, stop),)
                    encoder.write(frames, *cut_out)
                    done += stop - start
                    self._context.on_progress(Progress(Stage.RENDER, done, total))
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
            drive = Drive(ready.speech, self._request.reference)
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

    def _label(self, scene: Scene) -> VisibleLabel:
        options = self._options
        size = scene.canvas.frame_size
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
    seed = 1 + int(identity(_SEED_SCHEMA, portrait, speech)[:7], 16)
    return options.model_copy(update={"seed": seed})
