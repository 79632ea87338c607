"""The steps between sound and networks still give the numbers that matched the original."""

from __future__ import annotations

import numpy as np
import pytest

from tests.talker.engines.sadtalker.own_numbers import FILE, Numbers, numbers

_EXACT = {"blinks", "blinks_slow", "parts"}
_LIMITS = {"wave": 2e-5, "mel": 1e-4, "windows": 1e-4, "camera": 1e-4, "square": 1e-3}
_PICTURES = {"aligned", "shown"}


@pytest.fixture(scope="module")
def stored() -> Numbers:
    with np.load(FILE) as file:
        return {name: file[name] for name in file.files}


@pytest.fixture(scope="module")
def made() -> Numbers:
    return numbers()


def test_every_stored_number_is_still_made(stored: Numbers, made: Numbers) -> None:
    assert set(stored) == set(made)


@pytest.mark.parametrize("name", sorted(np.load(FILE).files))
def test_a_step_gives_its_numbers(stored: Numbers, made: Numbers, name: str) -> None:
    assert made[name].dtype == stored[name].dtype
    if name in _EXACT:
        assert np.array_equal(made[name], stored[name])
    elif name in _PICTURES:
        far = np.abs(made[name].astype(int) - stored[name]) > 1
        assert far.mean() <= 0.005
    else:
        limit = _LIMITS.get(name, 1e-5)
        assert np.abs(made[name] - stored[name]).max() < limit
