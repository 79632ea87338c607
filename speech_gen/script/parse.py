"""Reads a script: text and marks -> sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from speech_gen.script.marks import Effect, ReadMark
from speech_gen.script.paragraphs import SIGN, Hold, Paragraph, State, sentences_of
from speech_gen.script.problems import ScriptError, empty_script, script_too_long
from speech_gen.script.script import LONGEST, Script, Sentence
from speech_gen.script.tokens import Kind, Token, tokens
from talker.errors import ErrorCode
from talker.options.cues import CueKind
from talker.options.spoken import VoiceOptions
from talker.progress import Notice, NoticeCode

_WIDE = regex.compile(SIGN + r"|[\u3000-\u303f\uff00-\uffef]")
_CLOSING = frozenset(".,!?;:)")
_SHOWN = 5  # kinds of emoji that a notice names


def parse_script(script: str, options: VoiceOptions | None = None, language: str = "") -> Script:
    """The sentences of a script. `language` is its BCP 47 tag, "" where it is not known.

    Raises InputError SCRIPT_EMPTY or SCRIPT_TOO_LONG, and ScriptError, which knows the place,
    SCRIPT_MARK, SCRIPT_FIELD or SCRIPT_CHARACTER.
    """
    if len(script) > LONGEST:
        raise script_too_long(len(script), LONGEST)
    reader = _Reader(script, options or VoiceOptions(), language)
    for token in tokens(script):
        reader.take(token)
    return reader.finish()


class _Reader:
    """Collects paragraphs, and makes sentences of each."""

    def __init__(self, script: str, options: VoiceOptions, language: str) -> None:
        self._script = script
        self._options = options
        self._language = language
        self._state = State()
        self._open: list[Token] = []  # marks that hold, and are not ended yet
        self._paragraph = Paragraph(0, self._state)
        self._sentences: list[Sentence] = []
        self._lead = 0.0
        self._emoji: dict[str, None] = {}
        self._paused = 0  # how many sentences there were when a pause was last written
        self._gap = False  # a line break or an emoji came last

    def take(self, token: Token) -> None:
        paragraph = self._paragraph
        match token.kind:
            case Kind.LETTERS:
                self._close_gap(token.text[0])
                for offset, letter in enumerate(token.text):
                    paragraph.add(letter, token.start + offset)
            case Kind.BLANK:
                paragraph.add(" ", token.start)
            case Kind.LINE:
                self._gap = True
            case Kind.PARAGRAPH:
                self._end_paragraph()
            case Kind.EMPHASIS:
                self._emphasise(token)
            case Kind.EMOJI:
                self._emoji[token.text] = None
                self._gap = True
            case Kind.MARK:
                assert token.mark is not None
                self._close_gap("")
                self._mark(token, token.mark)

    def finish(self) -> Script:
        self._end_paragraph()
        if not self._sentences:
            raise empty_script()
        first, *others = self._sentences
        found = [replace(first, pause_before=self._lead), *others]
        found[-1] = replace(found[-1], pause_after=self._last_pause(found[-1]))
        return Script(tuple(found), tuple(self._notices()))

    def _last_pause(self, sentence: Sentence) -> float:
        """Nothing follows the last sentence but a pause that is written there."""
        return sentence.pause_after if self._paused == len(self._sentences) else 0.0

    def _close_gap(self, following: str) -> None:
        """A line break or an emoji is a blank, but none between Chinese signs or before a full
        stop."""
        if not self._gap:
            return
        self._gap = False
        letters = self._paragraph.letters
        before = letters[-1] if letters else ""
        wide = _WIDE.match(before) and (not following or _WIDE.match(following))
        if following in _CLOSING and before == " ":
            letters.pop()
            self._paragraph.places.pop()
        elif not wide and following not in _CLOSING:
            self._paragraph.add(" ", self._paragraph.places[-1] if letters else 0)

    def _emphasise(self, token: Token) -> None:
        """Stars begin and end stress in turn; a lone one between blanks is a star."""
        paragraph = self._paragraph
        opened = next((one for one in reversed(paragraph.holds) if one.stop is None), None)
        if opened is not None and opened.kind is CueKind.EMPHASIS:
            opened.stop = paragraph.end
        elif self._script[token.stop : token.stop + 1].strip() == "":
            paragraph.add(token.text, token.start)
        else:
            paragraph.holds.append(Hold(CueKind.EMPHASIS, paragraph.end))

    def _mark(self, token: Token, read: ReadMark) -> None:
        paragraph, mark = self._paragraph, read.mark
        match mark.effect:
            case Effect.PAUSE:
                paragraph.pauses.append((paragraph.end, read.seconds))
            case Effect.VOICE:
                self._change(replace(self._state, voice=read.argument))
            case Effect.DELIVERY if read.ends:
                self._close(token, read)
            case Effect.DELIVERY:
                self._open.append(token)
                self._deliver()
            case Effect.CUE if read.ends:
                self._end_cue(token, read)
            case Effect.CUE if not mark.closes:
                paragraph.gestures.append((paragraph.end, read.cue))
            case Effect.CUE:
                self._begin_cue(read)

    def _begin_cue(self, read: ReadMark) -> None:
        """Eyes look at one place only: a look ends the one before."""
        paragraph = self._paragraph
        for held in paragraph.holds:
            if held.stop is None and held.kind in _kinds(read):
                held.stop = paragraph.end
        if read.cue is not CueKind.LOOK_CAMERA:
            paragraph.holds.append(Hold(read.cue, paragraph.end))

    def _end_cue(self, token: Token, read: ReadMark) -> None:
        paragraph = self._paragraph
        opened = [h for h in paragraph.holds if h.stop is None and h.kind in _kinds(read)]
        if not opened:
            raise self._ends_nothing(token, read)
        opened[-1].stop = paragraph.end

    def _close(self, token: Token, read: ReadMark) -> None:
        for index in reversed(range(len(self._open))):
            begun = self._open[index].mark
            if begun is not None and begun.mark is read.mark:
                del self._open[index]
                self._deliver()
                return
        raise self._ends_nothing(token, read)

    def _ends_nothing(self, token: Token, read: ReadMark) -> ScriptError:
        what = f"{token.text} ends nothing: no {read.mark.name} is open in this paragraph."
        hint = f"It is written {read.mark.example}."
        span = (token.start, token.stop)
        return ScriptError(ErrorCode.SCRIPT_MARK, self._script, span, what, hint)

    def _deliver(self) -> None:
        """The delivery of all marks that are open."""
        speed, volume = 1.0, 0.0
        for token in self._open:
            assert token.mark is not None
            speed *= token.mark.mark.speed
            volume += token.mark.mark.volume
        self._change(replace(self._state, speed=speed, volume=volume))

    def _change(self, state: State) -> None:
        self._state = state
        self._paragraph.states.append((self._paragraph.end, state))

    def _end_paragraph(self) -> None:
        """Marks that hold end with their paragraph; the voice goes on."""
        paragraph = self._paragraph
        self._gap = False
        self._open.clear()
        self._deliver()
        made = list(sentences_of(paragraph, self._options, self._language))
        if made:
            made[-1] = replace(made[-1], pause_after=self._options.paragraph_pause)
            number = paragraph.number + 1
        else:
            number = paragraph.number
        before = len(self._sentences)
        self._sentences += made
        self._place_pauses(paragraph, before)
        self._paragraph = Paragraph(number, self._state)

    def _place_pauses(self, paragraph: Paragraph, before: int) -> None:
        """A pause that is written replaces the usual one of the sentence before it."""
        for position, seconds in paragraph.pauses:
            place = paragraph.places[position] if position < paragraph.end else None
            index = len(self._sentences) - 1
            while place is not None and index >= before and self._sentences[index].place >= place:
                index -= 1
            if index < 0:
                self._lead += seconds
                continue
            again = self._paused == index + 1
            longer = seconds + self._sentences[index].pause_after * again
            self._sentences[index] = replace(self._sentences[index], pause_after=longer)
            self._paused = index + 1

    def _notices(self) -> Iterator[Notice]:
        if self._emoji:
            shown = " ".join(list(self._emoji)[:_SHOWN])
            more = " and others" if len(self._emoji) > _SHOWN else ""
            yield Notice(NoticeCode.EMOJI_LEFT_OUT, f"Emoji are not spoken: {shown}{more}.")


def _kinds(read: ReadMark) -> frozenset[CueKind]:
    """Every cue that a mark may begin."""
    return frozenset((read.mark.cues or {}).values())
