"""How fit a picture is for talking, and why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from avatar_gen.judge import Measurements, judge, measure, scored
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image

GOOD = Measurements(
    yaw=2,
    pitch=11,
    roll=-1,
    eyes=0.3,
    mouth=0.03,
    width=300,
    share=0.5,
    sharp=6,
    odd=12,
    lips=8,
    margin=0.3,
)


@pytest.fixture(scope="module")
def landmarks() -> MediaPipeLandmarks:
    return MediaPipeLandmarks()


@pytest.fixture(scope="module")
def large(astronaut: Path) -> NDArray[np.uint8]:
    """The astronaut's head, large enough to be judged well."""
    face = load_image(astronaut)[20:290, 90:360]
    return np.asarray(cv2.resize(face, (810, 810), interpolation=cv2.INTER_CUBIC), np.uint8)


def test_a_good_face_costs_nothing() -> None:
    assert scored(GOOD) == (100, ())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"yaw": -35}, "the face is turned aside"),
        ({"pitch": 32}, "the head is raised or lowered"),
        ({"pitch": -15}, "the head is raised or lowered"),
        ({"roll": 30}, "the head is tilted"),
        ({"eyes": 0.09}, "the eyes are not open"),
        ({"mouth": 0.25}, "the mouth is open"),
        ({"width": 90}, "the face is small"),
        ({"margin": -0.04}, "the face is cut off"),
        ({"sharp": 1.0}, "the face is blurred"),
        ({"odd": 60}, "something may cover the mouth"),
        ({"lips": 1.5}, "something may cover the mouth"),
    ],
)
def test_each_fault_costs_and_is_named(change: dict[str, float], reason: str) -> None:
    score, reasons = scored(replace(GOOD, **change))
    assert score < 85
    assert reasons == (reason,)


def test_two_faults_are_worse_than_one_and_the_worst_is_said_first() -> None:
    one, _ = scored(replace(GOOD, yaw=30))
    both, reasons = scored(replace(GOOD, yaw=30, mouth=0.12))
    assert both < one
    assert reasons == ("the face is turned aside", "the mouth is open")


def test_a_smile_with_teeth_is_an_open_mouth(
    astronaut: Path, landmarks: MediaPipeLandmarks
) -> None:
    verdict = judge(load_image(astronaut), landmarks)
    assert 0 < verdict.score < 60
    assert "the mouth is open" in verdict.reasons
    assert "the face is small" in verdict.reasons


def test_nobody_and_several_are_told_apart(astronaut: Path, landmarks: MediaPipeLandmarks) -> None:
    picture = load_image(astronaut)
    assert judge(np.zeros((64, 64, 3), np.uint8), landmarks).reasons == ("no face was found",)
    twice = np.concatenate([picture, picture[:, ::-1]], 1)
    pair = judge(twice, landmarks)
    assert pair.reasons[0] == "there is more than one face"
    assert pair.score < judge(picture, landmarks).score


def test_blur_and_something_over_the_mouth_are_seen(
    large: NDArray[np.uint8], landmarks: MediaPipeLandmarks
) -> None:
    (face,) = landmarks.detect(large)
    plain = measure(large, face)
    soft = measure(np.asarray(cv2.GaussianBlur(large, (0, 0), 6), np.uint8), face)
    assert soft.sharp < 0.7 * plain.sharp
    covered = large.copy()
    x, y = (int(v) for v in face.mesh[[13, 14, 200], :2].mean(0))
    cv2.circle(covered, (x, y), face.box.width // 4, (30, 30, 34), -1)
    hidden = measure(covered, face)
    assert plain.odd < 38 < hidden.odd
    assert plain.lips > 4.5 > hidden.lips


def test_real_portraits_are_judged_as_the_eye_does(
    shared_media: Path, landmarks: MediaPipeLandmarks
) -> None:
    def verdict(name: str) -> tuple[int, tuple[str, ...]]:
        found = judge(load_image(shared_media / "portraits" / name), landmarks)
        return found.score, found.reasons

    assert verdict("art_9.png")[0] >= 90  # large, frontal, sharp, mouth closed
    assert verdict("full4.jpeg")[0] >= 90
    assert "the face is turned aside" in verdict("art_15.png")[1]
    assert "the mouth is open" in verdict("happy1.png")[1]
    assert verdict("happy1.png")[0] < verdict("full3.png")[0] < verdict("art_9.png")[0]
