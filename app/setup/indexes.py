"""Leaves out package indexes that do not answer, so that each costs seconds once, not per package.

pip asks every configured index for every package and waits for each answer with patience.
"""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.setup.network import fetch

_PYPI = "https://pypi.org/simple"
_ORDER = ("global", "install", ":env:")  # later ones win, as in pip
_SECONDS = 3.0


def pip_settings(python: Path) -> dict[str, str]:
    """pip's effective settings for `pip install`, from its files and the environment."""
    output = subprocess.run(
        [str(python), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    return parse_settings(output)


def parse_settings(listing: str) -> dict[str, str]:
    """Reads `pip config list`: lines such as `global.index-url='https://...'`."""
    settings: dict[str, str] = {}
    for section in _ORDER:
        for line in listing.splitlines():
            name, _, value = line.partition("=")
            place, _, key = name.partition(".")
            if place == section and value:
                settings[key] = str(ast.literal_eval(value))
    return settings


def answering_only(settings: Mapping[str, str], seconds: float = _SECONDS) -> dict[str, str]:
    """Environment variables that make pip use the answering indexes only; {} when all answer.

    Everything else that is set stays as it is. With a proxy in pip's own settings, or when no
    index answers, pip is left alone: it will say best itself what is wrong. An index that was kept
    silent on purpose wins nothing for another one: the lock's hashes say which file is installed.
    """
    if "proxy" in settings or settings.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        return {}
    first = settings.get("index-url", _PYPI)
    indexes = [first, *settings.get("extra-index-url", "").split()]
    with ThreadPoolExecutor(len(indexes)) as pool:
        answers = list(pool.map(lambda url: _answers(url, seconds), indexes))
    alive = [url for url, answered in zip(indexes, answers, strict=True) if answered]
    if len(alive) == len(indexes) or not alive:
        return {}
    kept = {key: value for key, value in settings.items() if "index-url" not in key}
    kept |= {"index-url": alive[0], "extra-index-url": " ".join(alive[1:])}
    variables = {f"PIP_{key.upper().replace('-', '_')}": value for key, value in kept.items()}
    # The settings of pip's files are in the variables now, without the silent indexes.
    return variables | {"PIP_CONFIG_FILE": os.devnull}


def _answers(url: str, seconds: float) -> bool:
    return not url.startswith("http") or fetch(url, seconds) is not None
