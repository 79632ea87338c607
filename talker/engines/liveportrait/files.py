"""The official files, in either layout, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talker.model_files import ModelFiles

OFFICIAL = "liveportrait"
SAFETENSORS = "liveportrait-safetensors"
# The names in the retargeting file, which holds three networks.
STITCHING, LIPS, EYES = "retarget_shoulder", "retarget_mouth", "retarget_eye"
_NAMES = {
    OFFICIAL: (
        "base_models/appearance_feature_extractor.pth",
        "base_models/motion_extractor.pth",
        "base_models/warping_module.pth",
        "base_models/spade_generator.pth",
        "retargeting_models/stitching_retargeting_module.pth",
    ),
    SAFETENSORS: (
        "appearance_feature_extractor.safetensors",
        "motion_extractor.safetensors",
        "warping_module.safetensors",
        "spade_generator.safetensors",
        "stitching_retargeting_module.safetensors",
    ),
}


@dataclass(frozen=True)
class LivePortraitFiles:
    """The five files that hold the seven networks."""

    appearance: Path
    motion: Path
    warping: Path
    generator: Path
    retargeting: Path

    @property
    def identity(self) -> str:
        """Changes when another file takes the place of one of them."""
        paths = (self.appearance, self.motion, self.warping, self.generator, self.retargeting)
        facts = [(path.name, path.stat()) for path in paths]
        return " ".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in facts)


def find_files(files: ModelFiles) -> LivePortraitFiles:
    """Where the installed files lie: the official ones, or else their safetensors conversion.

    ModelMissing names the official model when neither is installed.
    """
    model = SAFETENSORS if files.installed(SAFETENSORS) else OFFICIAL
    return LivePortraitFiles(*(files.path(model, name) for name in _NAMES[model]))
