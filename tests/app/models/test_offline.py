"""With the offline switch on, no socket is opened at all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.models.carry import export_pack
from tests.app.models.conftest import World, content

BODY = content(50_000)

# Ends the process with 99 the moment that anything tries to reach out, name lookups included.
_GUARD = """
import os, socket, sys
def stop(*_, **__):
    sys.stderr.write("A CONNECTION WAS TRIED\\n")
    sys.stderr.flush()
    os._exit(99)
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, stop)
for name in ("create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, stop)
from app.cli import main
sys.exit(main(sys.argv[1:]))
"""


def guarded(world: World, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _GUARD, "models", *map(str, arguments)],
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
    done = guarded(ways, "get", "away")
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
    expected: list[tuple[int, list[str | Path]]] = [
        (0, ["list"]),
        (0, ["list", "--missing"]),
        (0, ["get", "here"]),
        (4, ["get", "away", "--json"]),
        (0, ["verify"]),
        (0, ["where"]),
        (0, ["where", "away"]),
        (0, ["export", ways.folder / "again.zip", "here"]),
        (4, ["export", ways.folder / "none.zip", "away"]),
        (0, ["remove", "here"]),
        (0, ["import", pack]),
    ]
    for code, arguments in expected:
        done = guarded(ways, *arguments, *option, **variable)
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        assert "CONNECTION" not in done.stderr
        if arguments[:2] == ["get", "away"]:
            error = json.loads(done.stdout.splitlines()[-1])
            assert error["code"] == "OFFLINE"
            assert "models import" in error["hint"]
            assert "0 MB" in error["message"]
    assert len(ways.server.asked) == 1  # the one that filled the store


def test_downloads_that_are_switched_off_open_no_connection_either(ways: World) -> None:
    (ways.home / "settings.json").write_text('{"models": {"downloads": false}}', "utf-8")
    done = guarded(ways, "get", "away")
    assert done.returncode == 4, done.stderr
    assert "DOWNLOADS_OFF" in done.stderr
