"""The user's settings: one typed file in the home folder, each part of the program a section."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from app.quiet_hours import read_quiet_hours
from app.wake_on_lan import checked_card
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, write_error
from talker.locking import file_lock
from talker.options.choice import Choice, ProperName
from talker.options.deliver import DeliverOptions
from talker.options.engines import STORED
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.provenance.publisher import Publisher, Region
from talker.suggestions import nearest

OFFLINE_SWITCH = "MOUTHPIECE_OFFLINE"
_FILE = "settings.json"


def _absolute(path: Path) -> Path:
    if not path.is_absolute():
        raise ValueError("must be a whole path, from the drive or the root on")
    return path


AbsolutePath = Annotated[Path, AfterValidator(_absolute)]


class Section(BaseModel):
    """What the settings of one part have in common: fixed values, no unknown names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelSettings(Section):
    """Where models lie and how they may be fetched."""

    folder: AbsolutePath | None = Field(
        default=None,
        title="Folder for models",
        description="Instead of the folder `models` in the home folder; a large disk.",
    )
    extra_folders: tuple[AbsolutePath, ...] = Field(
        default=(),
        title="Further folders",
        description="Searched too, never written: shared disks, other programs' models.",
    )
    offline: bool = Field(
        default=False, title="Offline", description="Open no network connection at all."
    )
    downloads: bool = Field(
        default=True, title="Downloads allowed", description="Models may be fetched when asked for."
    )
    parallel: int = Field(
        default=3, ge=1, le=8, title="Files at a time", description="Downloads side by side."
    )
    hf_endpoint: str | None = Field(
        default=None,
        title="Hugging Face address",
        description="Asked instead of https://huggingface.co; HF_ENDPOINT does the same.",
    )
    mirrors: tuple[str, ...] = Field(
        default=(),
        title="Own mirrors",
        description="Addresses of folders, asked first, for MIRROR/MODEL/FILE.",
    )
    proxy: str | None = Field(
        default=None,
        title="Proxy",
        description="http://, https:// or socks5://; otherwise the system's variables count.",
    )
    catalogue: AbsolutePath | None = Field(
        default=None, title="Catalogue", description="Another file than the program's own."
    )

    @property
    def switched_offline(self) -> bool:
        """Whether the user wants no connection: by the setting or by MOUTHPIECE_OFFLINE."""
        word = os.environ.get(OFFLINE_SWITCH, "").lower()
        return self.offline or word not in {"", "0", "false", "no"}


class Theme(Choice):
    """The colours of the window."""

    SYSTEM = "system", "As the computer"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class Language(Choice):
    """The language of the window; `system` takes the computer's where we know it."""

    SYSTEM = "system", "As the computer"
    ENGLISH = "en", ProperName("English")
    SIMPLIFIED_CHINESE = "zh_CN", ProperName("简体中文")
    TRADITIONAL_CHINESE = "zh_TW", ProperName("繁體中文")


class WhenDone(Choice):
    """What happens when the last video of the queue is made."""

    NOTHING = "nothing", "Do nothing"
    QUIT = "quit", "Quit Mouthpiece"
    SLEEP = "sleep", "Put the computer to sleep"


class WindowSettings(Section):
    """How the window looks, and what new videos begin with."""

    language: Language = Field(default=Language.SYSTEM, title="Language")
    theme: Theme = Field(default=Theme.SYSTEM, title="Theme")
    output_folder: AbsolutePath | None = Field(
        default=None, title="Folder for videos", description="Where new videos are put."
    )
    workers: int = Field(
        default=1, ge=1, le=16, title="Videos at a time", description="Processes at work."
    )
    when_done: WhenDone = Field(
        default=WhenDone.NOTHING, title="When the queue is done", description="What to do then."
    )
    queue_on: bool = Field(
        default=True, description="Whether waiting videos are made while the window is open."
    )
    welcomed: bool = Field(default=False, description="Whether the first page has been seen.")
    # Where the window was when it was last closed, as Qt writes it, in base64.
    placement: str = Field(default="", max_length=4000)
    help_size: tuple[int, int] | None = Field(
        default=None, description="Width and height of the help window when it was last closed."
    )
    dialog_sizes: dict[str, tuple[int, int]] = Field(
        default={},
        max_length=100,
        description="Width and height of each kind of dialog when it was last closed.",
    )
    library_order: str = Field(
        default="newest", max_length=20, description="What stands first in the Library."
    )
    library_list: bool = Field(
        default=False, description="Whether the Library shows a list instead of pictures."
    )
    pictures_order: str = Field(
        default="newest", max_length=20, description="What stands first among the drawn pictures."
    )
    pictures_list: bool = Field(
        default=False, description="Whether drawn pictures are shown as a list."
    )
    favourite_words: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        default=(), max_length=200, description="What is offered first while a prompt is typed."
    )
    volume: int = Field(default=100, ge=0, le=100, description="How loud the window plays.")
    recent_portraits: tuple[AbsolutePath, ...] = Field(default=(), max_length=12)
    recent_speeches: tuple[AbsolutePath, ...] = Field(default=(), max_length=12)
    version: DeliverOptions = Field(
        default=DeliverOptions(), description="Options of the other version that was made last."
    )
    defaults: RenderOptions = Field(
        default=RenderOptions(), title="Defaults", description="Options of new videos."
    )


