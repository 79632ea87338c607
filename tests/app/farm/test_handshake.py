"""Who is let in: only computers with a valid certificate of this farm, under their own name."""

from __future__ import annotations

import asyncio
import datetime
import json
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from distributed.comm.core import CommClosedError, connect

from app.child_process import child_command, child_environment
from app.farm.local import LocalFarm
from app.farm.net.audit import audit_path
from app.farm.net.handshake import check_scheduler, full_address
from app.farm.net.pki import Keys, issue, issued_keys, own_keys
from app.farm.net.protocol import PROTOCOL
from app.farm.net.roles import ALL_ROLES, Role, is_for_clients
from app.farm.net.scheduler import own_address, refusal, run_scheduler
from app.farm.net.tls import Identity, load_identity
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, MouthpieceError, UsageError
from talker.version import __version__
from tests.waiting import PATIENCE


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalFarm]:
    with LocalFarm(tmp_path_factory.mktemp("door")) as started:
        yield started


def code_of(door: LocalFarm, keys: Keys) -> tuple[int, str]:
    """What `farm worker` ends with, and the code that it says."""
    command = [sys.executable, "-m", "app.cli", "farm", "worker", door.address, "--json"]
    done = subprocess.run(
        [*command, "--gpus", "none", "--keys", str(keys.folder)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return done.returncode, said["code"]


def test_the_scheduler_greets_a_computer_of_its_farm(door: LocalFarm) -> None:
    assert check_scheduler(door.address, door.identity).version == __version__


def test_a_worker_without_keys_is_told_how_to_get_some(door: LocalFarm, tmp_path: Path) -> None:
    assert code_of(door, Keys(tmp_path / "none")) == (3, ErrorCode.FARM_KEYS)


def test_a_worker_with_an_expired_certificate_is_refused_by_both_sides(
    door: LocalFarm,
) -> None:
    keys = door.keys("late", days=-1)
    assert code_of(door, keys) == (3, ErrorCode.CERTIFICATE_EXPIRED)
    # One that does not look at its own certificate is refused by the scheduler.
    blind = Identity(keys, "late", "", door.identity.valid_until)
    with pytest.raises(MouthpieceError) as caught:
        check_scheduler(door.address, blind)
    assert caught.value.code is ErrorCode.FARM_REFUSED
    assert "does not accept ours" in caught.value.message


def test_a_worker_of_another_farm_is_refused_by_both_sides(door: LocalFarm, tmp_path: Path) -> None:
    other = own_keys(tmp_path)
    issue("stranger", other, tmp_path, roles=ALL_ROLES)
    assert code_of(door, other) == (1, ErrorCode.FARM_REFUSED)
    # One that trusts our scheduler but was signed by another authority.
    ours = issued_keys("mixed", tmp_path)
    issue("mixed", ours, tmp_path)
    ours.authority.write_bytes(door.identity.keys.authority.read_bytes())
    with pytest.raises(MouthpieceError) as caught:
        check_scheduler(door.address, Identity(ours, "mixed", "", door.identity.valid_until))
    assert caught.value.code is ErrorCode.FARM_REFUSED


@contextmanager
def tls_server(keys: Keys, callers: int = 1) -> Iterator[str]:
    """The address of a server that shows this certificate to so many callers, begins to say
    something, and falls silent."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(keys.certificate, keys.key)
    with ExitStack() as connections:
        listener = connections.enter_context(socket.create_server(("127.0.0.1", 0)))

        def serve() -> None:
            for _ in range(callers):
                with suppress(OSError):  # the other side hangs up
                    caller, _ = listener.accept()
                    secured = context.wrap_socket(caller, server_side=True)
                    connections.enter_context(secured).sendall(b"x")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"tls://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize(
    ("host", "hint"),
    [("127.0.0.1", "--port"), ("203.0.113.5", "--host"), ("no.such.name", "--host")],
)
def test_a_scheduler_that_cannot_listen_says_what_to_choose(
    door: LocalFarm, tmp_path: Path, host: str, hint: str
) -> None:
    port = int(door.address.rpartition(":")[2])  # which is taken
    with pytest.raises(MouthpieceError) as caught:
        run_scheduler(door.identity, host, port, StopRequest(), lambda _: None, tmp_path)
    assert caught.value.code is ErrorCode.FARM_UNREACHABLE
    assert hint in caught.value.hint


def test_without_a_way_to_the_internet_the_scheduler_listens_in_the_network_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interface(*addresses: tuple[socket.AddressFamily, str]) -> list[SimpleNamespace]:
        return [SimpleNamespace(family=family, address=at) for family, at in addresses]

    known = {
        "lo": interface((socket.AF_INET, "127.0.0.1")),
        "down": interface((socket.AF_INET, "10.0.0.9")),
        "wifi": interface((socket.AF_INET6, "fe80::1"), (socket.AF_INET, "169.254.1.1")),
        "lan": interface((socket.AF_INET, "192.168.7.3")),
    }
    states = {name: SimpleNamespace(isup=name != "down") for name in known}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: known)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    assert own_address("127.0.1.1") == "192.168.7.3"
    assert own_address("10.1.2.3") == "10.1.2.3"
    del known["lan"]
    assert own_address("127.0.1.1") == "127.0.1.1"


def test_a_scheduler_that_falls_silent_is_given_up(
    door: LocalFarm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.farm.net.handshake._SECONDS", 0.5)
    with (
        tls_server(door.identity.keys, callers=2) as address,
        pytest.raises(MouthpieceError) as caught,
    ):
        check_scheduler(address, door.identity)
    assert caught.value.code is ErrorCode.FARM_UNREACHABLE


@pytest.mark.parametrize(
    ("begins", "days", "says", "hint"),
    [(40, 50, "not valid yet", "clock"), (-1, -1, "has run out", "farm keys --renew")],
)
def test_a_scheduler_whose_certificate_is_out_of_its_time_says_something_about_clocks(
    door: LocalFarm,
    monkeypatch: pytest.MonkeyPatch,
    begins: float,
    days: float,
    says: str,
    hint: str,
) -> None:
    monkeypatch.setattr("app.farm.net.pki._EARLIER", datetime.timedelta(days=-begins))
    keys = issued_keys("odd", door.home)
    issue("odd", keys, door.home, days=days, roles=ALL_ROLES)
    with tls_server(keys) as address, pytest.raises(MouthpieceError) as caught:
        check_scheduler(address, door.identity)
    assert caught.value.code is ErrorCode.FARM_REFUSED
    assert says in caught.value.message
    assert hint in caught.value.hint


def say(door: LocalFarm, identity: Identity, message: dict[str, object]) -> object:
    """What the scheduler answers to a message, over a connection of Dask's."""

    async def ask() -> object:
        arguments = identity.security.get_connection_args("worker")
        comm = await connect(door.address, timeout=10, **arguments)
        try:
            await comm.write(message)
            return await comm.read()
        finally:
            comm.abort()

    return asyncio.run(ask())


def test_a_nodes_key_asks_what_a_node_asks_and_nothing_else(door: LocalFarm) -> None:
    node = load_identity(door.keys("curious"), Role.NODE)
    assert check_scheduler(door.address, node).version == __version__
    asked: dict[str, object] = {"op": "ncores", "reply": True}
    assert say(door, door.identity, asked | {"workers": None}) == {}
    with pytest.raises(CommClosedError):
        say(door, node, asked | {"workers": None})
    with pytest.raises(CommClosedError):
        say(door, node, {"op": "register-client", "client": "c", "versions": {}})
    audit = audit_path(door.home).read_text(encoding="utf-8")
    assert '"curious"' in audit
    assert "it is no client" in audit


def test_a_client_does_not_join_as_a_node(door: LocalFarm) -> None:
    keys = issued_keys("sender", door.home)
    issue("sender", keys, door.home, roles=[Role.CLIENT])
    assert code_of(door, keys) == (3, ErrorCode.FARM_KEYS)


def test_a_node_cannot_play_the_scheduler(tmp_path: Path) -> None:
    """A server with a node's certificate of this farm."""
    own, keys = own_keys(tmp_path), issued_keys("node", tmp_path)
    issue("queue", own, tmp_path, roles=ALL_ROLES)
    issue("node", keys, tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(keys.authority))
    context.load_cert_chain(keys.certificate, keys.key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with suppress(OSError), context.wrap_socket(listener.accept()[0], True) as secured:
                secured.sendall(b"hello")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(MouthpieceError, match="not a scheduler's") as caught:
            check_scheduler(f"tls://127.0.0.1:{listener.getsockname()[1]}", load_identity(own))
        thread.join()
    assert caught.value.code is ErrorCode.FARM_REFUSED


@pytest.mark.parametrize(
    ("message", "refused"),
    [
        ({"op": "register-worker"}, False),
        ({"op": "run_function"}, True),
        ({}, True),
        ([{"op": "task-finished"}, {"op": "keep-alive"}], False),
        ([{"op": "task-finished"}, {"op": "update-graph"}], True),
        (["text"], True),
        ("text", True),
    ],
)
def test_what_is_for_clients(message: object, refused: bool) -> None:
    assert is_for_clients(message) is refused


def test_the_scheduler_listens_at_the_one_address_that_it_prints(tmp_path: Path) -> None:
    issue("queue", own_keys(tmp_path), tmp_path, roles=ALL_ROLES)
    command = child_command("app.cli", "farm", "scheduler", "--port", "0", "--json")
    with subprocess.Popen(
        command, env=child_environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = full_address(json.loads(process.stdout.readline())["address"])
        listening = {
            f"tls://{one.laddr.ip}:{one.laddr.port}"
            for one in psutil.Process(process.pid).net_connections("tcp")
            if one.status == psutil.CONN_LISTEN
        }
        process.terminate()
    assert listening == {address}
    assert "0.0.0.0" not in address


def test_dask_itself_lets_no_worker_in_without_a_certificate(door: LocalFarm) -> None:
    """Our own checks aside: a plain Dask worker that speaks TLS but shows nothing."""
    code = (
        "import asyncio, ssl, sys\n"
        "async def main():\n"
        "    context = ssl.create_default_context()\n"
        "    context.check_hostname = False\n"
        "    context.verify_mode = ssl.CERT_NONE\n"
        "    from distributed.comm.core import connect\n"
        "    try:\n"
        "        await connect(sys.argv[1], timeout=3, ssl_context=context)\n"
        "    except OSError as error:\n"
        "        print('refused')\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, door.address], capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.stdout == "refused\n", done.stderr


def test_nobody_answering_is_said_at_once(door: LocalFarm) -> None:
    with pytest.raises(MouthpieceError) as caught:
        check_scheduler("tls://127.0.0.1:9", door.identity)
    assert caught.value.code is ErrorCode.FARM_UNREACHABLE
    assert "127.0.0.1:9" in caught.value.message


def _report(**changes: object) -> str:
    facts: dict[str, object] = {
        "protocol": PROTOCOL,
        "version": __version__,
        "node": "one",
        "slot": "one/0",
        "system": "Linux",
        "cores": 2,
        "memory": 1,
        "card": None,
        "packages": [],
    }
    return json.dumps(facts | changes)


def test_a_slot_comes_in_under_the_name_in_its_certificate() -> None:
    assert refusal("one", "one/0", _report()) == ""
    assert "belongs to two" in refusal("two", "one/0", _report())
    assert "belongs to nobody" in refusal("", "one/0", _report())
    assert "belongs to one" in refusal("one", "one/0", _report(node="two"))


def test_another_version_is_refused_by_its_number() -> None:
    assert "9.9" in refusal("one", "one/0", _report(protocol="9.9/1"))


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("../0", _report()),
        ("one/0; rm", _report()),
        (7, _report()),
        ("one/0", None),
        ("one/0", "{}"),
        ("one/0", _report(node="../../etc")),
        ("one/0", _report(extra=1)),
    ],
)
def test_nonsense_is_refused(name: object, report: object) -> None:
    assert refusal("one", name, report)


def test_the_audit_log_tells_of_refusals_and_nothing_is_forgotten(door: LocalFarm) -> None:
    assert "scheduler begins" in audit_path(door.home).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "a b", "http://x:1", "host:0", "host:99999", "tcp://h:1"])
def test_odd_addresses_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        full_address(text)


def test_an_address_is_completed() -> None:
    assert full_address("render-1") == "tls://render-1:8786"
    assert full_address(" tls://[::1]:9000 ") == "tls://[::1]:9000"
    # Names of containers, and addresses that hold in one network only.
    assert full_address("render_farm") == "tls://render_farm:8786"
    assert full_address("[fe80::1%eth0]:9000") == "tls://[fe80::1%eth0]:9000"
