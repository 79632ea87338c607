"""Who may use the service: names, roles, limits, and the digests of their tokens."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.queue.submissions import Quota
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write, write_error
from talker.locking import file_lock
from talker.progress import CancelToken

_FILE = "users.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_TOKEN_BYTES = 32
_PREFIX = "mp_"
_SHORTEST_TOKEN = 32


class Role(StrEnum):
    """What a user may do; each role may do what those before it may."""

    SEE = "see"  # look at every job and its results
    MAKE = "make"  # send jobs, and look at and control one's own
    MANAGE = "manage"  # control every job

    @property
    def sees_all(self) -> bool:
        """Whether the jobs of others are seen."""
        return self is not Role.MAKE


class User(BaseModel):
    """One user; a token is kept as its SHA-256 alone, `hook_key` signs what the user is told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    role: Role
    digest: Annotated[str, Field(pattern="[0-9a-f]{64}")]
    hook_key: str
    jobs: Annotated[int, Field(ge=0)] = 0
    minutes: Annotated[float, Field(ge=0)] = 0.0

    @property
    def quota(self) -> Quota:
        """The limits as the queue takes them."""
        return Quota(self.jobs, 60.0 * self.minutes)


def agent(role: Role, jobs: int = 0, minutes: float = 0.0) -> User:
    """Who started this program to talk to it: known without a token."""
    return User(name="agent", role=role, digest="0" * 64, hook_key="", jobs=jobs, minutes=minutes)


_USERS = TypeAdapter(tuple[User, ...])


class Users:
    """The users in a file of the home folder; read anew when the file has changed."""

    def __init__(self, home: Path) -> None:
        self._path = users_path(home)
        self._stamp: tuple[int, int] | None = None
        self._users: tuple[User, ...] = ()

    def all(self) -> tuple[User, ...]:
        """Every user, by name; SETTINGS_INVALID for a file that cannot be used."""
        try:
            facts = self._path.stat()
        except FileNotFoundError:
            return ()
        stamp = (facts.st_mtime_ns, facts.st_size)
        if stamp != self._stamp:
            self._users = _read(self._path)
            self._stamp = stamp
        return self._users

    def of_token(self, token: str) -> User | None:
        """Whose token it is; None: nobody's."""
        digest = _digest(token)
        found = None
        for user in self.all():  # all of them: how long it takes tells nothing
            if hmac.compare_digest(user.digest, digest):
                found = user
        return found

    def named(self, name: str) -> User | None:
        """The user of this name."""
        return next((user for user in self.all() if user.name == name), None)

    def add(
        self, name: str, role: Role, jobs: int = 0, minutes: float = 0.0, *, token: str = ""
    ) -> str:
        """Adds or changes a user; returns the token, which nobody can read again.

        With a `token` of the caller's the user keeps the key of web hooks, if there was one.
        """
        if not _NAME.fullmatch(name):
            raise InputError(
                ErrorCode.OPTION_INVALID,
                f"A user cannot be called {name!r}.",
                "Letters of English, digits and . _ - make a name.",
            )
        before = self.named(name) if token else None
        token = token or _PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
        user = User(
            name=name,
            role=role,
            digest=_digest(token),
            hook_key=before.hook_key if before else secrets.token_urlsafe(_TOKEN_BYTES),
            jobs=jobs,
            minutes=minutes,
        )
        self._change(lambda users: (*(one for one in users if one.name != name), user))
        return token

    def remove(self, name: str) -> None:
        """The user's token is good for nothing from now on; USER_UNKNOWN where there is none."""

        def without(users: tuple[User, ...]) -> tuple[User, ...]:
            left = tuple(user for user in users if user.name != name)
            if len(left) == len(users):
                raise InputError(
                    ErrorCode.USER_UNKNOWN,
                    f"The service has no user {name}.",
                    "See: mouthpiece users list",
                )
            return left

        self._change(without)

    def _change(self, change: Callable[[tuple[User, ...]], tuple[User, ...]]) -> None:
        with _written(self._path):
            users = sorted(change(self.all()), key=lambda user: user.name)
            text = json.dumps([user.model_dump(mode="json") for user in users], indent=2) + "\n"
            with atomic_write(self._path) as part:
                part.touch(mode=0o600)
                part.write_text(text, encoding="utf-8")


def read_token(path: Path) -> str:
    """The token in a file; InputError INPUT_UNREADABLE, OPTION_INVALID for one easily guessed."""
    try:
        token = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise InputError(
            ErrorCode.INPUT_UNREADABLE, f"{path} holds no token.", "Check the file.", path
        ) from error
    if len(token) < _SHORTEST_TOKEN or not token.isprintable() or " " in token:
        raise InputError(
            ErrorCode.OPTION_INVALID,
            f"The token in {path} is too short, or no single word.",
            f"Make one of at least {_SHORTEST_TOKEN} characters: openssl rand -hex 32",
            path,
        )
    return token


def users_path(home: Path) -> Path:
    """Where the users are kept."""
    return home / "service" / _FILE


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """One change at a time, whichever process makes it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with file_lock(path.with_name(f"{path.name}.lock"), CancelToken(), lambda: None):
            yield
    except OSError as error:
        raise write_error(error, path) from error


def _read(path: Path) -> tuple[User, ...]:
    try:
        return _USERS.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(
            ErrorCode.SETTINGS_INVALID,
            f"The users in {path} cannot be read.",
            "Correct the file, or delete it and add the users anew: mouthpiece users add NAME",
            path,
        ) from error


def _digest(token: str) -> str:
    """Tokens are 256 random bits: a plain hash of one cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
