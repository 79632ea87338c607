"""The steps around the networks give the numbers that they gave when they matched the original."""

from __future__ import annotations

import numpy as np
import pytest

from tests.talker.engines.liveportrait.own_numbers import FILE, Numbers, numbers

_PICTURES = {"crop", "seen", "pasted", "limited", "mask"}


@pytest.fixture(scope="module")
def stored() -> Numbers:
    with np.load(FILE) as file:
        return {name: file[name] for name in file.files}


@pytest.fixture(scope="module")
def made() -> Numbers:
    return numbers()


def test_the_same_steps_are_compared(stored: Numbers, made: Numbers) -> None:
    assert made.keys() == stored.keys()


@pytest.mark.parametrize("name", sorted(np.load(FILE).files))
def test_a_step_gives_its_numbers(stored: Numbers, made: Numbers, name: str) -> None:
    assert made[name].shape == stored[name].shape
    if name in _PICTURES:
        far = np.abs(made[name].astype(int) - stored[name]) > 1
        assert far.mean() <= 0.005
    else:
        assert np.abs(made[name] - stored[name]).max() < 1e-5 * max(1, np.abs(stored[name]).max())
