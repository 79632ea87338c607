"""What is learned from what: buckets, order, cuts, captions, and who has agreed."""

from __future__ import annotations

import datetime
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from avatar_gen.train.buckets import bucket_sizes, cut_to, nearest_bucket
from avatar_gen.train.captions import as_prompt, caption_of
from avatar_gen.train.consent import agreed
from avatar_gen.train.context import TrainContext
from avatar_gen.train.pictures import look_at, picture_paths
from avatar_gen.train.randomness import batches
from avatar_gen.train.request import TrainRequest
from avatar_gen.weights import parse
from talker.consent import Consent, write_consent
from talker.errors import ErrorCode, InputError
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.progress import CancelToken, Notice, ignore_progress
from talker.scene import Box
from tests.talker.engines.sadtalker.model_folder import ModelFolder


def request(folder: Path, **given: object) -> TrainRequest:
    return TrainRequest.model_validate(
        {"folder": folder, "output": folder / "a.safetensors", "owner": "Anna", **given}
    )


@pytest.mark.parametrize("side", [64, 512, 768, 1024])
def test_buckets_hold_no_more_pixels_than_the_square_one(side: int) -> None:
    sizes = bucket_sizes(side, square=False)
    assert sizes[0] == (side, side)
    assert len(sizes) == len(set(sizes)) >= 5
    assert all(w * h <= side * side for w, h in sizes)
    assert all(0.5 <= w / h <= 2 for w, h in sizes)
    assert all(side < 512 or not (w % 64 or h % 64) for w, h in sizes)
    assert {(h, w) for w, h in sizes} == set(sizes)
    assert bucket_sizes(side, square=True) == ((side, side),)


def test_a_picture_goes_into_the_bucket_of_its_shape() -> None:
    sizes = bucket_sizes(512, square=False)
    assert nearest_bucket(sizes, 1000, 1000) == (512, 512)
    wide, high = nearest_bucket(sizes, 3000, 2000), nearest_bucket(sizes, 2000, 3000)
    assert wide == high[::-1]
    assert wide[0] > wide[1]


def test_a_cut_has_the_shape_of_its_bucket_and_stays_inside() -> None:
    part = Box(10, 20, 310, 220)
    for size in bucket_sizes(512, square=False):
        for middle in ((0, 0), (160, 120), (999, 999)):
            cut = cut_to(part, size, middle)
            assert part.left <= cut.left < cut.right <= part.right
            assert part.top <= cut.top < cut.bottom <= part.bottom
            assert cut.width / cut.height == pytest.approx(size[0] / size[1], rel=0.02)


def test_every_picture_comes_once_before_any_comes_again_and_sizes_are_never_mixed() -> None:
    sizes = [(64, 64), (64, 80), (64, 64), (64, 64), (64, 80)]
    made = list(islice(batches(sizes, 2, 5), 9))
    for epoch in (made[:3], made[3:6], made[6:]):
        assert sorted(number for group in epoch for number in group) == [0, 1, 2, 3, 4]
    assert all(len({sizes[number] for number in group}) == 1 for group in made)
    assert made == list(islice(batches(sizes, 2, 5), 9))
    assert made != list(islice(batches(sizes, 2, 6), 9))


def test_captions_are_typed_or_follow_the_template(people: Path) -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    plain = request(people, kind="woman")
    assert caption_of(people / "a.png", pixels, plain, None) == "a photo of ohwx woman"
    typed = caption_of(people / "c.png", pixels, plain, None)
    assert typed == "ohwx woman (in orange)"
    (piece,) = parse(as_prompt(typed))  # brackets are letters here, and give no weight
    assert (piece.text, piece.weight) == (typed, 1.0)
    template = request(people, captions="template")
    assert caption_of(people / "c.png", pixels, template, None) == "a photo of ohwx person"
    with pytest.raises(InputError) as refused:
        caption_of(people / "a.png", pixels, request(people, captions="typed"), None)
    assert refused.value.code is ErrorCode.CAPTION_MISSING
    assert "a.txt" in refused.value.message


def test_nobody_is_learned_who_has_not_agreed(tmp_path: Path) -> None:
    folder = tmp_path / "anna"
    folder.mkdir()
    with pytest.raises(InputError) as refused:
        agreed(request(folder, owner=" "))
    assert refused.value.code is ErrorCode.CONSENT_MISSING
    assert "anna.consent.toml" in refused.value.hint
    day = datetime.date(2001, 1, 1)
    with pytest.raises(InputError) as refused:
        agreed(request(folder, expires=day))
    assert refused.value.code is ErrorCode.CONSENT_EXPIRED
    write_consent(folder, Consent(owner="Anna Li", source="contract 7"))
    assert agreed(request(folder, owner="")).source == "contract 7"
    write_consent(folder, Consent(owner="Anna Li", expires=day))
    with pytest.raises(InputError) as refused:
        agreed(request(folder))
    assert refused.value.code is ErrorCode.CONSENT_EXPIRED


def test_pictures_without_one_face_are_named_or_left_out(
    people: Path,
    tmp_path: Path,
    landmarks: MediaPipeLandmarks,
    store: ModelFolder,
    mouthpiece_home: Path,
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.png").write_bytes((people / "a.png").read_bytes())
    (folder / "notes.pdf").write_bytes(b"no picture")
    one = np.asarray(Image.open(people / "a.png"))
    Image.fromarray(np.concatenate([one, one], 1)).save(folder / "two.png")
    Image.fromarray(np.full((200, 200, 3), 90, np.uint8)).save(folder / "wall.png")
    paths = picture_paths(folder)
    assert [path.name for path in paths] == ["a.png", "two.png", "wall.png"]
    told: list[Notice] = []
    context = TrainContext(
        store, mouthpiece_home, ignore_progress, CancelToken(), landmarks, notices=told
    )
    with pytest.raises(InputError) as refused:
        look_at(paths, request(folder), 64, context)
    assert refused.value.code is ErrorCode.PICTURES_MANY_FACES
    with pytest.raises(InputError) as refused:
        look_at((paths[0], paths[2]), request(folder), 64, context)
    assert refused.value.code is ErrorCode.PICTURES_NO_FACE
    assert "wall.png" in refused.value.message
    shown = look_at(paths, request(folder, leave_out=True, fewest=1), 64, context)
    assert [(one.path.name, *one.size) for one in shown] == [("a.png", 64, 64)]
    assert ["two.png" in told[0].message, "wall.png" in told[1].message] == [True, True]
    with pytest.raises(InputError) as refused:
        look_at(paths, request(folder, leave_out=True, fewest=2), 64, context)
    assert refused.value.code is ErrorCode.PICTURES_TOO_FEW
    assert "holds 1 pictures" in refused.value.message
