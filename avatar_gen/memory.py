"""How memory is saved on the device at hand: presets, and what each switches on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from avatar_gen.attention import use_xformers, wears_face
from avatar_gen.family import Family
from avatar_gen.options.finishing import MemoryPreset
from talker.device import Device, Precision

_GIGA = 1024**3


class Offload(StrEnum):
    """What waits in main memory while it is not needed."""

    NONE = "none"
    MODEL = "whole networks"
    SEQUENTIAL = "single layers"


@dataclass(frozen=True)
class MemoryPlan:
    """What is switched on; `batch` pictures are drawn at once."""

    preset: MemoryPreset
    device: str
    precision: Precision
    offload: Offload
    slice_attention: bool
    slice_vae: bool
    tile_vae: bool
    channels_last: bool
    batch: int
    xformers: bool = False  # instead of torch's own attention

    @property
    def words(self) -> str:
        """One line for people."""
        saved = [
            f"{self.offload.value} wait in main memory" if self.offload is not Offload.NONE else "",
            "attention by xformers" if self.xformers else "",
            "attention in slices" if self.slice_attention else "",
            "VAE in slices" if self.slice_vae else "",
            "VAE in tiles" if self.tile_vae else "",
        ]
        parts = [self.device, self.precision, *(part for part in saved if part)]
        return f"{self.preset.value}: {', '.join(parts)}"


def plan_memory(
    wanted: MemoryPreset,
    device: Device,
    family: Family,
    total: int | None = None,
    *,
    xformers: bool = False,
) -> MemoryPlan:
    """The plan for a preset; auto looks at the `total` bytes of the GPU's memory.

    `xformers` says whether it computes on this device; then nothing is left to slice.
    """
    preset = wanted
    if device.kind == "cpu":
        preset = MemoryPreset.CPU
    elif wanted in (MemoryPreset.AUTO, MemoryPreset.CPU):
        preset = _fitting(device.memory if total is None else total)
    large = family is Family.SDXL
    offload = Offload.NONE
    if preset is MemoryPreset.GB_8:
        offload = Offload.SEQUENTIAL if large else Offload.MODEL
    elif preset is MemoryPreset.GB_12 and large:
        offload = Offload.MODEL
    xformers = xformers and device.kind == "cuda"
    tight = preset in (MemoryPreset.GB_8, MemoryPreset.GB_12)
    return MemoryPlan(
        preset=preset,
        device=device.name,
        precision=device.precision,
        offload=offload,
        slice_attention=preset is MemoryPreset.GB_8 and not xformers,
        slice_vae=preset is not MemoryPreset.GB_24,
        tile_vae=tight and large,
        channels_last=device.kind == "cuda",
        # On a processor a batch is no quicker, and one by one each picture is safe at once.
        batch=(2 if large else 4) if preset is MemoryPreset.GB_24 else 1,
        xformers=xformers,
    )


def apply_plan(plan: MemoryPlan, pipe: Any) -> None:
    """Switches everything on that the plan says, for all networks of `pipe`."""
    import torch

    pipe.remove_all_hooks()
    if plan.channels_last:
        for network in (pipe.unet, pipe.vae):
            network.to(memory_format=torch.channels_last)
    if plan.slice_attention and not wears_face(pipe.unet):
        pipe.enable_attention_slicing("max")
    if plan.xformers:
        use_xformers(pipe)
    for wanted, switch in ((plan.slice_vae, "slicing"), (plan.tile_vae, "tiling")):
        getattr(pipe.vae, f"{'enable' if wanted else 'disable'}_{switch}")()
    if plan.offload is Offload.MODEL:
        pipe.enable_model_cpu_offload(device=plan.device)
    elif plan.offload is Offload.SEQUENTIAL:
        pipe.enable_sequential_cpu_offload(device=plan.device)
    else:
        pipe.to(plan.device)
    if plan.device.startswith("cuda"):
        torch.backends.cuda.matmul.allow_tf32 = True
        torch.backends.cudnn.allow_tf32 = True


def total_memory(device: Device) -> int | None:
    """The bytes of the whole GPU; None for a processor.

    Of an Apple GPU, which shares the computer's memory, what the system recommends it to take.
    """
    if device.kind == "cpu":
        return None
    import torch

    if device.kind == "mps":
        return int(torch.mps.recommended_max_memory())
    return int(getattr(torch, device.kind).get_device_properties(device.name).total_memory)


def _fitting(memory: int) -> MemoryPreset:
    if memory >= 20 * _GIGA:
        return MemoryPreset.GB_24
    return MemoryPreset.GB_12 if memory >= 10 * _GIGA else MemoryPreset.GB_8
