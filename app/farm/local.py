"""A whole farm on this computer, as processes with homes of their own: to try and measure it."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from app.child_process import child_command, child_environment
from app.farm.net.pki import Keys, issue, issued_keys, own_keys
from app.farm.net.roles import ALL_ROLES
from app.farm.net.tls import Identity, load_identity
from app.farm.node import synthetic as synthetic_load
from talker.errors import ErrorCode, MouthpieceError

_START_SECONDS = 60.0
_HOST = "127.0.0.1"


class LocalFarm:
    """A scheduler and nodes below `folder`; everything ends with the block.

    The queue's side has its home in `folder / "home"`.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        self._scheduler: subprocess.Popen[bytes] | None = None
        self._port = 0
        own = own_keys(self.home)
        issue("queue", own, self.home, addresses=[_HOST], roles=ALL_ROLES)
        self.identity: Identity = load_identity(own)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return f"tls://{_HOST}:{self._port}"

    @property
    def processes(self) -> list[subprocess.Popen[bytes]]:
        """All that were started."""
        return list(self._started)

    def keys(self, name: str, *, days: float = 30.0) -> Keys:
        """Keys for a node, made now."""
        keys = issued_keys(name, self.home)
        issue(name, keys, self.home, days=days, addresses=[_HOST])
        return keys

    def node_home(self, name: str) -> Path:
        """The home of a node."""
        return self.folder / f"node {name}"

    def start_scheduler(self) -> None:
        """Starts the scheduler, the second time at the same address."""
        command = ["scheduler", "--host", _HOST, "--port", str(self._port), "--json"]
        process = self._start(command, self.home, "scheduler")
        assert process.stdout is not None
        line = process.stdout.readline()
        threading.Thread(target=process.stdout.read, daemon=True).start()
        if not line:
            raise MouthpieceError(
                ErrorCode.FARM_UNREACHABLE,
                "The scheduler did not start.",
                f"What it said is in {self._log('scheduler')}.",
                self._log("scheduler"),
            )
        self._port = int(json.loads(line)["address"].rpartition(":")[2])
        self._scheduler = process

    def kill_scheduler(self) -> None:
        """Ends it at once."""
        assert self._scheduler is not None
        self._scheduler.kill()
        self._scheduler.wait()

    def start_node(
        self, name: str, *options: str, keys: Keys | None = None, synthetic: bool = False
    ) -> subprocess.Popen[bytes]:
        """`farm worker` with a worker on the CPU, unless the options say otherwise.

        `synthetic`: it takes jobs of known cost (see app.farm.node.synthetic) instead of videos.
        """
        keys = keys or self.keys(name)
        command = ["worker", self.address, "--gpus", "none", "--keys", str(keys.folder)]
        command += ["--host", _HOST, *options]
        return self._start(command, self.node_home(name), name, quiet=True, synthetic=synthetic)

    def log_text(self, name: str) -> str:
        """What a process has logged."""
        return self._log(name).read_text(encoding="utf-8", errors="replace")

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Asks a node to end and waits for it."""
        process.terminate()
        process.wait(30)

    def _start(
        self,
        command: list[str],
        home: Path,
        name: str,
        *,
        quiet: bool = False,
        synthetic: bool = False,
    ) -> subprocess.Popen[bytes]:
        load = {synthetic_load.VARIABLE: "1"} if synthetic else {}
        log = self._log(name)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as errors:
            process = subprocess.Popen(
                child_command("app.cli", "farm", *command),
                stdin=subprocess.DEVNULL,
                stdout=errors if quiet else subprocess.PIPE,
                stderr=errors,
                env=child_environment(home, **load),
            )
        self._started.append(process)
        return process

    def _log(self, name: str) -> Path:
        return self.folder / "logs" / f"{name}.txt"

    def __enter__(self) -> Self:
        self.start_scheduler()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._started[1:]:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + 15
        for process in [*self._started[1:], self._started[0]]:
            if process is self._started[0]:
                process.terminate()
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
