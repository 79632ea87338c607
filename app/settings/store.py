"""The user's settings: one typed file in the home folder, each part of the program a section."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from app.settings.farm import FarmSettings, NodeSettings
from app.settings.labels import LabelSettings
from app.settings.models import ModelSettings
from app.settings.section import Section
from app.settings.updates import UpdateSettings
from app.settings.window import WindowSettings
from app.settings.work import WorkSettings
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, write_error
from talker.locking import file_lock
from talker.options.engines import STORED
from talker.progress import CancelToken
from talker.provenance.publisher import Publisher
from talker.suggestions import nearest

_FILE = "settings.json"
_SECTIONS: dict[str, type[Section]] = {
    "models": ModelSettings,
    "window": WindowSettings,
    "labels": LabelSettings,
    "farm": FarmSettings,
    "node": NodeSettings,
    "updates": UpdateSettings,
    "work": WorkSettings,
}


class Settings(Section):
    """All settings. A new part of the program adds its section here."""

    models: ModelSettings = ModelSettings()
    window: WindowSettings = WindowSettings()
    labels: LabelSettings = LabelSettings()
    farm: FarmSettings = FarmSettings()
    node: NodeSettings = NodeSettings()
    updates: UpdateSettings = UpdateSettings()
    work: WorkSettings = WorkSettings()

    @property
    def publisher(self) -> Publisher:
        """What a render is told."""
        labels = self.labels
        return Publisher(
            labels.producer,
            labels.certificate,
            labels.key,
            labels.sign,
            labels.region,
            labels.time_stamps,
            offline=self.models.switched_offline,
        )


def settings_path(home: Path) -> Path:
    """Where the settings lie, whether they exist or not."""
    return home / _FILE


def load_settings(home: Path) -> Settings:
    """The user's settings, or the defaults; SETTINGS_INVALID says what is wrong with them."""
    path = settings_path(home)
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise settings_invalid(path, error.strerror or str(error)) from error
    try:
        return Settings.model_validate_json(text, context=STORED)
    except ValidationError as error:
        raise settings_invalid(path, _problem(error)) from error


def stall_seconds(home: Path) -> float:
    """After how long a standstill ends work; unusable settings are for the work itself to say."""
    try:
        return 60.0 * load_settings(home).work.stall_minutes
    except InputError:
        return 60.0 * WorkSettings().stall_minutes


def idle_seconds(home: Path) -> float:
    """After how long without work a worker puts its models away; infinity for never."""
    try:
        minutes = load_settings(home).work.idle_minutes
    except InputError:
        minutes = WorkSettings().idle_minutes
    return 60.0 * minutes if minutes else math.inf


def change_settings(change: Callable[[Settings], Settings], home: Path) -> Settings:
    """Reads, changes and writes the settings; two programs at once lose nothing of each other."""
    path = settings_path(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with file_lock(path.with_name(f"{path.name}.lock"), CancelToken(), lambda: None):
            changed = change(load_settings(home))
            facts = changed.model_dump(mode="json", exclude_defaults=True)
            text = json.dumps(facts, indent=2, ensure_ascii=False) + "\n"
            with atomic_write(path) as part:
                part.write_text(text, encoding="utf-8")
    except OSError as error:
        raise write_error(error, path) from error
    return changed


def settings_invalid(path: Path, why: str) -> InputError:
    """The error for settings that cannot be used."""
    return InputError(
        ErrorCode.SETTINGS_INVALID,
        f"The settings in {path} cannot be used: {why}.",
        "Correct the file, or delete it to go back to the defaults.",
        path,
    )


def _problem(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    if first["type"] != "extra_forbidden":
        return f"{place}: {first['msg']}" if place else first["msg"]
    section = _SECTIONS.get(str(first["loc"][0]), Settings) if len(first["loc"]) > 1 else Settings
    near = nearest(str(first["loc"][-1]), section.model_fields)
    return f"there is no setting {place}" + (f"; did you mean {near}?" if near else "")
