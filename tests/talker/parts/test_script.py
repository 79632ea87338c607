"""A script becomes a video part by part; what did not change is kept, frame by frame."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.deliver.kept_opacity import kept_parts
from talker.engines.builtin.engine import BuiltinEngine
from talker.errors import Cancelled, ErrorCode, InputError, MouthpieceError
from talker.media.part_stream import PartMark, saved_parts, units
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest
from talker.parts.plan import taken_over
from talker.pipeline import RenderPipeline
from talker.progress import (
    CancelToken,
    Notice,
    NoticeCode,
    OnProgress,
    Progress,
    Stage,
    ignore_progress,
)
from talker.provenance.c2pa import Claim, Signing
from talker.provenance.manifest import inspect, read_record
from talker.provenance.publisher import Publisher
from talker.provenance.record import LONGEST_SCRIPT
from talker.provenance.signer_choice import signer_for
from talker.render_context import RenderContext
from talker.render_record import changeable_script, request_values
from talker.result import RenderResult
from talker.spoken import SpokenPart, SpokenVoice
from tests.talker.parts.voice import RATE, ToneSpeaker, spoken
from tests.talker.sounds import ffmpeg, write_clicks

FIRST = "Good morning to all of you, dear friends of our old house."  # more than two seconds
MIDDLE = "[nod] Our prices fall today."
LAST = "Come and see us soon."
SCRIPT = f"{FIRST} {MIDDLE} {LAST}"


def ask(portrait: Path, output: Path, text: str = SCRIPT, **options: object) -> RenderRequest:
    values: dict[str, object] = {"portrait": portrait, "text": text, "output": output, "size": 128}
    values |= {"engine": "builtin", "quality": 20, "ai_label": "start"}
    return RenderRequest.model_validate(values | options)


def made(
    wanted: RenderRequest,
    home: Path,
    on_progress: OnProgress = ignore_progress,
    speaker: ToneSpeaker | None = None,
    cancel: CancelToken | None = None,
) -> RenderResult:
    context = RenderContext(
        home,
        on_progress,
        cancel or CancelToken(),
        speaker=speaker or ToneSpeaker(),
        publisher=Publisher(sign=False),
    )
    return RenderPipeline(wanted, BuiltinEngine(), context).run()


def frames_of(path: Path) -> NDArray[np.uint8]:
    return np.stack(list(read_frames(path)))


def parts_of(video: Path, folder: Path) -> list[PartMark]:
    folder.mkdir(exist_ok=True)
    return list(saved_parts(video, lambda mark: folder / mark.key, CancelToken()))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("script-home")


@pytest.fixture(scope="module")
def old(home: Path, astronaut: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The video of SCRIPT."""
    output = tmp_path_factory.mktemp("old") / "old.mp4"
    return made(ask(astronaut, output), home).output


def test_a_script_becomes_a_video_that_says_what_its_parts_are(old: Path, tmp_path: Path) -> None:
    facts = probe(old)
    assert facts.video is not None
    assert facts.audio is not None
    parts = parts_of(old, tmp_path / "parts")
    assert [part.text for part in parts] == [FIRST, MIDDLE.removeprefix("[nod] "), LAST]
    assert sum(part.frames for part in parts) == facts.video.frame_count
    assert float(facts.audio.duration) == pytest.approx(facts.video.frame_count / 25, abs=0.05)
    word, begin, end = parts[1].words[0]
    assert word == "Our"
    assert begin == pytest.approx(0.12)
    assert end > begin
    record = read_record(old)
    assert record.script == SCRIPT
    assert record.speech is None


