"""Title cards: words before the presenter, silent, with the logo, as large as there is room for."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from talker.media.video_frames import read_frames
from talker.options.deliver import DeliverOptions
from talker.options.deliver_spec import map_title, read_spec
from talker.options.render import RenderOptions
from talker.subtitles.card import card_lines, format_card
from talker.subtitles.fonts import find_fonts
from tests.talker.deliver.making import make
from tests.talker.sounds import click_time

_SIZES = re.compile(r"\\fs(\d+)\}(.*)$", re.MULTILINE)


def test_a_card_stands_before_the_presenter_in_its_colors_with_the_logo(
    master: Path, tmp_path: Path
) -> None:
    Image.new("RGB", (40, 40), "#ff0000").save(tmp_path / "logo.png")
    options = {"title": "Hi", "title_seconds": 1, "title_color": "#ffff00"}
    spec = "title_background=#0000ff,logo_place=top-left,logo_size=20,logo_margin=0"
    made = make(master, tmp_path / "a.mp4", spec, logo=tmp_path / "logo.png", **options)
    frames = [frame.astype(int) for frame in read_frames(tmp_path / "a.mp4")]
    talk = list(read_frames(master))
    assert made.duration == pytest.approx(3.0)
    assert len(frames) == len(talk) + 25
    card = frames[12]
    np.testing.assert_allclose(card[60, 4], (0, 0, 255), atol=12)
    np.testing.assert_allclose(card[10, 10], (255, 0, 0), atol=24)
    words = (card[:, :, 0] > 180) & (card[:, :, 1] > 180) & (card[:, :, 2] < 120)
    rows, columns = np.nonzero(words)
    assert words.sum() > 60
    assert abs(rows.mean() - 80) < 12
    assert abs(columns.mean() - 80) < 12
    np.testing.assert_allclose(frames[25][100, 100], talk[0][100, 100], atol=16)
    click = click_time(master)
    assert click_time(tmp_path / "a.mp4") == pytest.approx(click + 1.0, abs=0.03)


def test_the_first_line_is_the_largest_and_no_word_of_it_is_divided() -> None:
    def sizes(title: str, width: int) -> list[tuple[int, str]]:
        text = card_lines(title)
        fonts = find_fonts(text).fonts
        ass = format_card(text, fonts, (width, 320), "#ffffff")
        return [(int(size), line.strip("\u200e")) for size, line in _SIZES.findall(ass)]

    short = sizes("Hello |  at  nine\nin Rome", 320)
    assert [line for _, line in short] == ["Hello", "at nine", "in Rome"]
    assert short[0][0] > short[1][0] == short[2][0]
    long = sizes("Congratulations", 160)
    assert [line for _, line in long] == ["Congratulations"]
    assert long[0][0] < short[0][0]


def test_the_title_of_a_render_is_that_of_each_version_without_its_own() -> None:
    options = RenderOptions(title="All", deliverable=("9:16", "1:1,title=Mine"))
    assert [one.title for one in options.deliverables] == ["All", "Mine"]
    assert RenderOptions(title="One").deliverables == (DeliverOptions(title="One"),)
    assert RenderOptions(title=" ").deliverables == ()


def test_the_words_of_a_card_in_a_version_may_hold_its_signs() -> None:
    spec = map_title('9:16,title="{a}, {b}; c"', lambda title: title.replace("{a}", '"A"'))
    assert read_spec(spec).title == '"A", {b}; c'
