"""Which torch build is chosen, with a real server on this machine as the vendor."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.setup.gpu import Gpu
from app.setup.torch_build import TORCH, TorchSource, choose_source, tags_for

HOPPER = Gpu("NVIDIA H200", (13, 0), (9, 0))


@contextmanager
def vendor(*tags: str, delay: float = 0.0) -> Iterator[str]:
    """A server laid out like the vendor's index that offers the given builds."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(delay)
            offered = self.path in {f"/whl/{tag}/torch/" for tag in tags}
            page = f"<a>torch-{TORCH}-cp311-cp311-win_amd64.whl</a>" if offered else "none"
            self.send_response(200 if offered else 403)
            self.end_headers()
            with suppress(BrokenPipeError):  # the asker has given up
                self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/whl"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_machine_without_gpu_takes_the_cpu_build() -> None:
    assert tags_for(None) == ("cpu",)


@pytest.mark.parametrize(
    ("gpu", "first"),
    [
        (HOPPER, "cu130"),
        (Gpu("RTX 4090", (12, 8), (8, 9)), "cu128"),
        (Gpu("RTX 2080", (12, 6), (7, 5)), "cu126"),
        (Gpu("GTX 1080 with a new driver", (13, 0), (6, 1)), "cu126"),
        (Gpu("a driver too old for every build", (11, 8), (8, 6)), "cpu"),
    ],
)
def test_driver_and_chip_decide_about_the_build(gpu: Gpu, first: str) -> None:
    assert tags_for(gpu)[0] == first


def test_the_vendors_index_is_used_when_it_offers_the_build() -> None:
    with vendor("cpu") as url:
        source = choose_source(None, url)
    assert source == TorchSource("cpu", f"{url}/cpu")
    assert source.pip_arguments == [f"torch=={TORCH}", "--index-url", f"{url}/cpu"]


def test_an_older_build_that_fits_is_taken_when_the_newest_is_not_offered() -> None:
    with vendor("cu126") as url:
        assert choose_source(HOPPER, url) == TorchSource("cu126", f"{url}/cu126")


def test_pips_own_sources_are_used_when_the_vendor_has_no_such_build() -> None:
    with vendor("cu90") as url:
        source = choose_source(None, url)
    assert source.index is None
    assert source.pip_arguments == [f"torch=={TORCH}"]


def test_an_unreachable_vendor_is_left_alone(unreachable: str) -> None:
    assert choose_source(HOPPER, unreachable).index is None


def test_a_vendor_that_is_too_slow_is_given_up() -> None:
    with vendor("cpu", delay=0.6) as url:
        assert choose_source(None, url, seconds=0.2).index is None


def test_another_vendor_can_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with vendor("cpu") as url:
        monkeypatch.setenv("MOUTHPIECE_TORCH_INDEX", url + "/")
        assert choose_source(None).index == f"{url}/cpu"
