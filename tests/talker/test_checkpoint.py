"""Official files are read strictly, and a bad file never does anything but fail with reasons."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from torch import Tensor

from talker.checkpoint import load_network
from talker.engines.sadtalker.audio2exp import Audio2Exp
from talker.engines.sadtalker.audio2pose import Audio2Pose
from talker.engines.sadtalker.mapping import Mapping
from talker.errors import ErrorCode, ModelDamaged
from talker.home import cache_folder, home_folder
from tests.talker.networks.seeded import seeded


def _mapping() -> Mapping:
    return Mapping(70, 8)


def _expressions() -> Audio2Exp:
    return Audio2Exp(2)


@pytest.fixture(scope="module")
def state() -> dict[str, Tensor]:
    """What a file of all networks holds: here of one, and a key of another."""
    mine = {f"audio2exp.{k}": v for k, v in seeded(_expressions).state_dict().items()}
    return {**mine, "generator.first.conv.weight": torch.ones(2, 2)}


@pytest.fixture
def file(tmp_path: Path, state: dict[str, Tensor]) -> Path:
    path = tmp_path / "肖像 256.safetensors"
    save_file(state, path)
    return path


@pytest.fixture
def pickled(tmp_path: Path) -> Path:
    path = tmp_path / "mapping model.pth.tar"
    content = {"mapping": seeded(_mapping).state_dict(), "epoch": 3, "optimizer": {"lr": 1e-4}}
    torch.save(content, path)
    return path


def _refused(path: Path) -> ModelDamaged:
    with pytest.raises(ModelDamaged) as caught:
        load_network(_expressions, path, prefix="audio2exp.", home=home_folder())
    error = caught.value
    assert error.code is ErrorCode.MODEL_DAMAGED
    assert error.exit_code == 4
    assert str(path) in error.message
    return error


def test_a_network_takes_its_own_keys_and_gives_the_same_numbers(file: Path) -> None:
    loaded = load_network(_expressions, file, prefix="audio2exp.", home=home_folder())
    given = torch.ones(2, 1, 80, 16), torch.ones(2, 64), torch.ones(2, 1)
    # Not bit for bit: numbers in a mapped file may lie at places that vector units dislike.
    assert torch.allclose(loaded(*given), seeded(_expressions)(*given), rtol=1e-5)
    assert not loaded.training


def test_a_pickle_is_read_once_and_then_from_its_copy(pickled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = load_network(_mapping, pickled, entry="mapping", home=home)
    (copy,) = (cache_folder(home) / "checkpoints").iterdir()
    made = copy.stat().st_mtime_ns
    second = load_network(_mapping, pickled, entry="mapping", home=home)
    assert copy.stat().st_mtime_ns == made
    saved = seeded(_mapping).state_dict()
    for network in (first, second):
        loaded = network.state_dict()
        assert loaded.keys() == saved.keys()
        assert all(torch.equal(loaded[key], saved[key]) for key in saved)


def test_a_damaged_copy_is_made_again(pickled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    load_network(_mapping, pickled, entry="mapping", home=home)
    (copy,) = (cache_folder(home) / "checkpoints").iterdir()
    copy.write_bytes(copy.read_bytes()[:-5])
    load_network(_mapping, pickled, entry="mapping", home=home)
    assert set(load_file(copy)) == set(_mapping().state_dict())


def test_parts_for_training_are_left_alone(tmp_path: Path) -> None:
    network = seeded(lambda: Audio2Pose(2, 2))
    path = tmp_path / "poses.safetensors"
    extra = {"netG.encoder.MLP.L0.weight": torch.ones(2), "netD_motion.seq.0": torch.ones(2)}
    save_file({**network.state_dict(), **extra}, path)
    load_network(lambda: Audio2Pose(2, 2), path, home=home_folder())


def test_counters_of_training_may_be_missing(tmp_path: Path, state: dict[str, Tensor]) -> None:
    path = tmp_path / "a.safetensors"
    save_file({k: v for k, v in state.items() if "num_batches" not in k}, path)
    load_network(_expressions, path, prefix="audio2exp.", home=home_folder())


def test_half_precision_files_are_widened(tmp_path: Path, state: dict[str, Tensor]) -> None:
    path = tmp_path / "a.safetensors"
    save_file({k: v.half() if v.is_floating_point() else v for k, v in state.items()}, path)
    loaded = load_network(_expressions, path, prefix="audio2exp.", home=home_folder())
    assert {p.dtype for p in loaded.parameters()} == {torch.float32}


_KEY = "audio2exp.mapping1.bias"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({_KEY: None}, "mapping1.bias is missing"),
        ({_KEY: torch.ones(63)}, r"mapping1.bias has the shape \(63,\) instead of \(64,\)"),
        ({_KEY: torch.ones(64, dtype=torch.int32)}, "mapping1.bias holds torch.int32"),
        ({_KEY: torch.full((64,), torch.nan)}, "mapping1.bias holds numbers that are not finite"),
        ({"audio2exp.more": torch.ones(1)}, "more is unknown"),
        ({_KEY: None, "audio2exp.mapping1.Bias": torch.ones(64)}, "mapping1.Bias is unknown"),
    ],
)
def test_the_first_mismatch_is_named(
    tmp_path: Path, state: dict[str, Tensor], change: dict[str, Tensor | None], reason: str
) -> None:
    path = tmp_path / "a.safetensors"
    changed = {**state, **change}
    save_file({k: v for k, v in changed.items() if v is not None}, path)
    error = _refused(path)
    assert "the network audio2exp" in error.message
    with pytest.raises(ModelDamaged, match=reason):
        raise error


def test_a_file_of_other_things_is_refused(file: Path) -> None:
    with pytest.raises(ModelDamaged, match=r"the network kp_extractor: .* is missing"):
        load_network(_expressions, file, prefix="kp_extractor.", home=home_folder())


@pytest.mark.parametrize("suffix", [".safetensors", ".pth", ".pth.tar"])
@pytest.mark.parametrize("content", [b"", b"\0", b"<html>404</html>", b"version https://git-lfs"])
def test_what_is_no_checkpoint_is_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    _refused(path)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    for name in ("a.safetensors", "a.pth"):
        with pytest.raises(FileNotFoundError):
            load_network(_expressions, tmp_path / name, home=home_folder())


class _Malicious:
    def __init__(self, canary: Path) -> None:
        self._canary = canary

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self._canary),)


@pytest.mark.parametrize("zipped", [True, False])
def test_code_in_a_pickle_is_not_run(tmp_path: Path, zipped: bool) -> None:
    canary, path = tmp_path / "canary", tmp_path / "a.pth"
    content = {"mapping": seeded(_mapping).state_dict(), "more": _Malicious(canary)}
    torch.save(content, path, _use_new_zipfile_serialization=zipped)
    with pytest.raises(ModelDamaged, match="which are not run"):
        load_network(_mapping, path, entry="mapping", home=home_folder())
    assert not canary.exists()
    torch.load(path, weights_only=False)
    assert canary.exists(), "the file would not have run anything anyway"


@pytest.mark.parametrize("content", [[torch.ones(2)], {"mapping": 3}, {3: torch.ones(1)}, None])
def test_a_pickle_of_other_things_is_refused(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.pth"
    torch.save(content, path)
    with pytest.raises(ModelDamaged):
        load_network(_mapping, path, entry="mapping", home=home_folder())
    with pytest.raises(ModelDamaged):
        load_network(_mapping, path, home=home_folder())


_FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_FUZZ
@given(cut=st.floats(0, 0.9999))
def test_every_cut_is_noticed(file: Path, pickled: Path, tmp_path: Path, cut: float) -> None:
    for whole in (file, pickled):
        path = tmp_path / f"cut{''.join(whole.suffixes)}"
        content = whole.read_bytes()
        path.write_bytes(content[: int(len(content) * cut)])
        with pytest.raises(ModelDamaged):
            load_network(
                _expressions, path, prefix="audio2exp.", entry="mapping", home=home_folder()
            )


@_FUZZ
@given(seed=st.integers(0, 2**32))
def test_random_damage_never_ends_in_anything_unexpected(
    file: Path, pickled: Path, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)
    for whole, prefix, entry in ((file, "audio2exp.", ""), (pickled, "", "mapping")):
        content = bytearray(whole.read_bytes())
        # Mostly at the start, where the table of contents of a safetensors file lies.
        reach = len(content) if draw.random() < 0.5 else 600
        for _ in range(draw.randint(1, 30)):
            content[draw.randrange(reach)] = draw.randrange(256)
        path = tmp_path / f"damaged{''.join(whole.suffixes)}"
        path.write_bytes(content)
        build = _mapping if entry else _expressions
        refused = None
        try:
            load_network(
                build, path, prefix=prefix, entry=entry, home=home_folder()
            )  # harmless damage: other numbers
        except ModelDamaged as error:
            refused = error
        assert refused is None or str(path) in refused.message
