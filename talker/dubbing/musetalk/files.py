"""The official files, in whichever format they are installed, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talker.model_files import ModelFiles

MUSETALK, VAE, WHISPER = "musetalk", "sd-vae-ft-mse", "whisper-tiny"
MODELS = (MUSETALK, VAE, WHISPER)


@dataclass(frozen=True)
class MuseTalkFiles:
    """The three files that hold the networks: what draws latents, what pictures are, what hears."""

    unet: Path
    vae: Path
    whisper: Path

    @property
    def identity(self) -> str:
        """Changes when another file takes the place of one of them."""
        facts = [(path.name, path.stat()) for path in (self.unet, self.vae, self.whisper)]
        return " ".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in facts)


def find_files(files: ModelFiles) -> MuseTalkFiles:
    """Where the installed files lie; ModelMissing names the first model that is not installed."""
    return MuseTalkFiles(
        unet=files.path(MUSETALK, "musetalkV15/unet.pth"),
        vae=files.path(VAE, "diffusion_pytorch_model.safetensors"),
        whisper=files.path(WHISPER, "model.safetensors"),
    )
