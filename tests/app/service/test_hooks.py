"""Web hooks: signed, sent again until they are taken, and never into the own network unasked."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.queue.store import JobStore, queue_path
from app.service.hook_address import check_reach, checked_address
from app.service.hooks import DELAYS, SIGNATURE, HookSender
from app.service.users import Users
from talker.errors import MouthpieceError
from tests.app.service.conftest import Service, send


@contextmanager
def receiver(*statuses: int) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """An address that answers with these statuses, one after the other, and what came."""
    came: list[tuple[str, bytes]] = []
    left = list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.append((self.headers[SIGNATURE], body))
            self.send_response(left.pop(0))
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/ended", came
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sender(store: JobStore, home: Path, *allowed: str) -> HookSender:
    return HookSender(store, Users(home), frozenset(allowed))


def test_an_end_is_told_signed_and_once(service: Service, media: Any) -> None:
    with receiver(200) as (url, came), service.client() as anna:
        job = send(anna, media, hook=url).json()["id"]
        with JobStore(queue_path(service.home)) as store:
            hooks = sender(store, service.home, "127.0.0.1")
            assert hooks.send_due() == 0
            anna.post(f"/v1/jobs/{job}/cancel")
            assert hooks.send_due() + hooks.send_due() == 1
    ((signed, body),) = came
    assert json.loads(body)["state"] == "cancelled"
    user = Users(service.home).named("anna")
    assert user is not None
    seconds, _, given = signed.removeprefix("t=").partition(",v1=")
    expected = hmac.new(user.hook_key.encode(), seconds.encode() + b"." + body, hashlib.sha256)
    assert given == expected.hexdigest()


def test_who_does_not_answer_is_told_again(service: Service, media: Any) -> None:
    with receiver(500, 302, 204) as (url, came), service.client() as anna:
        job = send(anna, media, hook=url).json()["id"]
        anna.post(f"/v1/jobs/{job}/cancel")
        with JobStore(queue_path(service.home)) as store:
            hooks = sender(store, service.home, "127.0.0.1")
            told = []
            for _ in range(4):
                told.append(hooks.send_due())
                assert len(came) == min(3, len(told))  # not before its time
                assert told[-1] or not hooks.send_due()
                with store.submissions._database.writing() as connection:
                    connection.execute("UPDATE hooks SET due = 0")
            assert told == [0, 0, 1, 0]
            anna.post(f"/v1/jobs/{job}/retry")
            anna.post(f"/v1/jobs/{job}/cancel")  # another end
            assert len(store.submissions.due_hooks()) == 1


def test_it_is_given_up_in_the_end(service: Service, media: Any) -> None:
    with service.client() as anna:
        job = send(anna, media, hook="http://127.0.0.1:9/").json()["id"]
        anna.post(f"/v1/jobs/{job}/cancel")
    with JobStore(queue_path(service.home)) as store:
        hooks = sender(store, service.home, "127.0.0.1")
        for _ in range(len(DELAYS) + 1):
            assert len(store.submissions.due_hooks()) == 1
            assert hooks.send_due() == 0
            with store.submissions._database.writing() as connection:
                connection.execute("UPDATE hooks SET due = 0")
        assert store.submissions.due_hooks() == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8080/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.4/x",
        "http://169.254.169.254/latest",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
    ],
)
def test_the_own_network_is_told_nothing_unasked(url: str) -> None:
    with pytest.raises(MouthpieceError):
        check_reach(checked_address(url), frozenset())


@pytest.mark.parametrize("url", ["ftp://a/", "file:///etc/passwd", "http://", "x", "http://a\nb/"])
def test_other_addresses_are_refused_when_they_come(url: str) -> None:
    with pytest.raises(ValueError, match="must be an address"):
        checked_address(url)
