"""Web hooks: signed, sent again until they are taken, and never into the own network unasked."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.queue.job import State
from app.queue.store import JobStore, queue_path
from app.queue.submissions import Submission
from app.service.hook_address import check_reach, checked_address, network_name
from app.service.hooks import DELAYS, SIGNATURE, HookSender
from app.service.users import Role, Users
from talker.errors import MouthpieceError
from tests.app.queue.work import plain_job
from tests.app.service.conftest import running, send
from tests.waiting import until


@contextmanager
def receiver(
    *statuses: int, before: Callable[[], object] = lambda: None
) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """An address that answers with these statuses, one after the other, and what came."""
    came: list[tuple[str, bytes]] = []
    left = list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.append((self.headers[SIGNATURE], body))
            before()
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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JobStore]:
    """The queue of anna's service, which does not run: nobody else tells of ends."""
    Users(tmp_path).add("anna", Role.MAKE)
    with JobStore(queue_path(tmp_path)) as opened:
        yield opened


def sender(store: JobStore, home: Path) -> HookSender:
    return HookSender(store, Users(home), frozenset({"127.0.0.1"}))


def end_jobs(store: JobStore, *urls: str) -> None:
    """A job of anna's for each address, which has ended."""
    for number, url in enumerate(urls):
        job = plain_job(str(number), owner="anna")
        sent = store.submissions.submit(job, Submission(hook=url))
        store.request_stop(sent.job, State.CANCELLED)


def come_due(store: JobStore) -> None:
    """As if the time until the next attempt had passed."""
    with store.submissions._database.writing() as connection:
        connection.execute("UPDATE hooks SET due = 0")


def test_an_end_is_told_signed_and_once(tmp_path: Path, media: Any) -> None:
    allowed = frozenset({"127.0.0.1"})
    with (
        receiver(200) as (url, came),
        running(tmp_path, hook_hosts=allowed) as service,
        service.client() as anna,
    ):
        job = send(anna, media, hook=url).json()["id"]
        anna.post(f"/v1/jobs/{job}/cancel")
        with JobStore(queue_path(tmp_path)) as store:
            until(lambda: bool(came) and not store.submissions.due_hooks())
    ((signed, body),) = came
    assert json.loads(body)["state"] == "cancelled"
    user = Users(tmp_path).named("anna")
    assert user is not None
    seconds, _, given = signed.removeprefix("t=").partition(",v1=")
    expected = hmac.new(user.hook_key.encode(), seconds.encode() + b"." + body, hashlib.sha256)
    assert given == expected.hexdigest()


def test_who_does_not_answer_is_told_again(store: JobStore, tmp_path: Path) -> None:
    with receiver(500, 302, 204) as (url, came):
        end_jobs(store, url)
        hooks = sender(store, tmp_path)
        told = []
        for _ in range(4):
            told.append(hooks.send_due())
            assert len(came) == min(3, len(told))  # not before its time
            assert told[-1] or not hooks.send_due()
            come_due(store)
        assert told == [0, 0, 1, 0]
        store.retry([1])
        store.request_stop(1, State.CANCELLED)  # another end
        assert len(store.submissions.due_hooks()) == 1


def test_it_is_given_up_in_the_end(store: JobStore, tmp_path: Path) -> None:
    end_jobs(store, "http://127.0.0.1:9/")
    hooks = sender(store, tmp_path)
    for _ in range(len(DELAYS) + 1):
        assert len(store.submissions.due_hooks()) == 1
        assert hooks.send_due() == 0
        come_due(store)
    assert store.submissions.due_hooks() == []


def test_nobody_waits_for_who_is_slow(store: JobStore, tmp_path: Path) -> None:
    """Each of two answers only when the other was asked, too."""
    both = threading.Barrier(2)
    with (
        receiver(200, before=both.wait) as (one, first),
        receiver(200, before=both.wait) as (two, second),
    ):
        end_jobs(store, one, two)
        assert sender(store, tmp_path).send_due() == 2
    assert len(first) == len(second) == 1


def test_hosts_are_named_as_networks_name_them() -> None:
    assert network_name("bücher.example") == "xn--bcher-kva.example"
    assert network_name("::1") == "::1"
    assert checked_address("http://bücher.example/") == "http://bücher.example/"


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


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://a/", "file:///etc/passwd", "http://", "x", "http://a\nb/", "http://a..b/"),
        *(f"http://{'a' * 64}.b/", "http://a:99999/", "http://[::1/"),
    ],
)
def test_other_addresses_are_refused_when_they_come(url: str) -> None:
    with pytest.raises(ValueError, match="must be an address"):
        checked_address(url)