def test_the_record_and_the_signature_say_that_the_speech_is_synthetic_too(
    old: Path, tmp_path: Path
) -> None:
    record = read_record(old)
    assert record.voices == (SpokenVoice("tones:plain", "Apache-2.0"),)
    signed, cancel = tmp_path / "signed.mp4", CancelToken()
    who = signer_for(Publisher(), tmp_path, cancel)
    Signing(Claim(signed.name, record), signed.suffix, who, cancel).sign(old, signed)
    found = inspect(signed)
    assert found.credentials is not None
    assert found.credentials.valid
    assert found.credentials.record == record
    # The picture was created and the sound dubbed, both by an algorithm.
    types = [one.rpartition("/")[2] for one in found.credentials.source_types]
    assert types == ["trainedAlgorithmicMedia", "trainedAlgorithmicMedia"]
    assert b"spoken by tones:plain" in signed.read_bytes()


def test_the_face_is_at_rest_where_parts_are_joined(old: Path, tmp_path: Path) -> None:
    frames = frames_of(old)
    joints = np.cumsum([part.frames for part in parts_of(old, tmp_path / "parts")])[:-1]

    def apart(one: int, other: int) -> float:
        return float(np.abs(frames[one].astype(int) - frames[other]).mean())

    second, third = map(int, joints)
    assert apart(second, third) < 2  # what the encoder makes of the same picture
    assert apart(second, second - 1) < 4 > apart(third, third - 1)
    assert apart(second, second + 20) > 8


