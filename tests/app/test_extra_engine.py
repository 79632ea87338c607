"""A third engine goes through the program: flags, sheet, queue, presets, record, doors for stale
data; no file of the product knows it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.options import options, table
from app.presets import load_preset, save_preset
from app.queue.job import State
from app.queue.store import JobStore, queue_path
from talker.errors import ErrorCode
from talker.options.render import RenderOptions, option_values
from talker.provenance.manifest import read_record
from tests.app.test_cli import mouthpiece, objects
from tests.extra_engine.install import installed, red_of, write_package
from tests.talker.sounds import write_clicks


@pytest.fixture
def extra(tmp_path: Path) -> Iterator[None]:
    """The engine is installed."""
    with installed(write_package(tmp_path / "site")):
        yield


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    path = tmp_path / "Rede 讲话.wav"
    write_clicks(path, 1.0, 16000)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.usefixtures("extra", "home")
def test_the_command_line_renders_with_it_and_its_option(
    tmp_path: Path, astronaut: Path, speech: Path
) -> None:
    video = tmp_path / "a.mp4"
    done = mouthpiece(
        *("render", astronaut, speech, "-o", video, "--json"),
        *("--engine", "extra", "--tint", "200", "--size", "128"),
    )
    assert done.returncode == 0, done.stderr
    assert abs(red_of(video) - 200) < 6
    record = read_record(video)
    assert (record.engine, record.models) == ("extra 1", ())
    assert (record.options["engine"], record.options["tint"]) == ("extra", 200)
    again = mouthpiece("render", "--from", video, "-o", tmp_path / "b.mp4")
    assert again.returncode == 0, again.stderr
    assert abs(red_of(tmp_path / "b.mp4") - 200) < 6


@pytest.mark.usefixtures("extra", "home")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--engine", "extra", "--tint", "300"], ["--tint cannot be '300'", "from 0 to 255"]),
        (["--engine", "exta"], ["--engine takes: auto, builtin, extra, liveportrait, sadtalker"]),
        (["--engine", "extra", "--tnt", "3"], ["Did you mean --tint?"]),
        (["--engine", "extra", "--mode", "full"], ["The Extra engine has no mode full"]),
        (
            ["--engine", "extra", "--reference", "a.mp4"],
            ["The Extra engine cannot follow a reference video", "or --engine sadtalker"],
        ),
    ],
)
def test_what_it_cannot_do_is_refused_in_its_name(
    astronaut: Path, speech: Path, arguments: list[str], words: list[str]
) -> None:
    done = mouthpiece("render", astronaut, speech, *arguments)
    assert done.returncode == 2
    assert all(word in done.stderr for word in words), done.stderr


@pytest.mark.usefixtures("extra", "home")
def test_a_column_of_a_sheet_and_a_worker_process_know_its_option(
    tmp_path: Path, astronaut: Path, speech: Path
) -> None:
    sheet = tmp_path / "list.csv"
    rows = [f"{astronaut},{speech},extra,{tint},{name}" for tint, name in ((60, "a"), (220, "b"))]
    sheet.write_text("\n".join(["portrait,speech,engine,Tint,name", *rows]), encoding="utf-8")
    done = mouthpiece(
        "batch", sheet, "-o", tmp_path / "out", "--size", "128", "--allow-outside", "--json"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    reds = [red_of(path) for path in sorted((tmp_path / "out").glob("*.mp4"))]
    assert [abs(red - tint) < 6 for red, tint in zip(reds, (60, 220), strict=True)] == [True, True]


@pytest.mark.usefixtures("extra")
def test_a_preset_keeps_its_option(tmp_path: Path) -> None:
    save_preset("Red", RenderOptions.model_validate({"engine": "extra", "tint": 9}), tmp_path)
    save_preset("Plain", RenderOptions(), tmp_path)
    assert load_preset("red", tmp_path).options["tint"] == 9
    plain = load_preset("plain", tmp_path).options
    assert "tint" not in plain, "without the engine the preset would not be readable"
    assert plain["compile"] is False


@pytest.mark.usefixtures("extra")
def test_its_option_is_in_the_table_and_has_its_default() -> None:
    row = (
        "| `--tint` | whole number from 0 to 255 | 40 | How red the video of the extra engine is. |"
    )
    assert row in table()
    assert option_values(RenderOptions())["tint"] == 40
    given = RenderOptions.model_validate({"tint": 41})
    assert json.loads(given.model_dump_json())["tint"] == 41
    assert RenderOptions.model_validate({"tint": 40}) == RenderOptions()


def test_a_job_whose_engine_is_gone_is_shown_and_fails_with_a_sentence(
    tmp_path: Path, home: Path, astronaut: Path, speech: Path
) -> None:
    with installed(write_package(tmp_path / "site")):
        added = mouthpiece(
            *("queue", "add", astronaut, speech, "-o", tmp_path / "a.mp4"),
            *("--engine", "extra", "--tint", "7"),
        )
        assert added.returncode == 0, added.stderr
    assert "tint" not in {option.name for option in options()}
    listed = mouthpiece("queue", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    assert len(objects(listed.stdout)) >= 1
    mouthpiece("queue", "run", "--json")
    with JobStore(queue_path(home)) as store:
        job = store.get(1)
    assert job.state is State.FAILED
    assert job.error is not None
    assert job.error.code is ErrorCode.COMPONENT_MISSING
    with sqlite3.connect(queue_path(home)) as database:
        (stored,) = database.execute("SELECT request FROM jobs").fetchone()
    assert json.loads(stored)["tint"] == 7, "nothing of it is lost"
