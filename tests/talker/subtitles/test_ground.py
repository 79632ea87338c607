"""Lines keep off the mouth, the label and the logo, and otherwise stand where they always do."""

from __future__ import annotations

import pytest

from talker.scene import Window
from talker.subtitles.ground import Band, Block, Ground, Taken

SQUARE = (500, 500)
LINE = 35.0
MOUTH = Window(200, 330, 100, 60)  # down to 390
LABEL = Window(250, 390, 240, 100)


def lines(count: int, start: float = 0.0, width: float = 400.0) -> Block:
    return Block(width, count * LINE, LINE, start)


def rows(ground: Ground, block: Block) -> tuple[float, float]:
    """The upper and lower edge of a block where it is put."""
    band = ground.band(block)
    assert band is not None
    top = band.margin if band.hangs else ground.canvas[1] - band.margin - block.height
    return top, top + block.height


@pytest.mark.parametrize(
    ("canvas", "edge"), [((1280, 720), 43), ((500, 500), 30), ((720, 1280), 205)]
)
def test_the_usual_place_is_low_and_above_the_buttons_of_telephones(
    canvas: tuple[int, int], edge: int
) -> None:
    assert Ground(canvas).band(lines(2)) == Band(False, edge)


def test_two_lines_stand_below_the_mouth() -> None:
    top, _ = rows(Ground(SQUARE, mouth=MOUTH), lines(2))
    assert top >= 390


def test_what_would_reach_the_mouth_goes_up() -> None:
    band = Ground(SQUARE, mouth=MOUTH).band(lines(3))
    assert band is not None
    assert band.hangs
    _, bottom = rows(Ground(SQUARE, mouth=MOUTH), lines(3))
    assert bottom <= 330


def test_the_label_is_kept_off_as_long_as_it_is_shown() -> None:
    ground = Ground(SQUARE, (Taken(LABEL, until=2.0),))
    _, bottom = rows(ground, lines(2, start=1.9))
    assert bottom <= 390, "above the label"
    assert ground.band(lines(2, start=2.0)) == ground.usual, "its place is not kept afterwards"
    always = Ground(SQUARE, (Taken(LABEL),))
    assert always.band(lines(2, start=100.0)) != always.usual


def test_between_label_and_mouth_there_is_no_room() -> None:
    band = Ground(SQUARE, (Taken(LABEL),), MOUTH).band(lines(1))
    assert band is not None
    assert band.hangs


def test_a_short_word_stands_beside_a_narrow_logo() -> None:
    logo = Window(0, 420, 60, 60)
    ground = Ground(SQUARE, (Taken(logo),))
    assert ground.band(lines(1, width=200.0)) == ground.usual
    assert ground.band(lines(1, width=450.0)) != ground.usual


def test_where_everything_is_taken_nothing_fits() -> None:
    assert Ground(SQUARE, (Taken(Window(0, 0, 500, 500)),)).band(lines(1)) is None
    assert Ground(SQUARE).band(lines(20)) is None
