"""Backends that have ended their process or hung: they are not asked any more.

That counts for the version that did so, until the backend is enabled again.
"""

from __future__ import annotations

from pathlib import Path

from talker.inference.at_work import AtWork, at_work_here, left_behind
from talker.inference.backends import installed_version
from talker.inference.kept import Distrust, distrust, load_kept, titled


def distrusted(home: Path) -> dict[str, str]:
    """Why enabled backends are not asked, half a sentence by id; what dead processes left is taken
    in first."""
    for work in left_behind(home):
        _distrust(work, f"it ended the program while it computed {work.network}", home)
    kept = load_kept(home)
    versions = {one.id: installed_version(one, home) for one in kept.backends}
    return {
        one.backend: one.reason
        for one in kept.distrusted
        if versions.get(one.backend) == one.version
    }


def distrust_hung(seconds: float, home: Path) -> str:
    """For a process whose work stands still: a backend that computes for `seconds` or longer is not
    asked any more. The sentence that says so; "" where none is to blame."""
    hung = at_work_here(seconds)
    for work in hung:
        _distrust(work, f"it did not come back while it computed {work.network}", home)
    return " ".join(
        f"{titled(one.backend)} did not come back while it computed {one.network}." for one in hung
    )


def _distrust(work: AtWork, reason: str, home: Path) -> None:
    distrust(Distrust(backend=work.backend, version=work.version, reason=reason), home)
