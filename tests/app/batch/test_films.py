"""Rows and folders in which films get new words."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.batch.batch import BatchTarget, add_batch
from app.batch.checked_row import CheckedRow, SharedSettings
from app.batch.checks import check_rows
from app.batch.folder import Files
from app.batch.name_template import DEFAULT_TEMPLATE, Template
from app.batch.path_policy import PathPolicy
from app.batch.rows import Row
from app.batch.sheet import read_sheet
from app.batch.source import Source
from app.presets import save_preset
from app.queue.store import JobStore
from talker.errors import ErrorCode
from talker.options.ai_label import Corner
from talker.options.dub import DubRequest, Extend, MouthName
from talker.options.render import RenderOptions
from tests.app.queue.inputs import picture, sound
from tests.talker.dubbing.footage import wall, write_film


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    write_film(folder / "talk.mp4", wall(3, (64, 48)))
    write_film(folder / "other.mp4", wall(4, (64, 48)))
    sound(folder / "talk.wav")
    return folder


def _checked(
    sheet: str, inputs: Path, home: Path, shared: SharedSettings | None = None
) -> list[CheckedRow]:
    path = inputs / "list.csv"
    path.write_text(sheet, encoding="utf-8")
    rows = read_sheet(path).rows
    return list(check_rows(rows, shared or SharedSettings(), home, PathPolicy(inputs)))


def test_a_row_with_a_film_gives_it_new_words(inputs: Path, home: Path, store: JobStore) -> None:
    options = RenderOptions(engine="liveportrait", size=128, ai_label_corner=Corner.TOP_LEFT)
    save_preset("Usual", options, home)
    shared = SharedSettings("Usual", options={"quality": 21})
    sheet = "clip,speech,Longer speech,film_sound\ntalk.mp4,talk.wav,loop,20\n"
    (item,) = _checked(sheet, inputs, home, shared)
    request = item.request
    assert isinstance(request, DubRequest), item.problem
    assert request.clip == inputs / "talk.mp4"
    assert (request.extend, request.film_sound) == (Extend.LOOP, 20)
    assert (request.ai_label_corner, request.quality) == (Corner.TOP_LEFT, 21)
    assert request.engine is MouthName.AUTO  # the preset's own is for portraits
    target = BatchTarget("films", inputs / "videos", Template.parse(DEFAULT_TEMPLATE))
    (entry,) = add_batch(store, target, [item]).entries
    assert entry.job is not None
    job = store.get(entry.job)
    assert job.kind.name == "dub"
    assert job.speech_seconds == item.seconds
    assert entry.output == inputs / "videos" / "talk_talk_Usual.mp4"


def test_another_film_option_or_word_is_another_video(inputs: Path, home: Path) -> None:
    sheet = "clip,speech,extend,text\n" + "\n".join(
        ["talk.mp4,talk.wav,,", "talk.mp4,talk.wav,hold,", "other.mp4,talk.wav,,"]
    )
    items = _checked(sheet, inputs, home)
    assert len({item.content_key for item in items}) == 3


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ("clip,portrait,speech\ntalk.mp4,a.png,talk.wav\n", ErrorCode.OPTION_INVALID),
        ("clip,speech,mode\ntalk.mp4,talk.wav,full\n", ErrorCode.OPTION_INVALID),
        ("portrait,speech,extend\na.png,talk.wav,loop\n", ErrorCode.OPTION_INVALID),
        ("clip,speech\ntalk.mp4,\n", ErrorCode.ROW_INVALID),
        ("clip,speech,engine\ntalk.mp4,talk.wav,liveportrait\n", ErrorCode.OPTION_INVALID),
        ("clip,speech\ntalk.wav,talk.wav\n", ErrorCode.VIDEO_UNREADABLE),
    ],
)
def test_what_does_not_go_together_is_the_rows_problem(
    sheet: str, code: ErrorCode, inputs: Path, home: Path
) -> None:
    picture(inputs / "a.png")
    (item,) = _checked(sheet, inputs, home)
    assert item.problem is not None
    assert item.problem.code is code


def _pairs(source: Source, *names: str) -> list[tuple[str, str, str]]:
    films = tuple(Path(name) for name in names if name.endswith((".mp4", ".wav")))
    pictures = tuple(Path(name) for name in names if name.endswith(".png"))
    rows: tuple[Row, ...] = source.paired(Files(pictures, films)).rows
    return [(row.portrait, row.clip, row.speech) for row in rows]


def test_a_folder_of_films_and_recordings_without_pictures_is_for_films(tmp_path: Path) -> None:
    source = Source(tmp_path)
    assert _pairs(source, "anna.mp4", "anna.wav", "ben.mp4", "ben_2.wav") == [
        ("", "anna.mp4", "anna.wav"),
        ("", "ben.mp4", "ben_2.wav"),
    ]
    assert _pairs(source, "anna.png", "anna.mp4") == [("anna.png", "", "anna.mp4")]
    assert _pairs(Source(tmp_path, text=True), "anna.mp4") == [("", "anna.mp4", "")]
