"""Settings: newer versions."""

from __future__ import annotations

from pydantic import Field

from app.settings.section import Section
from talker.options.choice import Choice


class UpdateCheck(Choice):
    """Whether the program asks by itself; `AUTO` leaves it to the kind of installation."""

    AUTO = "auto", "As installed"
    ON = "on", "On"
    OFF = "off", "Off"

    @classmethod
    def _missing_(cls, value: object) -> UpdateCheck | None:
        """What `auto` was called in the settings of earlier versions."""
        return cls.AUTO if value == "as-installed" else None


class UpdateSettings(Section):
    """Whether and where the program asks for newer versions; it only ever tells."""

    check: UpdateCheck = Field(
        default=UpdateCheck.AUTO,
        title="Look for newer versions",
        description="As installed: only where the program came over the network. You are told; "
        "nothing is fetched.",
    )
    address: str | None = Field(
        default=None, title="Address", description="Of the file that names the newest version."
    )
    key: str | None = Field(
        default=None, title="Key", description="Ed25519, base64: who signs that file."
    )
    sha256: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{64}$",
        title="SHA-256",
        description="Of that file, instead of a signature.",
    )
