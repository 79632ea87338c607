"""Signs what people start, with osslsigncode or, on Windows, signtool.

As a program, `python -m installers.sign FILE` signs with what the environment says: makensis
calls it for the uninstaller, which exists only while it runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installers.errors import BuildError

_CERTIFICATE = "MOUTHPIECE_SIGN_CERTIFICATE"
_PASSWORD = "MOUTHPIECE_SIGN_PASSWORD_FILE"
_TIMESTAMP = "MOUTHPIECE_SIGN_TIMESTAMP"


@dataclass(frozen=True)
class Signer:
    """`certificate` is a PKCS#12 file with its key, `password` a file with its password.

    `timestamp` is the address of a time authority (RFC 3161): what is signed with its word stays
    valid when the certificate has expired.
    """

    certificate: Path
    password: Path | None = None
    timestamp: str | None = None

    @property
    def environment(self) -> Mapping[str, str]:
        """What the program of this module needs to do the same."""
        return {
            _CERTIFICATE: str(self.certificate.resolve()),
            _PASSWORD: str(self.password.resolve()) if self.password else "",
            _TIMESTAMP: self.timestamp or "",
        }

    def sign(self, path: Path) -> None:
        """Signs a program in place; BuildError says what the tool said."""
        if shutil.which("osslsigncode"):
            signed = path.with_name(f"{path.name}.signed")
            _run(_osslsigncode(self, path, signed))
            signed.replace(path)
        elif shutil.which("signtool"):
            _run(_signtool(self, path))
        else:
            raise BuildError(
                "Neither osslsigncode nor signtool is there to sign with.\n"
                "Debian and Ubuntu: sudo apt-get install osslsigncode"
            )


def _osslsigncode(signer: Signer, path: Path, signed: Path) -> list[str]:
    command = ["osslsigncode", "sign", "-pkcs12", str(signer.certificate), "-h", "sha256"]
    command += ["-n", "Mouthpiece"]
    if signer.password:
        command += ["-readpass", str(signer.password)]
    if signer.timestamp:
        command += ["-ts", signer.timestamp]
    return [*command, "-in", str(path), "-out", str(signed)]


def _signtool(signer: Signer, path: Path) -> list[str]:
    command = ["signtool", "sign", "/fd", "sha256", "/f", str(signer.certificate)]
    if signer.password:
        command += ["/p", signer.password.read_text(encoding="utf-8").strip()]
    if signer.timestamp:
        command += ["/tr", signer.timestamp, "/td", "sha256"]
    return [*command, str(path)]


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"{command[0]} failed:\n{(done.stdout + done.stderr).strip()}")


def main(arguments: Sequence[str]) -> int:
    """Signs the file that is named, with what the environment says."""
    password = os.environ.get(_PASSWORD)
    signer = Signer(
        Path(os.environ[_CERTIFICATE]),
        Path(password) if password else None,
        os.environ.get(_TIMESTAMP) or None,
    )
    signer.sign(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
