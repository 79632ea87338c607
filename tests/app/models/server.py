"""A real HTTP server on this computer that can behave as badly as servers and lines do."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.waiting import PATIENCE

BLOCK = 64 * 1024


@dataclass(frozen=True)
class Served:
    """How one address answers."""

    body: bytes = b""
    etag: str = '"one"'
    status: int = 200  # anything else is answered without a look at the range
    redirect: str = ""
    retry_after: str = ""
    ranges: bool = True
    cut_after: int | None = None  # bytes of a body after which the connection breaks
    rate: int | None = None  # bytes a second
    # After each block what follows waits for it.
    gate: threading.Event | threading.Barrier | None = None
    length: bool = True  # whether Content-Length is sent
    chunked: bool = False  # a body that says when it is complete, and not how long it is
    type: str = ""  # Content-Type
    encoding: str | None = None  # Content-Encoding
    unit: str = "bytes"
    total: bool = True  # whether Content-Range says how large the whole is
    claim: int | None = None  # another size than the true one in Content-Length/-Range


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    path: str
    range: str
    if_range: str


@dataclass
class Server:
    """The addresses and what happened to them; `next_up` answers come first, one request each."""

    base: str
    files: dict[str, Served] = field(default_factory=dict)
    next_up: list[Served] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    sent: int = 0  # bytes of bodies
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str) -> str:
        return f"{self.base}/{path}"

    def change(self, path: str, **facts: object) -> None:
        """Serves `path` differently from now on."""
        self.files[path] = replace(self.files[path], **facts)  # type: ignore[arg-type]

    @property
    def ranges(self) -> list[str]:
        return [one.range for one in self.asked]


@contextmanager
def serving() -> Iterator[Server]:
    """Runs a server for the time of a test."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer(self, server)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.block_on_close = False
        server = Server(f"http://127.0.0.1:{http.server_port}")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def answer(handler: BaseHTTPRequestHandler, server: Server) -> None:
    # A proxy is asked with the whole address.
    path = re.sub(r"^http://[^/]+", "", handler.path).lstrip("/")
    headers = handler.headers
    with server.lock:
        server.asked.append(Asked(path, headers.get("Range", ""), headers.get("If-Range", "")))
        served = server.next_up.pop(0) if server.next_up else server.files.get(path)
    if served is None:
        served = Served(status=404)
    if served.redirect:
        _head(handler, 302, Location=served.redirect, Content_Length="0")
    elif served.status != 200:
        asks = {"Retry-After": served.retry_after} if served.retry_after else {}
        _head(handler, served.status, Content_Length="0", **asks)
    else:
        _send(handler, server, served)


def _send(handler: BaseHTTPRequestHandler, server: Server, served: Served) -> None:
    start, total = 0, served.claim or len(served.body)
    given = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    same = handler.headers.get("If-Range", served.etag) == served.etag
    facts = {"ETag": served.etag} if served.etag else {}
    if given and served.ranges and same:
        start = int(given[1])
        if start >= len(served.body):
            _head(handler, 416, Content_Range=f"bytes */{total}", Content_Length="0")
            return
        whole = total if served.total else "*"
        facts["Content-Range"] = f"{served.unit} {start}-{total - 1}/{whole}"
    facts |= _described(served, total - start)
    _head(handler, 206 if "Content-Range" in facts else 200, **facts)
    body = memoryview(served.body)[start:]
    whole = served.cut_after is None
    if served.cut_after is not None:
        body = body[: served.cut_after]
    with suppress(OSError):
        for at in range(0, len(body), BLOCK):
            block = bytes(body[at : at + BLOCK])
            handler.wfile.write(_framed(block) if served.chunked else block)
            with server.lock:
                server.sent += len(block)
            if served.rate:
                time.sleep(len(block) / served.rate)
            if served.gate is not None:
                served.gate.wait(PATIENCE)
        if served.chunked and whole:
            handler.wfile.write(_framed(b""))
    if not whole or not (served.length or served.chunked):
        handler.close_connection = True


def _framed(block: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(block), block)


def _described(served: Served, size: int) -> dict[str, str]:
    """What the headers say of the body."""
    facts = {"Content-Type": served.type} if served.type else {}
    if served.encoding is not None:
        facts["Content-Encoding"] = served.encoding
    if served.chunked:
        return facts | {"Transfer-Encoding": "chunked"}
    return facts | ({"Content-Length": str(size)} if served.length else {"Connection": "close"})


def _head(handler: BaseHTTPRequestHandler, status: int, **facts: str) -> None:
    handler.send_response(status)
    for name, value in facts.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
