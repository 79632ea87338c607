"""A running service with users, asked over a real connection."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.service.plan import Plan
from app.service.server import serve
from app.service.users import Role, Users
from app.worker.shutdown import StopRequest
from tests.waiting import PATIENCE

_START_SECONDS = 60.0


@dataclass(frozen=True)
class Service:
    """A service that listens at `address`."""

    address: str
    home: Path
    tokens: dict[str, str]

    def client(self, name: str = "anna") -> httpx.Client:
        """Asks as a user."""
        return httpx.Client(
            base_url=self.address,
            headers={"Authorization": f"Bearer {self.tokens[name]}"},
            timeout=PATIENCE,
            trust_env=False,
        )


@contextmanager
def running(home: Path, **plan: Any) -> Iterator[Service]:
    """A service of its own; anna and berta make, mona manages, vera looks."""
    users = Users(home)
    tokens = {
        "anna": users.add("anna", Role.MAKE),
        "berta": users.add("berta", Role.MAKE, jobs=2, minutes=1.0),
        "mona": users.add("mona", Role.MANAGE),
        "vera": users.add("vera", Role.SEE),
    }
    stop, listening, address = StopRequest(), threading.Event(), [""]

    def ready(where: str) -> None:
        address[0] = where
        listening.set()

    given = {"port": 0, "workers": 0, "per_second": 0.0} | plan
    thread = threading.Thread(target=serve, args=(Plan(**given), home, stop, ready))
    thread.start()
    try:
        assert listening.wait(_START_SECONDS)
        yield Service(address[0], home, tokens)
    finally:
        stop.request()
        thread.join()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service without workers."""
    with running(tmp_path / "home") as made:
        yield made


@pytest.fixture
def media(astronaut: Path, demo_speech: Path) -> dict[str, tuple[str, bytes]]:
    """The parts of a request for a video."""
    return {
        "portrait": (astronaut.name, astronaut.read_bytes()),
        "speech": (demo_speech.name, demo_speech.read_bytes()),
    }


def send(client: httpx.Client, files: Any, key: str = "", **order: Any) -> httpx.Response:
    """Sends a job in parts."""
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/v1/jobs", files=files, data={"job": json.dumps(order)}, headers=headers)
