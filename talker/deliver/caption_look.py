"""With which fonts and in which style subtitles are burned in, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.options.deliver import DeliverOptions
from talker.progress import Notice, NoticeCode, OnNotice
from talker.render_context import RenderContext
from talker.subtitles.burning import FONT_FILE, FONT_MODEL, Look
from talker.subtitles.cues import Cue
from talker.subtitles.fonts import FontChoice, find_fonts, font_folders
from talker.subtitles.ground import Ground
from talker.subtitles.lit_words import in_style, too_fast
from talker.subtitles.style import CaptionStyle, load_style

_SHOWN = 20  # letters in a notice


@dataclass(frozen=True)
class Shown:
    """Subtitles of a file called `name` in a `language` (a tag), on a ground; `still`: the kind of
    file has no tracks. `style` wins over that of the options."""

    name: str
    language: str
    ground: Ground
    still: bool = False
    style: CaptionStyle | None = None


def choose_look(
    cues: Sequence[Cue],
    options: DeliverOptions,
    shown: Shown,
    context: RenderContext,
    report: OnNotice,
) -> tuple[FontChoice, Look] | None:
    """The fonts and the look; None where no font has half of the letters."""
    style = shown.style or load_style(options.subtitle_style, context.home)
    if options.second_subtitles is not None:  # both are seen at once
        style = style.model_copy(update={"lines": 0, "longest": 0, "longest_in": {}})
    styled = in_style(cues, style)
    text = "".join(cue.text for cue in styled)
    wanted = options.subtitle_font or style.font
    choice = find_fonts(text, shown.language, _font_folders(context), wanted)
    lost = sum(text.count(letter) for letter in choice.missing)
    burns = bool(choice.fonts) and lost * 2 < len(text)
    if wanted and burns and (not choice.wanted or choice.lent(text)):
        report(_replaced_notice(wanted, choice, text))
    if choice.missing:
        report(_font_notice(shown.name, choice, burns=burns, still=shown.still))
    if not burns:
        return None
    hasty = too_fast(styled, style)
    if hasty:
        report(_hasty_notice(shown.name, hasty))
    return choice, Look(shown.ground, options.subtitle_size, style, shown.language)


def _font_folders(context: RenderContext) -> list[Path]:
    """Those of the system and the user, and the font of the catalogue where it is installed."""
    folders = font_folders()
    if context.models.installed(FONT_MODEL):
        folders.append(context.models.path(FONT_MODEL, FONT_FILE).parent)
    return folders


def _font_notice(name: str, choice: FontChoice, *, burns: bool, still: bool) -> Notice:
    if burns:
        instead = "they are left out"
    else:
        instead = "the subtitles are " + ("left out" if still else "a track for players to show")
    return Notice(
        NoticeCode.FONT_MISSING,
        f"No font on this computer has these letters of {name}: {_listed(choice.missing)}; "
        f"{instead}. The Noto fonts have the letters of all languages; those of East Asia come "
        f"with: mouthpiece models get {FONT_MODEL}",
    )


def _replaced_notice(wanted: str, choice: FontChoice, text: str) -> Notice:
    lent = choice.lent(text)
    by_others = "; ".join(f"{family} draws {_listed(lent[family])}" for family in lent)
    if choice.wanted:
        words = f"The font {wanted} lacks some letters: {by_others}."
    else:
        words = f"There is no font {wanted} on this computer: {choice.fonts[0].family} is taken."
    return Notice(NoticeCode.FONT_REPLACED, words)


def _hasty_notice(name: str, hasty: Sequence[Cue]) -> Notice:
    at = f"{int(hasty[0].start) // 60}:{int(hasty[0].start) % 60:02}"
    return Notice(
        NoticeCode.SUBTITLES_HASTY,
        f"{len(hasty)} of the texts of {name} are on screen more briefly than the style's reading "
        f"speed allows, the first at {at}: shorten or join them, or choose another style.",
    )


def _listed(letters: Sequence[str]) -> str:
    return " ".join(letters[:_SHOWN]) + (" …" if len(letters) > _SHOWN else "")
