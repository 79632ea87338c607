"""`mouthpiece bench serve`: listing a long queue, many streams of events, a large upload."""

from __future__ import annotations

import asyncio
import gc
import json
import random
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil

from app.child_process import child_command, child_environment
from app.queue.job import NewJob, WorkerId
from app.queue.store import JobStore, queue_path
from app.service.users import Role, Users
from talker.options.render import RenderRequest
from talker.progress import Stage

_MB = 1 << 20
_PART = 50_000
_RATE = 200  # requests a second
_CLIENTS = 32


@dataclass(frozen=True)
class Amounts:
    """How much is asked of the service."""

    jobs: int = 100_000
    listeners: int = 1000
    megabytes: int = 1000
    seconds: float = 10.0


QUICK = Amounts(jobs=5000, listeners=100, megabytes=100, seconds=3.0)


def bench_serve(amounts: Amounts) -> None:
    """Prints each figure beside its goal; the service is a process of its own."""
    with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        home = Path(folder)
        token = Users(home).add("bench", Role.MANAGE)
        _fill(home, amounts.jobs)
        with _service(home) as (address, process):
            print(f"service at rest: {process.memory_info().rss / _MB:.0f} MB")
            _list(home, address, token, process, amounts)
            asyncio.run(_measure(address, token, process, amounts))


async def _measure(address: str, token: str, process: psutil.Process, amounts: Amounts) -> None:
    limits = httpx.Limits(max_connections=amounts.listeners + 50)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(
        base_url=address, headers=headers, limits=limits, timeout=120, trust_env=False
    ) as client:
        await _listen(client, process, amounts.listeners)
        await _upload(client, process, amounts.megabytes)


def _list(home: Path, address: str, token: str, process: psutil.Process, amounts: Amounts) -> None:
    """Evenly, as clients would that know nothing of each other: the first page and any other one
    by turns, while a worker writes how far it is."""
    chance = random.Random(1)
    pages = ["/v1/jobs?limit=20", "/v1/jobs?limit=20&before={}"]
    asker = _Asker(address, token)
    gc.freeze()  # who asks shall not pause either
    worked, own = _processor_seconds(process), time.process_time()
    with ThreadPoolExecutor(_CLIENTS) as pool, _progress(home):
        start = time.perf_counter()
        asked = []
        for number in range(int(_RATE * amounts.seconds)):
            due = start + number / _RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            page = pages[number % 2].format(chance.randint(1, amounts.jobs))
            asked.append(pool.submit(asker.ask, page, due))
        took = sorted(one.result() for one in asked)
        all_of_it = time.perf_counter() - start
    median, p99 = 1000 * statistics.median(took), 1000 * took[int(0.99 * len(took))]
    each = 1000 * (_processor_seconds(process) - worked) / len(took)
    asking = 1000 * (time.process_time() - own) / len(took)
    print(
        f"listing 20 of {amounts.jobs:,} jobs: {len(took) / all_of_it:.0f} requests/s of {_RATE} "
        f"asked for, median {median:.1f} ms, p99 {p99:.1f} ms (goal: 50); "
        f"{each:.2f} ms of the service's processor each, {asking:.2f} ms of who asks"
    )


