"""What the person in a portrait, or whose voice it is, agreed to: a small file beside theirs."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, write_error
from talker.toml import TomlInvalid, read_toml, toml_lines

_SUFFIX = ".consent.toml"
# Each video tells them, in words that FFmpeg is given: on Windows 32,000 letters in all.
_Words = Annotated[str, Field(max_length=1_000)]


class Consent(BaseModel):
    """Who owns the picture, where the consent is kept, what it covers, and its last day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    owner: _Words = ""
    source: _Words = ""
    scope: _Words = ""
    expires: datetime.date | None = None

    def ended(self, today: datetime.date | None = None) -> bool:
        """Whether its last day has passed."""
        return self.expires is not None and self.expires < (today or datetime.date.today())


def consent_path(portrait: Path) -> Path:
    """`anna.jpg` -> `anna.consent.toml` in the same folder."""
    return portrait.with_suffix(_SUFFIX)


def read_consent(portrait: Path) -> Consent | None:
    """The consent that lies beside a portrait; None when there is no such file.

    Raises InputError CONSENT_INVALID when the file cannot be understood: better no video than one
    that its owner did not allow.
    """
    path = consent_path(portrait)
    try:
        return Consent.model_validate(read_toml(path))
    except FileNotFoundError:
        return None
    except ValidationError as error:
        first = error.errors()[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise _invalid(path, why) from error
    except (OSError, TomlInvalid) as error:
        raise _invalid(path, str(error)) from error


def write_consent(portrait: Path, consent: Consent) -> None:
    """Puts the consent beside a portrait; one that says nothing takes the file away.

    Raises InputError DISK_FULL or OUTPUT_UNWRITABLE.
    """
    path = consent_path(portrait)
    if consent != Consent():
        with atomic_write(path) as part:
            part.write_text(toml_lines(consent.model_dump(exclude_defaults=True)), "utf-8")
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise write_error(error, path) from error


def check_consent(portrait: Path, today: datetime.date | None = None) -> Consent | None:
    """The consent for a portrait or a voice's file; InputError CONSENT_EXPIRED after its last
    day."""
    consent = read_consent(portrait)
    if consent is None or not consent.ended(today):
        return consent
    owner = consent.owner or "the owner"
    raise InputError(
        ErrorCode.CONSENT_EXPIRED,
        f"The consent of {owner} for {portrait.name} ended on {consent.expires}.",
        f"Ask {owner} again, and note the new date in {consent_path(portrait).name} (of a portrait "
        "also on the page Avatars).",
        portrait,
    )


def _invalid(path: Path, why: str) -> InputError:
    return InputError(
        ErrorCode.CONSENT_INVALID,
        f"The consent file {path.name} cannot be read: {why}.",
        'It needs lines such as: owner = "Anna Li"  and  expires = 2027-12-31',
        path,
    )
