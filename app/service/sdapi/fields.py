"""What clients of the WebUI send to draw a picture, as far as it means something here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

# Entries that change no picture here, whatever they say.
_HARMLESS = frozenset(
    {
        *("do_not_save_samples", "do_not_save_grid", "save_images", "send_images"),
        *("override_settings_restore_afterwards", "script_args", "include_init_images"),
        *("force_task_id", "comments", "disable_extra_networks", "infotext"),
    }
)
# What entries say that ask for nothing.
_NOTHING: tuple[Any, ...] = (None, "", 0, -1, False, [], {}, (), "None", "Automatic")
_USUAL: Mapping[str, tuple[Any, ...]] = {
    "eta": (1.0,),
    "s_noise": (1.0,),
    "initial_noise_multiplier": (1.0,),
    "hr_scale": (1.0, 2.0),
    "hr_upscaler": ("Latent",),
    "mask_blur": (4,),
    "inpaint_full_res": (True,),
    "inpainting_fill": (1,),
    "image_cfg_scale": (1.5,),
}


class ControlScript(BaseModel):
    """`alwayson_scripts.controlnet`; what of `args` is no object asks for nothing."""

    args: list[Any] | None = None


class ControlPicture(BaseModel):
    """A picture in base64, as some clients wrap it."""

    image: str = ""


class ControlUnit(BaseModel):
    """One unit of `alwayson_scripts.controlnet.args`."""

    model_config = ConfigDict(extra="allow")

    enabled: bool = True
    image: str | ControlPicture | None = None
    input_image: str | None = None
    module: str = "none"
    model: str = "None"
    weight: float = 1.0
    guidance_start: float = 0.0
    guidance_end: float = 1.0

    @property
    def picture(self) -> str:
        """The picture in base64, however it came."""
        given = self.image or self.input_image or ""
        return given.image if isinstance(given, ControlPicture) else given


class Drawing(BaseModel):
    """The entries of txt2img and img2img that are drawn by; others stay in `model_extra`."""

    model_config = ConfigDict(extra="allow")

    prompt: str = ""
    negative_prompt: str = ""
    seed: int = -1
    steps: int | None = None
    cfg_scale: float = 7.0
    width: int = 512
    height: int = 512
    sampler_name: str | None = None
    sampler_index: str | None = None
    scheduler: str | None = None
    batch_size: int = Field(1, ge=1)
    n_iter: int = Field(1, ge=1)
    restore_faces: bool | None = False
    styles: list[str] | None = None
    denoising_strength: float | None = None
    enable_hr: bool = False
    hr_scale: float = 2.0
    init_images: list[str] = []
    mask: str | None = None
    inpainting_mask_invert: int = 0
    override_settings: dict[str, Any] | None = None
    alwayson_scripts: dict[str, Any] | None = None
    script_name: str | None = None

    @property
    def count(self) -> int:
        """How many pictures."""
        return self.batch_size * self.n_iter

    @property
    def unheard(self) -> list[str]:
        """Entries that ask for something that is not done here, to be told."""
        return [
            name
            for name, value in (self.model_extra or {}).items()
            if name not in _HARMLESS and value not in _NOTHING and value not in _USUAL.get(name, ())
        ]
