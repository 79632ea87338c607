"""The road: portrait and speech become a video, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from talker.deliver.deliver import Extras, deliver_extras
from talker.engines.base import Drive, Engine, made_by
from talker.engines.registry import create_engine, first_frame_notice
from talker.enhance.stage import Enhancement, Scene
from talker.error_boundary import typed_errors
from talker.face.compositor import Compositor
from talker.face.landmarks import LandmarkSource
from talker.files import atomic_write, discard_parts
from talker.home import home_folder, work_folder
from talker.label.visible_label import VisibleLabel
from talker.locking import file_lock
from talker.media.encoder import SegmentEncoder
from talker.media.images import digest
from talker.media.muxer import SoundTrack, Tracks, join
from talker.model_files import ModelFiles, NoModelFiles
from talker.options.render import RenderOptions, RenderRequest
from talker.preflight import Preflight, run_preflight
from talker.progress import (
    CancelToken,
    Notice,
    NoticeCode,
    OnProgress,
    Progress,
    Stage,
    ignore_progress,
)
from talker.provenance.manifest import Seal
from talker.provenance.publisher import Publisher
from talker.provenance.signer_choice import check_publisher
from talker.render_record import render_record
from talker.result import RenderResult
from talker.scene import Image, Motion
from talker.segments import Segment, plan_segments
from talker.work_folder import WorkFolder, forget_old, render_key


def render(
    request: RenderRequest,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    home: Path | None = None,
    models: ModelFiles | None = None,
    publisher: Publisher | None = None,
) -> RenderResult:
    """Makes one video. Raises MouthpieceError for everything that may be expected to go wrong.

    A render that was cancelled or killed goes on with its first missing segment when the same
    request comes again. `home` is where unfinished work and the cache live (see talker.home).
    `models` knows where model files are installed; without it nothing that needs any is there.
    `publisher` is in whose name the video is labelled and signed.
    """
    home = home or home_folder()
    with typed_errors(request.output or Path.cwd()):
        models = models or NoModelFiles()
        chosen = create_engine(request, models, home)
        told = () if chosen.notice is None else (chosen.notice,)
        for notice in told:
            on_progress(notice)
        cancel = cancel or CancelToken()
        result = RenderPipeline(
            request, chosen.engine, on_progress, cancel, home, models=models, publisher=publisher
        ).run()
        return replace(result, notices=(*told, *result.notices))


@dataclass(frozen=True)
class Drawing:
    """What draws the frames of one render, ready to begin anywhere."""

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


class RenderPipeline:
    """One render. `landmarks` finds the face; by default the product's own source."""

    def __init__(
        self,
        request: RenderRequest,
        engine: Engine,
        on_progress: OnProgress,
        cancel: CancelToken,
        home: Path,
        landmarks: LandmarkSource | None = None,
        models: ModelFiles | None = None,
        publisher: Publisher | None = None,
    ) -> None:
        self._publisher = publisher or Publisher()
        self._request = self._publisher.apply_label(request)
        self._options: RenderOptions = self._request.options
        self._engine = engine
        self._report = on_progress
        self._cancel = cancel
        self._home = home
        self._landmarks = landmarks
        self._models = models or NoModelFiles()
        self._timings: dict[Stage, float] = {}

    @cached_property
    def _enhancement(self) -> Enhancement:
        return Enhancement(self._options, self._models, self._home, self._landmarks)

    def run(self) -> RenderResult:
        """The whole road."""
        self._enhancement  # noqa: B018 - it names a missing model, before any work
        ready = self.look()
        key = self.key(ready)
        forget_old(work_folder(self._home))
        work = WorkFolder(work_folder(self._home) / key)
        with file_lock(work.lock, self._cancel, self._tell_waiting):
            work.prepare()
            return self.make(ready, work, key)

    def look(self) -> Preflight:
        """The pre-flight: whether this can be done, and the loaded inputs."""
        with self._stage(Stage.PREFLIGHT):
            check_publisher(self._publisher)
            ready = run_preflight(
                self._request, landmarks=self._landmarks, home=self._home, cancel=self._cancel
            )
            for notice in ready.notices:
                self._report(notice)
            clip = ready.portrait.clip
            shortened = None if clip is None else first_frame_notice(self._engine.name, clip)
            if shortened is not None:
                self._report(shortened)
        return ready

    def key(self, ready: Preflight) -> str:
        """The name of this render: the same for equal pictures."""
        return render_key(
            [
                ready.portrait.digest,
                *map(digest, self._heard_and_seen(ready)),
                *self._enhancement.identity,
            ],
            self._made_by,
            self._options,
        )

    def make(self, ready: Preflight, work: WorkFolder, key: str) -> RenderResult:
        """Renders the missing segments and finishes the video. The caller holds the lock."""
        segments = plan_segments(ready.frames, self._options.fps)
        finished = work.finished(segments)
        sound = SoundTrack(ready.speech, work.sound)
        try:
            drawing = self.draw(ready, work)
            sound.wait(self._cancel)  # before the encoders: they need the memory next
            with self._stage(Stage.RENDER, ready.frames):
                missing = [segment for segment in segments if segment not in finished]
                self.render(drawing, missing, work, ready.frames)
        finally:
            sound.abort()
        resumed = sum(segment.stop - segment.start for segment in finished)
        return replace(self.finish(ready, work, key, drawing.size), resumed_frames=resumed)

    def finish(
        self, ready: Preflight, work: WorkFolder, key: str, size: tuple[int, int]
    ) -> RenderResult:
        """Makes the video of segments that are all there; `size` is its width and height."""
        segments = plan_segments(ready.frames, self._options.fps)
        sound = SoundTrack(ready.speech, work.sound)
        try:
            with self._stage(Stage.FINISH, len(segments)):
                sound.wait(self._cancel)
                files = [work.segment(one) for one in segments]
                unsigned = self._finish(ready, files, work, key)
                made = self._deliver(ready, key)
        finally:
            sound.abort()
        work.remove()
        return RenderResult(
            output=ready.output,
            frames=ready.frames,
            fps=self._options.fps,
            width=size[0],
            height=size[1],
            duration=ready.speech.duration,
            engine=self._engine.name,
            device=self._engine.device,
            resumed_frames=0,
            timings=self._timings,
            notices=(*ready.notices, *unsigned, *made.notices),
            deliverables=made.files,
        )

    def draw(self, ready: Preflight, work: WorkFolder) -> Drawing:
        """Everything that is computed once, before the frames."""
        with self._stage(Stage.MOTION):
            motion = self._motion(ready, work)
        with self._stage(Stage.PORTRAIT):
            canvas = self._engine.canvas(ready.portrait, self._options)
            renderer = self._engine.renderer(ready.portrait, motion, canvas, self._options)
            drawn = Scene(ready.portrait.image, canvas, renderer)
            scene = self._enhancement.improved(drawn, ready.portrait, ready.frames)
            return Drawing(scene, self._compositor(scene), self._label(scene))

    def _motion(self, ready: Preflight, work: WorkFolder) -> Motion:
        motion = work.load_motion()
        if motion is None:
            drive = Drive(ready.speech, self._request.reference)
            motion = self._engine.motion(drive, self._options, ready.portrait, self._cancel)
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

    def render(
        self, drawing: Drawing, missing: list[Segment], work: WorkFolder, frames: int
    ) -> None:
        """Renders the missing of `frames`; a segment's file is closed while the next one begins."""
        done = frames - sum(segment.stop - segment.start for segment in missing)
        closing: SegmentEncoder | None = None
        encoder: SegmentEncoder | None = None
        try:
            for segment in missing:
                encoder = SegmentEncoder(
                    work.segment(segment),
                    drawing.size,
                    self._options.fps,
                    self._options.quality,
                    self._cancel,
                )
                for start, stop in segment.batches(self._engine.batch):
                    self._cancel.check()
                    encoder.write(drawing.frames(start, stop))
                    done += stop - start
                    self._report(Progress(Stage.RENDER, done, frames))
                encoder.finish()
                if closing is not None:
                    closing.wait()
                closing, encoder = encoder, None
            if closing is not None:
                closing.wait()
        finally:
            for one in (closing, encoder):
                if one is not None:
                    one.abort()

    def _finish(
        self, ready: Preflight, files: list[Path], work: WorkFolder, key: str
    ) -> tuple[Notice, ...]:
        """Joins the segments beside the output, says in the file what it is, then gives the video
        its name in one step. Returns what kept it from being signed."""
        output = ready.output
        begun = f"mouthpiece-{key[:12]}"  # short, however long the output's name is
        discard_parts(output.parent, f"{begun}.", output.suffix)
        record = render_record(self._request, ready, self._engine, key, self._home)
        seal = Seal(record, self._publisher, self._home)
        told = self._tell_joined(files)
        tracks = Tracks(files, self._options.fps, work.sound, seal.tags)
        with atomic_write(output, output.suffix, stem=begun) as part:
            join(tracks, part, self._cancel, told)
            notices = seal.close(part, output.name, self._cancel)
        for notice in notices:
            self._report(notice)
        return notices

    def _deliver(self, ready: Preflight, key: str) -> Extras:
        """Further files from the finished video."""
        if not self._options.deliverable:
            return Extras()
        record = render_record(self._request, ready, self._engine, key, self._home)
        return deliver_extras(
            ready.output,
            self._options.deliverables,
            record,
            self._publisher,
            self._report,
            self._cancel,
            self._home,
            overwrite=self._request.overwrite,
        )

    @property
    def _made_by(self) -> str:
        return made_by(self._engine)

    def _heard_and_seen(self, ready: Preflight) -> list[Path]:
        """The files besides the portrait that shape the video."""
        reference = self._request.reference
        return [ready.speech.path] + ([] if reference is None else [reference])

    def _tell_joined(self, files: list[Path]) -> Callable[[int], None]:
        return lambda done: self._report(Progress(Stage.FINISH, done, len(files)))

    def _tell_waiting(self) -> None:
        self._report(
            Notice(NoticeCode.WAITING, "Another process is making this video; waiting for it.")
        )

    @contextmanager
    def _stage(self, stage: Stage, total: int = 1) -> Iterator[None]:
        """Reports the begin and the end of a stage and takes its time."""
        self._cancel.check()
        self._report(Progress(stage, 0, total))
        begin = time.perf_counter()
        yield
        self._timings[stage] = time.perf_counter() - begin
        self._report(Progress(stage, total, total))
