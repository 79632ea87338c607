"""The command line as its users meet it: a process with arguments, output and an exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app import __version__
from app.bench.inputs import repeated_speech
from talker.media.probe import probe
from tests.skips import AllowedSkip


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "app.cli", *map(str, arguments)]


def mouthpiece(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_version_is_the_packages_own() -> None:
    done = mouthpiece("--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"Mouthpiece {__version__}")


@pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason=AllowedSkip.SYSTEM.reason("there is always a screen"),
)
def test_without_arguments_and_without_a_screen_the_help_is_shown() -> None:
    done = mouthpiece(DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 0
    assert "render" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["render", "a.png", "b.wav", "--mdoe", "full"], ["--mdoe", "Did you mean --mode?"]),
        (["render", "a.png", "b.wav", "--fps", "99"], ["--fps", "from 10 to 60"]),
        (["render", "a.png"], ["SPEECH"]),
        (["render", "a.png", "b.wav", "c.wav"], ["c.wav"]),
        (["rendr", "a.png", "b.wav"], ["rendr", "render"]),
        (["bench", "warp-drive"], ["warp-drive", "builtin"]),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(arguments: list[str], words: list[str]) -> None:
    done = mouthpiece(*arguments)
    assert done.returncode == 2
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr


def test_bad_input_ends_with_3_a_sentence_a_hint_and_a_code(tmp_path: Path) -> None:
    done = mouthpiece("render", tmp_path / "no.png", tmp_path / "no.wav", "-o", tmp_path / "o.mp4")
    assert done.returncode == 3
    assert "no.png" in done.stderr
    assert "IMAGE_MISSING" in done.stderr
    assert not (tmp_path / "o.mp4").exists()


def test_with_json_errors_are_objects_too(tmp_path: Path) -> None:
    missing = mouthpiece("render", tmp_path / "no.png", "no.wav", "--json")
    error = objects(missing.stdout)[-1]
    assert (missing.returncode, error["type"], error["code"]) == (3, "error", "IMAGE_MISSING")
    assert error["exit_code"] == 3
    usage = objects(mouthpiece("render", "--json", "a", "b", "--mdoe").stdout)[-1]
    assert (usage["code"], usage["exit_code"]) == ("OPTION_UNKNOWN", 2)


def test_the_unexpected_ends_with_1_and_leaves_its_traceback_in_a_log(tmp_path: Path) -> None:
    code = (
        "import sys, app.cli as cli, app.commands.render as render\n"
        "render.build_request = lambda given: 1 / 0\n"
        "sys.exit(cli.main(['render', 'a.png', 'b.wav']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MOUTHPIECE_HOME": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "Something unexpected" in done.stderr
    assert "Traceback" not in done.stderr
    (log,) = (tmp_path / "logs").iterdir()
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert str(log.name) in done.stderr.replace("\n", "")


def test_ctrl_c_while_the_program_loads_ends_without_a_traceback() -> None:
    code = (
        "import sys, app.cli as cli\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'app.child_process': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "sys.exit(cli.main(['--version']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_video_is_made_and_told_as_json_lines(
    astronaut: Path, demo_speech: Path, tmp_path: Path
) -> None:
    speech = repeated_speech(demo_speech, 2.0, tmp_path / "two.wav")
    output = tmp_path / "out.mp4"
    done = mouthpiece("render", astronaut, speech, "-o", output, "--size", "128", "--json")
    assert done.returncode == 0, done.stdout
    said = objects(done.stdout)
    stages = [line["stage"] for line in said if line["type"] == "progress"]
    assert {"preflight", "portrait", "motion", "render", "finish"} == set(stages)
    result = said[-1]
    assert (result["type"], result["frames"], result["output"]) == ("result", 50, str(output))
    video = probe(output).video
    assert video is not None
    assert video.frame_count == 50

    again = mouthpiece("render", astronaut, speech, "-o", output, "--size", "128")
    assert again.returncode == 3
    assert "--overwrite" in again.stderr


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("sends a POSIX signal")
)
def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(
    astronaut: Path, demo_speech: Path, tmp_path: Path
) -> None:
    speech = repeated_speech(demo_speech, 20.0, tmp_path / "long.wav")
    output = tmp_path / "out.mp4"
    arguments = ("render", astronaut, speech, "-o", output, "--size", "128", "--json")
    with subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            if said.get("stage") == "render" and said["done"] >= 300:
                process.send_signal(signal.SIGINT)
                break
        rest = objects(process.stdout.read())
    assert process.returncode == 5
    assert rest[-1]["code"] == "CANCELLED"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["long.wav"]

    result = objects(mouthpiece(*arguments).stdout)[-1]
    assert result["frames"] == 500
    assert result["resumed_frames"] > 0


def test_doctor_fails_only_when_no_video_can_be_made(tmp_path: Path) -> None:
    done = mouthpiece("doctor", "--json", IMAGEIO_FFMPEG_EXE=str(tmp_path / "none"))
    checks = {line["name"]: line for line in objects(done.stdout)}
    assert checks["ffmpeg"]["verdict"] == "fail"
    assert checks["ffmpeg"]["hint"]
    assert checks["Face models"]["verdict"] == "ok"
    assert done.returncode == 1
