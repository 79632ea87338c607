"""The LivePortrait engine on the whole road, with small networks in the official file formats."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from talker import render
from talker.device import choose_device
from talker.engines.base import Drive, Partner
from talker.engines.liveportrait.engine import LivePortraitEngine
from talker.engines.liveportrait.spec import LIVEPORTRAIT
from talker.engines.registry import create_engine
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelMissing
from talker.media.audio import open_speech
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.model_files import NoModelFiles
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.preflight.road import run_preflight
from talker.progress import CancelToken
from talker.render_context import RenderContext
from talker.result import RenderResult
from tests.talker.engines.liveportrait.model_folder import FEW, write_models
from tests.talker.engines.sadtalker.model_folder import ModelFolder
from tests.talker.sounds import beginning, ffmpeg

Frames = np.ndarray


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    return write_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("liveportrait-home")


@pytest.fixture
def speech(tmp_path: Path, demo_speech: Path) -> Path:
    """Two frames of the demo's sentence."""
    return beginning(demo_speech, 0.08, tmp_path)


@pytest.fixture
def sentence(tmp_path: Path, demo_speech: Path) -> Path:
    """Two seconds of it, for what is not drawn."""
    return beginning(demo_speech, 2.0, tmp_path)


def ask(portrait: Path, speech: Path, output: Path, **options: object) -> RenderRequest:
    values: dict[str, object] = {"portrait": portrait, "speech": speech, "output": output}
    values |= {"engine": "liveportrait", "size": 128, "quality": 10, "device": "cpu"}
    return RenderRequest.model_validate(values | options)


def engine(models: ModelFolder, home: Path) -> LivePortraitEngine:
    return LivePortraitEngine(models, choose_device("cpu"), widths=FEW, home=home)


def made(wanted: RenderRequest, models: ModelFolder, home: Path) -> RenderResult:
    return RenderPipeline(wanted, engine(models, home), RenderContext(home)).run()


def frames_of(path: Path) -> Frames:
    return np.stack(list(read_frames(path)))


