"""`models`: list, get, check, carry and remove the models that the engines need."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.base import Commands
from app.commands.working import stop_on_signals
from app.console.render import Reporter
from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken

if TYPE_CHECKING:
    from app.models.store import ModelStore

_TRUST = "Take files whose SHA-256 nobody has published, and remember theirs."


def add(commands: Commands) -> None:
    """Adds `models` with its commands."""
    commands.add_group("models", "List, get, check and carry the models that engines need.")
    listing = commands.add("models list", "Say which models there are and what is here.", _list)
    listing.add_argument("ids", nargs="*", metavar="MODEL", help="Only these.")
    listing.add_argument("--missing", action="store_true", help="Only what is not here.")
    get = commands.add("models get", "Get models; what is here already is not fetched.", _get)
    get.add_argument("ids", nargs="+", metavar="MODEL")
    verify = commands.add("models verify", "Read installed models again and check them.", _verify)
    verify.add_argument("ids", nargs="*", metavar="MODEL", help="Only these.")
    take = commands.add(
        "models import", "Take models from a pack, a folder, a stick or a file.", _import
    )
    take.add_argument("path", type=Path, metavar="PATH", help="Files are known by their content.")
    for parser in (get, take):
        parser.add_argument("--accept-unverified", action="store_true", help=_TRUST)
    export = commands.add("models export", "Write models into a pack to carry away.", _export)
    export.add_argument("pack", type=Path, metavar="PACK.zip")
    export.add_argument("ids", nargs="+", metavar="MODEL")
    remove = commands.add("models remove", "Delete models from the store.", _remove)
    remove.add_argument("ids", nargs="+", metavar="MODEL")
    where = commands.add("models where", "Say where models lie.", _where)
    where.add_argument("ids", nargs="*", metavar="MODEL", help="Their files instead of folders.")
    for parser in (listing, get, verify, take, export, remove, where):
        parser.add_argument("--offline", action="store_true", help="Open no connection at all.")


def _store(parsed: argparse.Namespace) -> ModelStore:
    from app.models.store import ModelStore
    from app.settings.store import load_settings

    settings = load_settings(parsed.home).models
    if parsed.offline:
        settings = settings.model_copy(update={"offline": True})
    return ModelStore(parsed.home, settings)


def _cancel() -> CancelToken:
    cancel = CancelToken()
    stop_on_signals(cancel)
    return cancel


def _list(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.models import show_list, watching

    store = _store(parsed)
    with watching(as_json=parsed.json, quiet=True) as listener:
        found = store.status(parsed.ids, listener, _cancel())
    chosen = [status for status in found if not (parsed.missing and status.ready)]
    show_list(chosen, as_json=parsed.json)
    return 0


def _get(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.models import watching

    store = _store(parsed)
    with watching(as_json=parsed.json) as listener:
        store.get(parsed.ids, listener, _cancel(), accept_unverified=parsed.accept_unverified)
    return 0


def _verify(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.models import watching

    store = _store(parsed)
    with watching(as_json=parsed.json) as listener:
        damaged = store.verify(parsed.ids, listener, _cancel())
    if damaged:
        raise InputError(
            ErrorCode.MODEL_DAMAGED,
            f"Not what they should be: {', '.join(map(str, damaged))}.",
            "Replace them with: mouthpiece models get MODEL   (or import them again)",
            damaged[0],
        )
    return 0


def _import(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.models import say, watching
    from app.models.transfer import import_models

    store = _store(parsed)
    with watching(as_json=parsed.json) as listener:
        count = import_models(
            store, parsed.path, listener, _cancel(), accept_unverified=parsed.accept_unverified
        )
    say("imported", f"{count} model files are in the store.", as_json=parsed.json, files=count)
    return 0


def _export(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.models import say, size_text, watching
    from app.models.transfer import export_pack

    store = _store(parsed)
    with watching(as_json=parsed.json) as listener:
        size = export_pack(store, parsed.pack, parsed.ids, listener, _cancel())
    text = f"{parsed.pack} ({size_text(size)}). There: mouthpiece models import {parsed.pack.name}"
    say("exported", text, as_json=parsed.json, path=str(parsed.pack), bytes=size)
    return 0


def _remove(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.models import say, size_text

    freed = _store(parsed).remove(parsed.ids)
    text = f"{size_text(freed)} removed from the store."
    say("removed", text, as_json=parsed.json, bytes=freed)
    return 0


def _where(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.models import show_files, show_places

    store = _store(parsed)
    if parsed.ids:
        show_files(store.status(parsed.ids), as_json=parsed.json)
    else:
        show_places(store, parsed.home, as_json=parsed.json)
    return 0
