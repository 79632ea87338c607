"""Which build of the program this is: an installer writes it down, a checkout knows nothing."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

BUILD_FILE = "mouthpiece_build.json"


class BuildInfo(BaseModel):
    """`flavour` is that of the installer: offline-cpu, offline-cuda or web; "" for a checkout.

    `update_address` and `update_key` say where to ask for newer versions and whom to believe.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    version: str = ""
    flavour: str = ""
    update_address: str | None = None
    update_key: str | None = None

    @property
    def may_ask(self) -> bool:
        """Whether the build looks for newer versions unless the user says otherwise."""
        return self.flavour == "web"


def build_info() -> BuildInfo:
    """The facts of this installation."""
    path = Path(__file__).resolve().parent.parent / BUILD_FILE
    try:
        return BuildInfo.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return BuildInfo()
