"""`mouthpiece models`: what people and scripts see."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.app.models.conftest import World, content
from tests.app.models.server import Served

BODY = content(300_000)


@pytest.fixture
def ab(world: World) -> World:
    world.add("a", {"a.bin": BODY})
    world.add("b", {"b.bin": content(1000)})
    return world


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_get_tells_scripts_how_far_it_is_and_list_what_is_here(ab: World) -> None:
    done = ab.cli("get", "a", "--json")
    said = objects(done.stdout)
    assert done.returncode == 0
    last = [one for one in said if one["type"] == "transfer"][-1]
    assert (last["done"], last["total"], last["kept"]) == (300_000, 300_000, 0)
    assert said[-1] == {
        "type": "ready",
        "model": "a",
        "file": "a.bin",
        "path": str(ab.shelf / "a" / "a.bin"),
        "how": "downloaded",
    }
    listed = {one["id"]: one for one in objects(ab.cli("list", "--json").stdout)}
    assert {model: facts["state"] for model, facts in listed.items()} == {
        "a": "installed",
        "b": "missing",
    }
    assert listed["a"]["files"][0]["path"] == str(ab.shelf / "a" / "a.bin")
    assert listed["b"]["size"] == 1000
    assert [one["id"] for one in objects(ab.cli("list", "--missing", "--json").stdout)] == ["b"]


def test_people_get_sentences(ab: World) -> None:
    done = ab.cli("get", "a")
    assert (done.returncode, done.stdout) == (0, "")
    assert "a.bin downloaded" in done.stderr
    listed = ab.cli("list")
    assert "installed" in listed.stdout
    assert "300 kB" in listed.stdout
    where = ab.cli("where", "a", "b").stdout
    assert f"a/a.bin: {ab.shelf / 'a' / 'a.bin'}" in where
    assert "b/b.bin: not here" in where
    assert str(ab.shelf) in ab.cli("where").stdout
    assert "300 kB removed" in ab.cli("remove", "a").stdout
    assert not (ab.shelf / "a").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "name"),
    [
        (["get", "aa"], 2, "MODEL_UNKNOWN"),
        (["list", "aa"], 2, "MODEL_UNKNOWN"),
        (["get"], 2, "OPTION_INVALID"),
        (["get", "a", "--ofline"], 2, "OPTION_UNKNOWN"),
        (["get", "b"], 1, "DOWNLOAD_FAILED"),
        (["get", "a", "--offline"], 4, "OFFLINE"),
        (["import", "/nowhere/at/all"], 3, "IMPORT_MISSING"),
        (["export", "/nowhere.zip", "a"], 4, "MODEL_MISSING"),
    ],
)
def test_each_failure_has_its_exit_code_and_its_name(
    ab: World, arguments: list[str], code: int, name: str
) -> None:
    ab.server.files["b/b.bin"] = Served(status=404)
    done = ab.cli(*arguments, "--json")
    error = objects(done.stdout)[-1]
    assert (done.returncode, error["code"], error["exit_code"]) == (code, name, code)
    assert error["hint"]


def test_what_gets_nothing_writes_no_empty_line(ab: World) -> None:
    assert ab.cli("get", "nobody").stderr.startswith("Error: ")


def test_the_bench_measures_ours_and_theirs(ab: World) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", "bench", "models", "--megabytes", "5", "--rounds", "1"],
        capture_output=True,
        text=True,
        check=False,
        env=ab.environment(),
    )
    assert done.returncode == 0, done.stderr
    assert "mouthpiece models get" in done.stdout
    assert ("share of curl plus sha256sum" in done.stdout) == bool(
        shutil.which("curl") and shutil.which("sha256sum")
    )


def test_a_broken_catalogue_or_setting_is_an_error_with_a_name(ab: World) -> None:
    ab.home.mkdir()
    (ab.home / "settings.json").write_text("{", encoding="utf-8")
    assert "SETTINGS_INVALID" in ab.cli("list").stderr
    (ab.home / "settings.json").unlink()
    ab.catalogue.write_text("{", encoding="utf-8")
    done = ab.cli("list")
    assert (done.returncode, "CATALOGUE_INVALID" in done.stderr) == (3, True)
