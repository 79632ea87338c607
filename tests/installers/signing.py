"""Somebody who signs with a certificate of their own making, and who checks it."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from installers.sign import Signer


def make_signer(folder: Path) -> Signer:
    """Certificate, key and password in `folder`."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mouthpiece tests")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "root.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "password").write_text("secret", encoding="utf-8")
    (folder / "signer.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"tests", key, certificate, None, serialization.BestAvailableEncryption(b"secret")
        )
    )
    return Signer(folder / "signer.p12", folder / "password")


def is_signed(path: Path, signer: Signer) -> bool:
    """Whether the program is as the signer signed it."""
    root = str(signer.certificate.with_name("root.pem"))
    command = ["osslsigncode", "verify", "-CAfile", root, "-in", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
