"""What lies beside an installer: the list of its contents, checksums, and how it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

SUMS = "SHA256SUMS"


def write_sums(files: Iterable[Path], folder: Path) -> Path:
    """Writes checksums as `sha256sum --check` reads them, for files in `folder`."""
    lines = []
    for path in sorted(files):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(folder).as_posix()}\n")
    target = folder / SUMS
    target.write_bytes("".join(lines).encode())
    return target