class _Asker:
    """Asks from any thread, each over a connection of its own that stays open."""

    def __init__(self, address: str, token: str) -> None:
        self._place = urlsplit(address)
        self._headers = {"Authorization": f"Bearer {token}"}
        self._own = threading.local()

    def ask(self, path: str, due: float) -> float:
        """Seconds from when the request was `due` until its answer is here."""
        connection = getattr(self._own, "connection", None)
        if connection is None:
            host, port = self._place.hostname or "", self._place.port
            connection = self._own.connection = HTTPConnection(host, port, timeout=60)
        connection.request("GET", path, headers=self._headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            raise HTTPException(f"{path} is answered with {answer.status}")
        return time.perf_counter() - due


@contextmanager
def _progress(home: Path) -> Iterator[None]:
    """A worker says four times a second how far it is."""
    over = threading.Event()

    def work() -> None:
        with JobStore(queue_path(home)) as store:
            job = store.claim(WorkerId.of_this_process("bench"))
            assert job is not None
            done = 0
            while not over.wait(0.25):
                done += 1
                store.progress(job.lease, Stage.RENDER, done, 10_000, 60.0)

    writer = threading.Thread(target=work)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def _processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


async def _listen(client: httpx.AsyncClient, process: psutil.Process, listeners: int) -> None:
    """Every listener hears of one job."""
    heard = 0
    all_there = asyncio.Event()
    there = 0

    async def listen() -> None:
        nonlocal heard, there
        async with client.stream("GET", "/v1/events") as stream:
            async for line in stream.aiter_lines():
                if line.startswith("retry:"):
                    there += 1
                    if there == listeners:
                        all_there.set()
                if line.startswith("data: "):
                    heard += 1
                    return

    tasks = [asyncio.create_task(listen()) for _ in range(listeners)]
    await all_there.wait()
    memory = process.memory_info().rss
    (job,) = (await client.get("/v1/jobs", params={"limit": 1})).json()["jobs"]
    began = time.perf_counter()
    await client.post(f"/v1/jobs/{job['id']}/pause")
    await asyncio.gather(*tasks)
    print(
        f"{heard:,} of {listeners:,} streams heard of a job within "
        f"{time.perf_counter() - began:.1f} s; service: {memory / _MB:.0f} MB (goal: 300)"
    )


async def _upload(client: httpx.AsyncClient, process: psutil.Process, megabytes: int) -> None:
    """A recording of that size, in parts, together with its job."""
    before = process.memory_info().rss
    peak = before
    block = bytes(_MB)
    facts = json.dumps({"label": "large", "request": {"portrait": "none.png"}})

    async def body() -> AsyncIterator[bytes]:
        nonlocal peak
        head = "--b\r\nContent-Disposition: form-data; name={}{}\r\n\r\n"
        yield (head.format("job", "") + facts + "\r\n").encode()
        yield head.format("speech", "; filename=a.wav").encode()
        for number in range(megabytes):
            if number % 16 == 0:
                peak = max(peak, process.memory_info().rss)
            yield block
        yield b"\r\n--b--\r\n"

    began = time.perf_counter()
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = await client.post("/v1/jobs", content=body(), headers=kind)
    took = time.perf_counter() - began
    peak = max(peak, process.memory_info().rss)
    print(
        f"upload of {megabytes:,} MB: {megabytes / took:.0f} MB/s, {(peak - before) / _MB:.0f} MB "
        f"of memory more (goal: 100); answered {answer.status_code}: "
        f"{answer.json().get('error', {}).get('code', 'accepted')}"
    )


def _fill(home: Path, jobs: int) -> None:
    with JobStore(queue_path(home)) as store:
        for first in range(0, jobs, _PART):
            store.add([_job(number) for number in range(first, min(first + _PART, jobs))])


def _job(number: int) -> NewJob:
    request = RenderRequest(
        portrait=Path(f"/in/{number % 50}.png"),
        speech=Path(f"/in/{number}.wav"),
        output=Path(f"/out/{number}.mp4"),
    )
    return NewJob(request, f"video {number}", speech_seconds=8.0)


@contextmanager
def _service(home: Path) -> Iterator[tuple[str, psutil.Process]]:
    """A service of its own on a free port; its address, and the process."""
    command = child_command(
        *("app.cli", "serve", "--json", "--port", "0", "--workers", "0", "--rate", "0")
    )
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=child_environment(home)
    ) as child:
        try:
            said = child.stdout.readline() if child.stdout else ""
            yield json.loads(said)["address"], psutil.Process(child.pid)
        finally:
            child.terminate()
