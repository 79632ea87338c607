"""Subtitles in the picture and as tracks: what is told, and what players find in the file."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from talker.deliver.finisher import Delivered
from talker.deliver.planner import read_master
from talker.deliver.subtitling import Subtitler
from talker.label.visible_label import label_image
from talker.media import ffmpeg
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.ai_label import Corner
from talker.options.deliver import DeliverOptions
from talker.progress import Notice, NoticeCode
from talker.render_context import RenderContext
from talker.subtitles.ground import Ground
from tests.talker.deliver.making import make
from tests.talker.sounds import ffmpeg as run_ffmpeg
from tests.talker.subtitles.own_fonts import make_font

SRT = "1\n00:00:00,200 --> 00:00:01,500\n{}\n"


@pytest.fixture
def box_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user with a font of boxes, called like one that is asked for first."""
    folder = tmp_path / "user" / ".local" / "share" / "fonts"
    folder.mkdir(parents=True)
    make_font(folder / "NotoSans-Regular.ttf", "Helo")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "user"))


def said(folder: Path, content: str, name: str = "said.srt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def codes(made: Delivered) -> list[object]:
    return [notice.code for notice in made.notices]


def about(path: Path) -> str:
    """What ffmpeg says of a file."""
    command = [str(ffmpeg.executable()), "-hide_banner", "-i", str(path)]
    return subprocess.run(command, capture_output=True, check=False).stderr.decode()


def shown(path: Path) -> str:
    """The subtitles of a file as SRT."""
    return run_ffmpeg("-i", str(path), "-map", "0:s:0", "-f", "srt", "-").decode()


def headers(path: Path) -> bytes:
    """Version and flags of the header of the last track of an MP4 or MOV file, the subtitles."""
    content = path.read_bytes()
    at = content.rfind(b"tkhd")
    return content[at + 4 : at + 8] if at >= 0 else b""


@pytest.mark.usefixtures("box_font")
def test_burned_subtitles_are_in_the_picture_while_they_are_said(
    master: Path, tmp_path: Path
) -> None:
    make(master, tmp_path / "plain.mp4", "1:1,720")
    made = make(
        master, tmp_path / "burned.mp4", "1:1,720", subtitles=said(tmp_path, SRT.format("Hello"))
    )
    assert codes(made) == []
    plain = list(read_frames(tmp_path / "plain.mp4"))
    burned = list(read_frames(tmp_path / "burned.mp4"))
    assert abs(plain[20].astype(int) - burned[20]).max() > 100
    assert abs(plain[48].astype(int) - burned[48]).mean() < 2


@pytest.mark.usefixtures("box_font")
@pytest.mark.parametrize(
    "spec",
    [
        "4:5,720,fit=blur",
        pytest.param("9:16,720,fit=color", marks=pytest.mark.slow),
        pytest.param("16:9,720,fit=blur", marks=pytest.mark.slow),
    ],
)
def test_the_label_is_not_written_over(master: Path, tmp_path: Path, spec: str) -> None:
    path = said(tmp_path, SRT.format("Hello\nHello\nHello"))
    make(master, tmp_path / "plain.mp4", spec, hardware="off")
    make(master, tmp_path / "burned.mp4", spec, subtitles=path, hardware="off")
    plain, burned = (list(read_frames(tmp_path / name))[20] for name in ("plain.mp4", "burned.mp4"))
    written = np.abs(plain.astype(int) - burned).max(axis=2) > 60
    assert written.any()
    height, width = written.shape
    side = min(width, height)  # of the master: a square in the middle
    label = label_image((side, side), Corner.BOTTOM_RIGHT)
    top = (height - side) // 4 * 2 + label.top
    left = (width - side) // 4 * 2 + label.left
    rows, columns = label.colour.shape
    assert not written[top : top + rows, left : left + columns].any()


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp4", "mov_text"), ("a.webm", "webvtt"), ("a.mov", "mov_text")]
)
def test_a_track_has_its_language_and_waits_to_be_switched_on(
    master: Path, tmp_path: Path, name: str, codec: str
) -> None:
    path = said(tmp_path, SRT.format("Hallo"), "said.de.srt")
    kind = name.partition(".")[2]
    make(master, tmp_path / name, kind, subtitles=path, subtitle_way="track")
    (line,) = re.findall("Stream .*Subtitle: .*", about(tmp_path / name))
    assert codec in line
    assert "(ger)" in line or "(deu)" in line
    assert "default" not in line
    assert b"\0\0\0\3" not in headers(tmp_path / name)
    assert "Hallo" in shown(tmp_path / name)


