"""Deliverables: each one is what was asked for, labelled, and made without drawing again."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from talker.deliver.deliver import deliver
from talker.deliver.plan import DeliverTask
from talker.deliver.record import finish_record, is_made
from talker.errors import Cancelled, ErrorCode, MouthpieceError, UsageError
from talker.legacy_identity import legacy_deliverable_id
from talker.media import ffmpeg
from talker.media.audio import claimed_codec
from talker.media.ffmpeg_inputs import FRAME_NAMES
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.containers import Codec, Format
from talker.options.deliver import DeliverOptions, Hardware
from talker.options.deliver_spec import read_spec
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.progress import CancelToken, Notice, NoticeCode, Progress, Stage
from talker.provenance.c2pa import read_credentials
from talker.provenance.manifest import inspect, read_record
from talker.provenance.publisher import Publisher
from talker.provenance.record import Record
from talker.render_context import RenderContext
from tests.talker.deliver.making import make
from tests.talker.gradient import GradientEngine
from tests.talker.sounds import ffmpeg as run_ffmpeg
from tests.talker.sounds import write_clicks


@pytest.mark.parametrize(
    ("spec", "name", "codec", "size"),
    [
        ("9:16", "a.mp4", "h264", (90, 160)),
        ("16:9,720", "a.mp4", "h264", (1280, 720)),
        ("1:1,hevc", "a.mp4", "hevc", (160, 160)),
        ("4:5,fit=blur", "a.mp4", "h264", (160, 200)),
        ("9:16,fit=color,av1", "a.mp4", "av1", (160, 284)),
        ("webm", "a.webm", "vp9", (160, 160)),
        ("mov", "a.mov", "prores", (160, 160)),
        ("gif", "a.gif", "gif", (160, 160)),
    ],
)
def test_a_deliverable_has_the_codec_size_and_length_that_were_asked_for(
    master: Path, tmp_path: Path, spec: str, name: str, codec: str, size: tuple[int, int]
) -> None:
    make(master, tmp_path / name, spec)
    facts = probe(tmp_path / name)
    assert facts.video is not None
    assert facts.video.codec == codec
    assert (facts.video.width, facts.video.height) == size
    assert (facts.video.frame_count, float(facts.video.fps)) == (50, 25.0)
    assert (facts.audio is None) == (codec == "gif")
    if facts.audio is not None:
        assert abs(float(facts.audio.duration) - 2.0) < 0.1
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("kind", "codec"),
    [(kind, codec) for kind in Format for codec in kind.container.codecs],
)
def test_record_id_and_file_agree_about_the_codec(
    master: Path, tmp_path: Path, kind: Format, codec: Codec
) -> None:
    target = tmp_path / f"a{kind.container.suffix}"
    make(master, target, f"{kind},{codec}", hardware="off")
    facts, record = probe(target), read_record(target)
    assert facts.video is not None
    assert facts.video.codec == codec.value
    said = DeliverOptions.model_validate({name: record.finish[name] for name in record.finish})
    assert said.stored_codec is codec
    asked = DeliverOptions(format=kind, codec=codec, hardware=Hardware.OFF)
    assert is_made(master, DeliverTask(asked, target))
    usual = asked.model_copy(update={"codec": Codec.AUTO})
    assert is_made(master, DeliverTask(usual, target)) is (codec is kind.container.codecs[0])


def test_a_codec_that_does_not_fit_is_refused_before_any_work(master: Path, tmp_path: Path) -> None:
    options = DeliverOptions(format=Format.WEBM, codec=Codec.HEVC)
    with pytest.raises(UsageError, match="webm cannot hold HEVC") as caught:
        deliver(master, [DeliverTask(options, tmp_path / "a.webm")])
    assert caught.value.code is ErrorCode.OPTION_INVALID
    assert list(tmp_path.iterdir()) == []


def test_a_deliverable_names_a_source_that_c2pa_cannot_sign(master: Path, tmp_path: Path) -> None:
    make(master, tmp_path / "a.webm", "webm")
    deliver(tmp_path / "a.webm", [DeliverTask(DeliverOptions(), tmp_path / "a.mp4")])
    signed = read_credentials(tmp_path / "a.mp4")
    assert signed is not None
    assert signed.valid
    assert signed.ingredients == ("a.webm",)


def test_everything_that_is_seen_or_heard_in_it_is_an_ingredient(
    master: Path, tmp_path: Path
) -> None:
    clip, tone, logo = tmp_path / "clip.mkv", tmp_path / "tone.mp3", tmp_path / "logo.webp"
    _ffmpeg(*["-f", "lavfi", "-i", "color=red:size=64x36:rate=30:duration=1"], str(clip))
    _ffmpeg(*["-f", "lavfi", "-i", "sine=frequency=300:duration=1"], str(tone))
    Image.new("RGB", (20, 20), (255, 0, 255)).save(logo)
    given = {"intro": clip, "outro": clip, "music": tone, "logo": logo}
    options = DeliverOptions.model_validate(given)
    deliver(master, [DeliverTask(options, tmp_path / "a.mp4")])
    signed = read_credentials(tmp_path / "a.mp4")
    assert signed is not None
    assert signed.valid
    assert sorted(signed.ingredients) == ["clip.mkv", "logo.webp", "talk.mp4", "tone.mp3"]


def test_the_sound_is_copied_where_nothing_is_done_to_it(master: Path, tmp_path: Path) -> None:
    make(master, tmp_path / "a.mp4", "1:1")
    assert _packets(tmp_path / "a.mp4") == _packets(master)


def test_sound_that_the_kind_of_file_does_not_play_is_encoded_anew(
    master: Path, tmp_path: Path
) -> None:
    make(master, tmp_path / "a.mov", "mov,loudness")
    assert claimed_codec(tmp_path / "a.mov") == "pcm_s16le"
    make(tmp_path / "a.mov", tmp_path / "a.mp4", "1:1")
    assert claimed_codec(tmp_path / "a.mp4") == "aac"


@pytest.mark.parametrize("codec", ["alac", "libmp3lame"])
def test_sound_that_browsers_do_not_play_is_not_copied(
    master: Path, tmp_path: Path, codec: str
) -> None:
    old = tmp_path / "old.mp4"  # as earlier versions made them
    run_ffmpeg(
        *("-i", str(master), "-map_metadata", "0", "-movflags", "use_metadata_tags"),
        *("-c:v", "copy", "-c:a", codec, str(old)),
    )
    make(old, tmp_path / "a.mp4", "1:1")
    assert claimed_codec(tmp_path / "a.mp4") == "aac"


def test_pictures_come_as_a_folder(master: Path, tmp_path: Path) -> None:
    make(master, tmp_path / "frames", "png")
    pictures = sorted((tmp_path / "frames").iterdir())
    assert len(pictures) == 50
    with Image.open(pictures[0]) as picture:
        assert picture.size == (160, 160)
        assert isinstance(picture, Image.Image)
        assert '"Label":"1"' in str(picture.info["AIGC"])


def _again(master: Path, target: Path) -> None:
    task = DeliverTask(DeliverOptions(format=Format.PNG), target)
    deliver(master, [task], overwrite=True, publisher=Publisher(sign=False))


def test_signed_pictures_are_known_as_ours_too(master: Path, tmp_path: Path) -> None:
    task = DeliverTask(DeliverOptions(format=Format.PNG), tmp_path / "frames")
    deliver(master, [task])
    first = (tmp_path / "frames" / "000001.png").read_bytes()
    assert b"caBX" in first
    deliver(master, [task], overwrite=True)
    assert len(list((tmp_path / "frames").iterdir())) == 50
    assert is_made(master, task)


def test_pictures_replace_their_own_folder(master: Path, tmp_path: Path) -> None:
    make(master, tmp_path / "frames", "png")
    first = tmp_path / "frames" / "000001.png"
    first.write_bytes(first.read_bytes() + b"old")
    _again(master, tmp_path / "frames")
    assert not first.read_bytes().endswith(b"old")
    assert [path.name for path in tmp_path.iterdir()] == ["frames"]
    assert len(list((tmp_path / "frames").iterdir())) == 50


@pytest.mark.parametrize("other", ["precious.txt", "thesis/", "000051.png", "link"])
def test_a_folder_with_anything_else_in_it_is_never_replaced(
    master: Path, tmp_path: Path, other: str
) -> None:
    folder = tmp_path / "frames"
    make(master, folder, "png")
    if other.endswith("/"):
        (folder / other).mkdir()
    elif other == "link":
        (folder / "000051.png").symlink_to(folder / "000001.png")
    elif other.endswith(".png"):  # numbered, but not by this program
        Image.new("RGB", (2, 2)).save(folder / other)
    else:
        (folder / other).write_text("precious")
    before = sorted(folder.iterdir())
    with pytest.raises(MouthpieceError) as caught:
        _again(master, folder)
    assert caught.value.code is ErrorCode.OUTPUT_EXISTS
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("kind", [Format.PNG, Format.MP4])
def test_a_file_and_a_folder_do_not_replace_each_other(
    master: Path, tmp_path: Path, kind: Format
) -> None:
    target = tmp_path / "there"
    target.touch() if kind is Format.PNG else target.mkdir()
    with pytest.raises(MouthpieceError) as caught:
        deliver(master, [DeliverTask(DeliverOptions(format=kind), target)], overwrite=True)
    assert caught.value.code is ErrorCode.OUTPUT_EXISTS


@pytest.mark.parametrize(("spec", "name"), [("webm", "a.webm"), ("mov", "a.mov"), ("png", "a")])
def test_a_key_color_becomes_transparent(
    master: Path, tmp_path: Path, spec: str, name: str
) -> None:
    red, green, blue = (int(one) for one in next(iter(read_frames(master)))[10, 10])
    key = f"#{red:02x}{green:02x}{blue:02x}"
    make(master, tmp_path / name, f"{spec},transparent", matte="key", key_color=key)
    source = tmp_path / name
    decoder = ["-c:v", "libvpx-vp9"] if name.endswith("webm") else []
    if name == "a":
        source = source / (FRAME_NAMES % 1)
    words = [*decoder, "-i", str(source), "-frames:v", "1", "-pix_fmt", "rgba", "-f", "rawvideo"]
    data = _ffmpeg(*words, "-").stdout
    alpha = data[3::4]
    assert alpha[160 * 10 + 10] < 30
    assert max(alpha) > 200


@pytest.mark.parametrize("earlier", [False, True], ids=["now", "an earlier version"])
def test_a_finished_deliverable_is_recognised(
    master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: bool
) -> None:
    def old(record: Record, options: DeliverOptions) -> str:
        return legacy_deliverable_id(record.id, finish_record(options))

    with monkeypatch.context() as then:
        if earlier:
            then.setattr("talker.deliver.record._id", old)
        make(master, tmp_path / "a.mp4", "9:16")
    wide, tall = (read_spec(spec, DeliverOptions()) for spec in ("16:9", "9:16"))
    assert is_made(master, DeliverTask(tall, tmp_path / "a.mp4"))
    assert not is_made(master, DeliverTask(wide, tmp_path / "a.mp4"))


def test_ids_of_the_version_before_schema_numbers() -> None:
    options = DeliverOptions.model_validate({"aspect": "9:16", "resolution": 1080})
    webm = options.model_copy(update={"format": Format.WEBM})
    video = "0123456789abcdef0123456789abcdef"
    assert legacy_deliverable_id(video, {}) == "9a69f2f8a490c7ea7f8a6510421f15e0"
    assert legacy_deliverable_id(video, finish_record(webm)) == "c2d86fff6bb10aeb90950ef86e2a0ae1"


def test_a_deliverable_says_what_it_is_and_whence_it_comes(master: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.mp4"
    deliver(master, [DeliverTask(read_spec("9:16", DeliverOptions()), target)])
    found, signed = inspect(target), read_credentials(target)
    assert found.problems == ()
    assert found.aigc is not None
    assert found.source_type is not None
    assert found.record is not None
    assert found.record.finish == {"aspect": "9:16"}
    assert found.record.portrait == read_record(master).portrait
    assert found.record.id != read_record(master).id
    assert signed is not None
    assert signed.valid
    assert signed.ingredients == ("talk.mp4",)


def test_loudness_is_within_half_a_unit(master: Path, tmp_path: Path) -> None:
    make(master, tmp_path / "a.mp4", "", loudness=True, loudness_target=-20)
    log = _ffmpeg("-i", str(tmp_path / "a.mp4"), "-af", "ebur128", "-f", "null", "-").stderr
    found = re.findall(rb"\bI:\s+(-?[\d.]+) LUFS", log)
    assert float(found[-1]) == pytest.approx(-20, abs=0.5)


def test_clips_and_music_come_before_behind_and_under(master: Path, tmp_path: Path) -> None:
    clip, tone = tmp_path / "clip.mp4", tmp_path / "tone.wav"
    _ffmpeg(*["-f", "lavfi", "-i", "color=red:size=64x36:rate=30:duration=1"], str(clip))
    _ffmpeg(*["-f", "lavfi", "-i", "sine=frequency=300:duration=1"], str(tone))
    made = make(master, tmp_path / "a.mp4", "", intro=clip, outro=clip, music=tone)
    facts = probe(tmp_path / "a.mp4")
    assert made.duration == pytest.approx(4.0)
    assert facts.video is not None
    assert facts.audio is not None
    assert facts.video.frame_count == 100
    assert (facts.audio.sample_rate, facts.audio.channels) == (48000, 2)
    first = next(iter(read_frames(tmp_path / "a.mp4")))
    assert first[80, 80, 0] > 200 > 60 > first[80, 80, 2]


def test_a_logo_is_where_it_was_asked_for(master: Path, tmp_path: Path) -> None:
    Image.new("RGB", (20, 20), (255, 0, 255)).save(tmp_path / "logo.png")
    options = {"logo": tmp_path / "logo.png", "logo_size": 20, "logo_margin": 10}
    make(master, tmp_path / "a.mp4", "logo_place=top-right", **options)
    frame = list(read_frames(tmp_path / "a.mp4"))[30]
    assert frame[32, 160 - 32, 0] > 200 > 80 > frame[32, 160 - 32, 1]
    assert abs(frame[32, 32].astype(int) - (255, 0, 255)).max() > 60


def test_frames_that_are_not_there_are_computed_and_told(master: Path, tmp_path: Path) -> None:
    made = make(master, tmp_path / "a.mp4", "rate=30")
    facts = probe(tmp_path / "a.mp4")
    assert facts.video is not None
    assert facts.video.frame_count == 60
    assert [one.code for one in made.notices] == [NoticeCode.FRAMES_COMPUTED]


@pytest.mark.parametrize(
    ("option", "content", "code"),
    [
        ("logo", b"no picture", ErrorCode.IMAGE_UNREADABLE),
        ("background", b"no picture", ErrorCode.IMAGE_UNREADABLE),
        ("intro", b"no video", ErrorCode.VIDEO_UNREADABLE),
        ("music", b"no sound", ErrorCode.AUDIO_UNREADABLE),
        ("subtitles", b"1\n00:00:05,000 --> 00:00:01,000\nno", ErrorCode.SUBTITLES_INVALID),
    ],
)
def test_a_file_that_cannot_be_used_is_told_before_any_work(
    master: Path, tmp_path: Path, option: str, content: bytes, code: ErrorCode
) -> None:
    bad = tmp_path / "bad.srt"
    bad.write_bytes(content)
    before = master.read_bytes()
    with pytest.raises(MouthpieceError) as caught:
        make(master, tmp_path / "a.mp4", "", **{option: bad})
    assert caught.value.code is code
    assert bad.name in caught.value.message
    assert [path.name for path in tmp_path.iterdir()] == ["bad.srt"]
    assert master.read_bytes() == before


def test_a_cancelled_deliverable_leaves_nothing(master: Path, tmp_path: Path) -> None:
    cancel = CancelToken()

    def stop(said: Progress | Notice) -> None:
        if isinstance(said, Progress) and said.done:
            cancel.cancel()

    order = DeliverTask(read_spec("16:9,1080", DeliverOptions()), tmp_path / "a.mp4")
    with pytest.raises(Cancelled) as caught:
        deliver(master, [order], on_progress=stop, cancel=cancel)
    assert list(tmp_path.iterdir()) == []
    assert "where it stopped" not in caught.value.hint


def test_several_deliverables_of_one_render_draw_the_face_once(
    tmp_path: Path, astronaut: Path
) -> None:
    write_clicks(tmp_path / "speech.wav", 1.0, 16000)
    wanted = RenderRequest.model_validate(
        {
            "portrait": astronaut,
            "speech": tmp_path / "speech.wav",
            "output": tmp_path / "out.mp4",
            "size": 128,
            "deliverable": "9:16; 1:1,webm; 16:9,fit=blur",
        }
    )
    drawn: list[int] = []

    def count(said: Progress | Notice) -> None:
        if isinstance(said, Progress) and said.stage is Stage.RENDER and said.done:
            drawn.append(said.done)

    context = RenderContext(tmp_path / "home", count)
    result = RenderPipeline(wanted, GradientEngine(), context).run()
    assert [path.name for path in result.deliverables] == [
        "out_9x16.mp4",
        "out_1x1.webm",
        "out_16x9.mp4",
    ]
    assert all(path.is_file() for path in (result.output, *result.deliverables))
    steps = [now for before, now in pairwise(drawn) if now != before]
    assert drawn[-1] == 25
    assert steps == sorted(steps)


def test_a_bad_deliverable_is_refused_before_the_face_is_drawn(
    tmp_path: Path, astronaut: Path
) -> None:
    write_clicks(tmp_path / "speech.wav", 1.0, 16000)
    wanted = RenderRequest.model_validate(
        {
            "portrait": astronaut,
            "speech": tmp_path / "speech.wav",
            "output": tmp_path / "out.mp4",
            "deliverable": f"9:16,logo={tmp_path / 'speech.wav'}",
        }
    )
    seen: list[Stage] = []

    def note(said: Progress | Notice) -> None:
        if isinstance(said, Progress):
            seen.append(said.stage)

    context = RenderContext(tmp_path / "home", note)
    with pytest.raises(MouthpieceError) as caught:
        RenderPipeline(wanted, GradientEngine(), context).run()
    assert caught.value.code is ErrorCode.IMAGE_UNREADABLE
    assert set(seen) == {Stage.PREFLIGHT}


def test_every_kind_of_file_has_a_word() -> None:
    assert {read_spec(kind.value, DeliverOptions()).format for kind in Format} == set(Format)


def _packets(path: Path) -> bytes:
    words = ["-i", str(path), "-map", "0:a", "-c", "copy", "-f", "framecrc", "-"]
    lines = _ffmpeg(*words).stdout.splitlines()
    return b"\n".join(line for line in lines if not line.startswith(b"#"))


def _ffmpeg(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(ffmpeg.executable()), "-hide_banner", "-nostdin", *words],
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("suffix", ["avif", "gif", "ico", "jp2", "tga"])
def test_every_kind_of_picture_that_is_read_is_a_background(
    master: Path, tmp_path: Path, suffix: str
) -> None:
    Image.new("RGB", (128, 128), (0, 200, 0)).save(tmp_path / f"back.{suffix}")
    given = {"background": tmp_path / f"back.{suffix}"}
    key = "#{:02x}{:02x}{:02x}".format(*next(iter(read_frames(master)))[10, 10])
    make(master, tmp_path / "a.mp4", f"1:1,matte=key,key_color={key}", **given)
    frames = list(read_frames(tmp_path / "a.mp4"))
    assert len(frames) == 50
    red, green, blue = (int(one) for one in frames[0][10, 10])
    assert green > red + 100
    assert green > blue + 100


def test_ffmpeg_gets_no_picture_that_others_have_written(
    master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("CMYK", (90, 70)).save(tmp_path / "back.jpg")
    Image.fromarray(np.full((40, 20), 0x8080, np.uint16)).save(tmp_path / "logo.png", exif=exif)
    seen: list[str] = []
    start = ffmpeg.Running.__init__

    def watched(self: ffmpeg.Running, args: list[str], **more: object) -> None:
        seen.extend(args)
        start(self, args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ffmpeg.Running, "__init__", watched)
    given = {"background": tmp_path / "back.jpg", "logo": tmp_path / "logo.png"}
    spec = "1:1,matte=key,key_color=#0000ff,logo_place=top-left,logo_size=40,logo_margin=0"
    make(master, tmp_path / "a.mp4", spec, **given)
    assert any(word.endswith("background.png") for word in seen)
    assert not any(word.endswith(("back.jpg", str(tmp_path / "logo.png"))) for word in seen)
    shown = next(iter(read_frames(tmp_path / "a.mp4")))
    assert np.abs(shown[10:20, 40:50].astype(int) - 128).max() < 12
