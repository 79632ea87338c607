"""What a test may be skipped for under CI; `tests.skip_guard` fails a run for anything else."""

from __future__ import annotations

from enum import StrEnum


class AllowedSkip(StrEnum):
    """What a test may need that a machine of CI cannot be given; it stands first in the reason."""

    SYSTEM = "another system"
    PYTHON = "another Python"
    RIGHTS = "other rights"  # of root, or of anybody else
    GPU = "a GPU"
    VOICES = "the package registry of the voices"  # which a machine may not reach
    SHARED = "../shared"  # media and golden values that are too large or not ours to publish

    def reason(self, detail: str) -> str:
        """The reason of a skip that no machine of CI is blamed for."""
        return f"needs {self}: {detail}"


def is_allowed(reason: str) -> bool:
    """Whether a skip with this reason is in order on a machine of CI."""
    return reason.removeprefix("Skipped: ").startswith(tuple(one.reason("") for one in AllowedSkip))
