"""What each memory preset switches on, and that it changes no pixel."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from avatar_gen.attention import xformers_computes
from avatar_gen.denoise import DrawParameters, draw
from avatar_gen.family import Family
from avatar_gen.memory import MemoryPlan, Offload, apply_plan, plan_memory, total_memory
from avatar_gen.model_cache import ModelCache
from avatar_gen.options.finishing import MemoryPreset
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from talker.device import Device, choose_device
from talker.errors import ErrorCode, MouthpieceError
from talker.home import home_folder
from tests.avatar_gen.conftest import Draw, Models
from tests.avatar_gen.tiny import controlnet
from tests.skips import AllowedSkip
from tests.talker.engines.sadtalker.model_folder import ModelFolder

GIGA = 1024**3
GPU = Device("cuda", "float16", 8, 20 * GIGA)


def gpu(total: float, family: Family = Family.SDXL, preset: str = "auto") -> MemoryPlan:
    return plan_memory(MemoryPreset(preset), GPU, family, int(total * GIGA))


def test_auto_takes_the_preset_of_the_card() -> None:
    presets = [gpu(total).preset.value for total in (6, 8, 11.9, 16, 23.6, 80)]
    assert presets == ["8gb", "8gb", "12gb", "12gb", "24gb", "24gb"]


def test_smaller_cards_save_more() -> None:
    small, middle, large = (gpu(80, preset=name) for name in ("8gb", "12gb", "24gb"))
    assert (small.offload, small.slice_attention, small.tile_vae) == (
        Offload.SEQUENTIAL,
        True,
        True,
    )
    assert (middle.offload, middle.slice_attention) == (Offload.MODEL, False)
    assert (large.offload, large.tile_vae, large.batch) == (Offload.NONE, False, 2)
    assert gpu(80, Family.SD1, "8gb").offload is Offload.MODEL
    assert small.words == (
        "8gb: cuda, float16, single layers wait in main memory, attention in slices, "
        "VAE in slices, VAE in tiles"
    )


@pytest.mark.parametrize("kind", ["cuda", "xpu", "mps"])
def test_every_kind_of_gpu_says_how_large_it_is(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    properties = SimpleNamespace(total_memory=12 * GIGA)
    monkeypatch.setattr("torch.cuda.get_device_properties", {"cuda": properties}.__getitem__)
    monkeypatch.setattr("torch.xpu.get_device_properties", {"xpu": properties}.__getitem__)
    monkeypatch.setattr("torch.mps.recommended_max_memory", lambda: 12 * GIGA)
    assert total_memory(replace(GPU, name=kind)) == 12 * GIGA


def test_a_processor_has_one_way() -> None:
    plan = plan_memory(MemoryPreset.GB_24, Device("cpu", "float32", 2, GIGA), Family.SD1)
    assert (plan.preset, plan.offload, plan.batch) == (MemoryPreset.CPU, Offload.NONE, 1)


@pytest.mark.parametrize("family", [Family.SD1, Family.SDXL])
@pytest.mark.parametrize("offload", list(Offload))
def test_every_way_of_saving_memory_gives_the_same_picture(
    family: Family, offload: Offload, tiny_models: Models, store: ModelFolder
) -> None:
    if offload is Offload.SEQUENTIAL and not torch.cuda.is_available():
        pytest.skip(
            AllowedSkip.GPU.reason("layers can wait in main memory only where there is a GPU")
        )
    options = AvatarOptions(model=str(tiny_models(family)), steps=2)
    studio = ModelCache(store, choose_device(precision="float32"), home_folder())
    wish = DrawParameters("a man", "", 64, 64, 0.6)
    pipe = studio.pipeline(options, Mode.TEXT)
    (plain,) = draw(pipe, Mode.TEXT, options, wish, [3], lambda: None)
    saving = replace(
        studio.plan(options, family),
        offload=offload,
        slice_attention=True,
        slice_vae=True,
        tile_vae=True,
        channels_last=True,
    )
    if offload is Offload.SEQUENTIAL:
        pipe._exclude_from_cpu_offload = ["vae"]
    apply_plan(saving, pipe)
    for _ in range(2):
        (saved,) = draw(pipe, Mode.TEXT, options, wish, [3], lambda: None)
        assert plain is not None
        assert saved is not None
        assert np.abs(plain.astype(int) - saved).max() <= 1


class StandIn:
    """In place of `xformers.ops`, which cannot be installed without a GPU: the same function,
    computed by torch. `refuses` is what a build without a fitting kernel raises."""

    def __init__(self, refuses: Exception | None = None) -> None:
        self.calls = 0
        self.refuses = refuses

    def memory_efficient_attention(
        self,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        attn_bias: torch.Tensor | None = None,
        op: object = None,
        scale: float | None = None,
    ) -> torch.Tensor:
        del op
        if self.refuses is not None:
            raise self.refuses
        self.calls += 1
        return torch.nn.functional.scaled_dot_product_attention(
            query, key, value, attn_bias, scale=scale
        )


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[StandIn], StandIn]]:
    """Installs a stand-in, for us and for diffusers."""

    def install(ops: StandIn) -> StandIn:
        whole = SimpleNamespace(ops=ops)
        monkeypatch.setitem(sys.modules, "xformers", whole)
        monkeypatch.setitem(sys.modules, "xformers.ops", ops)
        monkeypatch.setattr("diffusers.models.attention_processor.xformers", whole)
        xformers_computes.cache_clear()
        return ops

    yield install
    xformers_computes.cache_clear()


def test_xformers_is_used_on_a_gpu_and_said(installed: Callable[[StandIn], StandIn]) -> None:
    installed(StandIn())
    assert xformers_computes("cpu")  # the stand-in has a kernel for it
    plan = plan_memory(MemoryPreset.GB_8, GPU, Family.SD1, xformers=True)
    assert (plan.xformers, plan.slice_attention) == (True, False)
    assert "attention by xformers" in plan.words
    processor = Device("cpu", "float32", 2, GIGA)
    assert not plan_memory(MemoryPreset.AUTO, processor, Family.SD1, xformers=True).xformers


def test_without_a_working_xformers_torch_computes_attention(
    installed: Callable[[StandIn], StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(StandIn(NotImplementedError("no operator for these inputs")))
    assert not xformers_computes("cpu")
    monkeypatch.setitem(sys.modules, "xformers.ops", None)  # as if it were not installed
    xformers_computes.cache_clear()
    assert not xformers_computes("cpu")
    assert "xformers" not in gpu(8).words


@pytest.mark.parametrize("mode", [Mode.TEXT, Mode.CONTROL])
def test_xformers_gives_the_same_picture(
    mode: Mode,
    installed: Callable[[StandIn], StandIn],
    tiny_models: Models,
    store: ModelFolder,
    tmp_path: Path,
) -> None:
    ops = installed(StandIn())
    options = AvatarOptions(
        model=str(tiny_models(Family.SD1)),
        steps=2,
        control_model=str(tmp_path),
    )
    controlnet(Family.SD1).save_pretrained(tmp_path)
    studio = ModelCache(store, choose_device("cpu"), home_folder())
    pipe = studio.pipeline(options, mode)
    edges = Image.new("RGB", (64, 64), "white")
    wish = DrawParameters("a man", "", 64, 64, 0.6, conditions=(edges,))
    (plain,) = draw(pipe, mode, options, wish, [3], lambda: None)
    ops.calls = 0
    apply_plan(replace(studio.plan(options, Family.SD1), xformers=True), pipe)
    steps: list[int] = []
    (other,) = draw(pipe, mode, options, wish, [3], lambda: steps.append(1))
    layers = len(pipe.unet.attn_processors)
    if mode is Mode.CONTROL:
        layers += len(pipe.controlnet.attn_processors)
    assert ops.calls == len(steps) * layers
    assert plain is not None
    assert other is not None
    assert np.abs(plain.astype(int) - other).max() <= 1


def test_memory_that_runs_out_is_said(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")

    monkeypatch.setattr("avatar_gen.sampler.draw", full)
    with pytest.raises(MouthpieceError, match="64x64") as caught:
        draw()
    assert caught.value.code is ErrorCode.OUT_OF_MEMORY
    assert "--memory 8gb" in caught.value.hint
