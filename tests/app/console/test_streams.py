"""What the program prints, whoever reads it: pipes that close, full devices, encodings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.console.inspect import lines
from app.console.render import TextReporter
from app.console.terminal import write_line
from talker.errors import ErrorCode, InputError
from talker.progress import Notice, NoticeCode
from talker.provenance.aigc import AigcLabel
from talker.provenance.manifest import Findings
from tests.skips import AllowedSkip


def run(
    home: Path, *arguments: str, stdout: int | None = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        env=os.environ | {"MOUTHPIECE_HOME": str(home)} | environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_pipe_of_any_encoding_gets_the_help(home: Path, encoding: str) -> None:
    done = run(home, "render", "-h", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    wanted = "AI生成" if encoding == "utf-8" else "AI\\u751f\\u6210"
    assert wanted in done.stdout.decode(encoding)


def test_json_is_utf8_whatever_the_encoding(home: Path, tmp_path: Path) -> None:
    lost = tmp_path / "脸.png"
    done = run(home, "inspect", str(lost), "--json", PYTHONIOENCODING="cp1252")
    assert done.returncode == 3
    assert "脸.png" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("models", "list"),
        ("models", "list", "--json"),
        ("presets", "--json"),
        ("queue", "list", "--json"),
        ("render", "-h"),
    ],
)
def test_a_reader_that_left_is_no_error(home: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(home, *arguments, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr.strip()) == (0, b"")
    assert not list(home.glob("logs/*"))


def test_a_full_device_is_told_with_a_code(home: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip(AllowedSkip.SYSTEM.reason("no device that is always full"))
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = run(home, "models", "list", stdout=full.fileno())
    assert done.returncode == 3
    assert b"DISK_FULL" in done.stderr
    assert not list(home.glob("logs/*"))


def test_words_from_outside_steer_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Escapes that set a title or a link, and new lines that look like our own."""
    nasty = "Studio\x1b]0;title\x07 \x9b31m\nProblem: none\r\u2028."
    label = AigcLabel(label="1", content_producer=nasty)
    found = Findings(aigc=label, record=None, source_type=nasty, credentials=None)
    for line in lines(found):
        write_line(line)
    reporter = TextReporter()
    reporter.failure(InputError(ErrorCode.NO_RECORD, nasty, nasty))
    reporter.report(Notice(NoticeCode.RECORD_DOUBTFUL, nasty))
    captured = capsys.readouterr()
    for said in (captured.out, captured.err):
        assert "Studio\ufffd]0;title\ufffd \ufffd31m\ufffdProblem: none\ufffd\ufffd." in said
        assert all(line.isprintable() for line in said.split("\n"))
