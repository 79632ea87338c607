"""A film gets new words: the whole road, for real."""

from __future__ import annotations

import datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
import soundfile

from talker.consent import Consent, write_consent
from talker.dubbing.base import Patch
from talker.dubbing.builtin.engine import BuiltinMouth
from talker.dubbing.drawing import MouthDrawer, Plan
from talker.dubbing.pipeline import dub
from talker.dubbing.timeline import Timeline
from talker.dubbing.tracker import FaceTracker
from talker.dubbing.tracks import Tracks, write_tracks
from talker.errors import Cancelled, ErrorCode, InputError
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.audio import open_speech
from talker.media.film import read_film
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.ai_label import Corner, LabelTime
from talker.options.dub import DubOptions, DubRequest
from talker.progress import CancelToken, Notice, Progress, Stage
from talker.provenance.manifest import inspect
from tests.talker.dubbing.footage import SIZE, swaying, wall, write_film
from tests.talker.sounds import beginning, ffmpeg

UNLABELLED = {"ai_label": LabelTime.OFF, "ai_label_reason": "a test"}


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Path:
    """Three seconds, in whose middle the face is covered for a while; 29.97 frames a second."""
    folder = tmp_path_factory.mktemp("film 电影")
    pictures = list(swaying(astronaut, 80))
    for picture in pictures[36:46]:
        cv2.rectangle(picture, (110, 135), (205, 200), (60, 80, 160), -1)
    sound = folder / "own.wav"
    soundfile.write(sound, 0.2 * np.sin(np.arange(48000 * 3) * 0.06), 48000)
    return write_film(folder / "presenter.mp4", pictures, rate="30000/1001", sound=sound)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, demo_speech: Path) -> Path:
    return beginning(demo_speech, 2.0, tmp_path_factory.mktemp("words"))


def _ask(film: Path, words: Path, output: Path, **options: object) -> DubRequest:
    values = {"clip": film, "speech": words, "output": output, "quality": 12, **UNLABELLED}
    return DubRequest.model_validate(values | options)


