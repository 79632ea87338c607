"""The words of a batch's report: English ones, or those of whoever asks for it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.queue.job import State


@dataclass(frozen=True)
class ReportError:
    """An error in other words; `{name}` is the file that it is about."""

    text: str
    hint: str = ""


@dataclass(frozen=True)
class ReportWords:
    """Sentences with the places that are filled in; `retry` may name the `{command}`.

    `errors` are sentences for codes of errors and notices; those of others stay as they were said.
    """

    language: str = "en"
    made: str = "{done} of {videos} videos made"
    failed: str = "{failed} failed"
    unfinished: str = "{open} not finished"
    figures: str = "{length} of video in {took} of work, {factor} seconds for each second of video"
    video: str = "Video"
    state: str = "State"
    length: str = "Length"
    took: str = "Made in"
    factor: str = "Factor"
    retry: str = "Try the failed videos again: {command}"
    corrected: str = (
        "After correcting files or rows, run the same {batch} command again: it adds only what has "
        "changed."
    )
    everywhere: str = "All videos:"
    states: Mapping[State, str] = Field(
        default_factory=lambda: {state: state.value for state in State}
    )
    errors: Mapping[str, ReportError] = Field(default_factory=dict)


ENGLISH = ReportWords()
