"""A catalogue of small made-up models, a server that has them, and a store that wants them."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.models.store import ModelStore
from app.settings.models import ModelSettings
from tests.app.models.server import Served, Server, serving
from tests.waiting import PATIENCE


def content(size: int, seed: int = 0) -> bytes:
    """Bytes that look like weights: no two blocks alike."""
    return random.Random(seed).randbytes(size)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class World:
    """Everything that a test of the store needs, in one folder."""

    folder: Path
    server: Server
    models: list[dict[str, Any]]

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def catalogue(self) -> Path:
        return self.folder / "catalogue.json"

    @property
    def shelf(self) -> Path:
        return self.home / "models"

    def add(
        self,
        model_id: str,
        files: dict[str, bytes],
        *,
        hashed: bool = True,
        mirrors: Callable[[str], list[str]] | None = None,
        sizes: dict[str, int] | None = None,
    ) -> None:
        """Puts a model into the catalogue and its files on the server."""
        entries = []
        for name, body in files.items():
            path = f"{model_id}/{name}"
            self.server.files[path] = Served(body)
            entries.append(
                {
                    "name": name,
                    "size": (sizes or {}).get(name, len(body)),
                    "sha256": sha256(body) if hashed else None,
                    "hash_source": "made for a test",
                    "mirrors": mirrors(path) if mirrors else [self.server.url(path)],
                }
            )
        self.models.append(
            {
                "id": model_id,
                "title": model_id.title(),
                "purpose": "Is for a test.",
                "needed_by": ["tests"],
                "licence": {"name": "MIT", "url": "https://example.org/mit", "commercial": True},
                "files": entries,
            }
        )
        self.catalogue.write_text(json.dumps({"version": 1, "models": self.models}), "utf-8")

    def store(self, **settings: Any) -> ModelStore:
        """A fresh store, as a new process would have it."""
        return ModelStore(self.home, ModelSettings(catalogue=self.catalogue, **settings))

    def environment(self, **more: str) -> dict[str, str]:
        return {
            **os.environ,
            "MOUTHPIECE_HOME": str(self.home),
            "MOUTHPIECE_CATALOGUE": str(self.catalogue),
            **more,
        }

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "app.cli", "models", *map(str, arguments)]

    def cli(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs `mouthpiece models ...` in a process of its own."""
        return subprocess.run(
            self.command(*arguments),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=self.environment(**more),
            timeout=PATIENCE,
        )


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An empty catalogue; no cache of other programs, no proxy."""
    for name in [*os.environ]:
        if name.lower().endswith("_proxy") or name.startswith(("HF_", "MOUTHPIECE_OFF")):
            monkeypatch.delenv(name)
    monkeypatch.setattr("app.models.fetch._FIRST_WAIT", 0.01)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    with serving() as server:
        yield World(tmp_path, server, [])
