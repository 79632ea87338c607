"""With the offline switch on, no socket is opened at all."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from app.models.transfer import export_pack
from tests.app.models.conftest import World, content

BODY = content(50_000)

# Ends the process with 99 the moment that anything tries to reach out, name lookups included.
_GUARD = """
import json, os, socket, sys
def stop(*_, **__):
    sys.stderr.write("A CONNECTION WAS TRIED\\n")
    sys.stderr.flush()
    os._exit(99)
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, stop)
for name in ("create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, stop)
from app.cli import main
for arguments in json.loads(sys.argv[1]):
    print("exit", main(["models", *arguments]), *arguments, flush=True)
"""


def guarded(world: World, *commands: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    """Runs these commands one after the other in a guarded process."""
    return subprocess.run(
        [sys.executable, "-c", _GUARD, json.dumps(commands)],
        capture_output=True,
        text=True,
        check=False,
        env=world.environment(**more),
    )


@pytest.fixture
def ways(world: World) -> World:
    world.add("here", {"h.bin": BODY})
    world.add("away", {"w.bin": content(60_000)})
    world.store().get(["here"])
    return world


def test_the_guard_notices_a_connection(ways: World) -> None:
    """Otherwise the next test would prove nothing."""
    done = guarded(ways, ["get", "away"])
    assert done.returncode == 99
    assert "A CONNECTION WAS TRIED" in done.stderr


@pytest.mark.parametrize("switch", ["option", "variable", "setting"])
def test_offline_every_command_works_without_a_connection(ways: World, switch: str) -> None:
    option = ["--offline"] if switch == "option" else []
    variable = {"MOUTHPIECE_OFFLINE": "1"} if switch == "variable" else {}
    if switch == "setting":
        (ways.home / "settings.json").write_text('{"models": {"offline": true}}', "utf-8")
    pack = ways.folder / "pack.zip"
    export_pack(ways.store(), pack, ["here"])
    expected: list[tuple[int, list[str]]] = [
        (0, ["list"]),
        (0, ["list", "--missing"]),
        (0, ["get", "here"]),
        (4, ["get", "away"]),
        (0, ["verify"]),
        (0, ["where"]),
        (0, ["where", "away"]),
        (0, ["export", str(ways.folder / "again.zip"), "here"]),
        (4, ["export", str(ways.folder / "none.zip"), "away"]),
        (0, ["remove", "here"]),
        (0, ["import", str(pack)]),
    ]
    done = guarded(ways, *[arguments + option for _, arguments in expected], **variable)
    assert "CONNECTION" not in done.stderr
    codes = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("exit ")]
    assert codes == [str(code) for code, _ in expected], done.stderr
    assert "[OFFLINE]" in done.stderr
    assert "away (0 MB) is not here, and Mouthpiece is offline" in done.stderr
    assert len(ways.server.asked) == 1  # the one that filled the store


def test_downloads_that_are_switched_off_open_no_connection_either(ways: World) -> None:
    (ways.home / "settings.json").write_text('{"models": {"downloads": false}}', "utf-8")
    done = guarded(ways, ["get", "away"])
    assert "exit 4" in done.stdout
    assert "[DOWNLOADS_OFF]" in done.stderr
    assert "CONNECTION" not in done.stderr
