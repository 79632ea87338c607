"""One Windows installer from beginning to end: wheels, payload, parts, makensis, papers."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.setup.torch_build import VENDOR
from installers.locks import Pin, read_locks
from installers.nsis import Compression, Installer, make_installer
from installers.papers import write_sums
from installers.parts import move_out
from installers.payload import Flavour, Payload, Sources, assemble
from installers.pins import pins
from installers.python_archive import python_archive
from installers.sbom import Shipped, write_sbom
from installers.sign import Signer
from installers.wheels import Wheel, build_wheel, fetch_wheels

Say = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What is to be built, out of what, and where it goes.

    `addresses` are folders on the web that will hold the parts of a web installer;
    `python` is a CPython archive, which may be any with `unpinned`.
    """

    checkout: Path
    locks: Sequence[Path]
    flavour: Flavour
    work: Path
    output: Path
    compression: Compression = Compression.LZMA
    torch_index: str | None = None
    python: Path | None = None
    unpinned: bool = False
    parts: bool = False
    addresses: Sequence[str] = ()
    signer: Signer | None = None
    update_address: str | None = None
    update_key: str | None = None


@dataclass(frozen=True)
class Built:
    """What came out: `files` lie in one folder and belong together."""

    installer: Path
    files: tuple[Path, ...]
    payload: Payload


def build(order: Order, say: Say) -> Built:
    """Makes the installer and its papers; raises BuildError."""
    say(f"CPython {pins().python.version}")
    archive = python_archive(order.python, order.work, unpinned=order.unpinned)
    wanted = read_locks(order.locks)
    say(f"{len(wanted)} distributions for Windows")
    epoch = commit_time(order.checkout)
    wheels = _wheels(order, wanted)
    wheels.append(build_wheel(order.checkout, order.work / "own", epoch))
    say("Payload")
    sources = Sources(
        order.checkout,
        archive,
        wheels,
        order.flavour,
        epoch,
        order.update_address,
        order.update_key,
    )
    payload = assemble(sources, order.work / f"payload-{order.flavour}")
    tree = payload.tree
    say(
        f"  {tree.files} files, {tree.size / 1e6:,.0f} MB, {payload.distributions} distributions, "
        f"all requirements met\n  SHA-256 {tree.sha256}"
    )
    version = str(sources.own.version)
    name = f"Mouthpiece-{version}-{order.flavour}"
    folder = order.output / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = move_out(payload, folder, name, order.addresses) if _in_parts(order) else []
    say("Installer")
    installer = folder / f"{name}.exe"
    make_installer(
        Installer(
            payload.folder,
            tree,
            version,
            order.flavour.value,
            order.checkout / "LICENSE",
            sum(path.stat().st_size for path in parts),
        ),
        installer,
        order.compression,
        order.signer,
    )
    listed = folder / f"{name}.cdx.json"
    with archive.open("rb") as file:
        python_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    shipped = Shipped(
        version, order.flavour, tree.sha256, epoch, wheels, payload.licences, python_sha256
    )
    listed.write_text(write_sbom(shipped), encoding="utf-8", newline="\n")
    files = (installer, *parts, listed)
    sums = write_sums(files, folder)
    say(f"  {installer} ({installer.stat().st_size / 1e6:,.0f} MB)")
    return Built(installer, (*files, sums), payload)


def commit_time(checkout: Path) -> int:
    """The time of the commit, in seconds; a fixed one where git cannot tell (a source archive)."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    return int(done.stdout) if done.returncode == 0 else 1_577_836_800  # 2020


def _in_parts(order: Order) -> bool:
    return order.parts or order.flavour is not Flavour.OFFLINE_CPU


def _wheels(order: Order, wanted: Sequence[Pin]) -> list[Wheel]:
    """All wheels of the locks; torch may come from elsewhere, so it has a folder of its own."""
    index = order.torch_index
    if index is None and order.flavour is Flavour.OFFLINE_CUDA:
        index = f"{VENDOR}/{pins().torch.cuda}"
    others = [pin for pin in wanted if pin.name != "torch"]
    torch = [pin for pin in wanted if pin.name == "torch"]
    wheels = fetch_wheels(others, order.work / "wheels")
    place = "torch" if index is None else f"torch-{hashlib.sha256(index.encode()).hexdigest()[:8]}"
    return wheels + fetch_wheels(torch, order.work / place, index)
