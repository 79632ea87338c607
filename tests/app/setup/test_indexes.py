"""Package indexes that do not answer are left out; everything else of pip's settings stays."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.setup.indexes import answering_only, parse_settings, pip_settings

REFUSING = "http://127.0.0.1:9/simple"


def test_the_environment_wins_over_pips_files() -> None:
    listing = (
        ":env:.timeout='5'\n"
        "global.extra-index-url='file:///a file:///b'\n"
        "global.timeout='60'\n"
        "install.timeout='30'\n"
    )
    assert parse_settings(listing) == {
        "extra-index-url": "file:///a file:///b",
        "timeout": "5",
    }


def test_pips_real_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "file:///wheels")
    assert pip_settings(Path(sys.executable))["extra-index-url"] == "file:///wheels"


def test_a_silent_index_is_left_out(unreachable: str) -> None:
    settings = {
        "index-url": unreachable,
        "extra-index-url": f"file:///a {unreachable} file:///b",
        "find-links": "wheels",
    }
    assert answering_only(settings, seconds=1.0) == {
        "PIP_INDEX_URL": "file:///a",
        "PIP_EXTRA_INDEX_URL": "file:///b",
        "PIP_FIND_LINKS": "wheels",
        "PIP_CONFIG_FILE": os.devnull,
    }


@pytest.mark.parametrize(
    "settings",
    [
        {"index-url": "file:///a", "extra-index-url": "file:///b"},  # all answer
        {"index-url": REFUSING},  # none answers
        {"index-url": REFUSING, "extra-index-url": "file:///b", "proxy": "http://proxy:80"},
        {"no-index": "1", "find-links": "wheels"},
    ],
)
def test_otherwise_pip_is_left_alone(settings: dict[str, str]) -> None:
    assert answering_only(settings, seconds=1.0) == {}
