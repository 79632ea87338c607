"""The road from a folder of pictures to what a model has learned of them, from top to bottom."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from avatar_gen.library_notices import warnings_told
from avatar_gen.load import converted, load_pipeline
from avatar_gen.models import ModelSource, find_model
from avatar_gen.train.blip import load_describer
from avatar_gen.train.captions import as_prompt, caption_of
from avatar_gen.train.checks import (
    check_output,
    check_pipeline,
    check_room,
    check_source,
    numbers_of,
)
from avatar_gen.train.consent import agreed, check_pictures
from avatar_gen.train.context import TrainContext
from avatar_gen.train.drawing import Brush, class_pictures
from avatar_gen.train.lessons import Lesson, Teacher, encoded
from avatar_gen.train.loop import Training, fitting_threads
from avatar_gen.train.optimisers import rate_of
from avatar_gen.train.pictures import Shown, check_count, look_at, picture_paths
from avatar_gen.train.pupils import Pupil, make_pupil
from avatar_gen.train.request import CaptionSource, TrainMode, TrainRequest
from avatar_gen.train.result import TrainResult
from avatar_gen.train.samples import Samples
from avatar_gen.train.tensor_files import write_tensors
from avatar_gen.train.writing import Taught, facts_of
from talker.consent import Consent, write_consent
from talker.device import Device, choose_device, is_out_of_memory, release_memory
from talker.errors import ErrorCode, MouthpieceError
from talker.files import digest, write_error
from talker.home import work_folder
from talker.identity import chosen_values, identity
from talker.locking import file_lock
from talker.progress import Notice, NoticeCode, Progress, Stage
from talker.work_folder import WorkFolder, forget_old

# Raised when the same options come to mean another training.
_SCHEMA = 1
# What does not change how a step goes: with other values a stopped training goes on.
_APART = frozenset(
    {"steps", "sample_every", "samples", "sample_prompt", "save_every", "full", "device"}
    | {"fewest", "leave_out", "model"}
)


@dataclass(frozen=True)
class _Material:
    """What is learned from, by which model, with whose consent; `side` in pixels."""

    shown: tuple[Shown, ...]
    captions: tuple[str, ...]
    consent: Consent
    source: ModelSource
    side: int


def train(request: TrainRequest, context: TrainContext) -> TrainResult:
    """Trains one model; an interrupted training goes on where it stopped.

    MouthpieceError for whatever can be expected to fail: nothing half-made is left but what the
    next run goes on with.
    """
    began = time.monotonic()
    device = choose_device(request.device.value)
    context.report(Progress(Stage.PREFLIGHT, 0, 1))
    material = _gathered(request, context)
    context.report(Progress(Stage.PREFLIGHT, 1, 1))
    root = work_folder(context.home)
    work = WorkFolder(root / f"training-{_key(request, material, context.home)}")
    try:
        root.mkdir(parents=True, exist_ok=True)
        forget_old(root)
        lock = work.folder.with_name(f"{work.folder.name}.lock")
        with file_lock(lock, context.cancel, lambda: _waits(context)):
            work.prepare()
            watch, losses = _Road(request, context, material, device, work.folder).run()
            work.remove()
    except OSError as error:
        raise write_error(error, work.folder) from error
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        release_memory()
        raise MouthpieceError(
            ErrorCode.OUT_OF_MEMORY,
            "There is not enough memory for this training.",
            "Choose --batch 1, --save-memory, a smaller --side, or the mode lora.",
        ) from error
    return TrainResult(
        output=request.output,
        sheet=watch.sheet,
        word=request.output.stem if request.mode is TrainMode.EMBEDDING else request.word,
        losses=losses,
        resumed=watch.first,
        pictures=len(material.shown),
        device=device.name,
        seconds=time.monotonic() - began,
        notices=tuple(context.notices),
    )


def _gathered(request: TrainRequest, context: TrainContext) -> _Material:
    """Everything that can be wrong with what was given is found here."""
    check_output(request.output, overwrite=request.overwrite)
    consent = agreed(request)
    paths = picture_paths(request.folder)
    check_count(paths, request)
    check_pictures(paths)
    home = context.home
    source = find_model(request.model, context.models, lambda path: converted(path, home), home)
    check_source(source)
    side = request.side or source.family.side
    shown = look_at(paths, request, side, context)
    describe = None
    if request.captions is CaptionSource.BLIP:
        describe = load_describer(context.models, home).describe
    captions = tuple(caption_of(one.path, one.pixels, request, describe) for one in shown)
    return _Material(shown, captions, consent, source, side)


def _key(request: TrainRequest, material: _Material, home: Path) -> str:
    """The name of a training: the same while nothing has changed that is learned, or how."""
    pairs = zip(material.shown, material.captions, strict=True)
    pictures = [[digest(one.path), caption] for one, caption in pairs]
    chosen = chosen_values(request.options, _APART)
    return identity(_SCHEMA, pictures, material.source.content_hash(home), chosen)


def _waits(context: TrainContext) -> None:
    context.tell(Notice(NoticeCode.WAITING, "Waiting: another program trains the same."))


@dataclass(frozen=True)
class _Road:
    """One training, from a model that is not loaded yet to the files that it leaves."""

    request: TrainRequest
    context: TrainContext
    material: _Material
    device: Device
    folder: Path

    def run(self) -> tuple[_Watch, tuple[float, ...]]:
        """Who watched, and the loss of every step."""
        with warnings_told(self.context.tell):
            pipe = self._loaded()
            schedule = {**pipe.scheduler.config, "_class_name": type(pipe.scheduler).__name__}
            brush = Brush(pipe, self.material.source.family, schedule, self.material.side)
            lessons = self._lessons(pipe)
            others = self._others(brush)
            pipe.to("cpu")
            pupil = make_pupil(pipe, brush.family, self.request)
            check_room(pupil.parameters, self.folder)
            pipe.to(self.device.name)
            watch = _Watch(self.context, self._samples(brush), pupil)
            training = self._training(pipe, pupil, lessons, others)
            with fitting_threads(pipe.unet):
                standing = training.run(watch.step, self.context.cancel)
            velocity = schedule.get("prediction_type") == "v_prediction"
            self._write(pupil, velocity=velocity)
        return watch, tuple(standing.losses)

    def _loaded(self) -> Any:
        source = self.material.source
        weights = numbers_of(self.request, self.device).weights
        pipe = load_pipeline(source, weights, self.context.home)
        check_pipeline(pipe, source)
        pipe.vae.to(torch.float32)
        pipe.to(self.device.name)
        if self.request.save_memory:
            pipe.unet.enable_gradient_checkpointing()
        return pipe

    def _lessons(self, pipe: Any) -> list[Lesson]:
        lessons = []
        shown = self.material.shown
        for number, (one, caption) in enumerate(zip(shown, self.material.captions, strict=True)):
            self.context.report(Progress(Stage.PORTRAIT, number, len(shown)))
            self.context.cancel.check()
            lessons.append(encoded(pipe, one.pixels, as_prompt(caption)))
        return lessons

    def _others(self, brush: Brush) -> list[Lesson]:
        request = self.request
        if not request.class_pictures:
            return []
        plain = request.template.replace("{word}", "").replace("{kind}", request.kind)
        prompt = as_prompt(" ".join(plain.split()))
        others = self.folder / "others"
        count, cancel = request.class_pictures, self.context.cancel
        pictures = class_pictures(
            brush, prompt, range(request.seed, request.seed + count), others, cancel
        )
        return [encoded(brush.pipe, one, prompt) for one in pictures]

    def _training(
        self, pipe: Any, pupil: Pupil, lessons: list[Lesson], others: list[Lesson]
    ) -> Training:
        half = numbers_of(self.request, self.device).half
        seed = self.request.seed
        return Training(
            options=self.request,
            pupil=pupil,
            teacher=Teacher(pipe, pupil, lessons, seed, half),
            others=Teacher(pipe, pupil, others, seed, half) if others else None,
            checkpoint=self.folder / "checkpoint.safetensors",
            scaler=torch.amp.GradScaler(self.device.kind, enabled=half is torch.float16),
        )

    def _samples(self, brush: Brush) -> Samples:
        source, context = self.material.source, self.context
        content = source.content_hash(context.home)
        return Samples(self.request, brush, self.folder, context, source.name, content)

    def _write(self, pupil: Pupil, *, velocity: bool) -> None:
        """First the consent: the file is never there without it."""
        request, material = self.request, self.material
        taught = Taught(
            model=material.source.name,
            family=material.source.family,
            side=material.side,
            captions=material.captions,
            rate=rate_of(request),
            velocity=velocity,
            consent=material.consent,
        )
        write_consent(request.output, material.consent)
        facts = facts_of(request, taught)
        kind = torch.float32 if request.full else torch.float16
        write_tensors(request.output, pupil.tensors(), facts, kind)


class _Watch:
    """Hears of every step: tells how far it is, and has samples drawn.

    `first` is the step that an earlier run had come to, `sheet` the file of all samples.
    """

    def __init__(self, context: TrainContext, samples: Samples, pupil: Pupil) -> None:
        self._context = context
        self._samples = samples
        self._pupil = pupil
        self._newest: Any = None
        self._begun = False
        self.first = 0
        self.sheet: Path | None = None

    def step(self, done: int) -> None:
        """So many steps are done."""
        if not self._begun:
            self._begun, self.first = True, done
        if self._samples.due(done):
            self._newest = self._samples.draw(done, self._pupil.embeddings)
            self.sheet = self._samples.write_sheet(done)
        newest = self._newest
        frame = None if newest is None else (lambda: newest)
        total = self._samples.request.steps
        self._context.report(Progress(Stage.RENDER, done, total, frame))
