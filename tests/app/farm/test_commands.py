"""The farm from the command line, as its users meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.farm.local import LocalFarm
from app.farm.node.nanny import WorkerChoice, chosen_workers
from app.queue.job import State
from app.queue.store import JobStore
from app.settings.store import change_settings
from talker.errors import UsageError
from tests.app.farm.work import joined
from tests.app.queue.work import real_job
from tests.waiting import PATIENCE


def run(home: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """A command with --json: its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments, "--json"],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"MOUTHPIECE_HOME": str(home)},
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_keys_are_made_for_this_computer_and_for_others(tmp_path: Path) -> None:
    code, said = run(tmp_path, "farm", "keys", "render-1")
    assert code == 0
    assert [one["own"] for one in said] == [True, False]
    names = {path.name for path in Path(said[1]["folder"]).iterdir()}
    assert names == {"authority.pem", "certificate.pem", "key.pem"}
    own = Path(said[0]["folder"], "certificate.pem").read_bytes()
    assert run(tmp_path, "farm", "keys")[0] == 0
    assert Path(said[0]["folder"], "certificate.pem").read_bytes() == own
    assert run(tmp_path, "farm", "keys", "../evil")[0] == 2


def test_the_queue_is_run_on_the_farm_by_command_and_by_the_windows_worker(
    farm: LocalFarm, store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    jobs = [real_job(tmp_path, astronaut, name, 0.6) for name in "ab"]
    farm.start_node("one")
    joined(farm, 1)
    (first,) = store.add(jobs[:1])
    code, said = run(farm.home, "queue", "run", "--farm", farm.address)
    assert (code, said[-1]["type"], said[-1]["done"]) == (0, "summary", 1)
    assert store.get(first).state is State.DONE
    (second,) = store.add(jobs[1:])
    change_settings(
        lambda old: old.model_copy(
            update={"farm": old.farm.model_copy(update={"scheduler": farm.address})}
        ),
        farm.home,
    )
    code, said = run(farm.home, "worker", "--farm", "--until-empty")
    assert (code, said[0]["type"], said[-1]["type"]) == (0, "ready", "bye")
    assert store.get(second).state is State.DONE
    code, said = run(farm.home, "farm", "nodes")
    assert (code, [one["slot"] for one in said]) == (0, ["one/0"])


def test_a_farm_that_is_not_there_leaves_the_jobs_in_the_queue(
    farm: LocalFarm, store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 0.6)])
    farm.kill_scheduler()
    code, said = run(farm.home, "queue", "run", "--farm", farm.address)
    assert (code, said[-1]["code"]) == (1, "FARM_UNREACHABLE")
    assert store.get(job_id).state is State.QUEUED


def test_slots_follow_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "2,5")
    assert chosen_workers("auto", None) == (WorkerChoice(0, "2"), WorkerChoice(1, "5"))
    assert chosen_workers("1", 1) == (WorkerChoice(0, "2"), WorkerChoice(1, None))
    assert chosen_workers("5,", None) == (WorkerChoice(0, "5"),)
    assert chosen_workers("none", None) == (WorkerChoice(0, None),)
    for wrong in ("3", "2,7"):
        with pytest.raises(UsageError):
            chosen_workers(wrong, None)
    with pytest.raises(UsageError):
        chosen_workers("none", 0)
