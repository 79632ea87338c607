"""The road from a request to pictures on the disk, read from top to bottom.

Each picture is written as soon as it is finished, under a name that follows from the request; a
picture that is there already is not made again. So an interrupted draw goes on where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from avatar_gen.addon_files import addon_files
from avatar_gen.file_hashes import content_hash
from avatar_gen.grid import contact_sheet
from avatar_gen.inputs import read_inputs, used_files
from avatar_gen.judge import human_faces, judged, main_face
from avatar_gen.library_notices import warnings_told
from avatar_gen.likeness import likeness
from avatar_gen.metadata import PictureRecord, read_record, save_picture
from avatar_gen.model_cache import ModelCache
from avatar_gen.presenter_faces import PresenterFace, read_faces
from avatar_gen.prompt_builder import compose
from avatar_gen.prompt_grid import NOT_KEPT, GridCell, plan_cells, read_axis, shared_name
from avatar_gen.prompt_translation import Sentences
from avatar_gen.request import AvatarOptions, AvatarRequest
from avatar_gen.result import AvatarResult, Candidate
from avatar_gen.sampler import SampledPicture, Sampler
from avatar_gen.sent import Sent, in_english
from avatar_gen.sentence_model import installed_sentences
from avatar_gen.step_count import draws, steps_of
from talker.device import Device, choose_device
from talker.errors import Cancelled, ErrorCode, InputError, MouthpieceError
from talker.face.landmarks import Face, LandmarkSource
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.files import discard_parts, write_error
from talker.media.images import load_image
from talker.model_files import ModelFiles
from talker.progress import CancelToken, Notice, OnProgress, Progress, Stage
from talker.provenance.publisher import PRODUCER

Pixels = NDArray[np.uint8]


class AvatarPipeline:
    """Makes the pictures of requests, one request after another; networks stay warm between.

    They are labelled in the name of `producer`.
    """

    def __init__(
        self,
        models: ModelFiles,
        home: Path,
        landmarks: LandmarkSource | None = None,
        producer: str = PRODUCER,
    ) -> None:
        self._producer = producer
        self._models = models
        self._home = home
        self._landmarks = landmarks
        self._studio: tuple[str, ModelCache, Device] | None = None
        self._sentences: Sentences | None = None

    def generate(
        self, request: AvatarRequest, on_progress: OnProgress, cancel: CancelToken
    ) -> AvatarResult:
        """All pictures of the request, those fittest for talking first.

        MouthpieceError for whatever can be expected to fail; what is finished stays.
        """
        began = time.monotonic()
        notices: list[Notice] = []

        def tell(notice: Notice) -> None:
            notices.append(notice)
            on_progress(notice)

        on_progress(Progress(Stage.PREFLIGHT, 0, 1))
        shots = plan_cells(request)
        inputs = read_inputs(request)
        folder = _prepared(request.output, shared_name(shots))
        studio, device = self._warm(request)
        counter = _Counter(shots, on_progress, cancel)
        landmarks = self._seen()
        faces = read_faces(request.like, landmarks, tell)
        painter = Sampler(studio, landmarks, counter.step, tell, [face.cut for face in faces])
        painter.check_models(request)
        on_progress(Progress(Stage.PREFLIGHT, 1, 1))
        maker = _Maker(request, studio, landmarks, faces, folder, self._home, self._producer)
        for group in _groups(shots):
            wanted = [shot for shot in group if _finished(folder, shot) is None]
            counter.skip(len(group) - len(wanted), steps_of(group[0].options))
            seeds = [shot.options.seed for shot in wanted]
            sent = self._sent(group[0].options)
            for notice in sent.notices:
                if notice not in notices:
                    tell(notice)
            pictures = painter.sample(sent.options, inputs, seeds)
            with warnings_told(tell):
                for shot, painted in zip(wanted, pictures, strict=True):
                    if painted is not None:
                        maker.save(shot, painted, sent)
        found = [_finished(folder, shot) for shot in shots]
        if not any(found):
            raise MouthpieceError(
                ErrorCode.PICTURE_BLACK,
                "Not one picture came out that can be shown.",
                "Change the prompt or the seed, or choose another model or VAE.",
            )
        sheet = _sheet(request, shots, folder, self._producer)
        ranked = sorted(
            (candidate for candidate in found if candidate), key=lambda one: -one.verdict.score
        )
        kept = _keep(ranked, request.keep, folder)
        counter.end()
        words = ""
        if draws(request):
            words = studio.plan(request, studio.source(request).family).words
        return AvatarResult(
            folder, kept, sheet, words, device.name, time.monotonic() - began, tuple(notices)
        )

    def release(self) -> None:
        """Forgets all networks."""
        self._sentences = None
        if self._studio is not None:
            self._studio[1].release()

    def _sent(self, options: AvatarOptions) -> Sent:
        """The options in English; what embeddings are called is no word to translate."""
        names = [path.stem for path in addon_files(options, self._home).embeddings]
        self._sentences = self._sentences or installed_sentences(self._models)
        return in_english(options, names, self._sentences)

    def _warm(self, request: AvatarRequest) -> tuple[ModelCache, Device]:
        device = choose_device(request.device.value)
        if self._studio is None or self._studio[0] != device.name:
            self.release()
            self._studio = (device.name, ModelCache(self._models, device, self._home), device)
        return self._studio[1], device

    def _seen(self) -> LandmarkSource:
        if self._landmarks is None:
            self._landmarks = MediaPipeLandmarks()
        return self._landmarks


@dataclass(frozen=True)
class _Maker:
    """Judges each picture and writes it with its metadata."""

    request: AvatarRequest
    studio: ModelCache
    landmarks: LandmarkSource
    faces: tuple[PresenterFace, ...]
    folder: Path
    home: Path
    producer: str

    def save(self, shot: GridCell, painted: SampledPicture, sent: Sent) -> None:
        found = human_faces(painted.picture, self.landmarks)
        record = self._record(shot, painted, found, sent)
        save_picture(painted.picture, record, self.folder / shot.name, self.producer)

    def _likeness(self, face: Face | None) -> int | None:
        if not self.faces:
            return None
        return 0 if face is None else likeness([one.mesh for one in self.faces], face.mesh)

    def _record(
        self, shot: GridCell, painted: SampledPicture, found: list[Face], sent: Sent
    ) -> PictureRecord:
        prompt, negative = compose(sent.options)
        own = self.request.model_copy(update=shot.options.model_dump())
        addons = addon_files(own, self.home)
        model = sampler = schedule = ""
        if draws(shot.options):
            addons = self.studio.addons(own)
        files = {*used_files(own), *addons.paths}
        hashes = {path.name: content_hash(path, self.home) for path in sorted(files)}
        if draws(shot.options):
            source = self.studio.source(shot.options)
            model = source.name
            hashes[model] = source.content_hash(self.home)
            ran, by = self.studio.sampler(shot.options)
            sampler, schedule = ran.value, "" if by is None else by.value
        height, width = painted.picture.shape[:2]
        return PictureRecord(
            request=own,
            seed=painted.seed,
            width=width,
            height=height,
            prompt=prompt,
            negative=negative,
            model=model,
            hashes=hashes,
            verdict=judged(painted.picture, found),
            likeness=self._likeness(main_face(found)),
            sampler=sampler,
            schedule=schedule,
            loras=tuple(lora.path.name for lora in addons.loras),
            embeddings=tuple(path.name for path in addons.embeddings),
            translated=sent.texts,
        )


class _Counter:
    """Counts steps of all pictures, and stops the work between two of them."""

    def __init__(
        self, shots: tuple[GridCell, ...], on_progress: OnProgress, cancel: CancelToken
    ) -> None:
        self._total = sum(steps_of(shot.options) for shot in shots)
        self._done = 0
        self._on_progress = on_progress
        self._cancel = cancel

    def step(self, pictures: int) -> None:
        if self._cancel.cancelled:
            raise Cancelled("Stopped before all pictures were drawn.")
        self._say(self._done + pictures)

    def skip(self, pictures: int, steps: int) -> None:
        self._say(self._done + pictures * steps)

    def end(self) -> None:
        self._say(self._total)

    def _say(self, done: int) -> None:
        # Attempts with other seeds are not known beforehand.
        self._done = min(done, self._total)
        self._on_progress(Progress(Stage.RENDER, self._done, self._total))


def _groups(shots: tuple[GridCell, ...]) -> Iterator[list[GridCell]]:
    """Shots in a row that differ in their seed alone."""
    for _, group in groupby(shots, lambda shot: shot.options.model_copy(update={"seed": 0})):
        yield list(group)


def _prepared(folder: Path, name: str) -> Path:
    """The folder, without what a killed draw of the same `name` left; others may be at work."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        discard_parts(folder, f"{name}-", ".png")
    except OSError as error:
        raise write_error(error, folder) from error
    return folder


