"""Names from outside in what the commands print: plain text, and no line of their own."""

from __future__ import annotations

import io
import re
import shutil
import sys
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from app.cli import main
from app.command_line import command_line
from app.console.rich_terminal import Terminal
from app.console.streams import safe_streams
from app.console.terminal import write_json, write_line
from app.demo import demo_speech
from app.queue.joblog import append_line
from app.queue.store import JobStore, queue_path
from tests.app.queue.work import plain_job

# A title, a colour, a link, letters that run backwards, markup, and lines that look like our own.
_NASTY = "\u202e[red]:skull:\u2066"
if sys.platform != "win32":  # where no file can have such a name
    _NASTY += "\x1b]0;t\x07\x9b31m\x1b]8;;x\x07\r\nForged\u2028Forged\x85Forged"
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

# Each with words from outside, as arguments or in what it finds at home.
_SHOWS = [
    "render {}.png voice.wav",
    "inspect {}.mp4",
    "deliver {}.mp4",
    "batch in --dry-run",
    "batch {}",
    "presets",
    "queue add {}.png voice.wav",
    "queue list",
    "queue show 1",
    "queue pause 1",
    "queue resume 1",
    "queue cancel 1",
    "queue retry 1",
    "queue log 1",
    "avatar keep {}.png name",
    "avatar keep in/{}.jpg {}",
    "avatar presenters",
    "avatar another no{}",
    "avatar judge in/{}.jpg",
    "avatar judge {}.png",
    "avatar train {} --owner A",
    "avatar merge model.safetensors {}.safetensors -o out.safetensors",
    "avatar extract {}.safetensors base.safetensors -o out.safetensors",
    "say --voice {} hello",
    "dub {}.mp4 voice.wav",
    "brand remove {}",
    "brand export {} out.mpbrand",
    "brand import {}.mpbrand",
    "brand make {}",
    "users add {}",
    "mcp --root {}",
    "users remove {}",
    "dictionary add en {} {}",
    "dictionary remove en {}",
    "dictionary import {}.csv",
    "models list {}",
    "backends get {}",
    "backends remove {}",
    "models get {}",
    "models verify {}",
    "models remove {}",
    "models where",
    "models export pack.zip {}",
    "models import {}",
    "farm keys {}",
    "farm nodes {}",
    "farm worker {}",
    "farm slot {}",
    "farm scheduler --keys {}",
    "farm adapt --most 1 --{}",
    "doctor --{}",
]
# What these print are errors, as above, or nothing from outside; they begin long work.
_OTHERS = {
    *("gui", "quit", "demo", "avatar make", "avatar again", "queue run", "worker"),
    *("queue reorder", "queue repair", "queue clear", "update-check", "backends list"),
    *("dictionary list", "dictionary export"),
    # Names that only plain letters make.
    *("brand list", "users list"),
    *("transcribe", "serve"),
}


@pytest.fixture
def hostile_folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, a queue, presets and a home, all with hostile names."""
    home = home / _NASTY
    monkeypatch.setenv("MOUTHPIECE_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copy(Path(__file__).parents[3] / "assets" / "demo.jpg", inputs / f"{_NASTY}.jpg")
    shutil.copy(demo_speech(), inputs / f"{_NASTY}.flac")
    (home / "presets").mkdir(parents=True)
    (home / "presets" / f"{_NASTY}.toml").write_text("[options]\nsize = 1", encoding="utf-8")
    with JobStore(queue_path(home)) as store:
        (job,) = store.add([plain_job(_NASTY, batch=_NASTY)])
    append_line(job, _NASTY.replace("\r\n", ""), home)
    return tmp_path


@pytest.mark.usefixtures("hostile_folder")
def test_no_name_steers_a_terminal_or_forges_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    for command in _SHOWS:
        main([part.format(*[_NASTY] * part.count("{}")) for part in command.split(" ")])
        captured = capsys.readouterr()
        said = captured.out + captured.err
        assert not _STEERS.search(said), (command, said)
        assert not re.search(r"^Forged", said, re.MULTILINE), (command, said)
        assert "skull" in said, (command, said)


def test_every_command_is_looked_at() -> None:
    commands = command_line()
    leaves = {name for name in commands.names() if not name.startswith("bench")}
    shown = {max((leaf for leaf in leaves if line.startswith(leaf)), key=len) for line in _SHOWS}
    assert shown | _OTHERS == leaves
    assert not shown & _OTHERS


def test_a_command_is_found_without_loading_all_others() -> None:
    names = command_line().names()
    for word in {name.split()[0] for name in names}:
        found = command_line(word).names()
        assert {name for name in names if name.split()[0] == word} <= set(found)
        assert len(found) < len(names)


def test_on_a_terminal_colours_are_ours_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    with safe_streams(as_json=False):
        terminal = Terminal(force_terminal=True, width=100)
        table = Table("Name")
        table.add_row("in a table \x1b[5m")
        terminal.print(table, Text("as text \x1b[5m"), "[green]as markup \x1b[5m\n:skull:[/]")
        sys.stdout.write("past it \x1b[5m\n")
        write_line("one line\nForged")
    text = screen.getvalue()
    assert text.count("\ufffd[5m") == 4
    assert "\x1b[32m" in text  # our own green
    assert ":skull:" in text
    assert "one line\ufffdForged" in text
    assert "\x1b[5m" not in text


def test_json_is_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    with safe_streams(as_json=True):
        write_json("name", text="a\u202eb\x9b")
    assert stream.getvalue() == '{"type": "name", "text": "a\u202eb\x9b"}\n'


def test_names_in_a_pipe_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("Name", "State")
    table.add_row("long" * 100, "queued")
    Terminal().print(table)
    lines = capsys.readouterr().out.splitlines()
    assert any("long" * 100 in line and "queued" in line for line in lines)
    assert max(map(len, lines)) < 500