def test_an_option_names_the_language(master: Path, tmp_path: Path) -> None:
    path = said(tmp_path, SRT.format("Bonjour"), "said.de.srt")
    make(
        master,
        tmp_path / "a.mp4",
        "",
        subtitles=path,
        subtitle_way="track",
        subtitle_language="fr-CA",
    )
    assert "(fra)" in about(tmp_path / "a.mp4")


def test_the_track_ends_with_the_video(master: Path, tmp_path: Path) -> None:
    late = "\n2\n00:00:01,600 --> 00:10:00,000\nLong\n\n3\n00:11:00,000 --> 00:12:00,000\nLate\n"
    path = said(tmp_path, SRT.format("Hello") + late)
    made = make(master, tmp_path / "a.mp4", "", subtitles=path, subtitle_way="track")
    assert codes(made) == [NoticeCode.SUBTITLES_CUT]
    assert "1 begin after the end" in made.notices[0].message
    assert "Duration: 00:00:02.0" in about(tmp_path / "a.mp4")
    assert "00:00:01,600 --> 00:00:02,000\nLong" in shown(tmp_path / "a.mp4")
    assert "Late" not in shown(tmp_path / "a.mp4")


def test_subtitles_that_all_come_later_are_none(master: Path, tmp_path: Path) -> None:
    path = said(tmp_path, "1\n01:00:00,200 --> 01:00:01,500\nFrom an edit that begins at 1 h\n")
    made = make(master, tmp_path / "a.mp4", "", subtitles=path)
    assert codes(made) == [NoticeCode.SUBTITLES_CUT]
    assert probe(tmp_path / "a.mp4").video is not None


def test_a_guess_at_the_encoding_is_told_until_it_is_named(master: Path, tmp_path: Path) -> None:
    path = said(tmp_path, SRT.format("Привет, как дела"), encoding="cp1251")
    made = make(master, tmp_path / "a.mp4", "", subtitles=path, subtitle_way="track")
    assert codes(made) == [NoticeCode.ENCODING_GUESSED]
    assert "windows-1251" in made.notices[0].message
    named = {"subtitle_way": "track", "subtitle_encoding": "windows-1251"}
    assert codes(make(master, tmp_path / "b.mp4", "", subtitles=path, **named)) == []
    for name in ("a.mp4", "b.mp4"):
        assert "Привет, как дела" in shown(tmp_path / name)


@pytest.mark.usefixtures("box_font")
def test_letters_without_a_font_are_named_and_the_rest_is_burned(
    master: Path, tmp_path: Path
) -> None:
    path = said(tmp_path, SRT.format("Hello \U0010fffd"))
    made = make(master, tmp_path / "a.gif", "gif", subtitles=path)
    assert codes(made) == [NoticeCode.FONT_MISSING]
    assert "\U0010fffd; they are left out" in made.notices[0].message
    make(master, tmp_path / "plain.gif", "gif")
    one, other = (list(read_frames(tmp_path / name))[20] for name in ("a.gif", "plain.gif"))
    assert np.abs(one.astype(int) - other).max() > 100


def test_text_that_nobody_says_is_told(master: Path, tmp_path: Path) -> None:
    told: list[Notice] = []
    silent = replace(read_master(master), sound=False)
    options = DeliverOptions(subtitles=said(tmp_path, "Hello. You.", "said.txt"))
    planned = Subtitler(silent, tmp_path, RenderContext(tmp_path)).plan(
        options, Ground((160, 160)), 0.0, told.append
    )
    assert (planned.burned, planned.track) == ("", None)
    assert [notice.code for notice in told] == [NoticeCode.SUBTITLES_UNTIMED]


def test_frames_of_a_file_count_at_the_rate_of_the_video(master: Path, tmp_path: Path) -> None:
    path = said(tmp_path, "{10}{25}Hello", "said.sub")
    make(master, tmp_path / "a.mp4", "", subtitles=path, subtitle_way="track")
    assert "00:00:00,400 --> 00:00:01,000" in shown(tmp_path / "a.mp4")
