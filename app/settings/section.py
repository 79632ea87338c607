"""What the settings of all parts have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def _absolute(path: Path) -> Path:
    if not path.is_absolute():
        raise ValueError("must be a whole path, from the drive or the root on")
    return path


AbsolutePath = Annotated[Path, AfterValidator(_absolute)]


class Section(BaseModel):
    """What the settings of one part have in common: fixed values, no unknown names."""

    model_config = ConfigDict(extra="forbid", frozen=True)