class LabelSettings(Section):
    """In whose name videos are labelled and signed."""

    region: Region = Field(
        default=Region.OTHER,
        title="Region",
        description="Where videos are published. It says how long the visible label is shown: "
        "the first two seconds, in the EU the whole video.",
    )
    producer: str = Field(
        default="Mouthpiece",
        min_length=1,
        max_length=200,
        title="Producer",
        description="Who answers for the videos: a name, or the code that an authority gave you.",
    )
    certificate: AbsolutePath | None = Field(
        default=None,
        title="Certificate",
        description="PEM chain, leaf first; without it this computer signs with its own.",
    )
    key: AbsolutePath | None = Field(
        default=None, title="Key", description="The certificate's private key, PEM, no password."
    )
    sign: bool = Field(
        default=True, title="Sign", description="Sign videos; the labels stay in any case."
    )
    time_stamps: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        title="Time stamps",
        description="Address of a time-stamp authority (RFC 3161), asked for each signature, which "
        "then outlives the certificate; nobody is asked without it.",
    )


class FarmSettings(Section):
    """Other computers that make the queue's videos."""

    use: bool = Field(
        default=False,
        title="Let the farm make videos",
        description="The window's queue is made by other computers instead of this one.",
    )
    scheduler: str = Field(
        default="",
        max_length=300,
        title="Scheduler of the farm",
        description="HOST or HOST:PORT, as `mouthpiece farm scheduler` prints it; empty: none.",
    )
    shared_folder: AbsolutePath | None = Field(
        default=None,
        title="Shared folder",
        description="A folder that all computers see; inputs in it are not sent.",
    )
    wake: tuple[Annotated[str, AfterValidator(checked_card)], ...] = Field(
        default=(),
        max_length=1000,
        title="Computers to wake",
        description="Addresses of network cards, such as 00:1a:2b:3c:4d:5e, that are woken when "
        "videos wait; @ and a broadcast address may follow.",
    )


class AfterWork(Choice):
    """What a computer of the farm does when there was no work for a while."""

    NOTHING = "nothing", "Stay on"
    SLEEP = "sleep", "Sleep"
    OFF = "off", "Switch off"


def _hours(text: str) -> str:
    read_quiet_hours(text)
    return text


class NodeSettings(Section):
    """How this computer works for a farm, beside those who use it."""

    quiet_hours: Annotated[str, AfterValidator(_hours)] = Field(
        default="",
        max_length=300,
        title="Quiet hours",
        description="When this computer makes no videos for the farm, such as "
        "Mon-Fri 08:00-18:00, Sat 09:00-12:00; empty: it always does.",
    )
    hottest: int = Field(
        default=90,
        ge=0,
        le=120,
        title="Hottest card",
        description="Degrees Celsius at which a graphics card rests until it is 10 degrees "
        "cooler; 0: never.",
    )
    afterwards: AfterWork = Field(
        default=AfterWork.NOTHING,
        title="When the farm has no work",
        description="What this computer does then, unless it is used or others are logged in.",
    )
    afterwards_minutes: int = Field(
        default=15,
        ge=1,
        le=1440,
        title="Minutes without work",
        description="How long there has to be no work before that.",
    )


class UpdateCheck(Choice):
    """Whether the program asks by itself; `AUTO` leaves it to the kind of installation."""

    AUTO = "auto", "As installed"
    ON = "on", "On"
    OFF = "off", "Off"

    @classmethod
    def _missing_(cls, value: object) -> UpdateCheck | None:
        """What `auto` was called in the settings of earlier versions."""
        return cls.AUTO if value == "as-installed" else None


class UpdateSettings(Section):
    """Whether and where the program asks for newer versions; it only ever tells."""

    check: UpdateCheck = Field(
        default=UpdateCheck.AUTO,
        title="Look for newer versions",
        description="As installed: only where the program came over the network. You are told; "
        "nothing is fetched.",
    )
    address: str | None = Field(
        default=None, title="Address", description="Of the file that names the newest version."
    )
    key: str | None = Field(
        default=None, title="Key", description="Ed25519, base64: who signs that file."
    )
    sha256: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{64}$",
        title="SHA-256",
        description="Of that file, instead of a signature.",
    )


class WorkSettings(Section):
    """How videos are made on this computer."""

    stall_minutes: int = Field(
        default=5,
        ge=1,
        le=1440,
        title="Minutes of standstill",
        description="Work that does nothing for so long is ended with an error.",
    )
    idle_minutes: int = Field(
        default=10,
        ge=0,
        le=1440,
        title="Minutes until models are put away",
        description="A worker that had nothing to do for so long gives memory and graphics card "
        "back, and at once when another program needs the card; 0 keeps models at hand.",
    )


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


_SECTIONS: dict[str, type[Section]] = {
    "models": ModelSettings,
    "window": WindowSettings,
    "labels": LabelSettings,
    "farm": FarmSettings,
    "node": NodeSettings,
    "updates": UpdateSettings,
    "work": WorkSettings,
}


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
