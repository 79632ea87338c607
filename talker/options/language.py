"""The language that is spoken, declared once for renders and deliverables."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

LANGUAGE_TAG = r"^([a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,5})?$"

SpokenLanguage = Annotated[
    str,
    Field(
        pattern=LANGUAGE_TAG,
        title="Language",
        description="What is spoken, as a language tag such as en or zh-Hant: players name the "
        "sound track by it. A deliverable takes that of its video, else that of its spoken text.",
    ),
]
