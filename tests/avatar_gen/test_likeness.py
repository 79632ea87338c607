"""The same face: what pictures of the presenter change, which files are refused, and likeness."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from pydantic import ValidationError
from safetensors.torch import load_file, save_file

from avatar_gen.adapters import find_adapter, read_adapter
from avatar_gen.family import Family
from avatar_gen.likeness import likeness
from avatar_gen.metadata import read_record
from avatar_gen.request import AvatarRequest
from talker.consent import Consent, write_consent
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelMissing, ModelUnsupported
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from talker.model_files import NoModelFiles
from talker.progress import NoticeCode
from tests.avatar_gen.conftest import Draw
from tests.avatar_gen.tiny import unet
from tests.avatar_gen.tiny_adapter import adapter_file, adapter_state, encoder_file
from tests.talker.engines.sadtalker.model_folder import ModelFolder

Pixels = NDArray[np.uint8]
network = cache(lambda: unet(Family.SD1))  # only read


@pytest.fixture(scope="module")
def face(astronaut: Path) -> Face:
    (found,) = MediaPipeLandmarks().detect(load_image(astronaut))
    return found


@pytest.fixture(scope="module", autouse=True)
def adapters(store: ModelFolder) -> Path:
    """The folder of a store that holds an image encoder and an IP-Adapter for SD 1.x."""
    encoder_file(store.folder)
    adapter_file(store.folder, Family.SD1)
    return store.folder


def drawn(draw: Draw, folder: Path, **given: object) -> Pixels:
    return load_image(draw(output=folder, **given).candidates[0].path)


def test_a_picture_of_the_presenter_changes_what_is_drawn_and_without_strength_nothing(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    like = str(astronaut)
    plain = drawn(draw, tmp_path / "a")
    followed = drawn(draw, tmp_path / "b", like=like)
    assert not np.array_equal(followed, plain)
    # The adapter is on, but counts in no step.
    assert np.array_equal(drawn(draw, tmp_path / "d", like=like, like_start=0.99), plain)
    assert np.array_equal(drawn(draw, tmp_path / "e", like=like, like_strength=0), plain)


@pytest.mark.slow
def test_strength_start_and_end_count_and_nothing_is_left_behind(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    like = str(astronaut)
    plain = drawn(draw, tmp_path / "a")
    followed = drawn(draw, tmp_path / "b", like=like)
    assert np.array_equal(drawn(draw, tmp_path / "c", like=like), followed)
    weaker = drawn(draw, tmp_path / "f", like=like, like_strength=0.1)
    assert not np.array_equal(weaker, followed)
    half = drawn(draw, tmp_path / "g", like=like, like_end=0.5)
    assert not np.array_equal(half, followed)
    assert not np.array_equal(half, plain)
    # Taken off again, nothing of it is left.
    assert np.array_equal(drawn(draw, tmp_path / "h"), plain)


@pytest.mark.slow
def test_the_face_follows_in_every_way_of_drawing(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    ways: list[dict[str, object]] = [
        {"mode": "img2img", "image": astronaut},
        {"hires": 1.5},
        {"prompt": "a man AND a face :0.5"},
        {"guidance": 1.0, "width": 128, "height": 128},  # a batch of one
        {"memory": "8gb"},
    ]
    for number, way in enumerate(ways):
        plain = drawn(draw, tmp_path / f"{number}a", **way)
        followed = drawn(draw, tmp_path / f"{number}b", like=str(astronaut), **way)
        assert not np.array_equal(followed, plain), way


@pytest.mark.slow
def test_sdxl_follows_as_well_and_so_does_an_adapter_of_one_vector(
    draw: Draw, store: ModelFolder, astronaut: Path, tmp_path: Path
) -> None:
    adapter_file(store.folder, Family.SDXL)
    plain = tmp_path / "plain.safetensors"
    save_file(adapter_state(Family.SD1, "plain"), plain)
    ways: list[dict[str, object]] = [{"family": Family.SDXL}, {"like_model": str(plain)}]
    for number, way in enumerate(ways):
        before = drawn(draw, tmp_path / f"{number}a", **way)
        assert not np.array_equal(
            drawn(draw, tmp_path / f"{number}b", like=str(astronaut), **way), before
        )


@pytest.mark.slow
def test_several_pictures_count_and_the_record_says_how_alike_the_face_is(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    mirrored = tmp_path / "mirrored; left.png"
    Image.fromarray(load_image(astronaut)[:, ::-1]).save(mirrored)
    one = drawn(draw, tmp_path / "a", like=str(astronaut))
    result = draw(output=tmp_path / "b", like=[str(astronaut), str(mirrored)])
    (candidate,) = result.candidates
    assert not np.array_equal(load_image(candidate.path), one)
    record = read_record(candidate.path)
    assert record.request.like == (astronaut.name, mirrored.name)
    assert {astronaut.name, mirrored.name} <= set(record.hashes)
    assert record.likeness == candidate.likeness == 0  # random networks draw no face


def test_without_adapter_or_face_the_draw_does_not_begin(draw: Draw, tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    Image.new("RGB", (200, 200)).save(empty)
    with pytest.raises(InputError) as caught:
        draw(like=str(empty))
    assert caught.value.code is ErrorCode.NO_FACE
    assert "empty.png" in caught.value.message
    with pytest.raises(InputError) as caught:
        draw(like=str(tmp_path / "none.png"))
    assert caught.value.code is ErrorCode.IMAGE_MISSING
    with pytest.raises(ModelMissing, match="ip-adapter-plus-face-sd15"):
        find_adapter("auto", Family.SD1, NoModelFiles())
    with pytest.raises(InputError, match=r"no IP-Adapter for Stable Diffusion 2\.x"):
        find_adapter("auto", Family.SD2, NoModelFiles())
    with pytest.raises(ValidationError, match="up to 4 pictures, these are 5"):
        AvatarRequest(like=("a", "b", "c", "d", "e"))
    with pytest.raises(ValidationError, match="must be less than"):
        AvatarRequest(like="a", like_start=0.5, like_end=0.5)


def test_a_picture_whose_consent_has_ended_is_not_followed(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "anna.png"
    copy.write_bytes(astronaut.read_bytes())
    write_consent(copy, Consent(owner="Anna", expires=datetime.date(2001, 1, 1)))
    with pytest.raises(InputError) as caught:
        draw(like=str(copy))
    assert caught.value.code is ErrorCode.CONSENT_EXPIRED


@pytest.mark.slow
def test_of_several_faces_the_largest_counts_and_it_is_told(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    picture = load_image(astronaut)
    small = np.asarray(Image.fromarray(picture).resize((300, 300)))
    both = np.zeros((512, 812, 3), np.uint8)
    both[:, :512], both[:300, 512:] = picture, small
    path = tmp_path / "two.png"
    Image.fromarray(both).save(path)
    result = draw(like=str(path))
    (told,) = [one for one in result.notices if one.code is NoticeCode.MANY_FACES]
    assert "two.png shows 2 faces" in told.message


def refused(path: Path, state: dict[str, torch.Tensor]) -> str:
    save_file(state, path)
    with pytest.raises((ModelUnsupported, ModelDamaged)) as caught:
        read_adapter(path, Family.SD1, network())
    assert caught.value.hint
    assert path.name in caught.value.message
    return f"{caught.value.code}: {caught.value.message} {caught.value.hint}"


def test_other_files_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "file.safetensors"
    good = adapter_state(Family.SD1)
    words = refused(path, adapter_state(Family.SDXL))
    assert words.startswith("MODEL_UNSUPPORTED")
    assert "Stable Diffusion 1.x" in words
    key = "ip_adapter.1.to_k_ip.weight"
    words = refused(path, {**good, key: torch.zeros(1, 2048)})
    assert "an IP-Adapter for Stable Diffusion XL" in words
    assert "insightface" in refused(path, adapter_state(Family.SD1, "faceid"))
    assert "no IP-Adapter" in refused(path, {"weight": torch.zeros(2)})
    assert "a ControlNet, no" in refused(path, {"zero_convs.0.0.weight": torch.zeros(2)})
    words = refused(path, {name: value for name, value in good.items() if name != key})
    assert words.startswith("MODEL_DAMAGED")
    assert key in words
    lacking = {name: value for name, value in good.items() if "proj_in" not in name}
    assert "image_proj" in refused(path, lacking)
    assert "not finite" in refused(path, {**good, key: torch.full_like(good[key], torch.nan)})
    assert "holds extra.weight" in refused(path, {**good, "extra.weight": torch.zeros(1)})
    save_file(good, path)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ModelDamaged):
        read_adapter(path, Family.SD1, network())
    pickle = tmp_path / "ip-adapter-plus-face_sd15.bin"
    torch.save(good, pickle)
    with pytest.raises(ModelUnsupported, match="pickle"):
        read_adapter(pickle, Family.SD1, network())


@pytest.mark.slow
def test_an_adapter_whose_reader_is_cut_leaves_the_network_as_it_was(
    draw: Draw, adapters: Path, astronaut: Path, tmp_path: Path
) -> None:
    plain = drawn(draw, tmp_path / "a")
    state = adapter_state(Family.SD1)
    del state["image_proj.layers.2.0.to_q.weight"]
    path = tmp_path / "cut.safetensors"
    save_file(state, path)
    with pytest.raises(ModelDamaged, match=r"cut\.safetensors"):
        draw(output=tmp_path / "b", like=str(astronaut), like_model=str(path))
    narrow = load_file(adapters / "ip-adapter-plus-face-sd15" / find_name())
    narrow["image_proj.proj_in.weight"] = narrow["image_proj.proj_in.weight"][:, :32].clone()
    save_file(narrow, path)
    with pytest.raises(ModelUnsupported, match="reads 32 numbers"):
        draw(output=tmp_path / "c", like=str(astronaut), like_model=str(path))
    assert np.array_equal(drawn(draw, tmp_path / "d"), plain)


def find_name() -> str:
    return "ip-adapter-plus-face_sd15.safetensors"


def turned(mesh: NDArray[np.float32], yaw: float, scale: float) -> NDArray[np.float32]:
    angle = np.radians(yaw)
    turn = np.array(
        [[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]]
    )
    return (scale * mesh @ turn.T + 40).astype(np.float32)


def test_likeness_knows_proportions_and_neither_pose_nor_size_nor_speech(face: Face) -> None:
    mesh = face.mesh
    assert likeness([mesh], mesh) == 100
    assert likeness([mesh], turned(mesh, 25, 0.3)) == 100
    speaking = mesh.copy()
    speaking[[13, 14, 17, 0], 1] += 10
    assert likeness([mesh], speaking) == 100
    longer = mesh.copy()
    longer[:, 1] *= 1.25
    assert likeness([mesh], longer) < 50
    wider = mesh.copy()
    wider[[234, 454, 93, 323, 132, 361]] *= np.array([1.05, 1, 1], np.float32)
    assert likeness([mesh, mesh], wider) < 100
    assert likeness([mesh, longer], mesh) > likeness([longer], mesh)


def test_the_pictures_are_part_of_a_draw_s_name(astronaut: Path, tmp_path: Path) -> None:
    from avatar_gen.prompt_grid import plan_cells, shared_name

    copy = tmp_path / "a.png"
    copy.write_bytes(astronaut.read_bytes())
    names = set()
    for _ in range(2):
        names.add(shared_name(plan_cells(AvatarRequest(like=str(copy)))))
        Image.new("RGB", (8, 8)).save(copy)
    assert len(names) == 2
