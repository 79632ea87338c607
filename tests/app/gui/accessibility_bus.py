"""The bus on which screen readers of Linux ask programs what is on the screen, for one test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.app.gui.screen import ended_after

_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_PROGRAMS = ("dbus-daemon", "dbus-send")
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_VISIBLE = 30  # the bit of ATSPI_STATE_VISIBLE
_CHILD = re.compile(r'string "([^"]+)"\s+object path "([^"]+)"')
_TEXT = re.compile(r'string "(.*)"', re.DOTALL)


def missing_parts() -> list[str]:
    """What such a bus needs and this computer has not."""
    programs = [name for name in _PROGRAMS if shutil.which(name) is None]
    return programs + ([] if _SERVICE.is_file() else ["at-spi2-core"])


@dataclass(frozen=True)
class Thing:
    """What a screen reader finds: who answers for it, and under which path."""

    owner: str
    path: str


class AccessibilityBus:
    """Asks as a screen reader does, over the bus alone."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        reply = self._send("--session", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        self._address = _first(reply)

    @property
    def environment_of_programs(self) -> dict[str, str]:
        """What a program must be started with to report itself."""
        name = "DBUS_SESSION_BUS_ADDRESS"
        return {name: self.environment[name], "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}

    def programs(self) -> list[Thing]:
        """The programs that have reported themselves."""
        return self.children(Thing(_REGISTRY, _ROOT))

    def children(self, thing: Thing) -> list[Thing]:
        """What lies in it."""
        reply = self._ask(thing, f"{_ACCESSIBLE}.GetChildren")
        return [Thing(owner, path) for owner, path in _CHILD.findall(reply)]

    def role(self, thing: Thing) -> str:
        """What it is: "push button"."""
        return _first(self._ask(thing, f"{_ACCESSIBLE}.GetRoleName"))

    def name(self, thing: Thing) -> str:
        """What is read out."""
        ask = "org.freedesktop.DBus.Properties.Get"
        return _first(self._ask(thing, ask, f"string:{_ACCESSIBLE}", "string:Name"))

    def tree(self, thing: Thing) -> Iterator[Thing]:
        """It, and all that is in it and can be seen."""
        yield thing
        for child in self.children(thing):
            if self._is_visible(child):
                yield from self.tree(child)

    def _is_visible(self, thing: Thing) -> bool:
        reply = self._ask(thing, f"{_ACCESSIBLE}.GetState")
        low = re.search(r"uint32 (\d+)", reply)
        return low is not None and bool(int(low[1]) >> _VISIBLE & 1)

    def _ask(self, thing: Thing, *words: str) -> str:
        return self._send(f"--bus={self._address}", thing.owner, thing.path, *words)

    def _send(self, bus: str, owner: str, path: str, *words: str) -> str:
        done = subprocess.run(
            ["dbus-send", bus, "--print-reply", f"--dest={owner}", path, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def opened_bus(folder: Path) -> Iterator[AccessibilityBus]:
    """A session's bus, which starts that of accessibility; both end with the block."""
    own = {"XDG_CACHE_HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=os.environ | own
        ) as daemon,
        ended_after(daemon),
    ):
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        yield AccessibilityBus(os.environ | own | {"DBUS_SESSION_BUS_ADDRESS": address})


def _first(reply: str) -> str:
    """The text in an answer."""
    found = _TEXT.search(reply)
    return "" if found is None else found[1]
