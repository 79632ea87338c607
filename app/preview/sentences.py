"""The sentences of a script one by one: how each sounds, and which an earlier video has already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from app.preview.missing_models import store
from app.preview.script import ScriptDesk, line_seconds
from app.preview.script_messages import ListSentences, SentenceFacts, SentencesFound
from app.settings.store import load_settings
from speech_gen.reading import RATE, Line, Reading
from talker.errors import InputError, MouthpieceError
from talker.options.render import RenderRequest
from talker.progress import CancelToken
from talker.render_context import RenderContext
from talker.spoken import SpokenPart

_POINTS = 48  # of a shape
# What ends the words of a sentence where the next one has not begun: an empty line, a heading.
_BREAK = re.compile(r"\n\s*(\n|#)")
# Marks behind a sentence: pauses, and what begins the next one.
_MARKS_BEHIND = re.compile(r"(\s+[\[\uff3b][^\[\]\uff3b\uff3d\n]*[\]\uff3d])+\s*$")


class SentenceDesk:
    """Asks the voices of a ScriptDesk; questions come from several threads."""

    def __init__(self, home: Path, scripts: ScriptDesk) -> None:
        self._home = home
        self._scripts = scripts

    def list(self, question: ListSentences, cancel: CancelToken) -> SentencesFound:
        """Never raises InputError; nothing is spoken that was not spoken before."""
        try:
            reading = self._scripts.reading(question.text, question.options)
        except InputError:
            return SentencesFound()
        said = [self._heard(reading, number, cancel) for number in range(len(reading.lines))]
        kept = self._kept(question.request, said, cancel)
        spans = sentence_spans(question.text, reading.lines)
        known = zip(spans, reading.lines, said, kept, strict=True)
        return SentencesFound(sentences=tuple(_facts(*one) for one in known))

    def _heard(self, reading: Reading, number: int, cancel: CancelToken) -> SpokenPart | float:
        """How a sentence is said, or about how many seconds it takes."""
        cancel.check()
        if not reading.holds(number):
            return line_seconds(reading.lines[number])
        (part,) = reading.sentence(number).parts(cancel)
        return part

    def _kept(
        self, request: RenderRequest | None, said: Sequence[SpokenPart | float], cancel: CancelToken
    ) -> Sequence[bool | None]:
        """What cannot be told is told by the render."""
        unknown = [None] * len(said)
        if request is None or request.keep is None:
            return unknown
        from talker.parts.plan import taken_over  # engines: for who asks for this alone

        publisher = load_settings(self._home).publisher
        context = RenderContext(
            self._home, cancel=cancel, models=store(self._home), publisher=publisher
        )
        try:
            return taken_over(request, said, RATE, context)
        except MouthpieceError:
            return unknown


def sentence_spans(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where each sentence stands in its script, with the marks in it but not those behind it."""
    places = [line.sentence.place for line in lines]
    for start, following in pairwise([*places, len(text)]):
        written = text[start:following]
        ended = _BREAK.search(written)
        if ended is not None:
            written = written[: ended.start()]
        yield start, start + len(_MARKS_BEHIND.sub("", written).rstrip())


def _facts(
    span: tuple[int, int], line: Line, said: SpokenPart | float, kept: bool | None
) -> SentenceFacts:
    sentence = line.sentence
    facts = SentenceFacts(
        start=span[0],
        stop=span[1],
        text=sentence.text,
        words=len(sentence.words),
        seconds=said if isinstance(said, float) else len(said.samples) / RATE + said.pause,
        kept=kept,
    )
    if isinstance(said, float):
        return facts
    return facts.model_copy(update={"spoken": True, "peaks": _peaks(said)})


def _peaks(said: SpokenPart) -> tuple[float, ...]:
    parts = np.array_split(np.abs(said.samples), _POINTS)
    return tuple(round(min(1.0, float(part.max(initial=0.0))), 3) for part in parts)
