#!/bin/sh
# distributed 2026.8.0 with tornado 6.6.1: when the other side hangs up between TCP's and TLS's
# greeting, connecting over TLS ends with "ValueError: IOStream is not idle; cannot convert to SSL"
# instead of the OSError that distributed expects and tries again after. It takes a listener that is
# just starting or ending, and an event loop that is busy for a moment, as on a loaded machine.
# A Client that meets it while it reconnects never connects again: what reads its connection has
# ended with the error, its status stays "connecting" although the scheduler is back, beyond its
# timeout, and close() raises the same error.
#
# The road: tornado's TCPClient.connect calls start_tls on a stream that has been closed since its
# connection was made, and start_tls answers any stream that is not idle with a ValueError;
# distributed's connect() and Client._reconnect() catch OSError only.
#
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q distributed==2026.8.0 tornado==6.6.1 cryptography==49.0.0
cd "$folder"
cat > scheduler.py <<'PYTHON'
import asyncio
import sys

from distributed import Scheduler, Security


async def serve():
    security = Security(
        require_encryption=True, tls_ca_file="tls.pem", tls_scheduler_cert="tls.pem"
    )
    async with Scheduler(
        host="127.0.0.1", port=int(sys.argv[1]), protocol="tls", security=security, dashboard=False
    ) as scheduler:
        print(scheduler.address, flush=True)
        await scheduler.finished()


asyncio.run(serve())
PYTHON
HOME="$folder" "$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import datetime
import logging
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress

import distributed
import tornado
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from distributed import Client, Security
from distributed.comm.core import connect

logging.disable(logging.CRITICAL)
print("distributed", distributed.__version__, "tornado", tornado.version)


def make_certificate():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    with open("tls.pem", "wb") as file:
        file.write(certificate.public_bytes(pem))
        file.write(key.private_bytes(pem, form, serialization.NoEncryption()))


def start_scheduler(port):
    process = subprocess.Popen(
        [sys.executable, "scheduler.py", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return process, process.stdout.readline().strip()


@contextmanager
def hanging_up(port=0):
    """A listener that hangs up on everybody at once."""
    listener = socket.create_server(("127.0.0.1", port))

    def serve():
        with suppress(OSError):
            while True:
                listener.accept()[0].close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"tls://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


async def busy(until):
    """Keeps the event loop from looking at its sockets at once."""
    while not until.is_set():
        time.sleep(0.02)
        await asyncio.sleep(0)


def what_connecting_says(security):
    async def ask(address):
        stop = threading.Event()
        task = asyncio.create_task(busy(stop))
        try:
            await connect(address, timeout=5, **security.get_connection_args("client"))
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            stop.set()
            await task

    with hanging_up() as address:
        return asyncio.run(ask(address))


def what_becomes_of_a_client(security):
    scheduler, address = start_scheduler(0)
    port = int(address.rpartition(":")[2])
    client = Client(address, security=security, timeout=5, set_as_default=False)
    first = client.status
    stop = threading.Event()
    client.loop.add_callback(busy, stop)
    scheduler.kill()
    scheduler.wait()
    with hanging_up(port):
        time.sleep(3)
    stop.set()
    scheduler, _ = start_scheduler(port)
    time.sleep(10)
    later = client.status
    try:
        client.close(timeout=5)
        closing = "closes"
    except Exception as error:
        closing = f"{type(error).__name__}: {error}"
    client.status = "closed"
    scheduler.kill()
    scheduler.wait()
    return first, later, closing


make_certificate()
security = Security(require_encryption=True, tls_ca_file="tls.pem", tls_client_cert="tls.pem")
expected = "ValueError: IOStream is not idle; cannot convert to SSL"
said = what_connecting_says(security)
print("connecting:", said)
first, later, closing = what_becomes_of_a_client(security)
print(f"a client: {first}; 10 s after its scheduler has come back: {later}; close(): {closing}")
same = (said, first, later, closing) == (expected, "running", "connecting", expected)
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
