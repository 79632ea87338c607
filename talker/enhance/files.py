"""Which model file stands behind each choice of the options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talker.model_files import ModelFiles
from talker.options.render import RenderOptions
from talker.options.restoring import Restoration, Upscaling

FILES: dict[Restoration | Upscaling, str] = {
    Restoration.GFPGAN_14: "GFPGANv1.4.pth",
    Restoration.GFPGAN_13: "GFPGANv1.3.pth",
    Restoration.RESTOREFORMER: "RestoreFormer.pth",
    Upscaling.X2PLUS: "RealESRGAN_x2plus.pth",
    Upscaling.X4PLUS: "RealESRGAN_x4plus.pth",
    Upscaling.GENERAL: "realesr-general-x4v3.pth",
}


@dataclass(frozen=True)
class Weights:
    """The installed file of a choice; the choice's value is its name in the catalogue."""

    choice: Restoration | Upscaling
    path: Path

    @property
    def identity(self) -> str:
        """Changes when another file takes the place of this one."""
        stat = self.path.stat()
        return f"{self.choice.value} {self.path.name} {stat.st_size} {stat.st_mtime_ns}"


def model_ids(options: RenderOptions) -> tuple[str, ...]:
    """The catalogue entries that restoring and upscaling need."""
    wanted = (options.enhance if options.enhance_strength > 0 else None, options.upscale)
    return tuple(choice.value for choice in wanted if choice in FILES)


def find_weights(choice: Restoration | Upscaling, models: ModelFiles) -> Weights | None:
    """Where the file of a choice lies, None for no choice; ModelMissing if it is not installed."""
    file = FILES.get(choice)
    return Weights(choice, models.path(choice.value, file)) if file else None
