"""Slots come as videos wait and go when none does, by Dask's rules."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from app.cli import main
from app.farm.adapt import Adapter, CommandScale, StatefulSetScale
from app.queue.control import cancel, jobs_left
from app.queue.job import Share
from app.queue.store import JobStore, queue_path
from tests.app.queue.work import plain_job

_WRITES = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"


class _Cluster(BaseHTTPRequestHandler):
    """Answers for one StatefulSet as Kubernetes does; `asked` is what came."""

    replicas = 0
    asked: ClassVar[list[tuple[str, str, str, str]]] = []

    def _answer(self, status: int = 200) -> None:
        body = json.dumps({"spec": {"replicas": type(self).replicas}}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self._answer()

    def do_PATCH(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        headers = self.headers["Authorization"], self.headers["Content-Type"]
        type(self).asked.append((self.path, *headers, body))
        type(self).replicas = json.loads(body)["spec"]["replicas"]
        self._answer()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[StatefulSetScale]:
    (tmp_path / "namespace").write_text("studio\n")
    (tmp_path / "token").write_text("secret\n")
    _Cluster.replicas, _Cluster.asked = 0, []
    server = HTTPServer(("127.0.0.1", 0), _Cluster)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield StatefulSetScale("slots", f"http://127.0.0.1:{server.server_port}", tmp_path)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_slots_follow_the_queue_to_zero_and_back(tmp_path: Path, cluster: StatefulSetScale) -> None:
    with JobStore(queue_path(tmp_path)) as store:

        def depth() -> int:
            return jobs_left(store, Share.FARM)

        adapter = Adapter(depth, cluster, 0, 2, 3)

        def look(times: int) -> int:
            for _ in range(times):
                asyncio.run(adapter.adapt())
            return _Cluster.replicas

        assert look(1) == 0
        jobs = store.add([plain_job(f"video {number}") for number in range(3)])
        assert look(1) == 2  # no more than the most
        cancel(store, jobs[:2])
        assert look(2) == 2  # not at once
        store.add([plain_job("another")])
        assert look(2) == 2
        cancel(store, jobs)
        assert look(3) == 1
        cancel(store, [job.id for job in store.submissions.newest()])
        assert look(4) == 0
        store.add([plain_job("the next morning")])
        assert look(1) == 1
    assert _Cluster.asked[0] == (
        "/apis/apps/v1/namespaces/studio/statefulsets/slots/scale",
        "Bearer secret",
        "application/merge-patch+json",
        '{"spec":{"replicas":2}}',
    )


def test_a_command_starts_and_ends_slots(tmp_path: Path) -> None:
    told = tmp_path / "how many"
    scale = CommandScale(f"{sys.executable} -c '{_WRITES}' '{told}' {{count}}")
    adapter = Adapter(lambda: 5, scale, 1, 4, 1)
    asyncio.run(adapter.adapt())
    assert (told.read_text(), scale.count()) == ("4", 4)
    with pytest.raises(OSError, match="exit status 3"):
        CommandScale(f"{sys.executable} -c 'raise SystemExit(3)'").change(1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["--command", "true", "--least", "9"], 2),
        ([], 2),
        (["--statefulset", "a"], 3),
    ],
)
def test_what_cannot_be_scaled_is_said(
    given: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path))
    assert main(["farm", "adapt", "--most", "8", *given]) == code
