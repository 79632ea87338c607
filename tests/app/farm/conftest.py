"""A farm on 127.0.0.1 for the tests: a real scheduler and real nodes, as processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.farm.local import LocalFarm
from app.queue.store import JobStore, queue_path


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[LocalFarm]:
    """A scheduler without nodes; names that are hard to handle."""
    with LocalFarm(tmp_path / "farm 农场") as started:
        yield started


@pytest.fixture
def store(farm: LocalFarm) -> Iterator[JobStore]:
    with JobStore(queue_path(farm.home)) as opened:
        yield opened
