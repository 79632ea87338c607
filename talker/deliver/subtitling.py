"""Plans the subtitles of deliverables: reads them, times them, and draws or attaches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from talker.deliver.plan import Master, Subtitles
from talker.errors import ErrorCode, MouthpieceError
from talker.media.audio import Speech, open_speech
from talker.media.part_stream import read_marks
from talker.options.deliver import DeliverOptions, SubtitleWay
from talker.progress import CancelToken, Notice, NoticeCode, OnNotice
from talker.subtitles.alignment import RATE, align, voiced_spans
from talker.subtitles.ass import format_ass
from talker.subtitles.cues import Cue, in_order, within
from talker.subtitles.files import SubtitleFile, read_subtitles
from talker.subtitles.fonts import FontChoice, find_fonts
from talker.subtitles.ground import Ground
from talker.subtitles.language import iso_639_2
from talker.subtitles.side_files import format_srt
from talker.subtitles.spoken import SpokenText, spoken_cues

_ASS = "subtitles.ass"
_SHOWN = 20  # letters in a notice


@dataclass(frozen=True)
class _Cues:
    """Cues in a language (a tag), of a presenter who begins after `before` seconds; `name` is that
    of the file that they come from."""

    cues: Sequence[Cue]
    language: str
    before: float
    name: str


class Subtitler:
    """Plans the subtitles of one master's deliverables; what it makes lies in `folder`."""

    def __init__(self, master: Master, folder: Path, cancel: CancelToken) -> None:
        self._master = master
        self._folder = folder
        self._cancel = cancel

    def plan(
        self, options: DeliverOptions, ground: Ground, before: float, report: OnNotice
    ) -> Subtitles:
        """The subtitles of one deliverable, whose presenter begins after `before` seconds."""
        path = options.subtitles
        if path is None:
            return self._spoken(options, ground, before, report)
        read = read_subtitles(path, options.subtitle_encoding.named, float(self._master.fps))
        cues = self._cues(path, read, report)
        language = options.subtitle_language or read.language
        shown = Subtitles()
        if cues:
            said = _Cues(cues, language, before, path.name)
            shown = self._shown(options, said, ground, report)
        return replace(shown, spoken=read.language if read.script else "")

    def _spoken(
        self, options: DeliverOptions, ground: Ground, before: float, report: OnNotice
    ) -> Subtitles:
        """Those of the text that a voice has spoken, at the times that the video itself tells."""
        if not options.spoken_subtitles:
            return Subtitles()
        master, texts, frame = self._master, [], 0
        for mark in read_marks(master.path, self._cancel):
            start, stop = float(frame / master.fps), float((frame + mark.frames) / master.fps)
            texts.append(SpokenText(mark.text, start, stop, mark.words))
            frame += mark.frames
        language = options.subtitle_language or options.language
        cues = within(in_order(spoken_cues(texts, language)), float(master.duration))
        if not cues:
            report(_no_text_notice(master.path))
            return Subtitles()
        said = _Cues(cues, language, before, master.path.name)
        return self._shown(options, said, ground, report)

    def _shown(
        self, options: DeliverOptions, said: _Cues, ground: Ground, report: OnNotice
    ) -> Subtitles:
        cues, language, before = said.cues, said.language, said.before
        still = options.format.container.subtitles is None
        if options.subtitle_way is SubtitleWay.TRACK and not still:
            return self._track(cues, before, language)
        text = "".join(cue.text for cue in cues)
        choice = find_fonts(text, language)
        lost = sum(text.count(letter) for letter in choice.missing)
        burns = bool(choice.fonts) and lost * 2 < len(text)
        if choice.missing:
            report(_font_notice(said.name, choice, burns=burns, still=still))
        if burns:
            return self._burned(cues, choice, ground, options.subtitle_size)
        return Subtitles() if still else self._track(cues, before, language)

    def _cues(self, path: Path, read: SubtitleFile, report: OnNotice) -> Sequence[Cue]:
        """As far as they lie within the video; what is not as the user will expect is told."""
        if read.guessed:
            report(_encoding_notice(path, read.encoding))
        cues: Sequence[Cue] = read.cues
        if read.script:
            spans = self._speech_spans()
            if not spans:
                report(_no_speech_notice(path))
            cues = align(read.script, spans, self._cancel)
        shown = within(cues, float(self._master.duration))
        if read.skipped or len(shown) < len(cues):
            report(_cut_notice(path, read.skipped, cues, len(shown)))
        return shown

    def _speech_spans(self) -> Sequence[tuple[float, float]]:
        if not self._master.sound:
            return ()
        try:
            speech: Speech = open_speech(self._master.path, max_minutes=1440, cancel=self._cancel)
        except MouthpieceError as error:
            if error.code is not ErrorCode.AUDIO_SILENT:
                raise
            return ()
        return voiced_spans(self._cancel.checked(speech.blocks(RATE)))

    def _burned(
        self, cues: Sequence[Cue], choice: FontChoice, ground: Ground, percent: float
    ) -> Subtitles:
        for number, font in enumerate(choice.fonts):
            # Alone in their folder: libass reads all of one.
            copy = self._folder / f"font{number}{font.path.suffix.lower()}"
            copy.write_bytes(font.path.read_bytes())
        text = format_ass(self._cancel.checked(cues), choice.fonts, ground, percent)
        (self._folder / _ASS).write_text(text, encoding="utf-8")
        return Subtitles(burned=_ASS)

    def _track(self, cues: Sequence[Cue], before: float, language: str) -> Subtitles:
        path = self._folder / "subtitles.srt"
        path.write_text(format_srt(cues, before), encoding="utf-8")
        return Subtitles(track=path, language=iso_639_2(language))


def _font_notice(name: str, choice: FontChoice, *, burns: bool, still: bool) -> Notice:
    letters = " ".join(choice.missing[:_SHOWN]) + (" …" if len(choice.missing) > _SHOWN else "")
    if burns:
        instead = "they are left out"
    else:
        instead = "the subtitles are " + ("left out" if still else "a track for players to show")
    return Notice(
        NoticeCode.FONT_MISSING,
        f"No font on this computer has these letters of {name}: {letters}; {instead}. "
        "The Noto fonts have the letters of all languages.",
    )


def _encoding_notice(path: Path, encoding: str) -> Notice:
    return Notice(
        NoticeCode.ENCODING_GUESSED,
        f"{path.name} does not say how its letters are stored: read as {encoding}. If they come "
        "out wrong, --subtitle-encoding names another, or save the file as UTF-8.",
    )


def _no_speech_notice(path: Path) -> Notice:
    return Notice(
        NoticeCode.SUBTITLES_UNTIMED,
        f"Nobody speaks in the video, so the text of {path.name} cannot be timed: there are no "
        "subtitles. Give them times, as .srt.",
    )


def _no_text_notice(video: Path) -> Notice:
    return Notice(
        NoticeCode.SUBTITLES_UNTIMED,
        f"{video.name} does not hold a text that a voice has spoken: there are no subtitles. Give "
        "a file of them.",
    )


def _cut_notice(path: Path, skipped: int, cues: Sequence[Cue], shown: int) -> Notice:
    """`skipped` texts have no length, of `cues` the first `shown` begin before the end."""
    parts = []
    if skipped:
        parts.append(f"{skipped} end before they begin")
    if shown < len(cues):
        parts.append(f"{len(cues) - shown} begin after the end of the video")
    total = skipped + len(cues)
    return Notice(
        NoticeCode.SUBTITLES_CUT,
        f"Of the {total} texts of {path.name} some are left out: {', '.join(parts)}. "
        "Check that the file belongs to this video.",
    )
