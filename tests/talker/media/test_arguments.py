"""The exact arguments that ffmpeg gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from talker.media import ffmpeg, ffmpeg_inputs, file_arguments, picture_arguments, sound_arguments
from talker.media.sound_source import SoundSource

QUIET = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "error"]
FILES = ["-protocol_whitelist", "file,pipe", "-format_whitelist"]
MEDIA = [*FILES, ffmpeg_inputs.MEDIA]
BARE = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-f", "mp4", "-y"]
SPEECH = Path("/in/speech.wav")
TARGET = Path("/out/part")


@pytest.fixture(autouse=True)
def _posix_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (file_arguments, picture_arguments, ffmpeg_inputs):
        monkeypatch.setattr(module, "location", lambda path: f"file:{path.as_posix()}")


def test_what_is_heard_is_decoded_with_an_account() -> None:
    assert sound_arguments.samples_args(SoundSource(SPEECH)) == [
        *(*QUIET[:-1], "verbose", "-threads", "2", *MEDIA, "-i", "file:/in/speech.wav"),
        *("-map", "0:a:0", "-vn", "-sn", "-dn", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"),
    ]


def test_everybody_who_decodes_hears_the_same() -> None:
    source = SoundSource(SPEECH, track=2, channel=1, timed=True, late=True)
    heard = sound_arguments.samples_args(source)
    engine = sound_arguments.mono_args(source, 1, 16000)
    for words in (heard, engine):
        assert words[words.index("-map") + 1] == "0:a:2"
        assert words[words.index("-af") + 1] == ",".join(source.filters)
    gapless, channel = source.filters
    assert gapless.endswith("aresample=async=1:min_hard_comp=0.04:first_pts=0")
    assert channel == "pan=mono|c0=c1"


def test_mono_arguments_mix_all_channels_alike() -> None:
    source = SoundSource(SPEECH)
    assert sound_arguments.mono_args(source, 4, 16000) == [
        *(*QUIET, "-threads", "2", *MEDIA, "-i", "file:/in/speech.wav"),
        *("-map", "0:a:0", "-vn", "-sn", "-dn"),
        *("-af", "pan=mono|c0=0.250000*c0+0.250000*c1+0.250000*c2+0.250000*c3"),
        *("-ar", "16000", "-f", "f32le", "pipe:1"),
    ]
    assert "-af" not in sound_arguments.mono_args(source, 1, 16000)


def test_segment_arguments() -> None:
    assert picture_arguments.segment_args(TARGET, (1280, 720), 30, 21) == [
        *(*QUIET, "-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", "1280x720"),
        *("-framerate", "30", *FILES, "rawvideo", "-i", "pipe:0", "-vf"),
        "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709",
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "20"),
        "-x264-params",
        "ipratio=1.0:deadzone-inter=16:deadzone-intra=16:partitions=i8x8,i4x4:me=dia",
        *("-bf", "0", "-g", "60", "-threads", "4", "-f", "h264", "-y", "file:/out/part"),
    ]


def test_join_arguments() -> None:
    tags = {"AIGC": '{"Label":"1"}'}
    assert file_arguments.join_args(Path("/work/sound.m4a"), TARGET, 25, tags) == [
        *(*QUIET, "-f", "h264", "-framerate", "25", *FILES, "h264", "-i", "pipe:0"),
        *(*MEDIA, "-i", "file:/work/sound.m4a", "-map", "0:v:0", "-map", "1:a:0", "-c", "copy"),
        *("-bsf:v", "setts=prescale=1:time_base=1/25:pts=N:dts=N:duration=1"),
        *("-max_interleave_delta", "0"),
        *("-video_track_timescale", "12800", "-metadata:s:a:0", "language=und"),
        *(*BARE[:6], "-metadata", 'AIGC={"Label":"1"}'),
        *("-movflags", "+faststart+use_metadata_tags", *BARE[6:], "file:/out/part"),
    ]


def test_sound_track_arguments() -> None:
    assert sound_arguments.audio_copy_args(SoundSource(SPEECH, 1), TARGET) == [
        *(*QUIET, "-threads", "2", *MEDIA, "-i", "file:/in/speech.wav", "-map", "0:a:1"),
        *("-vn", "-sn", "-dn", "-c:a", "copy", *BARE, "file:/out/part"),
    ]
    assert sound_arguments.audio_encode_args(TARGET, 44100, 2) == [
        *(*QUIET, "-f", "wav", *FILES, "wav", "-i", "pipe:0"),
        *("-c:a", "aac", "-ar", "44100", "-ac", "2", "-b:a", "192000"),
        *("-flags:a", "+bitexact", *BARE, "file:/out/part"),
    ]
    ten = sound_arguments.audio_encode_args(TARGET, 48000, 10)
    assert ten[ten.index("-ac") + 1] == "2"
    assert ten[ten.index("-af") + 1].startswith("pan=stereo|c0=0.100000*c0+")


@pytest.mark.parametrize(
    ("rate", "encoded"), [(8000, 8000), (44100, 44100), (37800, 44100), (96000, 96000)]
)
def test_sound_keeps_its_rate_where_aac_has_it(rate: int, encoded: int) -> None:
    assert sound_arguments.aac_rate(rate) == encoded
    assert sound_arguments.aac_rate(192000) == 96000


def test_very_large_frames_are_encoded_one_at_a_time() -> None:
    for size, lean in (((3840, 3840), False), ((7360, 4912), True)):
        for args in (
            picture_arguments.segment_args(TARGET, size, 25, 18),
            picture_arguments.film_segment_args(TARGET, size, "25", 18, ""),
        ):
            given = " ".join(args)
            assert ("rc-lookahead=0:sync-lookahead=0:sliced-threads=1" in given) is lean
            assert given.count("-x264-params ipratio=1.0") == 1  # a second list would replace it


def test_segments_of_both_ways_fit_behind_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A video that was half made before goes on: the headers of its stream stay the same."""
    headers = []
    for lean in (False, True):
        monkeypatch.setattr(picture_arguments, "encodes_lean", lambda _, lean=lean: lean)
        path = tmp_path / f"{lean}.h264"
        with ffmpeg.Running(
            picture_arguments.segment_args(path, (64, 64), 25, 18), feed=True
        ) as running:
            running.stdin.write(bytes(range(256)) * 48 * 5)
            running.stdin.close()
            assert running.wait() == 0
        units = path.read_bytes().split(b"\0\0\1")
        headers.append([unit.rstrip(b"\0") for unit in units if unit and unit[0] & 31 in (7, 8)])
    assert headers[0] == headers[1]
    assert len(headers[0]) == 2
