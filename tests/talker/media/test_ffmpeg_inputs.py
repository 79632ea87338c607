"""ffmpeg opens just what was chosen: ordinary recordings and videos, never what names others."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

import talker
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.media import ffmpeg, ffmpeg_inputs
from talker.media.audio import open_speech
from talker.media.probe import check_video, is_video
from talker.media.tags import read_tags
from tests.skips import AllowedSkip
from tests.talker.sounds import ffmpeg as run
from tests.talker.sounds import write_clicks

TONE = ("-f", "lavfi", "-i", "sine=300:d=1")
BARS = ("-f", "lavfi", "-i", "testsrc=s=64x64:r=25:d=1")
# Harmless ones: they name a file that is not there.
LISTS = {
    "a.m3u8": (
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nother.ts\n#EXT-X-ENDLIST\n",
        "a playlist (HLS)",
    ),
    "talk.mp4": (
        '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"/>\n',
        "a playlist (DASH)",
    ),
    "song.mp3": ("ffconcat version 1.0\nfile other.wav\n", "a list of files (concat)"),
    "cpl.mov": (
        '<CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"/>\n',
        "a playlist (IMF)",
    ),
    "net.wav": ("v=0\no=- 0 0 IN IP4 127.0.0.1\n", "a description of a network stream (SDP)"),
}


def test_every_input_says_what_it_may_open(tmp_path: Path) -> None:
    makers = (
        ffmpeg_inputs.media_input(tmp_path / "a", "-ss", "1"),
        ffmpeg_inputs.still_input(tmp_path / "a.png"),
        ffmpeg_inputs.subtitle_input(tmp_path / "a.srt"),
        ffmpeg_inputs.pipe_input("rawvideo"),
        ffmpeg_inputs.drawn_input("testsrc"),
    )
    for words in makers:
        assert words[-6:-5] + words[-4:-3] + words[-2:-1] == [
            *("-protocol_whitelist", "-format_whitelist", "-i")
        ]
        assert words[-5] == "file,pipe"


def test_inputs_are_written_in_one_place_only() -> None:
    top = Path(talker.__file__).parents[1]
    others = {"app/farm/node/gpu_memory.py", "app/keep_awake.py"}  # words of other programs
    found = {
        path.relative_to(top).as_posix()
        for room in ("app", "avatar_gen", "talker")
        for path in (top / room).rglob("*.py")
        if re.search(r"""["']-i["']""", path.read_text("utf-8"))
    }
    assert found - others == {"talker/media/ffmpeg_inputs.py"}


def test_no_list_or_sequence_is_among_the_allowed_formats() -> None:
    allowed = set(ffmpeg_inputs.MEDIA.split(","))
    risky = {"hls", "dash", "concat", "imf", "image2", "image2pipe", "webm_dash_manifest", "sdp"}
    risky |= {"rtsp", "rtp", "sap", "lavfi", "tty", "vobsub", "avisynth", "dvdvideo", "ffmetadata"}
    assert not allowed & risky


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_other_files_are_refused_and_named(tmp_path: Path, name: str) -> None:
    text, kind = LISTS[name]
    path = tmp_path / name
    path.write_text(text)
    for use, code in (
        (open_speech, ErrorCode.AUDIO_UNREADABLE),
        (check_video, ErrorCode.VIDEO_UNREADABLE),
        (read_tags, ErrorCode.VIDEO_UNREADABLE),
    ):
        with pytest.raises(InputError) as caught:
            use(path)
        assert caught.value.code is code
        assert kind in caught.value.message
    assert not is_video(path)


def test_a_playlist_does_not_lead_to_another_recording(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    write_clicks(tmp_path / "private" / "other.wav", 1.0, 16000)
    (tmp_path / "list.mp3").write_text("ffconcat version 1.0\nfile private/other.wav\n")
    run(*TONE, str(tmp_path / "private" / "other.ts"))
    text = LISTS["a.m3u8"][0].replace("other.ts", "private/other.ts")
    (tmp_path / "list.m4a").write_text(text)
    for name in ("list.mp3", "list.m4a"):
        with pytest.raises(InputError) as caught:
            open_speech(tmp_path / name)
        assert caught.value.code is ErrorCode.AUDIO_UNREADABLE


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.wav",
            "a.mp3",
            "a.m4a",
            "a.flac",
            "a.ogg",
            "a.oga",
            "a.opus",
            "a.aac",
            "a.aiff",
            "a.caf",
        ),
        *("a.caf", "a.au", "a.w64", "a.wv", "a.ac3", "a.eac3", "a.wma", "a.mka", "a.mp2", "a.tta"),
        *("a.mp4", "a.mov", "a.mkv", "a.webm", "a.avi", "a.mpg", "a.ts", "a.flv", "a.wmv", "a.3gp"),
        *("a.mxf", "a.nut", "a.m4v", "a.vob", "a.ogv", "a.mts"),
    ],
)
def test_the_usual_recordings_and_videos_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    moving = name in {
        *("a.mp4", "a.mov", "a.mkv", "a.webm", "a.avi", "a.mpg", "a.ts", "a.flv", "a.wmv"),
        *("a.3gp", "a.mxf", "a.nut", "a.m4v", "a.vob", "a.ogv", "a.mts"),
    }
    words = ["-ar", "48000" if name not in {"a.flv"} else "44100"]
    if name == "a.3gp":
        words += ["-c:v", "mpeg4", "-c:a", "aac"]
    run(*(BARS if moving else ()), *TONE, *words, str(path))
    assert open_speech(path).duration == pytest.approx(1.0, abs=0.2)
    assert is_video(path) == moving


@pytest.mark.parametrize("name", ["a.gif", "a.apng", "a.h264", "a.ivf", "a.y4m"])
def test_silent_clips_are_read(tmp_path: Path, name: str) -> None:
    codec = ("-c:v", "libvpx") if name == "a.ivf" else ()
    pixels = () if name in {"a.gif", "a.apng"} else ("-pix_fmt", "yuv420p")
    run(*BARS, *codec, *pixels, str(tmp_path / name))
    assert is_video(tmp_path / name)


def test_what_is_no_video_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    run(*TONE, str(tmp_path / "sound.mp4"))
    run(*BARS, "-frames:v", "1", "-pix_fmt", "yuv420p", str(tmp_path / "still.mp4"))
    for name, why in (
        ("gone.mp4", "does not exist"),
        ("empty.mp4", "is empty"),
        ("sound.mp4", "holds sound and no pictures"),
        ("still.mp4", "holds one picture alone"),
    ):
        with pytest.raises(InputError, match=f"cannot be read as a video: it {why}") as caught:
            check_video(tmp_path / name)
        assert caught.value.code is ErrorCode.VIDEO_UNREADABLE


@pytest.mark.skipif(sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("a FIFO"))
def test_pipes_are_refused_before_ffmpeg_begins(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    for use in (open_speech, check_video, read_tags):
        with pytest.raises(MouthpieceError) as caught:
            use(tmp_path / "pipe.wav")
        assert isinstance(caught.value, InputError)
    with pytest.raises(InputError, match="pipe or a device"):
        ffmpeg.Running(ffmpeg_inputs.media_input(tmp_path / "pipe.wav"))
