"""After drawing: the face once more, and larger pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from kornia.filters import gaussian_blur2d
from kornia.morphology import dilation
from PIL import Image

from avatar_gen.detail import face_mask, face_square, redraw_face
from avatar_gen.metadata import read_record
from talker.errors import ModelMissing
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from talker.model_files import ModelFiles
from talker.options.restoring import Upscaling
from tests.avatar_gen.conftest import Draw
from tests.talker.enhance.narrow import NarrowModels


def test_the_mask_grows_and_softens_as_kornia_would_do_it(
    astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenCV takes 0.02 s of a core for a mask of 512 pixels, kornia 2 s."""
    picture = load_image(astronaut)
    (face,) = MediaPipeLandmarks().detect(picture)
    box = face_square(face, 512, 512)
    soft = np.asarray(face_mask(face, box, 117), np.float32)
    with monkeypatch.context() as patch:
        patch.setattr("cv2.dilate", lambda mask, _: mask)
        patch.setattr("cv2.GaussianBlur", lambda mask, *_: mask)
        hard = torch.from_numpy(np.array(face_mask(face, box, 117), np.float32))[None, None]
    grown = dilation(hard, torch.ones(7, 7))
    expected = gaussian_blur2d(grown, (29, 29), (3.51, 3.51))[0, 0].numpy()
    assert np.abs(soft - expected).max() < 1.5


def test_the_face_is_redrawn_large_and_the_rest_stays(astronaut: Path) -> None:
    picture = load_image(astronaut)
    (face,) = MediaPipeLandmarks().detect(picture)
    asked = []

    def redraw(cut: Image.Image, mask: Image.Image) -> np.ndarray:
        asked.append((cut.size, mask.size))
        return np.full((256, 256, 3), (0, 255, 0), np.uint8)

    made = redraw_face(picture, face, 256, redraw)
    assert asked == [((256, 256), (256, 256))]
    nose = made[int(face.mesh[1, 1]), int(face.mesh[1, 0])]
    assert tuple(nose) == (0, 255, 0)
    box = face_square(face, 512, 512)
    outside = np.ones((512, 512), bool)
    outside[box.top : box.bottom, box.left : box.right] = False
    assert np.array_equal(made[outside], picture[outside])
    edge = made[box.top : box.bottom, box.left].astype(int)
    assert np.abs(edge - picture[box.top : box.bottom, box.left]).max() <= 2
    assert redraw_face(picture, face, 256, lambda *_: None) is picture


def test_upscale_makes_a_picture_larger_with_or_without_a_second_pass(
    draw: Draw, store: ModelFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small = tmp_path / "small.png"
    Image.effect_noise((64, 64), 60).convert("RGB").save(small)
    given = {"mode": "upscale", "image": small, "upscale": "realesrgan-x2plus"}
    with pytest.raises(ModelMissing, match="realesrgan-x2plus"):
        draw(**given)
    narrow = NarrowModels(tmp_path, monkeypatch)
    path = narrow.put(Upscaling.X2PLUS)
    target = store.folder / "realesrgan-x2plus" / path.name  # type: ignore[attr-defined]
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(path.read_bytes())
    larger = draw(**given, output=tmp_path / "a").candidates[0].path
    over = draw(**given, upscale_strength=0.5, output=tmp_path / "b").candidates[0].path
    assert load_image(larger).shape == load_image(over).shape == (128, 128, 3)
    assert not np.array_equal(load_image(larger), load_image(over))
    assert read_record(larger).model == ""
    drawn = draw(upscale="realesrgan-x2plus", output=tmp_path / "c").candidates[0].path
    assert load_image(drawn).shape == (128, 128, 3)