def motion_of(wanted: RenderRequest, models: ModelFolder, home: Path) -> Frames:
    """Key points [T, 21, 3] before stitching."""
    ready = run_preflight(wanted, home=home)
    drive = Drive(ready.speech, wanted.reference)
    motion = engine(models, home).motion(drive, wanted.options, ready.portrait, CancelToken())
    return motion.values[:, :-1].reshape(-1, 21, 3)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_gives_a_video_of_its_size_with_the_sound(
    mode: Mode, models: ModelFolder, home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    result = made(ask(astronaut, speech, tmp_path / "out.mp4", mode=mode), models, home)
    facts = probe(result.output)
    assert facts.video is not None
    assert facts.audio is not None
    assert facts.video.frame_count == 2
    assert facts.video.fps == 25
    assert facts.audio.sample_rate == 32000
    side = 512 if mode in (Mode.FULL, Mode.EXTFULL) else 128
    assert (facts.video.width, facts.video.height) == (side, side)
    frame = frames_of(result.output)[1].astype(int)
    picture = np.asarray(Image.open(astronaut).convert("RGB").resize((side, side))).astype(int)
    if mode in (Mode.FULL, Mode.EXTFULL, Mode.RESIZE):  # around the face it is the photograph
        below = slice(round(0.6 * side), round(0.8 * side)), slice(0, round(0.4 * side))
        assert np.abs(frame[below] - picture[below]).mean() < 6
        face = slice(round(0.1 * side), round(0.35 * side)), slice(round(0.3 * side), side // 2)
        assert np.abs(frame[face] - picture[face]).mean() > 15  # these networks draw no face


@pytest.mark.slow
def test_the_same_request_gives_the_same_frames(
    models: ModelFolder, home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    once, again, other = (
        frames_of(made(ask(astronaut, speech, tmp_path / name, seed=seed), models, place).output)
        for name, seed, place in (
            ("a.mp4", 1, home),
            ("b.mp4", 1, tmp_path / "another home"),
            ("c.mp4", 2, home),
        )
    )
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


@pytest.mark.parametrize("mode", [Mode.CROP, Mode.EXTCROP, Mode.RESIZE])
def test_the_cut_that_is_told_is_the_part_that_is_drawn(
    mode: Mode, models: ModelFolder, home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, speech, tmp_path / "out.mp4", mode=mode)
    portrait = run_preflight(wanted, home=home).portrait
    told = LIVEPORTRAIT.cut(portrait, wanted.options, models, home)
    assert told == engine(models, home).canvas(portrait, wanted.options).window


@pytest.mark.slow
def test_a_portrait_seen_before_is_not_looked_at_again(
    models: ModelFolder,
    home: Path,
    astronaut: Path,
    speech: Path,
    demo_speech: Path,
    tmp_path: Path,
) -> None:
    first = frames_of(made(ask(astronaut, speech, tmp_path / "1.mp4"), models, home).output)
    networks = engine(models, home)._networks(ask(astronaut, speech, tmp_path / "2.mp4").options)
    looks: list[str] = []
    for name in ("appearance", "motion"):
        getattr(networks, name).register_forward_hook(lambda *_, name=name: looks.append(name))

    again = frames_of(made(ask(astronaut, speech, tmp_path / "2.mp4"), models, home).output)
    other_words = beginning(demo_speech, 0.04, tmp_path)
    made(ask(astronaut, other_words, tmp_path / "3.mp4", mode="full"), models, home)
    assert looks == []
    assert np.array_equal(first, again)

    other = tmp_path / "other.png"
    Image.open(astronaut).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(other)
    made(ask(other, speech, tmp_path / "4.mp4"), models, home)
    assert sorted(looks) == ["appearance", "motion"]


def test_lips_are_shut_by_the_retargeting_network_with_a_closed_target(
    models: ModelFolder, home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    networks = engine(models, home)._networks(ask(astronaut, speech, tmp_path / "2.mp4").options)
    asked: list[Frames] = []
    hook = networks.lips.register_forward_hook(
        lambda _, given, __: asked.append(given[0].numpy().copy())
    )
    made(ask(astronaut, speech, tmp_path / "1.mp4"), models, home)
    hook.remove()
    (row,) = asked
    ratio, target = row[0, -2:]
    assert 0 < ratio < 0.2
    assert target == 0


def test_options_of_the_head_are_those_of_the_other_engines(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    def moved(**options: object) -> Frames:
        wanted = ask(astronaut, sentence, tmp_path / "o.mp4", seed=1, **options)
        return motion_of(wanted, models, home)

    quiet = {"expression_scale": 0, "blink_rate": 0, "gaze": "camera"}
    free, still, doubled, styled = (
        moved(**quiet, **more)
        for more in ({}, {"still": True}, {"head_motion": 2}, {"pose_style": 7})
    )
    assert np.ptp(still, axis=0).max() < 0.01 < np.ptp(free, axis=0).max()
    assert np.ptp(doubled, axis=0).max() > 1.4 * np.ptp(free, axis=0).max()
    assert not np.array_equal(styled, free)
    turned = moved(**quiet, still=True, yaw="-20,20")
    middles = turned[:, :, 0].std(axis=0).max()
    assert middles > 5 * still[:, :, 0].std(axis=0).max()
    plain, lively = (moved(still=True, expression_scale=scale) for scale in (1, 2))
    assert np.ptp(lively[:, 19, 1]) > 1.6 * np.ptp(plain[:, 19, 1])
    assert len(moved(fps=50)) == 2 * len(plain)
    friendly = moved(still=True, mood="friendly")
    assert friendly[0, 14, 1] < plain[0, 14, 1] - 0.003  # the corners are up
    winking = moved(still=True, blink_rate=60)
    assert np.ptp(winking[:, 11, 1]) > np.ptp(moved(still=True, blink_rate=0)[:, 11, 1])


def test_parts_of_a_speech_begin_and_end_at_the_same_rest(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, sentence, tmp_path / "o.mp4")
    ready = run_preflight(wanted, home=home)
    drive = Drive(ready.speech, at_rest=True)
    motion = engine(models, home).motion(drive, wanted.options, ready.portrait, CancelToken())
    assert np.array_equal(motion.values[0], motion.values[-1])
    assert not np.array_equal(motion.values[0], motion.values[25])


def test_one_of_two_speakers_listens_to_the_other(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, sentence, tmp_path / "o.mp4", idle=2.0)
    ready = run_preflight(wanted, home=home)
    other = Partner(open_speech(sentence), (1.0, 0.0))
    alone, listening = (
        engine(models, home)
        .motion(Drive(ready.speech, partner=one), wanted.options, ready.portrait, CancelToken())
        .values
        for one in (None, other)
    )
    assert LIVEPORTRAIT.speaks_in_pairs
    assert np.abs(listening - alone).max() > 1e-3


@pytest.fixture(scope="module")
def presenter(tmp_path_factory: pytest.TempPathFactory, astronaut: Path, demo_speech: Path) -> Path:
    """A clip of half a second at 30 frames a second, in which the head turns."""
    folder = tmp_path_factory.mktemp("clip")
    wanted = RenderRequest(
        portrait=astronaut,
        speech=beginning(demo_speech, 0.5, folder),
        output=folder / "presenter.mp4",
        mode=Mode.FULL,
        fps=30,
        yaw=(-12, 12),
        engine="builtin",
    )
    render(wanted, home=folder / "home")
    return folder / "presenter.mp4"


@pytest.mark.parametrize("mode", [Mode.CROP, pytest.param(Mode.FULL, marks=pytest.mark.slow)])
def test_a_clip_gives_every_frame_its_own_picture(
    mode: Mode, models: ModelFolder, home: Path, presenter: Path, speech: Path, tmp_path: Path
) -> None:
    result = made(ask(presenter, speech, tmp_path / "out.mp4", mode=mode), models, home)
    frames = frames_of(result.output).astype(int)
    assert len(frames) == 2
    again = made(ask(presenter, speech, tmp_path / "again.mp4", mode=mode), models, home)
    assert np.array_equal(frames, frames_of(again.output))
    if mode is Mode.FULL:  # far from the face the video is the clip
        clip = frames_of(presenter).astype(int)
        assert frames.shape[1:] == clip.shape[1:]
        corner = slice(480, 512), slice(0, 60)
        assert np.abs(frames[1][corner] - clip[1][corner]).mean() < 6


def test_a_filmed_head_keeps_its_way_and_speaks_with_our_lips(
    models: ModelFolder, home: Path, presenter: Path, demo_speech: Path, tmp_path: Path
) -> None:
    """The clip goes to and fro, so what it does comes again; our speech is added to it."""
    speech = beginning(demo_speech, 2.0, tmp_path)
    silent = ask(presenter, speech, tmp_path / "o.mp4", expression_scale=0)
    spoken = ask(presenter, speech, tmp_path / "o.mp4")
    way, words = (motion_of(wanted, models, home) for wanted in (silent, spoken))
    count = 12  # half a second
    there_and_back = 2 * count - 2
    same = way[:10, :10], way[there_and_back : there_and_back + 10, :10]
    assert np.abs(same[0] - same[1]).max() < 1e-5
    assert np.ptp(way[:, 0, 0]) > 1e-3
    change = np.abs(words - way).max(axis=(0, 2))
    assert change[19] > 0.01
    assert change[0] < 1e-6


@pytest.mark.parametrize("use", ["pose", "blink", "both", "all"])
def test_a_reference_video_gives_what_is_asked_of_it(
    use: str,
    models: ModelFolder,
    home: Path,
    astronaut: Path,
    presenter: Path,
    sentence: Path,
    tmp_path: Path,
) -> None:
    def moved(speech: Path, **options: object) -> Frames:
        wanted = ask(astronaut, speech, tmp_path / "o.mp4", seed=1, reference_use=use, **options)
        return motion_of(wanted, models, home)

    plain, given = moved(sentence), moved(sentence, reference=presenter)
    assert not np.array_equal(plain, given)
    absolute = moved(sentence, reference=presenter, absolute=True)
    assert not np.array_equal(absolute, given)
    loud = tmp_path / "other.wav"
    soundfile.write(loud, np.sin(np.arange(32000) / 9).astype(np.float32), 16000)
    other = moved(loud, reference=presenter)
    assert np.array_equal(other, given) is (use == "all")  # nothing of the speech is left
    lips = float(np.abs(other - given)[:, 19].max())
    assert (lips > 0.005) is (use != "all")


def test_a_clip_follows_a_reference_video_too(
    models: ModelFolder, home: Path, presenter: Path, sentence: Path, tmp_path: Path
) -> None:
    alone, led = (
        motion_of(ask(presenter, sentence, tmp_path / "o.mp4", reference=video), models, home)
        for video in (None, presenter)
    )
    assert led.shape == alone.shape
    assert not np.array_equal(led, alone)


def test_a_reference_without_a_face_is_named(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "nobody.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=gray:s=320x240:d=0.4", str(empty))
    with pytest.raises(InputError, match=r"nobody\.mp4") as caught:
        motion_of(ask(astronaut, sentence, tmp_path / "o.mp4", reference=empty), models, home)
    assert caught.value.code is ErrorCode.NO_FACE


def test_a_named_engine_without_models_says_which_to_get(
    astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, speech, tmp_path / "out.mp4")
    with pytest.raises(ModelMissing, match="models get liveportrait") as caught:
        create_engine(wanted, NoModelFiles(), tmp_path)
    assert caught.value.exit_code == 4


def test_a_damaged_file_is_named(home: Path, astronaut: Path, speech: Path, tmp_path: Path) -> None:
    models = write_models(tmp_path / "models")
    path = models.path("liveportrait", "base_models/warping_module.pth")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ModelDamaged, match="warping_module"):
        made(ask(astronaut, speech, tmp_path / "out.mp4"), models, home)
    assert not (tmp_path / "out.mp4").exists()
