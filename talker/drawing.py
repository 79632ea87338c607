"""Drawing: an engine, the enhancement, the compositor and the label make encoded segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.engines.base import Drive, Engine, made_by
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
from talker.scene import Image, Motion
from talker.segments import Segment, frames_at_once, frames_in
from talker.work_folder import RenderKey, WorkFolder, render_key

_SEED_SCHEMA = 1


@dataclass(frozen=True)
class FrameSource:
    """The frames of one video, from any frame on."""

    scene: Scene
    compositor: Compositor
    label: VisibleLabel

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the video in pixels."""
        return self.scene.canvas.frame_size

    def frames(self, start: int, stop: int) -> Image:
        """Finished frames `start` to `stop` (exclusive): uint8 [B, H, W, 3], RGB."""
        composed = self.compositor.compose(self.scene.renderer.render(start, stop))
        return self.label.apply(composed, start)


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
            return FrameSource(scene, self._compositor(scene), self._label(scene))

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
        closing: SegmentEncoder | None = None
        encoder: SegmentEncoder | None = None
        try:
            for segment in segments:
                encoder = self._encoder(work.segment(segment), source.size)
                for start, stop in segment.batches(batch):
                    self._context.cancel.check()
                    encoder.write(source.frames(start, stop))
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

    def _encoder(self, path: Path, size: tuple[int, int]) -> SegmentEncoder:
        options = self._options
        return SegmentEncoder(path, size, options.fps, options.quality, self._context.cancel)


def _seeded(options: RenderOptions, portrait: str, speech: str) -> RenderOptions:
    """The options with a seed: without one of the user's, each portrait and speech has its own,
    so that no two videos of a batch blink and nod together."""
    if options.seed:
        return options
    seed = 1 + int(identity(_SEED_SCHEMA, portrait, speech)[:7], 16)
    return options.model_copy(update={"seed": seed})
