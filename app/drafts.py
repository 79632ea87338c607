"""What was begun in the window and not made yet, kept so that closing and a crash lose nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from typing_extensions import override

from talker.files import atomic_write, discard
from talker.options.engines import STORED
from talker.options.motion import ReferenceUse
from talker.options.render import RenderOptions, RenderRequest

_INPUTS = (
    *("portrait", "speech", "trim", "cut", "idle", "second_speech", "second_channel"),
    *("reference", "text"),
)


class Draft(BaseModel):
    """The contents of a page, as far as the user has come; `name` is its file's."""

    model_config = ConfigDict(frozen=True)

    name: ClassVar[str]

    @property
    def empty(self) -> bool:
        """Whether nothing has been begun."""
        raise NotImplementedError


class CreateDraft(Draft):
    """The inputs of one video, also those that do not count at the moment, and its options.

    `spoken`: the text is in front, not the recording. `title` is the video's name where the user
    typed one. `options` holds no more than what differs from the defaults.
    """

    name: ClassVar[str] = "create"

    portrait: Path | None = None
    face: int = 0
    second_face: int = 0
    speech: Path | None = None
    idle: float = 0.0
    trim: str = ""
    cut: tuple[str, ...] = ()
    second_speech: Path | None = None
    second_channel: int = 0
    reference: Path | None = None
    reference_use: ReferenceUse = ReferenceUse.BOTH
    text: str = ""
    keep: Path | None = None
    spoken: bool = False
    title: str = ""
    options: RenderOptions = RenderOptions()

    @classmethod
    def of(cls, request: RenderRequest) -> CreateDraft:
        """Everything of a video that was made or asked for before."""
        given: dict[str, Any] = {
            name: getattr(request, name)
            for name in cls.model_fields
            if name in RenderRequest.model_fields
        }
        heard = request.recordings
        return cls(
            **given | {"speech": heard[0] if heard else None},
            spoken=bool(request.text),
            options=request.options,
        )

    @property
    @override
    def empty(self) -> bool:
        return not any(getattr(self, name) for name in _INPUTS)

    def loses(self, after: CreateDraft) -> bool:
        """Whether something of this one is gone or another in `after`."""
        given = [name for name in _INPUTS if getattr(self, name)]
        if self.empty:
            return False
        replaced = any(getattr(self, name) != getattr(after, name) for name in given)
        return replaced or (self.options, self.title) != (after.options, after.title)


D = TypeVar("D", bound=Draft)


def load_draft(kind: type[D], home: Path) -> D | None:
    """What was begun on a page; None where there is nothing, or nothing that can be read."""
    try:
        text = _path(kind.name, home).read_bytes()
        draft = kind.model_validate_json(text, context=STORED)
    except (OSError, ValidationError):
        return None
    return None if draft.empty else draft


def save_draft(draft: Draft, home: Path) -> None:
    """Keeps what was begun on a page, whole or as it was before. InputError: DISK_FULL, ..."""
    path = _path(draft.name, home)
    if draft.empty:
        discard(path)
        return
    with atomic_write(path, parents=True) as part:
        part.write_text(draft.model_dump_json(exclude_defaults=True), encoding="utf-8")


def _path(name: str, home: Path) -> Path:
    return home / "drafts" / f"{name}.json"
