"""A title card: the words of a deliverable on a card of their own, as a clip of a few seconds."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from talker.deliver.plan import Bumper
from talker.media import ffmpeg
from talker.media.picture_arguments import card_args
from talker.options.deliver import DeliverOptions
from talker.progress import Notice, NoticeCode, OnNotice
from talker.render_context import RenderContext
from talker.scene import Size
from talker.subtitles.card import card_lines, format_card
from talker.subtitles.fonts import copy_fonts, find_fonts

_ASS = "title.ass"


class TitleCards:
    """Makes the title cards of one master's deliverables, in `folder`."""

    def __init__(self, folder: Path, context: RenderContext) -> None:
        self._folder = folder
        self._cancel = context.cancel

    def write(
        self, options: DeliverOptions, canvas: Size, fps: Fraction, report: OnNotice
    ) -> Bumper | None:
        """The card of one deliverable; None where it has none, or no font has its letters."""
        text = card_lines(options.title)
        if not text:
            return None
        choice = find_fonts(text, options.language)
        if choice.missing:
            report(_font_notice(choice.missing, left_out=not choice.fonts))
        if not choice.fonts:
            return None
        copy_fonts(choice.fonts, self._folder, "title")
        ass = format_card(text, choice.fonts, canvas, options.title_color or "#ffffff")
        (self._folder / _ASS).write_text(ass, encoding="utf-8")
        frames = max(1, round(options.title_seconds * fps))
        target = self._folder / "title.mkv"
        args = card_args(target, options.title_background or "#000000", canvas, fps, frames, _ASS)
        with ffmpeg.Running(args, folder=self._folder, cancel=self._cancel) as running:
            status = running.wait(self._cancel)
            if status != 0:
                raise running.failure(status, target)
        return Bumper(target, float(frames / fps), sound=False)


def _font_notice(letters: tuple[str, ...], *, left_out: bool) -> Notice:
    instead = "there is no title card" if left_out else "they are left out"
    return Notice(
        NoticeCode.FONT_MISSING,
        f"No font on this computer has these letters of the title: {' '.join(letters)}; "
        f"{instead}. The Noto fonts have the letters of all languages.",
    )
