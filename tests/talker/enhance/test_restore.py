"""Runs of frames: the face is held steadily, and a frame does not care where rendering began."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.enhance import faces
from talker.enhance.base import NoUpscaler
from talker.enhance.restore import EnlargedFrames, Follower, RestoredFrames
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from talker.scene import Box

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

COUNT = 40


class Swaying:
    """The portrait, moved softly from frame to frame and with the noise of a camera."""

    def __init__(self, portrait: Image) -> None:
        self._portrait = portrait
        self.drawn: list[int] = []

    def render(self, start: int, stop: int) -> Image:
        self.drawn += range(start, stop)
        return np.stack([self._frame(index) for index in range(start, stop)])

    def _frame(self, index: int) -> Image:
        noise = np.random.default_rng(index).normal(0, 6, self._portrait.shape)
        moved = np.roll(self._portrait, round(6 * np.sin(index / 6)), 1)
        return (moved + noise).clip(0, 255).astype(np.uint8)


class Inverting:
    """A restorer whose work cannot be overlooked."""

    def restore(self, faces: Image) -> Image:
        return 255 - faces


class Doubling:
    factor = 2

    def upscale(self, pictures: Image) -> Image:
        return pictures.repeat(2, 1).repeat(2, 2)


@pytest.fixture(scope="module")
def landmarks() -> MediaPipeLandmarks:
    return MediaPipeLandmarks()


@pytest.fixture(scope="module")
def scene(astronaut: Path, landmarks: MediaPipeLandmarks) -> tuple[Image, Face]:
    """A cut with the head of the demo portrait, and its face."""
    whole = load_image(astronaut)
    face = landmarks.detect(whole)[0]
    x, y = face.box.left - 60, face.box.top - 40
    part = np.ascontiguousarray(whole[y : y + 220, x : x + 220])
    mesh = face.mesh - np.array([x, y, 0], np.float32)
    return part, replace(face, mesh=mesh, box=Box(60, 40, 160, 160))


def restored(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> tuple[RestoredFrames, Swaying]:
    inner = Swaying(scene[0])
    frames = EnlargedFrames(inner, NoUpscaler(), (220, 220))
    follower = Follower(landmarks, scene[1], 25)
    return RestoredFrames(frames, COUNT, follower, Inverting(), 1.0), inner


def test_a_frame_is_the_same_wherever_rendering_began(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> None:
    running, inner = restored(scene, landmarks)
    parts = [running.render(start, start + 8) for start in range(0, COUNT, 8)]
    assert inner.drawn == list(range(COUNT))  # none was drawn twice
    late, other = restored(scene, landmarks)
    assert np.array_equal(late.render(24, 32), parts[3])
    assert other.drawn[0] == 24 - 9  # as far back as smoothing looks
    assert np.array_equal(late.render(0, 8), parts[0])
    assert np.array_equal(late.render(13, 15), parts[1][5:7])


def test_only_the_face_is_changed(scene: tuple[Image, Face], landmarks: MediaPipeLandmarks) -> None:
    running, inner = restored(scene, landmarks)
    made, plain = running.render(0, 4), inner.render(0, 4)
    changed = (made != plain).any(-1).mean(0)
    left, top = scene[1].mesh[:, :2].min(0).astype(int) - 8
    right, bottom = scene[1].mesh[:, :2].max(0).astype(int) + 8
    assert changed[top:bottom, left:right].mean() > 0.5
    changed[top:bottom, left:right] = 0
    assert changed.max() == 0


def test_smoothing_takes_most_of_the_jitter(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> None:
    follower = Follower(landmarks, scene[1], 25)
    frames = Swaying(scene[0]).render(0, COUNT)
    found = np.stack([follower.find(frame) for frame in frames])
    steady = follower.steady(found)
    before = jitter(found[follower.reach : -follower.reach])
    after = jitter(steady)
    assert before > 0.1
    assert after < before / 5


def jitter(meshes: Floats) -> float:
    """How far, in pixels of the square, a face's placing differs from its neighbours' mean."""
    corners = np.array([[60, 60, 1], [160, 60, 1], [110, 160, 1]], np.float64)
    placed = np.stack([corners @ faces.align(mesh).matrix.T for mesh in meshes])
    return float(np.sqrt(np.mean(np.diff(placed, 2, axis=0) ** 2)))


def test_a_steady_face_stays_where_it_is(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> None:
    follower = Follower(landmarks, scene[1], 60)
    still = np.repeat(scene[1].mesh[None, :, :2], 2 * follower.reach + 3, 0)
    steady = follower.steady(still)
    assert steady.shape == (3, 468, 2)
    assert np.allclose(steady, still[:3], atol=1e-3)


class Leaving(Swaying):
    """From frame 3 to 5 there is nobody."""

    def _frame(self, index: int) -> Image:
        frame = super()._frame(index)
        return np.full_like(frame, 128) if 3 <= index <= 5 else frame


def test_frames_without_a_face_stay_as_they_were_drawn(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> None:
    inner = Leaving(scene[0])
    frames = EnlargedFrames(inner, NoUpscaler(), (220, 220))
    follower = Follower(landmarks, scene[1], 25)
    made = RestoredFrames(frames, COUNT, follower, Inverting(), 1.0).render(0, 8)
    changed = (made != inner.render(0, 8)).any((1, 2, 3))
    assert changed.tolist() == [True, True, True, False, False, False, True, True]
    x, y = scene[1].mesh[1, :2].astype(int)  # the tip of the nose: the place is not dragged away
    plain = Swaying(scene[0]).render(2, 3)[0]
    assert np.abs(made[2, y, x].astype(int) - (255 - plain[y, x].astype(int))).max() < 60


def test_a_face_that_moved_far_is_found_again(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> None:
    wide = np.full((260, 700, 3), 128, np.uint8)
    follower = Follower(landmarks, scene[1], 25)
    for shift in (0, 40, 90, 400):
        frame = wide.copy()
        frame[:220, shift : shift + 220] = scene[0]
        found = follower.find(frame) - np.array([shift, 0])
        assert np.abs(found - scene[1].mesh[:, :2]).mean() < 3


def test_a_video_shorter_than_the_smoothing_works(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> None:
    frames = EnlargedFrames(Swaying(scene[0]), NoUpscaler(), (220, 220))
    follower = Follower(landmarks, scene[1], 25)
    short = RestoredFrames(frames, 2, follower, Inverting(), 1.0)
    assert short.render(0, 2).shape == (2, 220, 220, 3)


def test_enlarged_frames_are_drawn_at_the_size_they_are_shown_at(
    scene: tuple[Image, Face],
) -> None:
    frames = EnlargedFrames(Swaying(scene[0]), Doubling(), (300, 180))
    assert frames.render(3, 5).shape == (2, 360, 600, 3)


def test_the_face_is_restored_in_the_enlarged_frame(
    scene: tuple[Image, Face], landmarks: MediaPipeLandmarks
) -> None:
    plain = EnlargedFrames(Swaying(scene[0]), Doubling(), (220, 220))
    follower = Follower(landmarks, scene[1], 25)
    made = RestoredFrames(plain, COUNT, follower, Inverting(), 1.0).render(0, 1)[0]
    base = plain.render(0, 1)[0]
    x, y = (2 * scene[1].mesh[1, :2]).astype(int)  # the tip of the nose
    assert np.abs(made[y, x].astype(int) - (255 - base[y, x].astype(int))).max() < 40
