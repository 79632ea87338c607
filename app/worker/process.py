"""A worker as a process of its own: starting it, reading its messages, asking it to end."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

from app.child_process import child_command, child_environment
from app.queue.job import Share
from app.worker.messages import Listener, Ready, Started, parse
from app.worker.shutdown import STOP_WORD
from talker.processes import no_window

_SHARES = {Share.ALL: [], Share.FARM: ["--farm"], Share.REST: ["--leave-to-farm"]}


class WorkerProcess:
    """`mouthpiece worker` under `name`, which ends with this process at the latest.

    It runs in a group of its own: Ctrl-C in the terminal reaches us alone, and we decide.
    `on_message` gets its messages, in a thread. `gpu` is the number of the only GPU that it sees;
    of the farm's `share` the farm of the settings does the work.
    """

    def __init__(
        self,
        name: str,
        on_message: Listener,
        *,
        until_empty: bool,
        home: Path,
        gpu: str | None = None,
        share: Share = Share.ALL,
    ) -> None:
        self.name = name
        self.started_at = self.last_message_at = time.monotonic()
        self.was_ready = self.had_job = False
        self._on_message = on_message
        log = home / "logs" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        command = child_command("app.cli", "worker", "--json", "--name", name)
        command += ["--with-parent", str(os.getpid())]
        command += ["--until-empty"] if until_empty else []
        command += _SHARES[share]
        card = {} if gpu is None else {"CUDA_VISIBLE_DEVICES": gpu}
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=child_environment(home, **card),
                start_new_session=True,
                creationflags=no_window(own_group=True),
            )
        self._reader = threading.Thread(target=self._read, name=f"read {name}", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs."""
        return self._process.poll()

    def request_stop(self) -> None:
        """It releases its job, which goes back to the queue, and ends within two seconds."""
        assert self._process.stdin is not None
        with suppress(OSError):  # it has just ended by itself
            self._process.stdin.write(STOP_WORD)
            self._process.stdin.flush()

    def kill(self) -> None:
        """Ends it now; its job goes on elsewhere from the last closed segment."""
        self._process.kill()

    def wait(self, seconds: float) -> bool:
        """Waits for its end; whether it has ended, with all its messages read."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self._reader.join()
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        return True

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self.last_message_at = time.monotonic()
                message = parse(line)
                if message is None:
                    continue
                self.was_ready |= isinstance(message, Ready)
                self.had_job |= isinstance(message, Started)
                self._on_message(message)
