"""Builds an installer.

`python installers/build.py windows [--offline-cpu|--offline-cuda|--web]`

It runs on Linux and on Windows. It needs makensis, and from pip the dependency group
`installers` of pyproject.toml. installers/README.md tells more.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # started as a file, we would only see our own folder

from installers.errors import BuildError  # noqa: E402
from installers.note import write_note  # noqa: E402
from installers.nsis import Compression  # noqa: E402
from installers.payload import Flavour  # noqa: E402
from installers.pins import pins  # noqa: E402
from installers.sign import Signer  # noqa: E402
from installers.windows_build import Order, build  # noqa: E402

TORCH_LOCK = ROOT / "app" / "setup" / "torch.lock"
LOCK = ROOT / "requirements.lock"


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0 when the installer is built, 2 for wrong usage, 1 for anything else."""
    given = _parser().parse_args(arguments)
    try:
        if given.command == "lock":
            make_torch_lock()
        elif given.command == "note":
            _say(write_note(given.key, given.version, given.page, given.notes, given.output))
        else:
            _windows(given)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="installers/build.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lock", help="write app/setup/torch.lock anew, with uv")
    note = commands.add_parser("note", help="write and sign the file that names a new version")
    note.add_argument("version")
    note.add_argument("--page", required=True, help="where a person gets it")
    note.add_argument("--notes", default="")
    note.add_argument("--key", type=Path, required=True, help="Ed25519 private key, PEM")
    note.add_argument("--output", type=Path, default=ROOT / "dist" / "update.json")
    windows = commands.add_parser("windows", help="build an installer for 64-bit Windows")
    flavours = windows.add_mutually_exclusive_group()
    for flavour in Flavour:
        flavours.add_argument(f"--{flavour}", dest="flavour", action="store_const", const=flavour)
    windows.set_defaults(flavour=Flavour.OFFLINE_CPU)
    add = windows.add_argument
    add("--python-archive", type=Path, help="instead of fetching it: " + pins().python.url)
    add("--unpinned", action="store_true", help="take any archive; never hand that out")
    add("--lock", type=Path, action="append", help="instead of the project's locks; repeatable")
    add("--torch-index", help="a package index for torch, instead of pip's or the vendor's")
    add("--parts", action="store_true", help="large packages as files beside the installer")
    add("--address", action="append", default=[], help="a web folder that holds the parts")
    add("--compression", type=Compression, default=Compression.LZMA, choices=list(Compression))
    add("--work", type=Path, default=ROOT / "build" / "windows", help="kept between builds")
    add("--output", type=Path, default=ROOT / "dist")
    add("--update-address", help="where this build asks for newer versions, when it asks")
    add("--update-key", help="whom it believes: an Ed25519 public key, base64")
    add("--certificate", type=Path, help="PKCS#12: sign with it")
    add("--password-file", type=Path, help="holds the certificate's password")
    add("--timestamp", help="address of a time authority (RFC 3161)")
    return parser


def _windows(given: argparse.Namespace) -> None:
    if given.flavour is Flavour.WEB and not given.address:
        raise BuildError("A web installer must know where its parts will lie: --address URL")
    signer = None
    if given.certificate:
        signer = Signer(given.certificate, given.password_file, given.timestamp)
    order = Order(
        checkout=ROOT,
        locks=given.lock or [LOCK, TORCH_LOCK],
        flavour=given.flavour,
        work=given.work.resolve(),
        output=given.output.resolve(),
        compression=given.compression,
        torch_index=given.torch_index,
        python=given.python_archive,
        unpinned=given.unpinned,
        parts=given.parts,
        addresses=given.address,
        signer=signer,
        update_address=given.update_address,
        update_key=given.update_key,
    )
    built = build(order, _say)
    if given.unpinned:
        _say(
            "WARNING: not the pinned CPython; for trials only. The real one:\n"
            f"  curl -fLO {pins().python.url}\n"
            f"  python installers/build.py windows --{given.flavour} --python-archive "
            + pins().python.url.rsplit("/", 1)[-1]
        )
    for path in built.files:
        _say(str(path))


def make_torch_lock() -> None:
    """Resolves torch and what it needs for every system, beside what the program's lock says."""
    from app.setup.torch_build import TORCH

    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--no-header", "--annotation-style", "line", "--generate-hashes"]
    try:
        done = subprocess.run(
            [*command, "-c", str(LOCK), "-o", str(TORCH_LOCK), "-"],
            input=f"torch=={TORCH}\n",
            text=True,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildError("uv is not there: python -m pip install uv") from error
    if done.returncode != 0:
        raise BuildError(f"torch {TORCH} does not fit the lock:\n{done.stderr.strip()}")
    _say(f"{TORCH_LOCK}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
