"""The command `batch` as its users meet it: a real folder, real workers, real videos."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PIL import Image

from app.bench.inputs import repeated_speech
from app.queue.job import State
from app.queue.store import JobStore, queue_path
from talker.media.probe import probe
from tests.app.queue.inputs import silence
from tests.skips import AllowedSkip
from tests.talker.sounds import ffmpeg
from tests.waiting import PATIENCE, until

Facts = dict[str, Any]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "app.cli", *map(str, arguments)]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "MOUTHPIECE_HOME": str(home), "PYTHONUTF8": "1", "COLUMNS": "160"}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program with a home of its own."""

    def runs(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=environment(tmp_path / "home"),
        )

    return runs


def objects(text: str) -> list[Facts]:
    return [json.loads(line) for line in text.splitlines()]


def of_type(said: list[Facts], kind: str) -> list[Facts]:
    return [facts for facts in said if facts["type"] == kind]


def ten_items(folder: Path, astronaut: Path, speech: Path) -> Path:
    """Ten pairs of the same name, of which three can be made."""
    folder.mkdir()
    short = repeated_speech(speech, 0.6, folder / "good.wav")
    for name in ("good", "用户 测试 é", "mute", "hours", "hush", "noise"):
        shutil.copy(astronaut, folder / f"{name}.png")
    for name in ("用户 测试 é", "text", "cat", "two", "tiny"):
        shutil.copy(short, folder / f"{name}.wav")
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    (folder / "mute.wav").write_bytes(b"")
    (folder / "noise.wav").write_bytes(b"no sound" * 100)
    silence(folder / "hours.flac", 3)
    silence(folder / "hush.flac", 0.001)
    shutil.copy(astronaut.with_name("chelsea.png"), folder / "cat.png")
    with Image.open(astronaut) as image:
        face = image.convert("RGB")
    two = Image.new("RGB", (960, 512))
    two.paste(face.resize((448, 448)), (512, 40))
    two.paste(face, (0, 0))
    two.save(folder / "two.png")
    face.resize((40, 40)).save(folder / "tiny.png")
    return folder


@pytest.mark.slow
def test_of_a_folder_of_ten_the_good_ones_are_made_and_each_bad_one_says_why(
    run: Callable[..., subprocess.CompletedProcess[str]],
    astronaut: Path,
    demo_speech: Path,
    tmp_path: Path,
) -> None:
    folder = ten_items(tmp_path / "in put", astronaut, demo_speech)
    done = run("batch", folder, "--size", "128", "--workers", "2", "--json")
    assert done.returncode == 6, done.stdout + done.stderr
    said = objects(done.stdout)
    items = {Path(one["speech"]).stem: one for one in of_type(said, "item")}
    # Nothing runs before every problem that can be seen at once is told.
    kinds = [one["type"] for one in said]
    assert kinds.index("batch") < kinds.index("started")
    refused = {stem: one["code"] for stem, one in items.items() if one["action"] == "problem"}
    assert refused == {
        "text": "IMAGE_UNREADABLE",
        "tiny": "IMAGE_TOO_SMALL",
        "mute": "AUDIO_EMPTY",
        "noise": "AUDIO_UNREADABLE",
        "hours": "AUDIO_TOO_LONG",
    }
    (report,) = of_type(said, "report")
    text = Path(report["csv"]).read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(lines) == len(items) == 10
    failed = {Path(line["speech"]).stem: line for line in lines if line["state"] == "failed"}
    codes = {stem: line["code"] for stem, line in failed.items()}
    assert codes == refused | {"cat": "FACE_NOT_HUMAN", "hush": "AUDIO_SILENT"}
    for stem, line in failed.items():
        assert line["message"].endswith(".")
        assert stem in line["message"]
        assert line["hint"]
    made = [line for line in lines if line["state"] == "done"]
    assert {Path(line["speech"]).stem for line in made} == {"good", "用户 测试 é", "two"}
    for line in made:
        video = probe(Path(line["output"])).video
        assert video is not None
        assert (video.frame_count, video.width) == (15, 128)
    (two,) = [line for line in made if "two" in line["speech"]]
    assert "2 faces" in two["notices"]
    assert Path(report["html"]).read_text(encoding="utf-8").count("data:image/jpeg") >= 8


