"""Small stand-ins for what a payload is made of: a checkout, wheels, a CPython archive."""

from __future__ import annotations

import random
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from installers.pins import ROOT
from tests.installers.pe import library

_STANDIN = Path(__file__).with_name("standin.nsi")
CLI = "def main(arguments=None):\n    return 0\n"
REQUIRES = ("pure-part>=1", "native-part[fast]>=2; sys_platform == 'win32'", "bare; extra == 'x'")


def make_wheel(
    folder: Path,
    name: str,
    version: str,
    *,
    requires: Sequence[str] = (),
    files: Mapping[str, bytes] | None = None,
    tag: str = "py3-none-any",
    licence: str = "MIT",
    licence_text: bool = True,
    extras: Sequence[str] = (),
) -> Path:
    """Writes a wheel with these files; `name` as in file names, with underscores."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    metadata = ["Metadata-Version: 2.4", f"Name: {name.replace('_', '-')}", f"Version: {version}"]
    metadata += [f"License-Expression: {licence}"] if licence else []
    metadata += [f"Provides-Extra: {extra}" for extra in extras]
    metadata += [f"Requires-Dist: {one}" for one in requires]
    inside = dict(files if files is not None else {f"{name}/__init__.py": b""})
    inside[f"{info}/METADATA"] = "\n".join([*metadata, ""]).encode()
    pure = "true" if tag.endswith("any") else "false"
    inside[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: {pure}\nTag: {tag}\n".encode()
    if licence and licence_text:
        inside[f"{info}/licenses/deep/er/LICENSE"] = f"The text of {licence}".encode()
    inside[f"{info}/RECORD"] = "".join(f"{one},,\n" for one in [*inside, f"{info}/RECORD"]).encode()
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in inside.items():
            archive.writestr(zipfile.ZipInfo(member), content)
    return path


def make_wheels(folder: Path) -> Path:
    """The wheels that the small checkout requires; returns a lock that names them."""
    make_wheel(folder, "pure_part", "1.5", files={"pure_part/__init__.py": b"PART = 1\n"})
    make_wheel(
        folder,
        "native_part",
        "2.0",
        requires=["helper; extra == 'fast'", "never; sys_platform == 'linux'"],
        extras=["fast"],
        files={
            "native_part/__init__.py": b"",
            "native_part/core.cp312-win_amd64.pyd": library("kernel32.dll", "vcruntime140.dll"),
            "native_part/large.bin": bytes(9_000_000),
            "native_part/headers.lib": b"for compilers",
        },
        tag="cp312-cp312-win_amd64",
    )
    make_wheel(folder, "helper", "0.1", files={"helper.py": b"HELP = True\n"})
    lock = folder / "small.lock"
    lock.write_text(
        "# a lock\npure-part==1.5  # via mouthpiece\nhelper==0.1\n"
        "native-part==2.0 ; sys_platform == 'win32'\nnever==1.0 ; sys_platform == 'linux'\n",
        encoding="utf-8",
    )
    return lock


def make_checkout(folder: Path, version: str) -> Path:
    """A project called mouthpiece with next to nothing in it."""
    package = folder / "app"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f'__version__ = "{version}"\n', encoding="utf-8")
    (package / "cli.py").write_text(f"import pure_part\n\n\n{CLI}", encoding="utf-8")
    (folder / "LICENSE").write_bytes((ROOT / "LICENSE").read_bytes())
    requires = ", ".join(f'"{one}"' for one in REQUIRES if "extra" not in one)
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        f'[project]\nname = "mouthpiece"\nversion = "{version}"\nlicense = "Apache-2.0"\n'
        f"dependencies = [{requires}]\n"
        '[tool.hatch.build.targets.wheel]\npackages = ["app"]\n',
        encoding="utf-8",
    )
    return folder


def add_ballast(checkout: Path, files: int) -> None:
    """Makes the program of a small checkout larger, by files that compress badly."""
    noise = random.Random(7)
    for number in range(files):
        path = checkout / "app" / "ballast" / f"{number}.bin"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(noise.randbytes(1 << 16))


def make_archive(path: Path, *, exit_code: int = 0, program: bytes = b"MZ not a program") -> Path:
    """An archive with the shape of CPython's; its python.exe is `program`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("python.exe", "pythonw.exe"):
            archive.writestr(zipfile.ZipInfo(name), program)
        archive.writestr(zipfile.ZipInfo("vcruntime140.dll"), library("kernel32.dll"))
        archive.writestr("LICENSE.txt", "PSF")
        archive.writestr("python312._pth", "python312.zip\n.\n")
        archive.writestr("made-for.txt", str(exit_code))
    return path


def make_program(path: Path, exit_code: int) -> bytes:
    """A program for Windows that notes how it was called and ends with `exit_code`."""
    command = ["makensis", "-V1", f"-DOUTFILE={path}", f"-DEXIT={exit_code}", str(_STANDIN)]
    subprocess.run(command, check=True, capture_output=True)
    return path.read_bytes()


def make_holder(folder: Path, *, milliseconds: int) -> Path:
    """A program for Windows that looks like a running Mouthpiece for so long."""
    return _make_standin(folder, "holder", MILLISECONDS=str(milliseconds))


def make_scanner(folder: Path, file: str, *, milliseconds: int) -> Path:
    """A program for Windows that has `file` open for so long."""
    return _make_standin(folder, "scanner", FILE=file, MILLISECONDS=str(milliseconds))


def _make_standin(folder: Path, name: str, **settings: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / f"{name}.exe"
    defined = [f"-D{key}={value}" for key, value in settings.items()]
    script = _STANDIN.with_name(f"{name}.nsi")
    command = ["makensis", "-V1", f"-DOUTFILE={program}", *defined, str(script)]
    subprocess.run(command, check=True, capture_output=True)
    return program


def calls(app: Path) -> list[str]:
    """How the Python in the folder `app` was called, in order."""
    text = (app / "python" / "calls.txt").read_bytes().decode("utf-16-le")
    return [line.strip() for line in text.splitlines() if line.strip()]
