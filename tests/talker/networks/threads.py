"""Small networks run on one thread: on a busy machine threads that share one wait long."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch


@pytest.fixture(autouse=True)
def threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """One thread, but for the golden tests at full size."""
    before = torch.get_num_threads()
    if "golden" not in request.fixturenames:
        torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