def test_a_changed_sentence_leaves_the_frames_of_the_others(
    old: Path, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    told: list[Notice] = []

    def note(event: Progress | Notice) -> None:
        if isinstance(event, Notice):
            told.append(event)

    text = SCRIPT.replace("fall today", "have fallen again")
    result = made(ask(astronaut, tmp_path / "new.mp4", text, keep=old), home, note)
    before, after = parts_of(old, tmp_path / "a"), parts_of(result.output, tmp_path / "b")
    assert [part.key == other.key for part, other in zip(before, after, strict=True)] == [
        True,
        False,
        True,
    ]
    assert result.kept_frames == before[0].frames + before[2].frames
    assert [notice.code for notice in told if "KEPT" in notice.code] == [NoticeCode.PARTS_KEPT]
    assert told[-1].message.startswith("2 of 3 sentences are those of old.mp4")
    once, again = frames_of(old), frames_of(result.output)
    assert len(again) > len(once)  # more is said
    first, last = before[0].frames, before[2].frames
    assert np.array_equal(once[:first], again[:first])
    assert np.array_equal(once[-last:], again[-last:])
    for key in (before[0].key, before[2].key):
        same = [(tmp_path / name / key).read_bytes() for name in "ab"]
        assert same[0] == same[1]


def test_what_will_be_drawn_again_is_known_before(old: Path, home: Path, astronaut: Path) -> None:
    context = RenderContext(home, speaker=ToneSpeaker(), publisher=Publisher(sign=False))
    said: list[SpokenPart | float]
    said = [spoken(FIRST), spoken(MIDDLE.replace("fall", "rise")), spoken(LAST), 2.0]
    wanted = ask(astronaut, old, keep=old)
    assert taken_over(wanted, said, RATE, context) == (True, False, True, None)
    without_nod = [spoken(FIRST), spoken(MIDDLE.removeprefix("[nod] "))]
    assert taken_over(wanted, without_nod, RATE, context) == (True, False)
    softer = wanted.model_copy(update={"quality": 30})
    assert taken_over(softer, said[:3], RATE, context) == (False, False, False)


def test_what_is_kept_is_what_would_be_drawn(
    old: Path, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    text = f"{FIRST} We are glad. {LAST}"
    kept = made(ask(astronaut, tmp_path / "kept.mp4", text, keep=old), home)
    drawn = made(ask(astronaut, tmp_path / "drawn.mp4", text), tmp_path / "other home")
    assert (kept.kept_frames > 0, drawn.kept_frames) == (True, 0)
    assert kept.output.read_bytes() == drawn.output.read_bytes()


def test_a_video_can_be_changed_in_its_place(home: Path, astronaut: Path, tmp_path: Path) -> None:
    video = tmp_path / "video.mp4"
    made(ask(astronaut, video), home)
    text = f"{FIRST} {LAST}"
    result = made(ask(astronaut, video, text, keep=video, overwrite=True), home)
    assert result.kept_frames == result.frames
    assert read_record(video).script == text


def test_sentences_may_change_places(
    old: Path, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    text = f"{FIRST} {LAST} {MIDDLE} {LAST} {LAST}"
    result = made(ask(astronaut, tmp_path / "new.mp4", text, keep=old), home)
    parts = parts_of(result.output, tmp_path / "parts")
    assert len({part.key for part in parts}) == 3
    assert result.kept_frames == result.frames


def test_the_label_of_the_first_seconds_stays_where_it_belongs(
    old: Path, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    text = f"{LAST} {FIRST} {MIDDLE}"
    result = made(ask(astronaut, tmp_path / "new.mp4", text, keep=old), home)
    assert result.kept_frames > 0
    corner = frames_of(result.output).astype(int)[:, :16, 60:]  # clear of the mouth
    labelled = np.abs(np.diff(corner, axis=0)).mean((1, 2, 3)).argmax()
    assert labelled == 49


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quality": 30}, "other options were chosen (quality)"),
        ({"fps": 30, "seed": 3}, "other options were chosen (fps, seed)"),
    ],
)
def test_with_other_options_all_is_drawn_and_the_reason_is_told(
    change: dict[str, object],
    reason: str,
    old: Path,
    home: Path,
    astronaut: Path,
    tmp_path: Path,
) -> None:
    result = made(ask(astronaut, tmp_path / "new.mp4", FIRST, keep=old, **change), home)
    assert result.kept_frames == 0
    notice = next(one for one in result.notices if one.code is NoticeCode.NOTHING_KEPT)
    assert notice.message == f"Nothing of old.mp4 can be kept, all is drawn: {reason}."


def test_another_portrait_or_engine_is_told_too(
    old: Path, home: Path, astronaut: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BuiltinEngine, "version", "99")
    result = made(ask(astronaut, tmp_path / "new.mp4", FIRST, keep=old), home)
    assert "it was drawn by builtin" in result.notices[-1].message
    assert result.kept_frames == 0


@pytest.mark.slow
def test_sentences_of_a_transparent_portrait_are_kept_with_their_opacity(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    clear = tmp_path / "clear.png"
    picture = Image.open(astronaut).convert("RGBA")
    picture.putalpha(Image.new("L", picture.size, 255))
    picture.paste((0, 0, 0, 0), (0, 0, picture.width, 40))
    picture.save(clear)
    always = {"ai_label": "always"}  # else it makes another part of the one that comes first
    first = made(ask(clear, tmp_path / "a.mp4", f"{LAST} {MIDDLE}", **always), home)
    again = made(
        ask(clear, tmp_path / "b.mp4", f"{MIDDLE} {LAST}", keep=first.output, **always), home
    )
    assert again.kept_frames == again.frames
    parts = [parts_of(video.output, tmp_path / "parts") for video in (first, again)]
    assert [part.key for part in parts[0]] == [part.key for part in reversed(parts[1])]
    old, new = (kept_parts(home, read_record(video.output).id) for video in (first, again))
    assert new == {part.key: old[part.key] for part in parts[1]}
    elsewhere = tmp_path / "elsewhere"
    lost = made(ask(clear, tmp_path / "c.mp4", LAST, keep=first.output, **always), elsewhere)
    assert lost.kept_frames == 0
    assert "transparent" in lost.notices[-1].message


def test_a_part_that_is_damaged_is_drawn_again(
    old: Path, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    content = bytearray(old.read_bytes())
    stream = next(iter(parts_of(old, tmp_path / "a")))
    picture = max(units([(tmp_path / "a" / stream.key).read_bytes()]), key=len)
    content[content.index(picture) + len(picture) // 2] ^= 0x55
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(content)
    result = made(ask(astronaut, tmp_path / "new.mp4", keep=damaged), home)
    assert 0 < result.kept_frames < result.frames
    assert np.array_equal(frames_of(result.output), frames_of(old))


def test_a_video_that_is_none_is_refused(home: Path, astronaut: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video")
    with pytest.raises(InputError) as caught:
        made(ask(astronaut, tmp_path / "new.mp4", keep=broken), home)
    assert caught.value.code is ErrorCode.VIDEO_UNREADABLE
    assert not (tmp_path / "new.mp4").exists()


def test_the_first_frames_come_before_the_last_sentence_is_spoken(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    speaker = ToneSpeaker()
    spoken_at_first_frames: list[int] = []

    def note(event: Progress | Notice) -> None:
        if isinstance(event, Progress) and event.stage is Stage.RENDER and event.done:
            spoken_at_first_frames.append(len(speaker.said))

    text = " ".join(f"This is sentence {index}." for index in range(12))
    wanted = ask(astronaut, tmp_path / "out.mp4", text)
    made(wanted, home, note, speaker)
    assert spoken_at_first_frames[0] <= 6
    assert spoken_at_first_frames[-1] == 12


def test_progress_ends_at_the_true_number_of_frames(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    seen: list[Progress] = []
    result = made(
        ask(astronaut, tmp_path / "out.mp4"),
        home,
        lambda event: seen.append(event) if isinstance(event, Progress) else None,
    )
    drawn = [event for event in seen if event.stage is Stage.RENDER]
    assert all(event.done <= event.total for event in drawn)
    assert [event.done for event in drawn] == sorted(event.done for event in drawn)
    assert (drawn[-1].done, drawn[-1].total) == (result.frames, result.frames)


def test_an_interrupted_script_goes_on_with_its_first_missing_part(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    cancel = CancelToken()
    wanted = ask(astronaut, tmp_path / "out.mp4", "One is first. Two is next. Three is last.")
    speaker = ToneSpeaker()

    def stop(event: Progress | Notice) -> None:
        if isinstance(event, Progress) and event.stage is Stage.RENDER and event.done > 40:
            cancel.cancel()

    with pytest.raises(Cancelled):
        made(wanted, home, stop, speaker, cancel)
    result = made(wanted, home)
    assert 0 < result.resumed_frames < result.frames
    again = made(ask(astronaut, tmp_path / "again.mp4", wanted.text), tmp_path / "other")
    assert result.output.read_bytes() == again.output.read_bytes()


def test_what_goes_wrong_with_the_voice_is_told_and_nothing_is_left(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    class Hoarse(ToneSpeaker):
        def script(self, request: RenderRequest | DubRequest):  # type: ignore[no-untyped-def]
            script = super().script(request)

            def fail(sentence: str) -> None:
                if "Come" in sentence:
                    raise MouthpieceError(ErrorCode.INTERNAL, "The voice broke.")

            return type(script)(script.text, fail)

    wanted = ask(astronaut, tmp_path / "out.mp4", SCRIPT + " Not any more.")
    with pytest.raises(MouthpieceError, match="The voice broke"):
        made(wanted, home, speaker=Hoarse())
    assert list(tmp_path.iterdir()) == []


def test_a_script_that_takes_too_long_is_refused(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        made(ask(astronaut, tmp_path / "out.mp4", max_minutes=0.05), home)
    assert caught.value.code is ErrorCode.AUDIO_TOO_LONG


def test_with_angles_that_span_the_video_it_is_drawn_as_a_whole(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    result = made(ask(astronaut, tmp_path / "out.mp4", yaw="-8,8"), home)
    assert parts_of(result.output, tmp_path / "parts") == []
    assert read_record(result.output).script == SCRIPT
    assert list((home / "work").glob("*/spoken.flac")) == []


def test_without_voices_a_text_is_refused(home: Path, astronaut: Path, tmp_path: Path) -> None:
    wanted = ask(astronaut, tmp_path / "out.mp4")
    with pytest.raises(InputError) as caught:
        RenderPipeline(wanted, BuiltinEngine(), RenderContext(home)).run()
    assert caught.value.code is ErrorCode.COMPONENT_MISSING


def test_a_video_that_says_its_script_is_made_again_with_another(
    old: Path, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    output = tmp_path / "new.mp4"
    text = f"{FIRST} We are glad. {LAST}"
    values = request_values(read_record(old), old, {"text": text, "output": output}, home)
    wanted = RenderRequest.model_validate(values)
    assert (wanted.portrait, wanted.keep, wanted.size, wanted.engine) == (
        astronaut,
        old,
        128,
        "builtin",
    )
    assert made(wanted, home).kept_frames > 0
    changed = changeable_script(read_record(old), old, home)
    assert (changed["text"], changed["keep"]) == (SCRIPT, old)
    same = request_values(read_record(old), old, {"output": output}, home)
    assert (same["text"], same.get("keep")) == (SCRIPT, None)


def test_a_video_of_a_recording_takes_no_other_text(astronaut: Path, tmp_path: Path) -> None:
    speech = tmp_path / "speech.wav"
    write_clicks(speech, 1.0, 16000)
    values = {"portrait": astronaut, "speech": speech, "output": tmp_path / "a.mp4", "size": 128}
    wanted = RenderRequest.model_validate(values)
    context = RenderContext(tmp_path, publisher=Publisher(sign=False))
    video = RenderPipeline(wanted, BuiltinEngine(), context).run().output
    with pytest.raises(InputError) as caught:
        request_values(read_record(video), video, {"text": FIRST}, tmp_path)
    assert caught.value.code is ErrorCode.NO_SCRIPT


def test_a_script_that_is_too_long_for_its_video_is_asked_for(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    text = FIRST + " " * LONGEST_SCRIPT
    video = made(ask(astronaut, tmp_path / "a.mp4", text), home).output
    record = read_record(video)
    assert record.script == ""
    with pytest.raises(InputError) as caught:
        request_values(record, video, {}, home)
    assert caught.value.code is ErrorCode.NO_SCRIPT
    assert request_values(record, video, {"text": FIRST}, home)["keep"] == video


@pytest.mark.slow
def test_one_sentence_of_three_minutes_costs_an_eighth_of_the_frames_at_most(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    sentences = [f"This is what we say as number {index} of all of them." for index in range(56)]
    before = made(ask(astronaut, tmp_path / "old.mp4", " ".join(sentences)), home)
    assert before.duration > 180
    sentences[30] = "Here is something quite new that nobody has ever said."
    wanted = ask(astronaut, tmp_path / "new.mp4", " ".join(sentences), keep=before.output)
    after = made(wanted, home)
    assert after.frames - after.kept_frames <= 0.12 * after.frames
    same = [part.key for part in parts_of(after.output, tmp_path / "b")]
    once = list(read_frames(before.output))
    again = list(read_frames(after.output))
    marks = parts_of(before.output, tmp_path / "a")
    assert [mark.key for mark in marks[:30]] == same[:30]
    first = sum(mark.frames for mark in marks[:30])
    last = sum(mark.frames for mark in marks[31:])
    assert all(map(np.array_equal, once[:first], again[:first]))
    assert all(map(np.array_equal, once[-last:], again[-last:]))


def test_the_text_is_subtitled_at_the_times_of_its_words(
    home: Path, astronaut: Path, tmp_path: Path
) -> None:
    wanted = ask(
        astronaut,
        tmp_path / "out.mp4",
        deliverable=("spoken_subtitles=yes,subtitle_way=track",),
    )
    result = made(wanted, home)
    (version,) = result.deliverables
    srt = ffmpeg("-i", str(version), "-map", "0:s:0", "-f", "srt", "-").decode()
    parts = parts_of(result.output, tmp_path / "parts")
    begin = parts[0].frames / 25 + parts[1].words[0][1]
    stamp = f"00:00:0{begin:.3f}".replace(".", ",")
    assert [line for line in srt.splitlines() if line.startswith("Our")] == [parts[1].text]
    assert stamp in srt
