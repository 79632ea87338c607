"""A queue of its own for each test, and workers that end with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.queue.store import JobStore, queue_path
from tests.app.queue.work import Crew


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder whose name is hard to handle."""
    return tmp_path / "home 家"


@pytest.fixture
def store(home: Path) -> Iterator[JobStore]:
    with JobStore(queue_path(home)) as opened:
        yield opened


@pytest.fixture
def crew(home: Path) -> Iterator[Crew]:
    with Crew(home) as started:
        yield started
