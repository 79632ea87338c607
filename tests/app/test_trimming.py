"""Editing what is kept of a recording: whatever is dragged, something sensible is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trimming import Trimming


def test_it_says_what_the_options_say() -> None:
    trimming = Trimming.of(10, "1-9.5", ("3-4", "20-30", "3.5-5"))
    assert (trimming.trim, trimming.cut) == ("1-9.5", ("3-5",))
    assert trimming.heard == pytest.approx(6.5)
    whole = Trimming.of(10)
    assert (whole.trim, whole.cut, whole.whole, whole.heard) == ("", (), True, 10)
    assert Trimming.of(10, "2-").trim == "2-"
    assert Trimming.of(10, "2-40").trim == "2-"


def test_ends_and_edges_of_cuts_move_as_far_as_there_is_room() -> None:
    trimming = Trimming.of(10, "", ("2-3", "5-6"))
    assert trimming.moved(0, 1.5).trim == "1.5-"
    assert trimming.moved(1, -3).trim == "0-0.1"
    assert trimming.moved(3, 9).cut == ("2-5", "5-6")
    assert trimming.moved(3, 9).settled().cut == ("2-6",)
    assert trimming.moved(4, 9).settled().cut == ("2-3",)
    assert trimming.moved(2, -1).cut == ("0-3", "5-6")


def test_cutting_everything_cuts_nothing() -> None:
    trimming = Trimming.of(10, "2-4")
    assert trimming.without(trimming.kept[0]) is trimming
    cut = trimming.without(Trimming.of(10, "3-20").kept[0])
    assert (cut.heard, cut.trim) == (1, "2-4")


def test_playing_goes_on_where_something_is_heard() -> None:
    trimming = Trimming.of(10, "1-9", ("3-5",))
    assert [trimming.next_kept(at) for at in (0, 2, 3, 4.5, 8.99, 9)] == [1, 2, 5, 5, 8.99, None]


def test_silence_at_the_ends_goes_and_pauses_stay() -> None:
    peaks = [0.0, 0.001, 0.0, 0.5, 0.0, 0.0, 0.4, 0.0, 0.002, 0.0]
    quiet = Trimming.of(10).without_quiet_ends(peaks)
    assert (quiet.trim, quiet.cut) == ("2.85-7.15", ())
    assert Trimming.of(10).without_quiet_ends([0.0] * 10).whole


@given(
    st.lists(st.tuples(st.integers(0, 5), st.floats(-2, 12)), max_size=12),
    st.lists(st.tuples(st.floats(0, 9), st.floats(0.01, 3)), max_size=4),
)
def test_something_is_always_left_and_the_options_say_all_of_it(
    moves: list[tuple[int, float]], cuts: list[tuple[float, float]]
) -> None:
    trimming = Trimming.of(10)
    for start, length in cuts:
        trimming = trimming.without(Trimming.of(20, f"{start:.3f}-{start + length:.3f}").kept[0])
    for edge, to in moves:
        if edge < len(trimming.edges):
            trimming = trimming.moved(edge, to).settled()
    again = Trimming.of(10, trimming.trim, trimming.cut)
    assert again.heard == pytest.approx(trimming.heard, abs=0.02)
    assert trimming.stop - trimming.start >= 0.0999
    assert list(trimming.cuts) == sorted(trimming.cuts)
