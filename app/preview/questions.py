"""How the preview process reads what the window writes: it knows every question."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from app.preview.batch_messages import AddBatch, PlanBatch, ReadBatch, WriteReport
from app.preview.caption_messages import ListFonts, ShowCaptions
from app.preview.film_messages import LookAtFilm, MakeJoin
from app.preview.messages import (
    Ask,
    Cancel,
    CutPortrait,
    LookAtMachine,
    LookAtNeeds,
    LookAtPortrait,
    LookAtPose,
    LookAtReference,
    LookAtSpeech,
    LookAtVideo,
    MakePreview,
    MakeSample,
    MakeThumbnail,
    ReadScript,
)
from app.preview.picture_messages import FindSkeleton, ReadPicture, TranslatePrompt
from app.preview.script_messages import ListSentences, ListVoices, LookAtScript, SpeakScript
from talker.options.engines import STORED

AnyQuestion = Annotated[
    LookAtPortrait
    | ReadPicture
    | FindSkeleton
    | LookAtMachine
    | LookAtSpeech
    | LookAtReference
    | LookAtFilm
    | MakeJoin
    | LookAtNeeds
    | LookAtPose
    | LookAtVideo
    | ReadScript
    | MakePreview
    | MakeSample
    | MakeThumbnail
    | CutPortrait
    | TranslatePrompt
    | ShowCaptions
    | ListFonts
    | ListVoices
    | LookAtScript
    | SpeakScript
    | ListSentences
    | ReadBatch
    | PlanBatch
    | AddBatch
    | WriteReport,
    Field(discriminator="type"),
]


class Asked(Ask):
    """An Ask as it is read: with a question of its own type."""

    question: AnyQuestion


@cache
def _messages() -> TypeAdapter[Asked | Cancel]:
    return TypeAdapter(Annotated[Asked | Cancel, Field(discriminator="type")])


def parse_message(line: bytes) -> Asked | Cancel | None:
    """What the window wants; None for a line that says nothing."""
    try:
        return _messages().validate_json(line, context=STORED)
    except ValidationError:
        return None
