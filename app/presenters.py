"""The user's presenters: portraits with a name and what was agreed about their use."""

from __future__ import annotations

import secrets
import shutil
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from talker.consent import Consent, read_consent, write_consent
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, write_error

_FACTS = "presenter.json"
_PORTRAIT = "portrait.png"
LONGEST_NAME = 200  # characters


class PresenterFacts(BaseModel):
    """What only this program knows of a presenter.

    `voice` is the recording, `preset` the options, and `text_voice` the id of the voice that speaks
    texts, that are used where none are named.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    created: float = 0.0
    voice: Path | None = None
    preset: str = ""
    text_voice: str = ""


class Presenter(BaseModel):
    """One presenter; `id` is the name of its folder, `others` are further portraits.

    `consent` is the record beside the portrait, the one that every video is checked against;
    `problem` says why it cannot be read: then no video is made with this portrait.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    portrait: Path
    others: tuple[Path, ...] = ()
    facts: PresenterFacts
    consent: Consent = Consent()
    problem: str = ""


class Presenters:
    """The folder `presenters` in the home folder: one folder for each, portrait and facts."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "presenters"

    def all(self) -> list[Presenter]:
        """By name; folders without a readable portrait or facts are left out."""
        found = [
            presenter
            for path in (self.folder.iterdir() if self.folder.is_dir() else ())
            if (presenter := self._read(path.name)) is not None
        ]
        return sorted(
            found, key=lambda presenter: (presenter.facts.name.casefold(), presenter.facts.created)
        )

    def new_portrait(self) -> Path:
        """Where the portrait of a presenter that is about to be added can be put."""
        made = time.strftime("%Y%m%d-") + secrets.token_hex(4)
        return self.folder / made / _PORTRAIT

    def take(self, picture: Path, name: str) -> Presenter:
        """Makes a presenter of a copy of `picture`, which says itself how it was made.

        A name that is there already gets it as a further portrait.
        """
        _check_name(name, self.folder)
        known = self.find(name)
        target = self.new_portrait() if known is None else self._next_portrait(known)
        with atomic_write(target, parents=True) as part:
            shutil.copyfile(picture, part)
        if known is None:
            return self.adopt(target, name, picture)
        return known.model_copy(update={"others": (*known.others, target)})

    def find(self, name: str) -> Presenter | None:
        """The presenter of that name, whatever the capitals; None when there is none."""
        wanted = name.strip().casefold()
        return next(
            (presenter for presenter in self.all() if presenter.facts.name.casefold() == wanted),
            None,
        )

    def of(self, portrait: Path) -> Presenter | None:
        """The presenter whose portrait, or further portrait, a file is; None for other files."""
        if portrait.parent.parent != self.folder:
            return None
        return self._read(portrait.parent.name)

    def adopt(self, portrait: Path, name: str, origin: Path | None = None) -> Presenter:
        """Makes a presenter of a portrait that lies where `new_portrait` said.

        What was agreed about `origin`, a picture that it was cut out of, holds for it too.
        """
        _check_name(name, self.folder)
        made = portrait.parent.name
        if origin is not None:
            write_consent(portrait, read_consent(origin) or Consent())
        facts = PresenterFacts(name=name.strip() or made, created=time.time())
        self._write(made, facts)
        return self._presenter(made, facts)

    def change(self, presenter: Presenter, facts: PresenterFacts, consent: Consent) -> Presenter:
        """Writes down something else; a name must remain."""
        if not facts.name.strip():
            raise InputError(
                ErrorCode.OPTION_INVALID, "A presenter needs a name.", "Type one.", self.folder
            )
        _check_name(facts.name, self.folder)
        if facts != presenter.facts:
            self._write(presenter.id, facts)
        if consent != presenter.consent:
            write_consent(presenter.portrait, consent)
        return self._presenter(presenter.id, facts)

    def remove(self, presenter: Presenter) -> None:
        """Deletes the portrait and what was noted; videos stay."""
        folder = self.folder / presenter.id
        try:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError as error:
            raise write_error(error, folder) from error

    def _read(self, made: str) -> Presenter | None:
        try:
            facts = PresenterFacts.model_validate_json((self.folder / made / _FACTS).read_bytes())
        except (OSError, ValidationError):
            return None
        presenter = self._presenter(made, facts)
        return presenter if presenter.portrait.is_file() else None

    def _presenter(self, made: str, facts: PresenterFacts) -> Presenter:
        portrait = self.folder / made / _PORTRAIT
        try:
            consent, problem = read_consent(portrait) or Consent(), ""
        except InputError as error:
            consent, problem = Consent(), str(error)
        others = (path for path in sorted(portrait.parent.glob("*.png")) if path != portrait)
        return Presenter(
            id=made,
            portrait=portrait,
            others=tuple(others),
            facts=facts,
            consent=consent,
            problem=problem,
        )

    def _next_portrait(self, presenter: Presenter) -> Path:
        folder = self.folder / presenter.id
        return folder / f"portrait-{len(presenter.others) + 2}-{secrets.token_hex(2)}.png"

    def _write(self, made: str, facts: PresenterFacts) -> None:
        target = self.folder / made / _FACTS
        with atomic_write(target) as part:
            part.write_text(facts.model_dump_json(indent=2), encoding="utf-8")


def _check_name(name: str, folder: Path) -> None:
    if len(name) > LONGEST_NAME:
        raise InputError(
            ErrorCode.OPTION_INVALID,
            f"A presenter's name has at most {LONGEST_NAME} characters, this one {len(name):,}.",
            "Type a shorter one.",
            folder,
        )
