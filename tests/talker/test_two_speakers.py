"""Two faces of one picture speak, each with its own voice, and listen to each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from talker.drawing import Drawer
from talker.engines.base import Drive, Engine
from talker.engines.builtin.engine import BuiltinEngine
from talker.errors import Cancelled, ErrorCode, InputError, UsageError
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.files import digest
from talker.maker import made_by
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline, render
from talker.preflight.road import run_preflight
from talker.progress import CancelToken, NoticeCode, OnProgress, Progress, Stage, ignore_progress
from talker.provenance.manifest import read_record
from talker.provenance.publisher import Publisher
from talker.remote_render import RemoteAssembly, RemoteRender
from talker.render_context import RenderContext
from talker.render_record import request_values
from talker.work_folder import WorkFolder, render_key
from tests.talker.gradient import GradientEngine
from tests.talker.two import SECONDS, dialogue, speaks, two_people, voices, written

FPS = 12
Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def portrait(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Path:
    return two_people(tmp_path_factory.mktemp("two") / "two 双.png", astronaut)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def request(folder: Path, portrait: Path, **options: object) -> RenderRequest:
    speech = folder / "call.wav"
    values: dict[str, object] = {"portrait": portrait, "engine": "builtin", "mode": "full"}
    values |= {"speech": speech if speech.exists() else dialogue(speech), "second_channel": 2}
    values |= {"output": folder / "out.mp4", "fps": FPS, "ai_label": "off", "quality": 4}
    values |= {"ai_label_reason": "a test"}
    return RenderRequest.model_validate(values | options)


def travel(
    wanted: RenderRequest,
    home: Path,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    engine: Engine | None = None,
) -> Path:
    """Without the signature, which differs each time."""
    publisher = Publisher(sign=False)
    context = RenderContext(home, on_progress, cancel or CancelToken(), publisher=publisher)
    return RenderPipeline(wanted, engine or BuiltinEngine(), context).run().output


def lips(video: Path) -> tuple[list[Floats], list[NDArray[np.uint8]]]:
    """How far the lips of each face are apart in each frame, in mm, as landmarks see it."""
    frames = list(read_frames(video))
    source = MediaPipeLandmarks()
    gaps = []
    for face in source.detect(frames[0]):
        unit = float(np.linalg.norm(face.mesh[33, :2] - face.mesh[263, :2])) / 90
        tracked = [source.track(frame, face) for frame in frames]
        gaps.append([0 if one is None else np.hypot(*(one.mesh[13] - one.mesh[14])[:2]) / unit
                     for one in tracked])  # fmt: skip
    return [np.array(gap, np.float32) for gap in gaps], frames


def at_frames(curve: NDArray[np.bool_], count: int) -> Floats:
    """A curve of 100 a second, softly, at the frames."""
    kernel = np.ones(15) / 15
    times = (np.arange(count) + 0.5) / FPS * 100
    return np.interp(times, np.arange(len(curve)), np.convolve(curve, kernel, "same")).astype("f4")


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory, portrait: Path, home: Path) -> Path:
    return travel(request(tmp_path_factory.mktemp("video"), portrait), home)


def test_each_mouth_follows_its_own_voice_and_is_closed_for_the_other(video: Path) -> None:
    gaps, frames = lips(video)
    talk = [speaks(voice) for voice in voices()]
    assert len(gaps) == 2
    for gap, own, other in zip(gaps, talk, reversed(talk), strict=True):
        rest = float(np.percentile(gap, 10))
        assert np.corrcoef(gap, at_frames(own, len(frames)))[0, 1] > 0.6
        assert np.corrcoef(gap, at_frames(other, len(frames)))[0, 1] < 0.2
        alone = other & ~binary_dilation(own, iterations=35)
        listens = at_frames(alone, len(frames)) > 0.9
        assert listens.sum() > FPS
        assert (gap - rest)[listens].mean() < 1.0
        assert (gap - rest)[listens].max() < 2.5  # a pixel has 1.5 mm
        speaks_now = at_frames(own, len(frames)) > 0.9
        assert (gap - rest)[speaks_now].max() > 4


def test_who_listens_keeps_the_lips_closed_and_looks_at_the_other(
    tmp_path: Path, portrait: Path, home: Path
) -> None:
    wanted, engine = request(tmp_path, portrait, fps=25), BuiltinEngine()
    talk = [speaks(voice) for voice in voices()]
    for (speaker, partner), own, other in zip(
        run_preflight(wanted, home=home).partners(), talk, reversed(talk), strict=True
    ):
        assert partner is not None
        drive = Drive(speaker.speech, partner=partner)
        motion = engine.motion(drive, wanted.options, speaker.portrait, CancelToken())
        curves = dict(zip(motion.channels, motion.values.T, strict=True))
        gap = curves["jaw"] + curves["uraise"] + curves["ldrop"]
        alone = other & ~binary_dilation(own, iterations=35)
        times = ((np.arange(len(gap)) + 0.5) / 25 * 100).astype(int)
        listens = alone[np.minimum(times, len(alone) - 1)]
        assert listens.sum() > 25
        assert gap[listens].max() < 1.0
        assert gap.max() > 6
        assert (curves["gaze_x"] * partner.side[0])[listens].mean() > 0.5


def test_the_background_stands_still_and_between_the_faces_is_no_seam(
    video: Path, portrait: Path
) -> None:
    del portrait
    frames = np.stack(list(read_frames(video))).astype(np.int16)
    edges = np.concatenate([frames[:, :, :8], frames[:, :, -8:]], 2)
    assert np.abs(edges - edges[:1]).max() <= 6
    steps = np.abs(np.diff(frames.astype(np.float32).mean(3), axis=2))
    still = steps[0]
    assert (steps - still)[:, :, 250:350].mean() < 0.6  # no edge that the picture does not have


@pytest.mark.slow
def test_the_video_comes_again_bit_for_bit(tmp_path: Path, portrait: Path, video: Path) -> None:
    assert digest(travel(request(tmp_path, portrait), tmp_path / "home")) == digest(video)


@pytest.mark.slow
def test_a_video_goes_on_where_it_stopped(tmp_path: Path, portrait: Path) -> None:
    token = CancelToken()

    def stop(report: object) -> None:
        if isinstance(report, Progress) and report.stage is Stage.RENDER and report.done > 160:
            token.cancel()  # in the third segment: the first is there

    long = written(tmp_path / "long.wav", np.stack([np.tile(one, 2) for one in voices()], 1))
    wanted, home = request(tmp_path, portrait, speech=long, fps=10), tmp_path / "home"
    engine = GradientEngine()
    with pytest.raises(Cancelled):
        travel(wanted, home, stop, token, engine)
    context = RenderContext(home, publisher=Publisher(sign=False))
    result = RenderPipeline(wanted, engine, context).run()
    assert result.resumed_frames in (80, 160)  # the second may have been closed, or not yet
    whole = wanted.model_copy(update={"output": tmp_path / "whole.mp4"})
    assert digest(travel(whole, tmp_path / "other", engine=engine)) == digest(result.output)


@pytest.mark.slow
def test_other_computers_draw_the_same(tmp_path: Path, portrait: Path, video: Path) -> None:
    wanted = request(tmp_path, portrait)
    remote = RemoteRender(wanted, RenderContext(tmp_path / "node"))
    assembly = RemoteAssembly(
        wanted, RenderContext(tmp_path / "here", publisher=Publisher(sign=False))
    )
    missing = assembly.open(remote.origin, remote.motion.read_bytes())
    assert missing is not None
    motion = tmp_path / "motion.npz"
    motion.write_bytes(remote.motion.read_bytes())
    other = RemoteRender(wanted, RenderContext(tmp_path / "second node"), motion)
    for segment in missing:
        drawer = remote if segment.index % 2 else other
        assembly.keep(segment, drawer.segment(segment.index).read_bytes())
    assert digest(assembly.finish().output) == digest(video)


def test_the_sound_is_the_recording(video: Path) -> None:
    audio = probe(video).audio
    assert audio is not None
    assert (audio.channels, audio.sample_rate) == (2, 16000)
    assert float(audio.duration) == pytest.approx(SECONDS, abs=0.1)


@pytest.mark.slow
def test_a_record_makes_the_video_again(tmp_path: Path, portrait: Path, home: Path) -> None:
    one, two = voices()
    files = written(tmp_path / "a.wav", one[:24000]), written(tmp_path / "b.wav", two[64000:80000])
    wanted = request(
        tmp_path, portrait, speech=files[0], second_speech=files[1], second_channel=0, fps=10
    )
    made = travel(wanted.model_copy(update={"second_face": 1, "panning": 0.5}), home)
    record = read_record(made)
    assert record.second_speech is not None
    assert record.second_speech.name == "b.wav"
    values = request_values(record, made, {}, home)
    assert values["second_speech"] == files[1]
    assert (values["second_face"], values["panning"]) == (1, 0.5)
    files[1].rename(tmp_path / "elsewhere.wav")
    with pytest.raises(InputError) as caught:
        request_values(record, made, {}, home)
    assert caught.value.code is ErrorCode.INPUT_CHANGED
    assert "second speech" in caught.value.message


@pytest.mark.parametrize("mode", ["crop", "extcrop", "resize"])
def test_modes_that_cut_show_both_faces(
    tmp_path: Path, portrait: Path, home: Path, mode: str
) -> None:
    ready = run_preflight(request(tmp_path, portrait, mode=mode, size=400), home=home)
    height, width = ready.portrait.image.shape[:2]
    assert (width, height % 2) == (400, 0)
    assert height < width
    for speaker in ready.faces:
        low, high = speaker.portrait.face.mesh[:, :2].min(0), speaker.portrait.face.mesh.max(0)
        assert (low > 0).all()
        assert high[0] < width
        assert high[1] < height
    assert ready.faces[0].portrait.digest == ready.faces[1].portrait.digest
    (_, first), (_, second) = ready.partners()
    assert first is not None
    assert second is not None
    assert first.side[0] > 0.99
    assert second.side[0] < -0.99


def test_faces_may_be_swapped(tmp_path: Path, portrait: Path, home: Path) -> None:
    usual = run_preflight(request(tmp_path, portrait), home=home)
    swapped = run_preflight(request(tmp_path, portrait, second_face=1), home=home)
    lefts = [[one.portrait.face.box.left for one in ready.faces] for ready in (usual, swapped)]
    assert lefts[0][0] < lefts[0][1]
    assert lefts[1] == lefts[0][::-1]


def test_all_faces_speak_the_channels_of_one_recording(tmp_path: Path, portrait: Path) -> None:
    speech = dialogue(tmp_path / "call.wav")
    given = {"portrait": portrait, "speech": speech, "face": "all"}
    asked = RenderRequest.model_validate(given)
    assert (asked.face, asked.second_channel, asked.two_speak) == (0, 2, True)
    both = RenderRequest.model_validate(given | {"second_speech": speech})
    assert (both.second_channel, both.two_speak) == (0, True)
    assert not RenderRequest(portrait=portrait, speech=speech).two_speak


def test_what_cannot_be_is_refused_and_what_is_odd_is_told(
    tmp_path: Path, portrait: Path, astronaut: Path, home: Path
) -> None:
    def refusal(kind: type[InputError | UsageError], **options: object) -> ErrorCode:
        with pytest.raises(kind) as caught:
            run_preflight(request(tmp_path, portrait).model_copy(update=options), home=home)
        assert caught.value.hint
        return ErrorCode(caught.value.code)

    one, two = voices()
    mono = written(tmp_path / "mono.wav", one)
    assert refusal(InputError, portrait=astronaut) is ErrorCode.FACES_TOO_FEW
    assert refusal(InputError, speech=mono) is ErrorCode.AUDIO_NO_CHANNEL
    assert refusal(InputError, second_channel=3) is ErrorCode.AUDIO_NO_CHANNEL
    assert refusal(InputError, face=3) is ErrorCode.FACE_INDEX
    assert refusal(UsageError, idle=3.0) is ErrorCode.OPTION_INVALID
    short = written(tmp_path / "short.wav", two[64000:96000])
    wanted = request(tmp_path, portrait, speech=mono, second_speech=short, second_channel=0)
    ready = run_preflight(wanted, home=home)
    assert NoticeCode.AUDIO_SHORTER in [notice.code for notice in ready.notices]
    assert ready.frames == SECONDS * FPS
    alone = run_preflight(request(tmp_path, portrait, second_channel=0), home=home)
    ((face, partner),) = alone.partners()
    assert (face.portrait, face.speech, partner) == (alone.portrait, alone.speech, None)
    codes = [notice.code for notice in alone.notices]
    assert NoticeCode.AUDIO_TWO_VOICES in codes
    assert NoticeCode.MANY_FACES in codes


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"engine": "sadtalker"}, "SadTalker engine cannot let two faces speak"),
        ({"engine": "auto", "reference": Path("filmed.mp4")}, "cannot lead two speakers"),
    ],
)
def test_an_engine_that_cannot_says_so(
    tmp_path: Path,
    portrait: Path,
    home: Path,
    options: dict[str, object],
    words: str,
) -> None:
    wanted = request(tmp_path, portrait).model_copy(update=options)
    with pytest.raises(UsageError) as caught:
        render(wanted, home=home)
    assert words in caught.value.message
    assert caught.value.hint


def test_one_speaker_listens_to_nobody_and_is_named_as_ever(
    tmp_path: Path, portrait: Path, home: Path
) -> None:
    mono = written(tmp_path / "mono.wav", voices()[0][:32000])
    wanted = request(tmp_path, portrait, speech=mono, second_channel=0, seed=7)
    context = RenderContext(home)
    drawer, work = Drawer(wanted, BuiltinEngine(), context), WorkFolder(tmp_path / "work")
    work.prepare()
    ready = run_preflight(wanted, home=home)
    drawer.prepare(ready, work)
    (motion,) = work.load_motions()
    drive = Drive(ready.speech)
    alone = BuiltinEngine().motion(drive, wanted.options, ready.portrait, CancelToken())
    np.testing.assert_array_equal(motion.values, alone.values)
    names = [ready.portrait.digest, digest(mono)]
    assert drawer.key(ready) == render_key(names, made_by(BuiltinEngine()), wanted.options)
