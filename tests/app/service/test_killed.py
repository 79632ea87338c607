"""A service that is killed again and again loses no job that was sent, and makes none of two."""

from __future__ import annotations

import json
import random
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from app.child_process import child_command, child_environment
from app.queue.store import JobStore, queue_path
from app.service.users import Role, Users


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


class Restarted:
    """A service of its own process; `kill` ends it without a word and starts another one."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.address = f"http://127.0.0.1:{port}"
        self._command = child_command(
            *("app.cli", "serve", "--json", "--workers", "0", "--rate", "0", "--port", str(port))
        )
        self.start()

    def start(self) -> None:
        """Starts it and waits until it listens."""
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, text=True, env=child_environment(self.home)
        )
        assert self._process.stdout is not None
        assert json.loads(self._process.stdout.readline())["type"] == "listening"

    def kill(self) -> None:
        """Ends it at once."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def restarted(home: Path) -> Iterator[Restarted]:
    """A service that is ended in the end."""
    service = Restarted(home, free_port())
    try:
        yield service
    finally:
        service.kill()


def torture(home: Path, media: dict[str, tuple[str, bytes]], jobs: int, kills: int) -> None:
    """Sends jobs, each until it is answered, while the service is killed at random moments."""
    token = Users(home).add("anna", Role.MAKE)
    chance = random.Random(7)
    with restarted(home) as service:
        answered: dict[int, int] = {}

        def send(first: int) -> None:
            with httpx.Client(trust_env=False, timeout=30) as client:
                for number in range(first, jobs, 2):
                    while number not in answered:
                        with suppress(httpx.HTTPError):
                            answer = client.post(
                                f"{service.address}/v1/jobs",
                                files=media,
                                data={"job": json.dumps({"label": f"job {number}"})},
                                headers={
                                    "Authorization": f"Bearer {token}",
                                    "Idempotency-Key": f"key-{number}",
                                },
                            )
                            assert answer.is_success, answer.text
                            answered[number] = answer.json()["id"]

        senders = [threading.Thread(target=send, args=(first,)) for first in range(2)]
        for sender in senders:
            sender.start()
        for kill in range(kills):
            # Spread over the whole of the work.
            while len(answered) < jobs * kill // kills:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.3))
            service.kill()
            service.start()
        for sender in senders:
            sender.join()
    with JobStore(queue_path(home)) as store:
        made = [(job.label, job.id) for job in store.submissions.newest(limit=10 * jobs)]
    assert sorted(made) == sorted((f"job {number}", job) for number, job in answered.items())
    assert len(made) == jobs


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_made_twice(
    tmp_path: Path, media: dict[str, tuple[str, bytes]]
) -> None:
    torture(tmp_path / "home", media, jobs=30, kills=3)


@pytest.mark.slow
def test_nothing_is_lost_in_fifty_deaths(
    tmp_path: Path, media: dict[str, tuple[str, bytes]]
) -> None:
    torture(tmp_path / "home", media, jobs=200, kills=50)
