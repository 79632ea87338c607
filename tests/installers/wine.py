"""A small Windows to install into: Wine with a folder of its own and without a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 120.0
_COPY = b"~nsu"  # the folder that NSIS copies an uninstaller into
PLACE = "用户 测试 é"
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Mouthpiece"


def lacking_tools() -> list[str]:
    """What must be installed before anything can be installed under Wine."""
    lacking = [name for name in ("makensis", "wineserver") if shutil.which(name) is None]
    return lacking if _program() else [*lacking, "wine"]


def _program() -> str | None:
    """Debian's `wine` is a script that complains about a lack of 32 bits; it works all the same."""
    direct = Path("/usr/lib/wine/wine64")
    return str(direct) if direct.is_file() else shutil.which("wine64") or shutil.which("wine")


def _is_removing() -> bool:
    """Whether a copy of an uninstaller is at work; `wineserver -w` waits for Wine itself too."""
    for process in Path("/proc").iterdir():
        with suppress(OSError):  # no process, or one that has just ended
            if _COPY in (process / "cmdline").read_bytes():
                return True
    return False


@dataclass(frozen=True)
class Wine:
    """`prefix` holds the drive and the registry."""

    prefix: Path

    @classmethod
    @contextmanager
    def made(cls, folder: Path) -> Iterator[Wine]:
        """Sets a new one up, and ends all of its processes at the end."""
        wine = cls(folder / "prefix")
        (folder / "Desktop").mkdir()
        wine.run("wineboot", "-i")
        wine.run("reg", "add", r"HKCU\Software\Wine\Drivers", "/v", "Graphics", "/d", "null", "/f")
        try:
            yield wine
        finally:
            subprocess.run(["wineserver", "-k"], env=wine.environment, check=False)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes get; without a display no window can get in anybody's way."""
        kept = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        # The desktop and other folders of Windows' user are links into HOME.
        home = str(self.prefix.parent)
        ours = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "HOME": home}
        ours["LC_ALL"] = "C.UTF-8"  # how Wine reads the names that we give it
        return kept | ours | {"WINEDLLOVERRIDES": "mscoree,mshtml=,winemenubuilder.exe="}

    @property
    def drive(self) -> Path:
        """C: as seen from outside."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The user's folder."""
        (home,) = (one for one in (self.drive / "users").iterdir() if one.name != "Public")
        return home

    @property
    def local(self) -> Path:
        """Where Windows' variable LOCALAPPDATA leads."""
        return self.home / "AppData" / "Local"

    def start(self, program: Path | str, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts a program and goes on."""
        command = _program()
        assert command is not None
        return subprocess.Popen(
            [command, str(program), *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )

    def run(self, program: Path | str, *arguments: str) -> int:
        """The exit code of a program."""
        process = self.start(program, *arguments)
        process.communicate(timeout=_SECONDS)
        return process.returncode

    def install(self, installer: Path, *arguments: str, into: str = "") -> int:
        """Installs without questions.

        /D must come last and knows no quotes, but Wine puts them around what has a space in it.
        """
        return self.run(installer, "/S", *arguments, *(f"/D={into}".split(" ") if into else []))

    def uninstall(self, folder: Path, *arguments: str) -> None:
        """Removes. The uninstaller goes on as a copy of itself, so that nothing stays."""
        program = folder / "uninstall.exe"
        self.run(program, "/S", *arguments)
        end = time.monotonic() + _SECONDS
        while program.exists() or _is_removing():
            assert time.monotonic() < end, "the uninstaller does not end"
            time.sleep(0.05)

    def windows(self, path: Path) -> str:
        """A path on drive C as Windows calls it."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def registry(self, key: str, value: str = "", root: str = "HKCU") -> str | None:
        """A value; None when it is not there. Without a name it is the key's own value."""
        process = self.start(
            "reg", "query", f"{root}\\{key}", *(["/v", value] if value else ["/ve"])
        )
        text, _ = process.communicate(timeout=_SECONDS)
        if process.returncode != 0:
            return None
        for line in text.decode("utf-8", "replace").splitlines():
            for kind in ("REG_SZ", "REG_DWORD"):
                if kind in line:
                    return line.partition(kind)[2].strip()
        return None

    def shortcuts(self) -> list[str]:
        """Where our shortcuts lie, by the name of their folder."""
        places = (self.home, self.prefix.parent, self.drive / "ProgramData")
        found = {one.resolve() for place in places for one in place.rglob("Mouthpiece.lnk")}
        return sorted(one.parent.name for one in found)

    def tidy(self) -> None:
        """Takes every trace of ours away, for the next test."""
        for folder in (self.local / "Programs", self.local / "Mouthpiece", self.drive / PLACE):
            if folder.exists():
                shutil.rmtree(folder)
        for root in ("HKCU", "HKLM"):
            self.run("reg", "delete", f"{root}\\{UNINSTALL}", "/f")