def test_a_sheet_is_made_once_and_again_only_what_changed(
    run: Callable[..., subprocess.CompletedProcess[str]],
    astronaut: Path,
    demo_speech: Path,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "表 sheet"
    folder.mkdir()
    repeated_speech(demo_speech, 0.4, folder / "a.wav")
    shutil.copy(astronaut, folder / "anna.png")
    path = folder / "list.xlsx"

    def write(*rows: list[object]) -> None:
        book = Workbook()
        book.active.append(["portrait", "speech", "name", "preset", "size", "fps"])
        for row in rows:
            book.active.append(row)
        book.save(path)

    write(
        ["anna.png", "a.wav", "CON", "draft", 128, None],
        ["../elsewhere.png", "a.wav", "x", None, None, None],
        ["anna.png", "a.wav", "con", None, 128, 99],
    )
    first = run("batch", path, "-o", tmp_path / "out", "--json")
    assert first.returncode == 6, first.stdout + first.stderr
    items = of_type(objects(first.stdout), "item")
    assert [item["code"] for item in items] == [None, "PATH_OUTSIDE", "OPTION_INVALID"]
    assert [item["place"] for item in items] == ["row 2", "row 3", "row 4"]
    video = tmp_path / "out" / "CON_.mp4"
    assert video.is_file()
    stamp = video.stat().st_mtime_ns

    write(
        ["anna.png", "a.wav", "CON", "draft", 128, None], ["anna.png", "a.wav", "con", "", 128, 10]
    )
    second = run("batch", path, "-o", tmp_path / "out", "--json")
    assert second.returncode == 0, second.stdout + second.stderr
    assert [one["action"] for one in of_type(objects(second.stdout), "item")] == ["done", "new"]
    assert video.stat().st_mtime_ns == stamp
    assert (tmp_path / "out" / "con__2.mp4").is_file()

    third = run("batch", path, "-o", tmp_path / "out")
    assert third.returncode == 0
    assert "2 made already" in third.stdout
    assert "report-" in third.stdout


def test_a_dry_run_shows_the_table_and_writes_nothing(
    run: Callable[..., subprocess.CompletedProcess[str]], astronaut: Path, tmp_path: Path
) -> None:
    shutil.copy(astronaut, tmp_path / "anna.png")
    (tmp_path / "one.wav").write_bytes(b"")
    silence(tmp_path / "two.flac", 0.01)
    done = run("batch", tmp_path, "--dry-run", "--template", "{n:03} {speech}")
    assert done.returncode == 6
    assert "anna.png with every recording" in done.stdout
    assert "002 two.mp4" in done.stdout
    assert "[AUDIO_EMPTY]" in done.stdout
    assert "1 new (36 s of speech), 1 with problems" in done.stdout
    assert not (tmp_path / "videos").exists()
    jobs = objects(run("queue", "list", "--json").stdout)
    assert [one["type"] for one in jobs] == ["counts"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nowhere"], 3, ["nowhere does not exist"]),
        ([".", "--template", "{speach}"], 2, ["Did you mean {speech}?"]),
        ([".", "--preset", "drift"], 2, ["Did you mean draft?"]),
        ([".", "--fps", "99"], 2, ["--fps", "from 10 to 60"]),
        ([".", "--workers", "0"], 2, ["--workers"]),
        ([".", "--par", "all"], 2, ["--par", "--pair"]),
        (["list.csv", "--watch"], 2, ["--watch takes a folder"]),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(
    run: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    words: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    (tmp_path / "list.csv").write_text("portrait,speech\na,b\n", encoding="utf-8")
    done = run("batch", *arguments)
    assert done.returncode == status, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_the_presets_are_listed(run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    names = [one["name"] for one in objects(run("presets", "--json").stdout)]
    assert {"draft", "standard", "best", "portrait-9x16"} <= set(names)
    assert "size 256" in run("presets").stdout


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("sends a POSIX signal")
)
def test_a_watched_folder_makes_what_comes_into_it_and_stops_cleanly(
    astronaut: Path, demo_speech: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(astronaut, folder / "anna.png")
    arguments = ("batch", folder, "--size", "128", "--watch", "--settle", "0.5", "--json")
    videos = folder / "videos"
    said_to = tmp_path / "said.jsonl"
    with said_to.open("wb") as stdout:
        process = subprocess.Popen(
            command(*arguments), stdout=stdout, env=environment(tmp_path / "home")
        )
        try:
            repeated_speech(demo_speech, 0.4, folder / "first.wav")
            until(lambda: (videos / "anna_first.mp4").exists())
            repeated_speech(demo_speech, 0.4, folder / "second.wav")
            until(lambda: (videos / "anna_second.mp4").exists())
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 5
        finally:
            process.kill()
            process.wait()
    said = objects(said_to.read_text(encoding="utf-8"))
    assert len(of_type(said, "started")) == 2
    assert of_type(said, "report")[0]["videos"] == 2


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("sends a POSIX signal")
)
def test_a_recording_that_comes_half_and_then_whole_is_made_once_or_told(
    astronaut: Path, demo_speech: Path, tmp_path: Path
) -> None:
    folder, home = tmp_path / "in", tmp_path / "home"
    folder.mkdir()
    shutil.copy(astronaut, folder / "anna.png")
    arguments = ("batch", folder, "--watch", "--settle", "0.2", "--add-only", "--json")
    said_to = tmp_path / "said.jsonl"
    speech = repeated_speech(demo_speech, 0.4, tmp_path / "whole.wav")
    ffmpeg("-i", f"file:{speech}", f"file:{tmp_path / 'whole.mp3'}")
    whole, packed = speech.read_bytes(), (tmp_path / "whole.mp3").read_bytes()
    # MP3 does not say how much of it there is.
    sized, unsized = folder / "sized.wav", folder / "unsized.mp3"

    def said() -> list[dict[str, Any]]:
        return objects(said_to.read_text(encoding="utf-8"))

    with said_to.open("wb") as stdout:
        process = subprocess.Popen(command(*arguments), stdout=stdout, env=environment(home))
        try:
            sized.write_bytes(whole[:-2000])
            unsized.write_bytes(packed[: len(packed) // 2])
            until(lambda: bool(of_type(said(), "item")))
            sized.write_bytes(whole)
            until(lambda: len(of_type(said(), "item")) == 2)
            unsized.write_bytes(packed)
            until(lambda: bool(of_type(said(), "changed")))
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        finally:
            process.kill()
            process.wait()
    assert ["sized.wav"] in [remark["names"] for remark in of_type(said(), "remark")]
    (changed,) = of_type(said(), "changed")
    assert changed["stopped"]
    with JobStore(queue_path(home)) as store:
        assert store.get(changed["job"]).state is State.CANCELLED
        assert store.get(changed["by"]).state is State.QUEUED
        assert sum(store.counts().values()) == 3


def test_what_is_left_out_is_said_before_anything_is_made(
    tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]], astronaut: Path
) -> None:
    folder = tmp_path / "both"
    (folder / "inner").mkdir(parents=True)
    shutil.copy(astronaut, folder / "bob.png")
    silence(folder / "bob.flac", 0.01)
    silence(folder / "anna.flac", 0.01)
    (folder / "anna.jxl").write_bytes(b"x")
    (folder / "inner" / "c.flac").write_bytes(b"x")
    plain = run("batch", folder, "--dry-run")
    assert "anna.jxl" in plain.stdout
    assert "inner" in plain.stdout
    said = objects(run("batch", folder, "--dry-run", "--recursive", "--json").stdout)
    assert [facts["names"] for facts in of_type(said, "remark")] == [["anna.jxl"]]
    codes = {facts["place"]: facts["code"] for facts in of_type(said, "item")}
    assert codes["anna.flac"] == "PAIR_UNREAD"
    assert codes[str(Path("inner", "c.flac"))] == "PAIR_MISSING"


def test_hidden_rows_are_left_out_on_wish(
    tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    book = Workbook()
    for row in (["portrait", "speech"], ["a.png", "a.wav"], ["b.png", "b.wav"]):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "list.xlsx")
    all_rows = objects(run("batch", tmp_path / "list.xlsx", "--dry-run", "--json").stdout)
    assert [facts["names"] for facts in of_type(all_rows, "remark")] == [["2"]]
    wish = ("--dry-run", "--visible-rows")
    seen = objects(run("batch", tmp_path / "list.xlsx", *wish, "--json").stdout)
    assert not of_type(seen, "remark")
    assert [facts["place"] for facts in of_type(seen, "item")] == ["row 3"]
