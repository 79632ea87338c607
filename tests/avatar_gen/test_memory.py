"""What each memory preset switches on, and that it changes no pixel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from avatar_gen.draw import Wish, draw
from avatar_gen.family import Family
from avatar_gen.memory import MemoryPlan, Offload, apply_plan, plan_memory
from avatar_gen.request import AvatarOptions, MemoryPreset, Mode
from avatar_gen.studio import Studio
from talker.device import Device, choose_device
from talker.errors import ErrorCode, MouthpieceError
from tests.avatar_gen.conftest import Draw, Models
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


def test_a_processor_has_one_way() -> None:
    plan = plan_memory(MemoryPreset.GB_24, Device("cpu", "float32", 2, GIGA), Family.SD1)
    assert (plan.preset, plan.offload, plan.batch) == (MemoryPreset.CPU, Offload.NONE, 1)


@pytest.mark.parametrize("family", [Family.SD1, Family.SDXL])
@pytest.mark.parametrize("offload", list(Offload))
def test_every_way_of_saving_memory_gives_the_same_picture(
    family: Family, offload: Offload, tiny_models: Models, store: ModelFolder
) -> None:
    if offload is Offload.SEQUENTIAL and not torch.cuda.is_available():
        pytest.skip("layers can wait in main memory only where there is a GPU")
    options = AvatarOptions(model=str(tiny_models(family)), steps=2)
    studio = Studio(store, choose_device(precision="float32"))
    wish = Wish("a man", "", 64, 64, 0.6)
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


def test_memory_that_runs_out_is_said(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")

    monkeypatch.setattr("avatar_gen.painter.draw", full)
    with pytest.raises(MouthpieceError, match="64x64") as caught:
        draw()
    assert caught.value.code is ErrorCode.OUT_OF_MEMORY
    assert "--memory 8gb" in caught.value.hint
