"""Keeps the loaded networks warm and hands out the pipeline that a picture needs."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from diffusers import (
    StableDiffusionControlNetPipeline,
    StableDiffusionImg2ImgPipeline,
    StableDiffusionInpaintPipeline,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLInpaintPipeline,
)
from numpy.typing import NDArray

from avatar_gen.adapters import find_adapter, read_adapter
from avatar_gen.addon_files import AddonFiles, Lora, addon_files
from avatar_gen.addons import Worn
from avatar_gen.attention import xformers_computes
from avatar_gen.controlnets import find_controlnet, load_controlnet
from avatar_gen.family import Family
from avatar_gen.few_steps import lora_of
from avatar_gen.image_encoder import find_encoder
from avatar_gen.load import converted, dtype_of, load_pipeline, load_vae
from avatar_gen.memory import MemoryPlan, Offload, apply_plan, plan_memory, total_memory
from avatar_gen.models import ModelSource, find_model
from avatar_gen.options.finishing import MemoryPreset
from avatar_gen.options.sampling import ScheduleName, SchedulerName
from avatar_gen.options.wanted import Mode
from avatar_gen.quicker import quicken, slow_down
from avatar_gen.request import AvatarOptions
from avatar_gen.schedulers import make_scheduler, ran, schedule_of
from avatar_gen.worn_face import FaceGuide, WornFace
from talker.device import Device, release_memory
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import exists
from talker.model_files import ModelFiles

Pixels = NDArray[np.uint8]

_log = logging.getLogger(__name__)

_PIPELINES: dict[tuple[bool, Mode], Any] = {
    (False, Mode.IMAGE): StableDiffusionImg2ImgPipeline,
    (True, Mode.IMAGE): StableDiffusionXLImg2ImgPipeline,
    (False, Mode.INPAINT): StableDiffusionInpaintPipeline,
    (True, Mode.INPAINT): StableDiffusionXLInpaintPipeline,
    (False, Mode.CONTROL): StableDiffusionControlNetPipeline,
    (True, Mode.CONTROL): StableDiffusionXLControlNetPipeline,
}


@dataclass(frozen=True)
class _Base:
    """What must be the same for the loaded networks to be used again."""

    source: ModelSource
    vae: str
    plan: MemoryPlan
    compiled: bool


class ModelCache:
    """One set of networks at a time; another model, VAE or memory plan replaces it."""

    def __init__(self, files: ModelFiles, device: Device, home: Path) -> None:
        self.files = files
        self.device = device
        self.home = home
        self._base: _Base | None = None
        self._pipe: Any = None
        self._schedule: Any = None
        self.worn = Worn()
        self._face = WornFace()
        self._addons = AddonFiles()
        self._controlnets: dict[Path, Any] = {}
        self._memory: MemoryPreset | None = None
        self._quick = False

    def source(self, options: AvatarOptions) -> ModelSource:
        """The model that the options name; see `find_model` for the errors."""
        return find_model(
            options.model, self.files, lambda path: converted(path, self.home), self.home
        )

    def plan(self, options: AvatarOptions, family: Family) -> MemoryPlan:
        """How memory is saved; tighter than asked for once it has run out."""
        wanted = self._memory or options.memory
        device = self.device
        xformers = xformers_computes(device.name)
        return plan_memory(wanted, device, family, total_memory(device), xformers=xformers)

    def face(self, options: AvatarOptions, pictures: Sequence[Pixels]) -> FaceGuide | None:
        """What the IP-Adapter of `pipeline` makes of the presenter's pictures; None without."""
        if not _follows(options, pictures):
            return None
        return self._face.guide(find_encoder(self.files), pictures, self.device)

    def pipeline(self, options: AvatarOptions, mode: Mode, faces: Sequence[Pixels] = ()) -> Any:
        """A pipeline with the model, the add-ons and the scheduler of the options, and with an
        IP-Adapter where `faces` of the presenter are given.

        All modes share the same networks.
        """
        source = self.source(options)
        if source.inpaints and mode is not Mode.INPAINT:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{source.name} is a model for inpainting.",
                "Use it with the mode inpaint, or choose another model.",
            )
        plan = self.plan(options, source.family)
        base = _Base(source, options.vae, plan, options.compile)
        if base != self._base:
            self._load(base)
        addons = self.addons(options)
        if addons != self._addons:
            self._addons = AddonFiles()  # what is left when a file does not fit
            slow_down(self._pipe)
            self._quick = False
            self.worn.put_on(self._pipe, addons, source.family)
            self._addons = addons
        if not self._quick:
            quicken(self._pipe, self.device, self.home)
            self._quick = True
        self._wear_face(options, faces, source.family)
        pipe = self._as(mode, options, source, plan)
        pipe.scheduler = make_scheduler(options, self._schedule, source.family)
        apply_plan(plan, pipe)
        return pipe

    def addons(self, options: AvatarOptions) -> AddonFiles:
        """The files that are put on the model, with the LoRA that draws in few steps.

        ModelMissing where that one is not installed, UsageError where it is for other models.
        """
        files = addon_files(options, self.home)
        distilled = lora_of(options.few_steps, self.source(options).family)
        if distilled is None:
            return files
        path = self.files.path(distilled.entry, distilled.file)
        others = (lora for lora in files.loras if lora.path != path)
        return replace(files, loras=(Lora(path, 1.0, 1.0), *others))

    def sampler(self, options: AvatarOptions) -> tuple[SchedulerName, ScheduleName | None]:
        """What auto stands for with the model that is loaded."""
        return ran(options, self._schedule), schedule_of(options, self._schedule)

    def save_memory(self, options: AvatarOptions) -> bool:
        """Goes to the next tighter preset after memory ran out; False when there is none."""
        if self._base is None or self._base.plan.preset in (MemoryPreset.GB_8, MemoryPreset.CPU):
            return False
        now = self._base.plan.preset
        self._memory = MemoryPreset.GB_12 if now is MemoryPreset.GB_24 else MemoryPreset.GB_8
        tighter = self.plan(options, self._base.source.family)
        _log.warning("memory ran out with %s; now %s", now, tighter.words)
        self.release()
        return True

    def release(self) -> None:
        """Forgets the networks."""
        self._base = self._pipe = self._schedule = None
        self._quick = False
        self._addons, self.worn, self._face = AddonFiles(), Worn(), WornFace()
        self._controlnets = {}
        gc.collect()
        release_memory()

    def _wear_face(self, options: AvatarOptions, faces: Sequence[Pixels], family: Family) -> None:
        wanted = None
        if _follows(options, faces):
            wanted = find_adapter(options.like_model, family, self.files)
        if wanted == self._face.path:
            return
        if wanted is None:
            self._face.take_off(self._pipe)
        else:
            self._face.put_on(self._pipe, read_adapter(wanted, family, self._pipe.unet))

    def _load(self, base: _Base) -> None:
        self.release()
        plan = base.plan
        vae = None
        if base.vae:
            path = Path(base.vae)
            if not exists(path):
                raise InputError(
                    ErrorCode.MODEL_UNKNOWN, f"The VAE {path} does not exist.", "Check it.", path
                )
            vae = load_vae(path, base.source.family, plan.precision, self.home)
        pipe = load_pipeline(base.source, plan.precision, self.home, vae)
        if plan.offload is Offload.SEQUENTIAL:
            # Small, and to be made more precise where it overflows.
            pipe._exclude_from_cpu_offload = ["vae"]
        if base.compiled and plan.device.startswith("cuda"):
            pipe.unet.compile(mode="max-autotune-no-cudagraphs", dynamic=True)
        schedule = {**pipe.scheduler.config, "_class_name": type(pipe.scheduler).__name__}
        self._base, self._pipe, self._schedule = base, pipe, schedule

    def _as(self, mode: Mode, options: AvatarOptions, source: ModelSource, plan: MemoryPlan) -> Any:
        """The loaded networks as the pipeline of another mode."""
        if mode is Mode.TEXT:
            return self._pipe
        given: dict[str, Any] = {"dtype": dtype_of(plan.precision)}
        if mode is Mode.CONTROL:
            given["controlnet"] = self._control(options, source.family, plan)
        # Without the hooks of the last pipeline: the new one would not know of them.
        self._pipe.remove_all_hooks()
        kind = _PIPELINES[source.family is Family.SDXL, mode]
        made = kind.from_pipe(self._pipe, **given)
        made.set_progress_bar_config(disable=True)
        if plan.offload is Offload.SEQUENTIAL:
            made._exclude_from_cpu_offload = ["vae"]
        return made

    def _control(self, options: AvatarOptions, family: Family, plan: MemoryPlan) -> Any:
        """The ControlNet of the options, or all of them in their order."""
        paths = [
            find_controlnet(control.model, control.kind, family, self.files)
            for control in options.controls
        ]
        # Those that are not followed any more make room first.
        self._controlnets = {path: self._controlnets.get(path) for path in paths}
        for path, known in self._controlnets.items():
            if known is None:
                unet = self._pipe.unet
                made = load_controlnet(path, family, unet, plan.precision, self.home)
                self._controlnets[path] = made
        networks = [self._controlnets[path] for path in paths]
        return networks[0] if len(networks) == 1 else networks


def _follows(options: AvatarOptions, faces: Sequence[Pixels]) -> bool:
    """Whether pictures of the presenter count at all."""
    return bool(faces) and options.like_strength > 0
