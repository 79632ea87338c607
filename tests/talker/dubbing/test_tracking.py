"""Who speaks in a film, shot by shot, and where nobody is to be seen."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import cv2
import numpy as np
import pytest

from talker.dubbing.cuts import CutFinder, thumb_of
from talker.dubbing.tracker import FaceTracker, Seen
from talker.dubbing.tracks import Tracks, write_tracks
from talker.errors import ErrorCode, InputError
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.film_frame import Colours, FilmFrame
from talker.scene import Box, Image
from tests.talker.dubbing.footage import SIZE, swaying, wall


def _frame(picture: Image) -> FilmFrame:
    data = cv2.cvtColor(picture, cv2.COLOR_RGB2YUV_I420)
    size = picture.shape[1], picture.shape[0]
    return FilmFrame(data.reshape(-1), size, Colours("bt601"))


def tracked(folder: Path, pictures: Iterable[Image], number: int = 0) -> Tracks:
    """The tracks of a film with these pictures."""
    tracker = FaceTracker(Path("film.mp4"), number, MediaPipeLandmarks())
    write_tracks(folder / "tracks.bin", tracker.follow(map(_frame, pictures)))
    return Tracks(folder / "tracks.bin", 25)


def _refusal(pictures: Iterable[Image], number: int = 0) -> ErrorCode:
    tracker = FaceTracker(Path("film.mp4"), number, MediaPipeLandmarks())
    with pytest.raises(InputError) as refused:
        list(tracker.follow(map(_frame, pictures)))
    return refused.value.code


def test_cuts_are_found_and_neither_pans_nor_flashes(astronaut: Path) -> None:
    shots = [*swaying(astronaut, 20), *wall(20), *swaying(astronaut, 15)]
    shots[8] = np.clip(shots[8].astype(int) + 70, 0, 255).astype(np.uint8)  # a flash
    finder = CutFinder()
    cuts = [index for index, one in enumerate(shots) if finder.begins(thumb_of(_frame(one)))]
    assert cuts == [0, 20, 40]
    panning = CutFinder()
    wide = np.concatenate(list(wall(3)), 1)
    pan = [wide[:, 6 * x : 6 * x + SIZE[0]] for x in range(60)]
    assert sum(panning.begins(thumb_of(_frame(np.ascontiguousarray(one)))) for one in pan) == 1


def test_a_face_that_is_not_there_or_covered_is_left_alone_softly(
    tmp_path: Path, astronaut: Path
) -> None:
    pictures = list(swaying(astronaut, 60))
    for picture in pictures[30:42]:  # a microphone, a book
        cv2.rectangle(picture, (110, 135), (205, 200), (60, 80, 160), -1)
    tracks = tracked(tmp_path, chain(pictures, wall(12), swaying(astronaut, 14)))
    strength = tracks.strength
    assert (strength[:20] == 1).all()
    assert (strength[30:42] == 0).all()
    assert (strength[60:72] == 0).all()
    before = strength[22:31]
    assert (np.diff(before) <= 0).all()
    assert ((before > 0) & (before < 1)).sum() >= 4
    assert (strength[52:60] == 1).all()  # a cut follows: nothing fades
    assert strength[72] == 1  # and one comes before
    assert [shot.start for shot in tracks.shots] == [0, 60, 72]
    assert len(tracks.closed(tracks.shots[1])) == 0


def test_meshes_are_steadied_without_lag_whatever_part_is_read(
    tmp_path: Path, astronaut: Path
) -> None:
    still = next(iter(swaying(astronaut, 1)))
    noise = np.random.default_rng(1)
    fast = []
    for index in range(40):  # to the side, ever faster
        moved = cv2.warpAffine(
            still,
            np.array([[1, 0, index**2 / 40.0], [0, 1, 0.0]]),
            SIZE,
            borderValue=(90, 110, 130),
        )
        fast.append(np.clip(moved + noise.normal(0, 6, moved.shape), 0, 255).astype(np.uint8))
    tracks = tracked(tmp_path, fast)
    steady = tracks.meshes(0, 40)
    place = steady[:, [33, 263, 168, 6, 197], 0].mean(1)
    wanted = place[0] + np.arange(40) ** 2 / 40.0
    assert np.abs((place - wanted)[2:-2] - (place - wanted)[2:-2].mean()).max() < 0.8
    assert np.array_equal(tracks.meshes(11, 19), steady[11:19])
    raw = tracks._rows(0, 40)["mesh"][:, 4, :2]
    assert np.diff(steady[:, 4, :2], 2, 0).std() < 0.75 * np.diff(raw, 2, 0).std()


def test_what_is_kept_of_a_frame_of_a_long_film_is_a_few_bytes(tmp_path: Path) -> None:
    noise = np.random.default_rng(2)
    mesh = noise.normal(200, 40, (468, 3)).astype(np.float32)
    face, thumb = Face(Box(0, 0, 9, 9), 1.0, 1.0, mesh, 0.0, 0.0, 0.0), np.zeros((18, 32), np.uint8)
    count = 3000
    write_tracks(tmp_path / "long", (Seen(index == 0, thumb, face) for index in range(count)))
    tracemalloc.start()
    try:
        tracks = Tracks(tmp_path / "long", 25)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert tracks.frames == count
    assert kept < 40 * count
    assert most < 3 * (tmp_path / "long").stat().st_size * 256 / count + 100 * count


def test_the_wanted_person_is_followed_where_two_cross(tmp_path: Path, astronaut: Path) -> None:
    one = next(iter(swaying(astronaut, 1, (200, 220))))[:, 20:180]
    other = np.ascontiguousarray(one[:, ::-1, ::-1])  # mirrored, and of other colours
    other = cv2.convertScaleAbs(other, alpha=0.7, beta=40)
    pictures = []
    for index in range(70):
        picture = np.full((256, 480, 3), 110, np.uint8)
        left = 10 + round(index * 300 / 69)
        picture[20:240, 310 - left + 10 : 470 - left + 10] = other  # behind
        picture[20:240, left : left + 160] = one
        pictures.append(picture)
    tracks = tracked(tmp_path, pictures, number=1)
    middle = tracks.meshes(0, 70)[:, 1, 0]
    wanted = 10 + np.arange(70) * 300 / 69 + 80
    assert (tracks.strength > 0).mean() > 0.9
    assert np.abs(middle - wanted)[tracks.strength > 0].max() < 40
    behind = tracked(tmp_path, pictures, number=2)
    place = behind.meshes(0, 70)[:, 1, 0]
    seen = behind.strength > 0
    assert seen[:15].any()
    assert seen[-15:].any()
    assert np.abs(place - (490 - wanted))[seen].max() < 60


def test_films_without_a_face_that_can_speak_are_refused(astronaut: Path) -> None:
    assert _refusal(wall(6)) is ErrorCode.NO_FACE
    assert _refusal(swaying(astronaut, 6, (96, 80))) is ErrorCode.FACE_TOO_SMALL
    assert _refusal(swaying(astronaut, 6), number=3) is ErrorCode.FACE_INDEX
