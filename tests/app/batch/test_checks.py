"""What is found out about the rows of a batch before anything runs."""

from __future__ import annotations

import datetime
import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.batch.checked_row import CheckedRow, SharedSettings
from app.batch.checks import check_rows
from app.batch.content_keys import content_key, legacy_key
from app.batch.path_policy import PathPolicy
from app.batch.probes import InputProbes
from app.batch.rows import Row
from app.presets import Preset
from speech_gen.providers import PROVIDERS
from speech_gen.registry import VoiceRegistry
from talker.consent import Consent, write_consent
from talker.errors import ErrorCode, InputError
from talker.home import home_folder
from talker.options.ai_label import Corner, LabelTime
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from tests.app.queue.inputs import picture, silence, sound
from tests.speech_gen.tones import tones_provider
from tests.talker.sounds import ffmpeg


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    picture(tmp_path / "anna.png")
    sound(tmp_path / "hello.wav")
    return tmp_path


@pytest.fixture(autouse=True)
def _voices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the tests, which need no model, and Kokoro, which does."""

    def both(_: Path) -> VoiceRegistry:
        return VoiceRegistry([tones_provider(), *PROVIDERS])

    monkeypatch.setattr("app.speaking.voice_registry", both)


def row(
    number: int = 1, portrait: str = "anna.png", speech: str = "hello.wav", **cells: object
) -> Row:
    reference, name, preset = (str(cells.pop(word, "")) for word in ("reference", "name", "preset"))
    return Row(number, f"row {number}", portrait, speech, reference, name, preset, options=cells)


def check(folder: Path, *rows: Row, shared: SharedSettings | None = None) -> tuple[CheckedRow, ...]:
    return check_rows(rows, shared or SharedSettings(), home_folder(), PathPolicy(folder))


def request_of(item: CheckedRow) -> RenderRequest:
    assert isinstance(item.request, RenderRequest), item.problem
    return item.request


def test_a_good_row_becomes_a_request(folder: Path) -> None:
    (item,) = check(folder, row(fps="30", mode="full", yaw="-10,10", still="yes"))
    request = request_of(item)
    assert request.portrait == (folder / "anna.png").resolve()
    assert (request.fps, request.mode, request.yaw, request.still) == (
        30,
        Mode.FULL,
        (-10, 10),
        True,
    )
    assert item.seconds == pytest.approx(0.5, abs=0.01)
    assert item.label == "anna + hello"


def test_more_special_values_win(folder: Path) -> None:
    shared = SharedSettings(preset="draft", options={"fps": "20", "seed": "5"})
    plain, own, other = check(
        folder, row(1), row(2, seed=7), row(3, preset="best", size=300), shared=shared
    )
    assert (request_of(plain).size, request_of(plain).fps, request_of(plain).seed) == (256, 20, 5)
    assert (request_of(own).size, request_of(own).seed) == (256, 7)
    best = request_of(other)
    assert (best.size, best.fps, best.quality, best.seed) == (300, 50, 14, 5)
    assert (plain.preset, other.preset) == ("draft", "best")


def test_a_preset_of_a_row_takes_the_place_of_the_common_one(folder: Path) -> None:
    (item,) = check(folder, row(preset="portrait-9x16"), shared=SharedSettings(preset="draft"))
    assert (request_of(item).mode, request_of(item).size) == (Mode.CROP, 1024)


def test_each_problem_has_its_own_code_and_sentence_and_stops_no_other(folder: Path) -> None:
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    (folder / "cut.png").write_bytes((folder / "anna.png").read_bytes()[:20])
    (folder / "empty.wav").write_bytes(b"")
    (folder / "noise.wav").write_bytes(b"no sound at all" * 20)
    picture(folder / "tiny.png", size=20)
    silence(folder / "hours.flac", 3)
    broken = InputError(ErrorCode.ROW_INVALID, "Row 13: broken.")
    expected: dict[ErrorCode, list[tuple[Row, str]]] = {
        ErrorCode.IMAGE_UNREADABLE: [(row(1, portrait="text.png"), "text.png")],
        ErrorCode.IMAGE_TRUNCATED: [(row(2, portrait="cut.png"), "cut.png")],
        ErrorCode.IMAGE_TOO_SMALL: [(row(3, portrait="tiny.png"), "tiny.png")],
        ErrorCode.IMAGE_MISSING: [(row(4, portrait="no.png"), "no.png")],
        ErrorCode.AUDIO_MISSING: [(row(5, speech="no.wav"), "no.wav")],
        ErrorCode.AUDIO_EMPTY: [(row(6, speech="empty.wav"), "empty.wav")],
        ErrorCode.AUDIO_UNREADABLE: [(row(7, speech="noise.wav"), "noise.wav")],
        ErrorCode.AUDIO_TOO_LONG: [(row(8, speech="hours.flac"), "hours.flac")],
        ErrorCode.PATH_OUTSIDE: [(row(9, portrait="../x.png"), "../x.png")],
        ErrorCode.PRESET_UNKNOWN: [(row(10, preset="drift"), "drift")],
        ErrorCode.OPTION_INVALID: [(row(11, fps=99), "fps cannot be '99'")],
        ErrorCode.ROW_INVALID: [
            (row(12, portrait="", speech=""), "nothing under 'portrait' and 'speech'"),
            (Row(13, "row 13", problem=broken), "Row 13"),
        ],
    }
    pairs = [(code, *one) for code, rows in expected.items() for one in rows]
    items = check(folder, *(one for _, one, _ in pairs), row(14))
    for (code, _, words), item in zip(pairs, items, strict=False):
        assert item.problem is not None, code
        assert (item.problem.code, item.request) == (code, None)
        assert words in item.problem.message
        assert item.problem.hint or item.row.place == "row 13"
    assert items[-1].problem is None


def test_an_idle_presenter_needs_no_recording(folder: Path) -> None:
    waiting, preset, silent, wrong = check(
        folder,
        row(1, speech="", idle="7.5"),
        row(2, speech=""),
        row(3, speech="", idle=0),
        row(4, speech="", idle="long"),
    )
    assert request_of(waiting).idle == 7.5
    assert (waiting.speech, waiting.seconds, waiting.label) == (None, 7.5, "anna + idle")
    for item in (preset, silent, wrong):
        assert item.problem is not None
        assert item.problem.code is ErrorCode.ROW_INVALID
    (shared,) = check(folder, row(speech=""), shared=SharedSettings(options={"idle": "3"}))
    assert shared.seconds == 3
    assert shared.content_key != waiting.content_key


def test_a_reference_video_belongs_to_the_row_and_to_its_content(folder: Path) -> None:
    moving = ("-f", "lavfi", "-i", "testsrc=size=64x64:rate=5:duration=1")
    ffmpeg(*moving, str(folder / "nods.mp4"))
    ffmpeg(*moving, "-vf", "hflip", str(folder / "shakes.mp4"))
    nods, shakes, none, sheet, missing = check(
        folder,
        row(1, reference="nods.mp4"),
        row(2, reference="shakes.mp4"),
        row(3),
        row(4, reference="anna.png"),
        row(5, reference="../nods.mp4"),
    )
    assert request_of(nods).reference == (folder / "nods.mp4").resolve()
    assert len({nods.content_key, shakes.content_key, none.content_key}) == 3
    assert sheet.problem is not None
    assert sheet.problem.code is ErrorCode.VIDEO_UNREADABLE
    assert missing.problem is not None
    assert missing.problem.code is ErrorCode.PATH_OUTSIDE


def test_a_second_recording_belongs_to_the_row_and_to_its_content(folder: Path) -> None:
    sound(folder / "ben.wav", 2.0)
    (folder / "same.wav").write_bytes((folder / "ben.wav").read_bytes())
    both, renamed, alone, gone, outside = check(
        folder,
        *(replace(row(n), second_speech=name) for n, name in
          enumerate(("ben.wav", "same.wav", "", "no.wav", "../ben.wav"), 1)),
    )  # fmt: skip
    assert request_of(both).second_speech == (folder / "ben.wav").resolve()
    assert request_of(both).two_speak
    assert (both.seconds, alone.seconds) == pytest.approx((2.0, 0.5), abs=0.01)
    assert len({both.content_key, renamed.content_key, alone.content_key}) == 3
    for item, code in ((gone, ErrorCode.AUDIO_MISSING), (outside, ErrorCode.PATH_OUTSIDE)):
        assert item.problem is not None
        assert item.problem.code is code


def test_the_preset_that_a_sheet_names_leads_not_outside_either(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {"in": folder / "in.txt", "out": folder.parent / "out.txt"}
    monkeypatch.setattr(
        "app.batch.row_options.load_preset",
        lambda name, _: Preset(name, "", {"deliverable": [f"subtitles={kept[name]}"]}),
    )
    inside, outside = check(folder, row(1, preset="in"), row(2, preset="out"))
    assert request_of(inside).deliverable == (f"subtitles={kept['in']}",)
    assert outside.problem is not None
    assert outside.problem.code is ErrorCode.PATH_OUTSIDE
    (own,) = check(folder, row(), shared=SharedSettings(preset="out"))
    assert request_of(own).deliverable  # the user's own choice


def test_a_clip_may_be_the_portrait(folder: Path) -> None:
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=size=320x320:rate=5:duration=1", str(folder / "clip.mp4"))
    )
    (item,) = check(folder, row(portrait="clip.mp4"))
    assert request_of(item).portrait.name == "clip.mp4"


def test_a_longer_limit_lets_long_speech_pass(folder: Path) -> None:
    sound(folder / "long.wav", seconds=7)
    short, long = check(
        folder, row(1, speech="long.wav", max_minutes=0.1), row(2, speech="long.wav", max_minutes=1)
    )
    assert short.problem is not None
    assert short.problem.code is ErrorCode.AUDIO_TOO_LONG
    assert long.problem is None


def test_a_portrait_for_all_fills_empty_cells_only(folder: Path) -> None:
    picture(folder / "ben.png", 90)
    shared = SharedSettings(portrait=folder / "ben.png")
    first, second = check(folder, row(1, portrait=""), row(2), shared=shared)
    assert [request_of(item).portrait.name for item in (first, second)] == ["ben.png", "anna.png"]


def test_the_content_key_follows_what_the_video_is_made_of(folder: Path) -> None:
    base, same, option, named, patient = check(
        folder, row(1), row(2, fps=25), row(3, fps=30), row(4, name="x"), row(5, max_minutes=9)
    )
    assert base.content_key == same.content_key == patient.content_key
    assert len({base.content_key, option.content_key, named.content_key}) == 3
    (folder / "sub").mkdir()
    (folder / "anna.png").rename(folder / "sub" / "anna.png")
    (moved,) = check(folder, row(1, portrait="sub/anna.png"))
    assert moved.content_key == base.content_key
    picture(folder / "ben.png")
    (renamed,) = check(folder, row(1, portrait="ben.png"))
    assert renamed.content_key != base.content_key, "its video has another name"
    sound(folder / "hello.wav", seed=3)
    (other,) = check(folder, row(1, portrait="sub/anna.png"))
    assert other.content_key != base.content_key


class _LaterRequest(RenderRequest):
    """A request of a later version, with an option more."""

    option_of_later: str = "ahead"


_PICTURE = {"portrait": "/a/Anna Ü.png", "speech": "/b/take 1.wav"}


@pytest.mark.parametrize("options", [{}, {"mode": "full", "seed": 7}])
def test_an_option_that_is_added_later_changes_no_content_key(options: dict[str, object]) -> None:
    now = RenderRequest.model_validate({**_PICTURE, **options})
    later = _LaterRequest.model_validate({**_PICTURE, **options})
    used = later.model_copy(update={"option_of_later": "up"})
    keys = [content_key(one, ["p", "s"], "") for one in (now, later, used)]
    assert keys[0] == keys[1] != keys[2]
    old = [legacy_key(one, ["p", "s"], "") for one in (now, later, used)]
    assert old[0] == old[1]
    assert old[2] is None, "nothing that an earlier version made is what is asked for"


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({}, "61e57f6a4efdee66cc9a029b0e074a0a"),
        (
            {
                "mode": "full",
                "yaw": "-20,30,10",
                "seed": 7,
                "enhance": "gfpgan-1.4",
                "enhance_strength": 0.35,
            },
            "0484208ca17668a1059338fad2660430",
        ),
        (
            {
                "idle": 12.5,
                "engine": "builtin",
                "ai_label": "off",
                "max_minutes": 3,
                "ai_label_reason": "für 内部",
                "deliverable": "9:16,1080;gif",
            },
            "8f7ba864c1b7c12aa1e6a9b9ab18c547",
        ),
    ],
)
def test_content_keys_of_the_version_before_schema_numbers(
    options: dict[str, object], key: str
) -> None:
    request = RenderRequest.model_validate({**_PICTURE, **options})
    assert legacy_key(request, ["p", "s"], "Name") == key


def test_a_file_is_looked_at_again_only_when_it_changed(folder: Path) -> None:
    looks, path = InputProbes(), folder / "hello.wav"
    first = looks.speech(path)
    assert looks.speech(path) is first
    sound(path, seed=9)
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000))
    assert looks.speech(path).digest != first.digest


def test_a_file_that_cannot_be_read_for_a_while_is_looked_at_again_unchanged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, path = InputProbes(), folder / "hello.wav"
    with monkeypatch.context() as away:
        # As a share does that is away, or a cloud whose file is not here.
        refused = OSError(errno.EIO, os.strerror(errno.EIO))
        away.setattr(Path, "open", lambda *_, **__: (_ for _ in ()).throw(refused))
        problem = looks.speech(path).problem
    assert problem is not None
    assert problem.code is ErrorCode.INPUT_UNREADABLE
    assert looks.speech(path).problem is None


def test_faces_are_chosen_by_rule(folder: Path) -> None:
    rules = ["largest", "leftmost", "left-most", "3", 2]
    items = check(folder, *(row(n, face=rule) for n, rule in enumerate(rules)))
    assert [request_of(item).face for item in items] == [0, 1, 1, 3, 2]


def test_channels_are_chosen_by_name_or_number(folder: Path) -> None:
    words = ["mix", "Left", "right", "3", 2]
    items = check(folder, *(row(n, channel=word) for n, word in enumerate(words)))
    assert [request_of(item).channel for item in items] == [0, 1, 2, 3, 2]


def test_what_may_not_be_made_is_told_before_anything_runs(folder: Path) -> None:
    rows = (row(1, ai_label="off"), row(2, ai_label="always", ai_label_corner="top-left"))
    write_consent(folder / "anna.png", Consent(owner="Anna", expires=datetime.date(2999, 1, 1)))
    first, second = check(folder, *rows)
    assert first.problem is not None
    assert first.problem.code is ErrorCode.LABEL_REASON_MISSING
    assert request_of(second).ai_label is LabelTime.ALWAYS
    assert request_of(second).ai_label_corner is Corner.TOP_LEFT
    write_consent(folder / "anna.png", Consent(owner="Anna", expires=datetime.date(2020, 1, 1)))
    _, second = check(folder, *rows)
    assert second.problem is not None
    assert second.problem.code is ErrorCode.CONSENT_EXPIRED


def test_a_deliverable_that_cannot_be_is_named_with_what_fits(folder: Path) -> None:
    bad, good = check(folder, row(1, deliverable="gif; webm,hevc"), row(2, deliverable="webm,av1"))
    assert bad.problem is not None
    assert bad.problem.code is ErrorCode.OPTION_INVALID
    assert bad.problem.exit_code == 2
    assert "codec=vp9 or codec=av1" in bad.problem.hint
    assert request_of(good).deliverable == ("webm,av1",)


def test_a_text_is_spoken_instead_of_a_recording_and_belongs_to_the_content(folder: Path) -> None:
    one, other, voice = check(
        folder,
        Row(1, "row 1", "anna.png", text="Hello [nod] there."),
        Row(2, "row 2", "anna.png", text="Hello you."),
        Row(3, "row 3", "anna.png", text="Hello you.", options={"voice_speed": "1.2"}),
    )
    assert request_of(one).text == "Hello [nod] there."
    assert one.speech is None
    assert one.label == "anna + script"
    assert len({one.content_key, other.content_key, voice.content_key}) == 3


def test_fields_of_texts_and_names_are_filled_from_the_row(folder: Path) -> None:
    shared = SharedSettings(options={"text": "Dear {name}, pay {Price}."})
    cells = {"name": "Ann [VIP]", "price": "$5"}
    (item,) = check(
        folder, Row(1, "row 1", "anna.png", name="for {name}", fields=cells), shared=shared
    )
    assert request_of(item).text == r"Dear Ann \[VIP\], pay $5."
    assert item.name == "for Ann [VIP]"
    recorded, own = check(
        folder, row(), Row(2, "row 2", "anna.png", text="{{No}} fields."), shared=shared
    )
    assert request_of(recorded).text == ""  # a row with a recording needs no text
    assert request_of(own).text == "{{No}} fields."


def test_fields_of_title_cards_are_filled_from_the_row(folder: Path) -> None:
    versions = '9:16,title="To {Name}";1:1'
    shared = SharedSettings(options={"title": "For {name}", "deliverable": versions})
    filled, own, lacking = check(
        folder,
        replace(row(), fields={"name": "Ann, Bob"}),
        replace(row(2), fields={"name": "Cy"}, options={"title": "Hello {{name}}"}),
        replace(row(3), fields={"name": " "}),
        shared=shared,
    )
    titles = [one.title for one in request_of(filled).deliverables]
    assert titles == ["To Ann, Bob", "For Ann, Bob"]
    assert request_of(own).title == "Hello {name}"
    assert filled.content_key != check(folder, row(), shared=SharedSettings())[0].content_key
    assert lacking.problem is not None
    assert lacking.problem.code is ErrorCode.SCRIPT_FIELD


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"text": "Dear {name}."}, ErrorCode.SCRIPT_FIELD, "{name} has no value"),
        ({"text": "Dear {nmae}.", "fields": {"name": "A"}}, ErrorCode.SCRIPT_FIELD, "mean name"),
        ({"text": "Hi.", "name": "{price}", "fields": {"price": " "}}, ErrorCode.SCRIPT_FIELD, ""),
        ({"text": "Hi [nodd]."}, ErrorCode.SCRIPT_MARK, "Did you mean nod?"),
        ({"text": "😀"}, ErrorCode.SCRIPT_EMPTY, ""),
        ({"text": "Hi.", "speech": "hello.wav"}, ErrorCode.OPTION_INVALID, "cannot be heard"),
        ({"text": "Hi.", "options": {"idle": 3}}, ErrorCode.OPTION_INVALID, "cannot be heard"),
        ({"text": "Hi.", "options": {"voice": "bret"}}, ErrorCode.VOICE_UNKNOWN, "bret"),
        (
            {"text": "Hi.", "options": {"voice": "anna", "language": "de"}},
            ErrorCode.VOICE_LANGUAGE,
            "not de",
        ),
        (
            {"text": "Hi.", "options": {"voice": "kokoro:af_heart"}},
            ErrorCode.MODEL_MISSING,
            "models get kokoro-82m",
        ),
    ],
)
def test_a_text_that_cannot_be_spoken_refuses_its_row_before_anything_runs(
    folder: Path, given: dict[str, object], code: ErrorCode, words: str
) -> None:
    bad = Row(1, "row 1", "anna.png", **given)  # type: ignore[arg-type]
    item, good = check(folder, bad, row(2))
    assert item.problem is not None
    assert item.problem.code is code
    assert words in str(item.problem)
    assert good.problem is None


def test_the_name_of_every_video_may_need_a_column(folder: Path) -> None:
    shared = SharedSettings(name_fields=("city",))
    (item,) = check(folder, row(), shared=shared)
    assert item.problem is not None
    assert item.problem.code is ErrorCode.SCRIPT_FIELD
