"""Settings: where models lie and come from."""

from __future__ import annotations

import os

from pydantic import Field

from app.settings.section import AbsolutePath, Section

OFFLINE_SWITCH = "MOUTHPIECE_OFFLINE"


class ModelSettings(Section):
    """Where models lie and how they may be fetched."""

    folder: AbsolutePath | None = Field(
        default=None,
        title="Folder for models",
        description="Instead of the folder `models` in the home folder; a large disk.",
    )
    extra_folders: tuple[AbsolutePath, ...] = Field(
        default=(),
        title="Further folders",
        description="Searched too, never written: shared disks, other programs' models.",
    )
    offline: bool = Field(
        default=False, title="Offline", description="Open no network connection at all."
    )
    downloads: bool = Field(
        default=True, title="Downloads allowed", description="Models may be fetched when asked for."
    )
    parallel: int = Field(
        default=3, ge=1, le=8, title="Files at a time", description="Downloads side by side."
    )
    hf_endpoint: str | None = Field(
        default=None,
        title="Hugging Face address",
        description="Asked instead of https://huggingface.co; HF_ENDPOINT does the same.",
    )
    mirrors: tuple[str, ...] = Field(
        default=(),
        title="Own mirrors",
        description="Addresses of folders, asked first, for MIRROR/MODEL/FILE.",
    )
    proxy: str | None = Field(
        default=None,
        title="Proxy",
        description="http://, https:// or socks5://; otherwise the system's variables count.",
    )
    catalogue: AbsolutePath | None = Field(
        default=None, title="Catalogue", description="Another file than the program's own."
    )

    @property
    def switched_offline(self) -> bool:
        """Whether the user wants no connection: by the setting or by MOUTHPIECE_OFFLINE."""
        word = os.environ.get(OFFLINE_SWITCH, "").lower()
        return self.offline or word not in {"", "0", "false", "no"}
