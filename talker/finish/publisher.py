"""In whose name videos are labelled and signed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SELF_SIGNED = "Mouthpiece (self-signed on this computer)"


@dataclass(frozen=True)
class Publisher:
    """In whose name videos are made: `certificate` (PEM chain) and `key` (PEM) sign them.

    Without a certificate this computer signs with one of its own. `sign` off leaves out the
    signature, never the labels.
    """

    name: str = "Mouthpiece"
    certificate: Path | None = None
    key: Path | None = None
    sign: bool = True

    def check(self) -> None:
        """Raises InputError when the certificate cannot sign; nothing without one."""
        if self.sign and self.certificate is not None and self.key is not None:
            from talker.finish.identity import user_identity

            user_identity(self.certificate, self.key)
