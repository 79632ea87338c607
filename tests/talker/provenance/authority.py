"""A time-stamp authority (RFC 3161) of its own on this computer, which says whatever time it is
told to."""

from __future__ import annotations

import datetime
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_SEQUENCE, _SET, _INTEGER, _OCTETS, _OID, _TIME = 0x30, 0x31, 0x02, 0x04, 0x06, 0x18
_DATA = "1.2.840.113549.1.7.2"
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
_CONTENT_TYPE, _DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
_SHA256, _ECDSA = "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2"


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def children(data: bytes) -> list[tuple[int, bytes, bytes]]:
    """Tag, content and whole of each element."""
    found, at = [], 0
    while at < len(data):
        size, head = data[at + 1], 2
        if size & 0x80:
            head += size & 0x7F
            size = int.from_bytes(data[at + 2 : at + head], "big")
        end = at + head + size
        found.append((data[at], data[at + head : end], data[at:end]))
        at = end
    return found


def oid(text: str) -> bytes:
    first, second, *rest = map(int, text.split("."))
    body = bytes([40 * first + second])
    for number in rest:
        parts = [number & 0x7F]
        while number := number >> 7:
            parts.append(0x80 | number & 0x7F)
        body += bytes(reversed(parts))
    return der(_OID, body)


def integer(value: int) -> bytes:
    return der(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


@dataclass
class Authority:
    """Stamps with the time `now`; `asked` counts."""

    now: datetime.datetime
    asked: list[bytes] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Stamps of a test"),
                x509.NameAttribute(NameOID.COMMON_NAME, "Stamps of a test"),
            ]
        )
        root_key = ec.generate_private_key(ec.SECP256R1())
        root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Root of stamps")])
        years = datetime.timedelta(days=3650)
        self.root = (
            x509.CertificateBuilder(root_name, root_name, root_key.public_key(), 1)
            .not_valid_before(self.now - years)
            .not_valid_after(self.now + years)
            .add_extension(x509.BasicConstraints(True, None), critical=True)
            .add_extension(_usage(ca=True), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False
            )
            .sign(root_key, hashes.SHA256())
        )
        self.leaf = (
            x509.CertificateBuilder(root_name, name, self._key.public_key(), 2)
            .not_valid_before(self.now - years)
            .not_valid_after(self.now + years)
            .add_extension(x509.BasicConstraints(False, None), critical=True)
            .add_extension(_usage(ca=False), critical=True)
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
                critical=False,
            )
            .sign(root_key, hashes.SHA256())
        )

    @property
    def anchor(self) -> str:
        return self.root.public_bytes(serialization.Encoding.PEM).decode()

    def answer(self, request: bytes) -> bytes:
        """A TimeStampResp for a TimeStampReq."""
        self.asked.append(request)
        ((_, body, _),) = children(request)
        _, imprint, *others = children(body)
        nonce = [whole for tag, _, whole in others if tag == _INTEGER]
        info = der(
            _SEQUENCE,
            *(integer(1), oid("1.2.3.4"), imprint[2], integer(len(self.asked))),
            der(_TIME, f"{self.now:%Y%m%d%H%M%SZ}".encode()),
            *nonce,
        )
        token = der(_SEQUENCE, oid(_DATA), der(0xA0, self._signed(info)))
        return der(_SEQUENCE, der(_SEQUENCE, integer(0)), token)

    def _signed(self, info: bytes) -> bytes:
        sha = der(_SEQUENCE, oid(_SHA256))
        leaf = self.leaf.public_bytes(serialization.Encoding.DER)
        cert_id = der(_SEQUENCE, der(_OCTETS, sha256(leaf).digest()))
        attributes = sorted(
            [
                der(_SEQUENCE, oid(_CONTENT_TYPE), der(_SET, oid(_TST_INFO))),
                der(_SEQUENCE, oid(_DIGEST), der(_SET, der(_OCTETS, sha256(info).digest()))),
                der(
                    _SEQUENCE,
                    oid(_CERTIFICATE),
                    der(_SET, der(_SEQUENCE, der(_SEQUENCE, cert_id))),
                ),
            ]
        )
        signature = self._key.sign(der(_SET, *attributes), ec.ECDSA(hashes.SHA256()))
        signer = der(
            _SEQUENCE,
            integer(1),
            der(_SEQUENCE, self.leaf.issuer.public_bytes(), integer(self.leaf.serial_number)),
            sha,
            der(0xA0, *attributes),
            der(_SEQUENCE, oid(_ECDSA)),
            der(_OCTETS, signature),
        )
        root = self.root.public_bytes(serialization.Encoding.DER)
        return der(
            _SEQUENCE,
            integer(3),
            der(_SET, sha),
            der(_SEQUENCE, oid(_TST_INFO), der(0xA0, der(_OCTETS, info))),
            der(0xA0, leaf, root),
            der(_SET, signer),
        )


@contextmanager
def serving(authority: Authority) -> Iterator[Authority]:
    """The authority answers at its `url` while the block lasts."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            answer = authority.answer(self.rfile.read(size))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        authority.url = f"http://127.0.0.1:{server.server_port}/"
        try:
            yield authority
        finally:
            server.shutdown()
            thread.join()


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
