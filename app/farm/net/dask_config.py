"""Dask's own settings, as the farm needs them; to be called before `distributed` is imported."""

from __future__ import annotations

import logging
import os
from pathlib import Path

# The queue decides what a lost node means, so Dask shall tell of it at once.
_SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.worker-ttl": "60s",
    "distributed.scheduler.work-stealing": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.worker.profile.enabled": False,
    # Rendering's memory is nothing that Dask could spill, and a pause would stop the card.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.admin.low-level-log-length": 1000,
    "distributed.comm.retry.count": 0,
    "distributed.comm.timeouts.connect": "10s",
    "distributed.comm.timeouts.tcp": "30s",
    "distributed.client.scheduler-info-interval": "500ms",
}

# Whatever these meet is raised as well, or asked for, and then told in a sentence; they would tell
# it a second time, with whole tracebacks.
_LOGGERS = (
    *("distributed", "distributed.client", "distributed.gc", "distributed.utils"),
    *("distributed.worker", "distributed.scheduler", "tornado", "tornado.application", "asyncio"),
)


def set_up_dask(home: Path) -> None:
    """Applies the settings; Dask writes none of its own files into the user's folder."""
    folder = home / "farm" / "dask"
    os.environ.setdefault("DASK_CONFIG", str(folder))
    import dask.config

    dask.config.set(_SETTINGS)
    # Dask reads its own settings when it is imported, which may have been before.
    dask.config.set({"logging": dict.fromkeys(_LOGGERS, "critical")})
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    dask.config.set({"temporary-directory": str(folder)})
