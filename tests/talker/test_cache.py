"""The cache: what was stored comes back, damage and limits cost only time."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from talker.cache import Cache, Entry
from talker.home import cache_folder, home_folder


def entry(value: int = 1, size: int = 100) -> Entry:
    return Entry({"mesh": np.full(size, value, np.float32)}, {"name": "ann", "value": value})


def test_an_entry_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new")
    cache.store(entry(7), "digest", "mesh", "1")
    found = cache.load("digest", "mesh", "1")
    assert found is not None
    np.testing.assert_array_equal(found.arrays["mesh"], entry(7).arrays["mesh"])
    assert found.facts == {"name": "ann", "value": 7}


def test_every_part_of_the_key_counts(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store(entry(), "digest", "mesh", "1")
    assert cache.load("digest", "mesh", "2") is None
    assert cache.load("digest", "mesh1") is None


@pytest.mark.parametrize("damage", ["cut", "noise", "empty"])
def test_a_damaged_entry_is_missing_and_can_be_written_again(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.store(entry(1), "k")
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    noise = data[:150] + b"\xff" * 100 + data[250:]
    path.write_bytes({"cut": data[: len(data) // 2], "noise": noise, "empty": b""}[damage])
    assert cache.load("k") is None
    cache.store(entry(2), "k")
    found = cache.load("k")
    assert found is not None
    assert found.facts["value"] == 2


def test_the_least_recently_used_makes_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit_bytes=2 * 5000)
    cache.store(entry(1, 1000), "first")
    time.sleep(0.02)  # ages are told apart by the clock of the file system
    cache.store(entry(1, 1000), "second")
    time.sleep(0.02)
    assert cache.load("first") is not None  # used again: now the younger one
    time.sleep(0.02)
    cache.store(entry(1, 1000), "third")
    assert cache.load("second") is None
    assert cache.load("first") is not None
    assert cache.load("third") is not None


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    Cache(blocked / "cache").store(entry(), "k")
    assert Cache(blocked / "cache").load("k") is None


def test_home_is_what_the_variable_says_or_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "named"))
    assert home_folder() == tmp_path / "named"
    assert cache_folder(home_folder()) == tmp_path / "named" / "cache"
    monkeypatch.delenv("MOUTHPIECE_HOME")
    assert home_folder().name == "Mouthpiece"
