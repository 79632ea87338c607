"""The SadTalker engine on the whole road, with small networks in the official file formats."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from talker import render
from talker.device import choose_device
from talker.engines.base import Drive
from talker.engines.registry import create_engine
from talker.engines.sadtalker.engine import SadTalkerEngine
from talker.engines.sadtalker.spec import SADTALKER
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelMissing, UsageError
from talker.home import home_folder
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.model_files import NoModelFiles
from talker.options.cues import Cue, CueKind
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.preflight.road import run_preflight
from talker.progress import CancelToken, Notice, NoticeCode, Progress
from talker.render_context import RenderContext
from talker.result import RenderResult
from tests.talker.engines.sadtalker.model_folder import FEW, ModelFolder, write_models
from tests.talker.parts.voice import ToneSpeaker
from tests.talker.sounds import beginning, ffmpeg


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    return write_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sadtalker-home")


@pytest.fixture
def speech(tmp_path: Path, demo_speech: Path) -> Path:
    """Three frames of the demo's sentence."""
    return beginning(demo_speech, 0.12, tmp_path)


@pytest.fixture
def sentence(tmp_path: Path, demo_speech: Path) -> Path:
    """Two seconds of it, for what is not drawn."""
    return beginning(demo_speech, 2.0, tmp_path)


def ask(portrait: Path, speech: Path, output: Path, **options: object) -> RenderRequest:
    values: dict[str, object] = {"portrait": portrait, "speech": speech, "output": output}
    values |= {"engine": "sadtalker", "size": 256, "quality": 10, "device": "cpu"}
    return RenderRequest.model_validate(values | options)


def made(wanted: RenderRequest, models: ModelFolder, home: Path) -> RenderResult:
    engine = SadTalkerEngine(models, choose_device("cpu"), widths=FEW, home=home)
    return RenderPipeline(wanted, engine, RenderContext(home)).run()


# The wider ones take the same way.
MODES = [
    pytest.param(mode, marks=pytest.mark.slow) if mode.value.startswith("ext") else mode
    for mode in Mode
]


