"""Plans the subtitles of deliverables: reads them, times them, and draws or attaches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from talker.deliver.caption_look import Shown, choose_look
from talker.deliver.plan import Master, Subtitles
from talker.errors import ErrorCode, MouthpieceError
from talker.media.audio import Speech, open_speech
from talker.media.part_stream import read_marks
from talker.options.deliver import DeliverOptions, SubtitleWay
from talker.progress import Notice, NoticeCode, OnNotice
from talker.recognition.recogniser import Heard
from talker.render_context import RenderContext
from talker.subtitles.alignment import RATE, align, voiced_spans
from talker.subtitles.burning import write_burned
from talker.subtitles.cues import Cue, in_order, within
from talker.subtitles.files import SubtitleFile, read_subtitles
from talker.subtitles.ground import Ground
from talker.subtitles.language import iso_639_2
from talker.subtitles.side_files import format_srt
from talker.subtitles.spoken import SpokenText, spoken_cues
from talker.subtitles.translations import parts_for
from talker.subtitles.two_languages import together
from talker.subtitles.word_alignment import WordAlignment, align_words
from talker.words import Word

_SURELY, _LEAST_SHARE = 0.9, 0.3  # of a script that is heard: worth no word, and worth using


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

    def __init__(self, master: Master, folder: Path, context: RenderContext) -> None:
        self._master = master
        self._folder = folder
        self._context = context
        self._cancel = context.cancel
        self._heard: dict[str, Heard | None] = {}

    def plan(
        self, options: DeliverOptions, ground: Ground, before: float, report: OnNotice
    ) -> Subtitles:
        """The subtitles of one deliverable, whose presenter begins after `before` seconds."""
        path = options.subtitles
        if path is None:
            return self._spoken(options, ground, before, report)
        read = read_subtitles(path, options.subtitle_encoding.named, float(self._master.fps))
        language = options.subtitle_language or read.language
        cues = self._cues(path, read, language, report)
        if options.second_subtitles is not None:
            cues = together(cues, self._second(options.second_subtitles, options, cues, report))
        shown = Subtitles()
        if cues:
            said = _Cues(cues, language, before, path.name)
            shown = self._shown(options, said, ground, report)
        return replace(shown, spoken=read.language if read.script else "")

    def _second(
        self, path: Path, options: DeliverOptions, upper: Sequence[Cue], report: OnNotice
    ) -> Sequence[Cue]:
        """Those in the second language; a text without times gets them from the `upper` ones."""
        read = read_subtitles(path, options.subtitle_encoding.named, float(self._master.fps))
        if not read.script:
            return self._cues(path, read, read.language, report)
        parts = parts_for(upper, read.text)
        return [
            Cue(cue.start, cue.stop, part) for cue, part in zip(upper, parts, strict=True) if part
        ]

    def _by_pauses(self, script: Sequence[str], speech: Speech) -> Sequence[Cue]:
        return align(script, voiced_spans(self._cancel.checked(speech.blocks(RATE))), self._cancel)

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
        shown = Shown(said.name, language, ground, still=still)
        look = choose_look(cues, options, shown, self._context, report)
        if look is not None:
            checked = list(self._cancel.checked(cues))
            return Subtitles(burned=write_burned(checked, *look, self._folder))
        return Subtitles() if still else self._track(cues, before, language)

    def _cues(
        self, path: Path, read: SubtitleFile, language: str, report: OnNotice
    ) -> Sequence[Cue]:
        """As far as they lie within the video; what is not as the user will expect is told."""
        if read.guessed:
            report(_encoding_notice(path, read.encoding))
        cues: Sequence[Cue] = read.cues
        if read.script:
            cues = self._timed(path, read.script, language, report)
        shown = within(cues, float(self._master.duration))
        if read.skipped or len(shown) < len(cues):
            report(_cut_notice(path, read.skipped, cues, len(shown)))
        return shown

    def _timed(
        self, path: Path, script: Sequence[str], language: str, report: OnNotice
    ) -> Sequence[Cue]:
        """A script as it is said: word by word where somebody listens, else by the pauses."""
        speech = self._speech()
        if speech is None:
            report(_no_speech_notice(path))
            return ()
        heard = self._hear(speech, language)
        if heard is not None:
            words = [Word(word.text, word.start, word.stop) for word in heard.words]
            laid = align_words(script, words, self._cancel)
            if laid.share < _SURELY:
                report(_differs_notice(path, laid, used=laid.share >= _LEAST_SHARE))
            if laid.share >= _LEAST_SHARE:
                return laid.cues
        return self._by_pauses(script, speech)

    def _hear(self, speech: Speech, language: str) -> Heard | None:
        """What is said, heard once; None where nobody can listen, or nobody speaks."""
        if language not in self._heard:
            try:
                found = self._context.listener.hear(
                    speech, language, self._context.on_progress, self._cancel
                )
            except MouthpieceError as error:
                if error.code not in {ErrorCode.AUDIO_NO_SPEECH, ErrorCode.OPTION_INVALID}:
                    raise
                found = None
            self._heard[language] = found
        return self._heard[language]

    def _speech(self) -> Speech | None:
        if not self._master.sound:
            return None
        try:
            return open_speech(self._master.path, max_minutes=1440, cancel=self._cancel)
        except MouthpieceError as error:
            if error.code is not ErrorCode.AUDIO_SILENT:
                raise
            return None

    def _track(self, cues: Sequence[Cue], before: float, language: str) -> Subtitles:
        path = self._folder / "subtitles.srt"
        path.write_text(format_srt(cues, before), encoding="utf-8")
        return Subtitles(track=path, language=iso_639_2(language))


def _encoding_notice(path: Path, encoding: str) -> Notice:
    return Notice(
        NoticeCode.ENCODING_GUESSED,
        f"{path.name} does not say how its letters are stored: read as {encoding}. If they come "
        "out wrong, --subtitle-encoding names another, or save the file as UTF-8.",
    )


def _differs_notice(path: Path, laid: WordAlignment, *, used: bool) -> Notice:
    heard = f"Of the {laid.total} words of {path.name} {laid.found} are heard as they are written"
    if used:
        at = f"{int(laid.adrift_at) // 60}:{int(laid.adrift_at) % 60:02}"
        rest = (
            f"; the others share the time between them, the longest {laid.adrift:.1f} s from {at}."
        )
    else:
        rest = ": the text is timed by the pauses instead. Check that it belongs to this video."
    return Notice(NoticeCode.SCRIPT_DIFFERS, heard + rest)


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
