"""A small video that the road has made, signed and labelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from talker.provenance.publisher import Publisher
from tests.talker.films import Film, film


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Film:
    """Two and a half seconds, in the name of a studio; never changed."""
    return film(tmp_path_factory.mktemp("signed 签"), astronaut, Publisher("Studio 北"))
