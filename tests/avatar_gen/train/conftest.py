"""Small trainings: a tiny model, a few pictures, options that end soon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from avatar_gen.clip_vocabulary import WORDS
from avatar_gen.family import Family
from avatar_gen.load import load_pipeline
from avatar_gen.models import find_model
from avatar_gen.original_state import original_state
from avatar_gen.train.context import TrainContext
from avatar_gen.train.lessons import Lesson, Teacher
from avatar_gen.train.loop import Training, fitting_threads
from avatar_gen.train.pupils import Pupil, make_pupil
from avatar_gen.train.request import TrainOptions, TrainRequest
from avatar_gen.train.result import TrainResult
from avatar_gen.train.road import train
from avatar_gen.train.tensor_files import write_tensors
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from talker.progress import CancelToken, ignore_progress
from tests.avatar_gen.conftest import Models
from tests.avatar_gen.tiny import pipeline
from tests.talker.engines.sadtalker.model_folder import ModelFolder

Load = Callable[..., Any]
Train = Callable[..., TrainResult]


def options(**given: Any) -> TrainOptions:
    """A few quick steps on the processor, unless told otherwise."""
    usual = {"steps": 4, "rank": 4, "learning_rate": 0.01, "batch": 2, "device": "cpu"}
    return TrainOptions.model_validate({**usual, **given})


def lessons(count: int = 4) -> list[Lesson]:
    """Latents of 8 x 8 that resemble each other, which no VAE has to make."""
    generator = torch.Generator().manual_seed(7)
    face = torch.randn((4, 8, 8), generator=generator)
    return [
        Lesson(
            face + 0.1 * torch.randn((4, 8, 8), generator=generator),
            torch.full((4, 8, 8), 0.1),
            "a photo of ohwx person",
            (64, 64),
        )
        for _ in range(count)
    ]


@dataclass(frozen=True)
class Class:
    """Somebody who learns, and the training with its files."""

    pipe: Any
    pupil: Pupil
    training: Training

    def wrong(self) -> float:
        """How wrong the network is now, by noise that no step has seen."""
        with torch.no_grad():
            found = [self.training.teacher.loss([0, 1], "test", at) for at in range(4)]
        return float(sum(found)) / len(found)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """The networks are too small for two."""
    with fitting_threads(torch.nn.Linear(1, 1)):
        yield


@pytest.fixture(scope="session")
def load(tiny_models: Models, store: ModelFolder, mouthpiece_home: Path) -> Load:
    """A small model of a family, fresh."""

    def loaded(family: Family = Family.SD1) -> Any:
        source = find_model(str(tiny_models(family)), store, lambda path: path, mouthpiece_home)
        return load_pipeline(source, "float32", mouthpiece_home)

    return loaded


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Models:
    """The same as one file, in float32 and for the whole vocabulary, which such files go by."""
    root = tmp_path_factory.mktemp("files")

    @cache
    def file(family: Family) -> Path:
        path = root / f"{family.value}.safetensors"
        state = original_state(pipeline(family, root / "work", words=WORDS), family)
        write_tensors(path, state, {})
        return path

    return file


def class_of(pipe: Any, chosen: TrainOptions, folder: Path, family: Family = Family.SD1) -> Class:
    """A training of a pipeline that begins, or goes on with what lies in the folder."""
    pupil = make_pupil(pipe, family, chosen)
    training = Training(
        options=chosen,
        pupil=pupil,
        teacher=Teacher(pipe, pupil, lessons(), chosen.seed),
        others=None,
        checkpoint=folder / "checkpoint.safetensors",
        scaler=torch.amp.GradScaler("cpu", enabled=False),
    )
    return Class(pipe, pupil, training)


@pytest.fixture(scope="session")
def people(astronaut: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three pictures of one person, one of them with a caption."""
    folder = tmp_path_factory.mktemp("people") / "anna 安娜"
    folder.mkdir()
    whole = load_image(astronaut)
    Image.fromarray(whole[0:330, 40:420]).save(folder / "a.png")
    Image.fromarray(np.ascontiguousarray(whole[0:360, 60:400][:, ::-1])).save(folder / "b.jpg")
    large = cv2.resize(whole[10:320, 60:400], (680, 620), interpolation=cv2.INTER_CUBIC)
    Image.fromarray(np.asarray(large, np.uint8)).save(folder / "c.png")
    (folder / "c.txt").write_text("{word} {kind} (in orange)", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def landmarks() -> MediaPipeLandmarks:
    return MediaPipeLandmarks()


@pytest.fixture
def run(
    tiny_models: Models,
    store: ModelFolder,
    mouthpiece_home: Path,
    landmarks: MediaPipeLandmarks,
    people: Path,
    tmp_path: Path,
) -> Train:
    """Trains by the whole road, from the three pictures unless told otherwise."""

    def trained(**given: Any) -> TrainResult:
        family = given.pop("family", Family.SD1)
        report = given.pop("report", ignore_progress)
        cancel = given.pop("cancel", CancelToken())
        usual = {
            "folder": people,
            "output": tmp_path / "anna.safetensors",
            "owner": "Anna",
            **dict(options(side=128, fewest=3, sample_every=0)),
            "model": str(tiny_models(family)),
        }
        usual |= given
        request = TrainRequest.model_validate(usual)
        return train(request, TrainContext(store, mouthpiece_home, report, cancel, landmarks))

    return trained