def frames_of(path: Path) -> np.ndarray:
    return np.stack(list(read_frames(path)))


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_gives_a_video_of_its_size_with_the_sound(
    mode: Mode, models: ModelFolder, home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    result = made(ask(astronaut, speech, tmp_path / "out.mp4", mode=mode), models, home)
    facts = probe(result.output)
    assert facts.video is not None
    assert facts.audio is not None
    assert facts.video.frame_count == 3
    assert facts.video.fps == 25
    assert facts.audio.sample_rate == 32000
    if mode in (Mode.FULL, Mode.EXTFULL):
        assert (facts.video.width, facts.video.height) == (512, 512)
    else:
        assert facts.video.width == 256
        assert facts.video.height % 2 == 0


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
    engine = SadTalkerEngine(models, choose_device("cpu"), widths=FEW, home=home)
    cut_told = SADTALKER.cut(portrait, wanted.options, models, home)
    assert cut_told == engine.canvas(portrait, wanted.options).window


def motion_of(wanted: RenderRequest, models: ModelFolder, home: Path) -> np.ndarray:
    engine = SadTalkerEngine(models, choose_device("cpu"), widths=FEW, home=home)
    ready = run_preflight(wanted, home=home)
    drive = Drive(ready.speech, wanted.reference)
    return engine.motion(drive, wanted.options, ready.portrait, CancelToken()).values


def test_still_keeps_the_head_where_it_is(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    # Without expression only the head moves: these networks mix the two.
    wanted = ask(astronaut, sentence, tmp_path / "out.mp4", expression_scale=0)
    free, still = (
        motion_of(wanted.model_copy(update={"still": still}), models, home)
        for still in (False, True)
    )
    assert np.ptp(still, axis=0).max() < 1e-3 < np.ptp(free[:, :3], axis=0).max()


def test_given_angles_replace_the_predicted_ones(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, sentence, tmp_path / "out.mp4", yaw="-20,20", roll="5")
    values = motion_of(wanted, models, home)
    assert values[[0, -1], 0] == pytest.approx([-20, 20], abs=3)
    assert (values[:, 2] == 5).all()


def test_motion_at_another_rate_takes_the_same_way(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    slow, fast = (
        motion_of(ask(astronaut, sentence, tmp_path / "out.mp4", fps=fps), models, home)
        for fps in (25, 50)
    )
    assert len(fast) == 2 * len(slow)
    middles = (fast[0::2] + fast[1::2]) / 2
    assert np.abs(middles - slow).max() < 0.35 * np.ptp(slow, axis=0).max()


@pytest.mark.parametrize("use", ["pose", "blink", "both", "all"])
def test_a_reference_video_gives_what_is_asked_of_it(
    use: str, models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    reference = tmp_path / "reference.mp4"
    render(
        RenderRequest(portrait=astronaut, speech=sentence, output=reference, size=256, yaw=(-9, 9)),
        home=home,
    )
    plain, given = (
        motion_of(
            ask(astronaut, sentence, tmp_path / "o.mp4", reference=video, reference_use=use),
            models,
            home,
        )
        for video in (None, reference)
    )
    assert not np.array_equal(plain, given)
    if use == "all":  # nothing of the speech is left
        loud = tmp_path / "other.wav"
        soundfile.write(loud, np.sin(np.arange(32000) / 9).astype(np.float32), 16000)
        same = ask(astronaut, loud, tmp_path / "o.mp4", reference=reference, reference_use=use)
        assert np.array_equal(motion_of(same, models, home), given)


def test_a_reference_without_a_face_is_named(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "nobody.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=gray:s=320x240:d=0.4", str(empty))
    with pytest.raises(InputError, match=r"nobody\.mp4") as caught:
        motion_of(ask(astronaut, sentence, tmp_path / "o.mp4", reference=empty), models, home)
    assert caught.value.code is ErrorCode.NO_FACE


def test_auto_takes_sadtalker_when_its_models_are_there_and_says_why(
    models: ModelFolder, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, speech, tmp_path / "out.mp4", engine="auto")
    with_models, without = (
        create_engine(wanted, models, home_folder()),
        create_engine(wanted, NoModelFiles(), home_folder()),
    )
    assert (with_models.engine.name, without.engine.name) == ("sadtalker", "builtin")
    assert without.notice is not None
    assert "sadtalker-256" in without.notice.message
    larger = create_engine(wanted.model_copy(update={"size": 512}), models, home_folder())
    assert larger.engine.name == "builtin"


def test_a_named_engine_without_models_says_which_to_get(
    astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, speech, tmp_path / "out.mp4", size=512)
    with pytest.raises(ModelMissing, match="models get sadtalker-512") as caught:
        create_engine(wanted, NoModelFiles(), home_folder())
    assert caught.value.exit_code == 4


def test_the_builtin_engine_refuses_a_reference_video(
    models: ModelFolder, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, speech, tmp_path / "o.mp4", engine="builtin", reference=speech)
    with pytest.raises(UsageError, match="reference"):
        create_engine(wanted, models, home_folder())


def test_a_damaged_checkpoint_is_named(
    home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    models = write_models(tmp_path / "models")
    path = models.path("sadtalker-256", "SadTalker_V0.0.2_256.safetensors")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ModelDamaged, match="SadTalker_V0"):
        made(ask(astronaut, speech, tmp_path / "out.mp4"), models, home)
    assert not (tmp_path / "out.mp4").exists()


@pytest.mark.slow
def test_a_portrait_seen_before_is_not_looked_at_again(
    models: ModelFolder, home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    first = frames_of(made(ask(astronaut, speech, tmp_path / "1.mp4"), models, home).output)
    engine = SadTalkerEngine(models, choose_device("cpu"), widths=FEW, home=home)
    networks = engine._networks(ask(astronaut, speech, tmp_path / "2.mp4").options)
    looks: set[str] = set()
    for name, network in (
        ("keypoints", networks.keypoints),
        ("coefficients", networks.coefficients),
        ("volume", networks.renderer._appearance),
    ):
        network.register_forward_hook(lambda *_, name=name: looks.add(name))

    again = frames_of(made(ask(astronaut, speech, tmp_path / "2.mp4"), models, home).output)
    assert looks == set()
    assert np.array_equal(first, again)

    other = tmp_path / "other.png"
    Image.open(astronaut).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(other)
    made(ask(other, speech, tmp_path / "3.mp4"), models, home)
    assert looks == {"keypoints", "coefficients", "volume"}


def test_networks_stay_loaded_from_one_video_to_the_next(
    models: ModelFolder, home: Path, astronaut: Path, speech: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, speech, tmp_path / "o.mp4")
    first, second = (
        SadTalkerEngine(models, choose_device("cpu"), widths=FEW, home=home) for _ in range(2)
    )
    assert first._networks(wanted.options).renderer is second._networks(wanted.options).renderer


@pytest.fixture(scope="module")
def presenter(tmp_path_factory: pytest.TempPathFactory, astronaut: Path, demo_speech: Path) -> Path:
    """A clip of half a second at 30 frames a second, in which the head turns."""
    folder = tmp_path_factory.mktemp("clip")
    render(
        RenderRequest(
            portrait=astronaut,
            speech=beginning(demo_speech, 0.5, folder),
            output=folder / "presenter.mp4",
            mode=Mode.FULL,
            fps=30,
            yaw=(-12, 12),
        ),
        home=folder / "home",
    )
    return folder / "presenter.mp4"


@pytest.mark.parametrize("mode", [pytest.param(Mode.CROP, marks=pytest.mark.slow), Mode.FULL])
def test_a_clip_gives_every_frame_its_own_picture(
    mode: Mode, models: ModelFolder, home: Path, presenter: Path, speech: Path, tmp_path: Path
) -> None:
    result = made(ask(presenter, speech, tmp_path / "out.mp4", mode=mode), models, home)
    frames = frames_of(result.output).astype(int)
    assert len(frames) == 3
    if mode is Mode.FULL:  # far from the face the video is the clip
        clip = frames_of(presenter).astype(int)
        assert frames.shape[1:] == clip.shape[1:]
        corner = slice(480, 512), slice(0, 60)
        assert np.abs(frames[2][corner] - clip[2][corner]).mean() < 6


def test_the_head_follows_the_clip(
    models: ModelFolder, home: Path, presenter: Path, demo_speech: Path, tmp_path: Path
) -> None:
    speech = beginning(demo_speech, 3.0, tmp_path)
    wanted = ask(presenter, speech, tmp_path / "out.mp4", expression_scale=0)
    values = motion_of(wanted, models, home)
    there_and_back = 22  # of twelve frames
    inside = values[14:36]  # what sees neither end of the video
    assert np.abs(inside - values[14 + there_and_back : 36 + there_and_back]).max() < 1e-3
    assert np.ptp(inside[:, 0]) > 1e-2


def test_the_builtin_engine_takes_the_first_frame_of_a_clip_and_says_so(
    presenter: Path, speech: Path, tmp_path: Path
) -> None:
    said: list[Progress | Notice] = []
    wanted = RenderRequest(
        portrait=presenter,
        speech=speech,
        output=tmp_path / "o.mp4",
        size=128,
        engine="builtin",
    )
    render(wanted, on_progress=said.append, home=tmp_path / "home")
    codes = [one.code for one in said if isinstance(one, Notice)]
    assert NoticeCode.CLIP_AS_PICTURE in codes


def driven(drive: Drive, wanted: RenderRequest, models: ModelFolder, home: Path) -> np.ndarray:
    engine = SadTalkerEngine(models, choose_device("cpu"), widths=FEW, home=home)
    portrait = run_preflight(wanted, home=home).portrait
    return engine.motion(drive, wanted.options, portrait, CancelToken()).values


def test_a_part_begins_and_ends_where_the_portrait_is_at_rest(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, sentence, tmp_path / "out.mp4", fps=30)
    speech = run_preflight(wanted, home=home).speech
    part = driven(Drive(speech, at_rest=True), wanted, models, home)
    other = driven(Drive(speech, at_rest=True), wanted.model_copy(update={"seed": 9}), models, home)
    assert np.array_equal(part[0], part[-1])
    assert np.array_equal(part[0], other[0])
    assert not np.array_equal(part[30], other[30])


def test_cues_turn_the_head_where_who_looks_would_expect_it(
    models: ModelFolder, home: Path, astronaut: Path, sentence: Path, tmp_path: Path
) -> None:
    wanted = ask(astronaut, sentence, tmp_path / "out.mp4")
    speech = run_preflight(wanted, home=home).speech
    plain = driven(Drive(speech), wanted, models, home)

    def turned(kind: CueKind) -> np.ndarray:
        cued = driven(Drive(speech, cues=(Cue(kind, 0.4, 1.6),)), wanted, models, home)
        return (cued - plain)[25]

    assert turned(CueKind.LOOK_LEFT)[0] == pytest.approx(8, abs=0.1)
    assert turned(CueKind.LOOK_RIGHT)[0] == pytest.approx(-8, abs=0.1)
    assert turned(CueKind.LOOK_DOWN)[1] == pytest.approx(-5, abs=0.1)
    assert np.abs(turned(CueKind.LOOK_UP)[3:]).max() == 0


@pytest.mark.slow
def test_a_script_is_drawn_in_parts_and_what_stays_is_kept(
    models: ModelFolder, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    def script(text: str, name: str, keep: Path | None = None) -> RenderResult:
        values = {"portrait": astronaut, "text": text, "output": tmp_path / name, "keep": keep}
        values |= {"engine": "sadtalker", "size": 256, "device": "cpu", "fps": 10}
        engine = SadTalkerEngine(models, choose_device("cpu"), widths=FEW, home=home)
        context = RenderContext(home, speaker=ToneSpeaker())
        return RenderPipeline(RenderRequest.model_validate(values), engine, context).run()

    old = script("Yes. [smile] No.", "old.mp4")
    assert NoticeCode.CUE_NOT_SHOWN in [notice.code for notice in old.notices]
    new = script("Yes. Perhaps.", "new.mp4", old.output)
    assert 0 < new.kept_frames < new.frames
    kept = new.kept_frames
    assert np.array_equal(frames_of(old.output)[:kept], frames_of(new.output)[:kept])
