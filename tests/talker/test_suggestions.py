"""What was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from talker.suggestions import did_you_mean, nearest

OPTIONS = ("head_motion", "expression_scale", "size", "fps")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("head_moton", "head_motion"), ("expresion", "expression_scale"), ("sise", "size")],
)
def test_a_slip_finds_the_name(written: str, meant: str) -> None:
    assert nearest(written, OPTIONS) == meant
    assert did_you_mean(written, iter(OPTIONS)) == f"Did you mean {meant}?"


def test_what_is_like_nothing_gets_no_suggestion() -> None:
    assert nearest("zzz", OPTIONS) == ""
    assert did_you_mean("zzz", OPTIONS) == ""
    assert did_you_mean("zzz", (), "See the list.") == "See the list."


def test_everybody_asks_here(repository: Path) -> None:
    asking = [
        path.name
        for folder in ("talker", "app", "avatar_gen")
        for path in (repository / folder).rglob("*.py")
        if "get_close_matches" in path.read_text(encoding="utf-8")
    ]
    assert asking == ["suggestions.py"]
