"""The weight syntax of prompts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_gen.weights import Piece, parse


@pytest.mark.parametrize(
    ("prompt", "pieces"),
    [
        ("a woman", [("a woman", 1.0)]),
        ("a (woman:1.3), smiling", [("a ", 1.0), ("woman", 1.3), (", smiling", 1.0)]),
        ("((blue)) [red]", [("blue", 1.21), (" ", 1.0), ("red", 1 / 1.1)]),
        ("(a (b:2) c:1.5)", [("a ", 1.5), ("b", 3.0), (" c", 1.5)]),
        ("(open", [("open", 1.1)]),
        ("(a [b", [("a ", 1.1), ("b", 1.0)]),
        (r"a \(real\) thing", [("a (real) thing", 1.0)]),
        ("one) two]", [("one) two]", 1.0)]),
        ("time 10:30", [("time 10:30", 1.0)]),
        ("(x:-0.5)", [("x", -0.5)]),
        ("a BREAK b", [("a ", 1.0), ("BREAK", 1.0), (" b", 1.0)]),
        ("Boat at the BREAKFAST", [("Boat at the BREAKFAST", 1.0)]),
        ("", []),
    ],
)
def test_brackets_give_weight(prompt: str, pieces: list[tuple[str, float]]) -> None:
    found = parse(prompt)
    assert [one.text for one in found] == [text for text, _ in pieces]
    assert [one.weight for one in found] == pytest.approx([weight for _, weight in pieces])


@given(st.text(st.characters(exclude_characters="()[]\\:"), max_size=60))
def test_a_text_without_brackets_stays_as_it_is(text: str) -> None:
    assert "".join(one.text for one in parse(text)) == text
    assert all(one.weight == 1 for one in parse(text))


@given(st.text("ab ([:1.5)]\\", max_size=40))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert all(isinstance(one, Piece) for one in parse(text))
