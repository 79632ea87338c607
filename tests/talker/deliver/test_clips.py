"""Intros, outros and backgrounds are shown as players show them, whoever has recorded them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.deliver.deliver import deliver
from talker.deliver.finisher import Delivered
from talker.deliver.plan import DeliverTask
from talker.media.video_frames import read_frames
from talker.options.deliver import DeliverOptions
from talker.progress import NoticeCode
from talker.provenance.publisher import Publisher
from tests.talker.films import Film
from tests.talker.sounds import click_time, ffmpeg, write_clicks

PLAIN = ("-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p")


def make(signed: Film, target: Path, **given: object) -> Delivered:
    options = DeliverOptions.model_validate(given)
    return deliver(signed.path, [DeliverTask(options, target)], publisher=Publisher(sign=False))[0]


def shown(path: Path) -> NDArray[np.uint8]:
    return np.stack(list(read_frames(path)))


def bright(frame: NDArray[np.uint8]) -> tuple[int, int]:
    """Width and height of what is white, without the label in the lower right corner."""
    white = frame.min(axis=2) > 200
    height, width = white.shape
    return int(white[height // 2].sum()), int(white[:, width // 4 : width // 2].sum(axis=0).max())


def test_an_intro_keeps_its_shape_whatever_the_shape_of_its_pixels(
    signed: Film, tmp_path: Path
) -> None:
    clip = tmp_path / "dv.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=white:s=64x96:d=0.2", "-vf", "setsar=2/1", *PLAIN, str(clip))
    make(signed, tmp_path / "a.mp4", intro=clip)
    width, height = bright(shown(tmp_path / "a.mp4")[1])
    assert width / height == pytest.approx(128 / 96, rel=0.04)


def test_an_intro_from_a_phone_is_upright(signed: Film, tmp_path: Path) -> None:
    lying, clip = tmp_path / "lying.mp4", tmp_path / "phone.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=white:s=96x48:d=0.2", *PLAIN, str(lying))
    ffmpeg("-display_rotation", "90", "-i", str(lying), "-c", "copy", str(clip))
    make(signed, tmp_path / "a.mp4", outro=clip)
    width, height = bright(shown(tmp_path / "a.mp4")[-2])
    assert width / height == pytest.approx(0.5, rel=0.05)


def test_an_intro_in_hdr_has_the_light_of_the_others_and_it_is_said(
    signed: Film, tmp_path: Path
) -> None:
    """Grey of 120 cd/m2, as BT.2100 stores it in PQ: 599 of 10 bits."""
    clip, raw = tmp_path / "hdr.mkv", tmp_path / "raw"
    power = (120 / 10000) ** 0.1593017578125
    signal = ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375
    planes = [np.full(64 * 64, round(64 + 876 * signal)), np.full(32 * 64, 512)]
    raw.write_bytes(np.concatenate(planes).astype("<u2").tobytes() * 6)
    ffmpeg(
        *("-f", "rawvideo", "-pixel_format", "yuv420p10le", "-video_size", "64x64", "-i", str(raw)),
        *("-vf", "setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc"),
        *("-c:v", "ffv1", str(clip)),
    )
    made = make(signed, tmp_path / "a.mp4", intro=clip, outro=clip)
    wanted = 255 * (120 / 203) ** (1 / 2.4)
    for frame in shown(tmp_path / "a.mp4")[[1, -2]]:
        height, width = frame.shape[:2]
        np.testing.assert_allclose(frame[height // 2, width // 2], wanted, atol=4)
    assert [notice.code for notice in made.notices].count(NoticeCode.HDR_CONVERTED) == 2


@pytest.mark.parametrize("late", ["sound", "picture"])
@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_flash_and_click_of_an_intro_stay_together_when_one_track_begins_late(
    signed: Film, tmp_path: Path, late: str, suffix: str
) -> None:
    """Tracks that begin 0.4 s late: flash and click are both 0.6 s after the beginning."""
    flash, click = tmp_path / "flash.mp4", tmp_path / "click.wav"
    own = {"sound": (0.6, 0.2), "picture": (0.2, 0.6)}[late]
    ffmpeg(
        *("-f", "lavfi", "-i", "color=black:s=64x64:r=25:d=1"),
        *("-vf", f"drawbox=t=fill:color=white:enable='gte(t,{own[0] - 0.01})'", *PLAIN, str(flash)),
    )
    write_clicks(click, 1.0, 48000, at=own[1])
    offsets = {"picture": (["-itsoffset", "0.4"], []), "sound": ([], ["-itsoffset", "0.4"])}[late]
    clip = tmp_path / f"clip.{suffix}"
    ffmpeg(
        *(*offsets[0], "-i", str(flash), *offsets[1], "-i", str(click), "-c:v", "copy"),
        *("-c:a", "aac", str(clip)),
    )
    made = make(signed, tmp_path / "a.mp4", intro=clip)
    frames = shown(tmp_path / "a.mp4")
    middle = frames.shape[1] // 2, frames.shape[2] // 2
    white = int(np.argmax(frames[:, middle[0], middle[1], 0] > 128)) / made.fps
    assert white == pytest.approx(0.6, abs=0.041)
    assert click_time(tmp_path / "a.mp4") == pytest.approx(0.6, abs=0.03)
    assert len(frames) == round(made.duration * made.fps)


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_a_moving_picture_moves_behind_the_presenter(
    signed: Film, tmp_path: Path, suffix: str
) -> None:
    """Red for 0.4 s, blue for 0.4 s, again and again, as long as the video lasts."""
    red, blue = (Image.new("RGB", (128, 128), colour) for colour in ("red", "blue"))
    back = tmp_path / f"back.{suffix}"
    red.save(back, save_all=True, append_images=[blue], duration=400, loop=0, lossless=True)
    master = shown(signed.path)
    key = "#{:02x}{:02x}{:02x}".format(*master[0, 4, 4])
    make(signed, tmp_path / "a.mp4", background=back, matte="key", key_color=key)
    frames = shown(tmp_path / "a.mp4")
    assert len(frames) == len(master)
    for index in range(2, 40, 10):
        wanted = (255, 0, 0) if index // 10 % 2 == 0 else (0, 0, 255)
        np.testing.assert_allclose(frames[index, 4, 4], wanted, atol=40)


def test_a_clip_behind_the_presenter_is_upright_and_in_shape(signed: Film, tmp_path: Path) -> None:
    """From dark to light; stored lying and half as wide, so that the middle of it is seen."""
    picture, stored = tmp_path / "ramp.png", tmp_path / "stored.mp4"
    Image.linear_gradient("L").resize((128, 128)).rotate(90).save(picture)
    ffmpeg("-loop", "1", "-i", str(picture), "-t", "1", "-vf", "setsar=2/1", *PLAIN, str(stored))
    back = tmp_path / "back.mp4"
    ffmpeg("-display_rotation", "90", "-i", str(stored), "-c", "copy", str(back))
    key = "#{:02x}{:02x}{:02x}".format(*shown(signed.path)[0, 4, 4])
    make(signed, tmp_path / "a.mp4", background=back, matte="key", key_color=key)
    frames, alone = shown(tmp_path / "a.mp4"), next(read_frames(back))
    assert alone.shape == (256, 128, 3)
    assert 40 < alone[68, 4, 0] < 215
    np.testing.assert_allclose(frames[0, 4, 4], alone[68, 4], atol=6)
    assert len(frames) == len(shown(signed.path))