def test_outside_the_mask_every_pixel_is_the_films(film: Path, words: Path, tmp_path: Path) -> None:
    facts = read_film(film)
    tracker = FaceTracker(film, 0, MediaPipeLandmarks())
    write_tracks(tmp_path / "tracks", tracker.follow(facts.read()))
    tracks, engine = Tracks(tmp_path / "tracks", 30), BuiltinMouth(1.0)
    speech = open_speech(words)
    heard = engine.hear(speech, 60, facts.rate, tmp_path, CancelToken())
    plan = Plan(facts, tracks, Timeline(np.arange(60), 60), heard)
    options = DubOptions.model_validate(UNLABELLED)
    drawer = MouthDrawer(plan, engine, options, Corner.BOTTOM_RIGHT)
    patches: list[tuple[int, Patch]] = []
    drawn = drawer._patches

    def noted(faces, rows):  # type: ignore[no-untyped-def]
        found = drawn(faces, rows)
        patches.extend(zip([face.number for face in faces], found, strict=True))
        return found

    drawer._patches = noted  # type: ignore[method-assign]
    made = [
        frame
        for _, frames, _ in drawer.batches((start, min(start + 8, 60)) for start in range(0, 60, 8))
        for frame in frames
    ]
    drawer.close()
    stored = [frame for frame, _ in zip(facts.read(), range(60), strict=False)]
    masks = dict(patches)
    assert {36, 40, 45}.isdisjoint(masks)
    width, height = SIZE
    changed = 0
    for number, (frame, own) in enumerate(zip(made, stored, strict=True)):
        if number not in masks:
            assert np.array_equal(frame.data, own.data)
            continue
        box, mask = masks[number].box, np.zeros((height, width), bool)
        mask[box.top : box.bottom, box.left : box.right] = masks[number].mask > 0
        assert mask.mean() < 0.2
        assert np.array_equal(frame.y[~mask], own.y[~mask])
        blocks = mask.reshape(height // 2, 2, width // 2, 2).any((1, 3))
        assert np.array_equal(frame.u[~blocks], own.u[~blocks])
        assert np.array_equal(frame.v[~blocks], own.v[~blocks])
        changed += int((frame.y != own.y).any())
    assert changed > 30
    # Drawn alone, a frame is the same: each depends on its index only.
    again = MouthDrawer(plan, BuiltinMouth(1.0), options, Corner.BOTTOM_RIGHT)
    ((_, (alone,), _),) = again.batches([(29, 30)])
    assert np.array_equal(alone.data, made[29].data)


def test_a_dubbed_film_keeps_size_rate_and_colours_and_says_what_was_changed(
    film: Path, words: Path, tmp_path: Path
) -> None:
    request = _ask(film, words, tmp_path / "out 出.mp4", film_sound=30, loudness=True)
    told: list[Notice | Progress] = []
    result = dub(request, home=tmp_path / "home", on_progress=told.append)
    facts, own = probe(result.output), read_film(film)
    assert facts.video is not None
    assert (facts.video.width, facts.video.height) == SIZE
    assert facts.video.fps == own.rate
    assert read_film(result.output).tags == own.tags
    assert facts.audio is not None
    assert abs(float(facts.audio.duration) - result.duration) < 0.1
    found = inspect(result.output)
    assert found.record is not None
    assert found.record.dubbed is not None
    assert found.record.dubbed.frames == result.frames
    assert 0.3 < found.record.dubbed.spoken / result.frames < 0.95
    assert 0.02 < found.record.dubbed.share < 0.2
    assert found.credentials is not None
    assert found.credentials.valid
    assert found.credentials.ingredients == (film.name,)
    assert "FILM_NOT_SPOKEN" in {str(one.code) for one in told if isinstance(one, Notice)}
    assert not list((tmp_path / "home" / "work").glob("*/*"))


def test_the_films_own_manifest_comes_along(film: Path, words: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = dub(_ask(film, words, tmp_path / "first.mp4"), home=home)
    second = dub(_ask(first.output, words, tmp_path / "second.mp4"), home=home)
    manifests = inspect(second.output).credentials
    assert manifests is not None
    assert manifests.valid
    assert manifests.ingredients == ("first.mp4",)
    assert b"presenter.mp4" in second.output.read_bytes()  # of the first one's manifest


@pytest.mark.slow
def test_a_dub_that_was_stopped_goes_on_and_is_the_same(
    film: Path, words: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.wav"
    samples, rate = soundfile.read(words)
    soundfile.write(long, np.tile(samples, 6), rate)
    cancel = CancelToken()

    def stop(event: Progress | Notice) -> None:
        if isinstance(event, Progress) and event.stage is Stage.RENDER and event.done > 280:
            cancel.cancel()

    request = _ask(film, long, tmp_path / "out.mp4")
    with pytest.raises(Cancelled):
        dub(request, home=tmp_path / "home", on_progress=stop, cancel=cancel)
    assert not request.output or not request.output.exists()
    result = dub(request, home=tmp_path / "home")
    assert 0 < result.resumed_frames < result.frames
    whole = dub(_ask(film, long, tmp_path / "whole.mp4"), home=tmp_path / "other")
    one, two = (
        ffmpeg("-i", str(path), "-map", "0:v", "-f", "framemd5", "-")
        for path in (result.output, whole.output)
    )
    assert one == two


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("nobody", ErrorCode.NO_FACE),
        ("tiny", ErrorCode.FACE_TOO_SMALL),
        ("damaged", ErrorCode.VIDEO_UNREADABLE),
        ("long", ErrorCode.AUDIO_TOO_LONG),
        ("expired", ErrorCode.CONSENT_EXPIRED),
        ("itself", ErrorCode.OUTPUT_UNWRITABLE),
        ("there", ErrorCode.OUTPUT_EXISTS),
    ],
)
def test_what_cannot_be_dubbed_is_refused_and_leaves_nothing(
    film: Path, words: Path, tmp_path: Path, astronaut: Path, what: str, code: ErrorCode
) -> None:
    clip, output, options = tmp_path / "clip.mp4", tmp_path / "out.mp4", dict[str, object]()
    if what == "nobody":
        write_film(clip, wall(40))
    elif what == "tiny":
        write_film(clip, swaying(astronaut, 20, (128, 96)))
    else:
        clip.write_bytes(film.read_bytes())
    if what == "damaged":
        clip.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    if what == "long":
        options["max_minutes"] = 0.02
    if what == "expired":
        write_consent(clip, Consent(owner="Anna", expires=datetime.date(2020, 1, 1)))
    if what == "there":
        output.write_bytes(b"somebody's")
    if what == "itself":
        output, options["overwrite"] = clip, True
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(InputError) as refused:
        dub(_ask(clip, words, output, **options), home=tmp_path / "home")
    assert refused.value.code is code
    assert refused.value.exit_code == 3
    assert refused.value.hint
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "home") == before


def test_a_kept_ending_has_the_films_own_mouth_and_sound(
    film: Path, tmp_path: Path, words: Path
) -> None:
    short = tmp_path / "short.wav"
    samples, rate = soundfile.read(words)
    soundfile.write(short, samples[:rate], rate)
    result = dub(_ask(film, short, tmp_path / "out.mp4", ending="keep"), home=tmp_path / "home")
    assert result.frames == read_film(film).frames
    loud = ffmpeg("-i", str(result.output), "-f", "f32le", "-ac", "1", "-ar", "16000", "-")
    heard = np.frombuffer(loud, "<f4")
    assert np.abs(heard[-8000:]).max() > 0.1  # its own tone is back
    own, new = list(read_frames(film)), list(read_frames(result.output))
    assert np.abs(own[75].astype(int) - new[75]).mean() < 3