def _finished(folder: Path, shot: GridCell) -> Candidate | None:
    for path in (folder / shot.name, folder / NOT_KEPT / shot.name):
        with suppress(InputError):
            record = read_record(path)
            return Candidate(path, record.seed, record.verdict, record.likeness)
    return None


def _keep(ranked: list[Candidate], keep: int, folder: Path) -> tuple[Candidate, ...]:
    """The best `keep`, all for 0; the others are put aside, out of the way but not lost."""
    kept = ranked[:keep] if keep else ranked
    for candidate in ranked[len(kept) :]:
        _moved(candidate.path, folder / NOT_KEPT)
    return tuple(replace(candidate, path=_moved(candidate.path, folder)) for candidate in kept)


def _moved(path: Path, folder: Path) -> Path:
    target = folder / path.name
    if target == path:
        return path
    try:
        folder.mkdir(exist_ok=True)
        path.replace(target)
    except OSError as error:
        raise write_error(error, target) from error
    return target


def _sheet(
    request: AvatarRequest, shots: tuple[GridCell, ...], folder: Path, producer: str
) -> Path | None:
    """Writes the contact sheet of an X/Y grid."""
    if not request.x_axis and not request.y_axis:
        return None
    across, down = read_axis(request.x_axis), read_axis(request.y_axis)
    rows: list[list[Pixels | None]] = [[None] * len(across.values) for _ in down.values]
    records: list[PictureRecord] = []
    for shot in shots:
        found = _finished(folder, shot)
        if found is not None:
            rows[shot.y][shot.x] = load_image(found.path)
            records.append(read_record(found.path))
    path = folder / f"{shared_name(shots)}-grid.png"
    whole = records[0].model_copy(update={"request": request})
    save_picture(contact_sheet(rows, across, down), whole, path, producer)
    return path
