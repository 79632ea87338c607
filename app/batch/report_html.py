"""The report of a batch as one HTML page that needs no other file."""

from __future__ import annotations

import base64
import os
import re
import shlex
import string
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from urllib.parse import quote

from app.batch.batch_names import batch_title
from app.batch.report_rows import ReportRow, Summary
from app.batch.report_words import ENGLISH, ReportWords
from app.queue.job import State
from app.queue.stage_clock import length, span
from talker.assets import asset
from talker.media.thumbnails import picture_thumbnail, video_thumbnail
from talker.progress import Notice

_THUMBNAIL_PIXELS = 160
_THREADS = 4
_MANY = 2  # videos, of which the same is said
_SEPARATOR = re.compile("([-_.+])")
_HARMLESS = re.compile(r"[\w .,()-]+")  # between double quotes in every shell
_ORDER = (
    State.FAILED,
    State.CANCELLED,
    State.PAUSED,
    State.RUNNING,
    State.QUEUED,
    State.DONE,
)


def page(
    summary: Summary, lines: Sequence[ReportRow], folder: Path, words: ReportWords = ENGLISH
) -> str:
    """The page; failures come first. Links to videos are relative to `folder`."""
    shared = _shared(lines)
    ordered = sorted(lines, key=lambda line: _ORDER.index(line.state))
    with ThreadPoolExecutor(_THREADS) as pool:
        thumbnails = list(pool.map(_thumbnail, ordered))
    rows = [
        _row(line, data, folder, words, shared)
        for line, data in zip(ordered, thumbnails, strict=True)
    ]
    template = string.Template(asset("report.html").read_text(encoding="utf-8"))
    return template.substitute(
        language=words.language,
        title=escape(batch_title(summary.batch)),
        made=time.strftime("%Y-%m-%d %H:%M"),
        verdict=escape(_verdict(summary, words)),
        done=str(summary.done),
        failed=str(summary.failed),
        open=str(summary.open),
        figures=escape(_figures(summary, words)),
        advice=_advice(summary, lines, words),
        shared="".join(_shared_note(notice, words) for notice in shared),
        video=escape(words.video),
        state=escape(words.state),
        length=escape(words.length),
        took=escape(words.took),
        factor=escape(words.factor),
        rows="\n".join(rows),
    )


def retry_command(batch: str) -> str:
    """What makes the failed videos of a batch again; the name may come from a stranger's sheet, and
    the command goes into a shell."""
    if _HARMLESS.fullmatch(batch):
        name = f'"{batch}"'
    elif sys.platform == "win32":  # its shells have no quotes in common
        name = "NAME"
    else:
        name = shlex.quote(batch)
    return f"mouthpiece queue retry --failed --batch {name}"


def _verdict(summary: Summary, words: ReportWords) -> str:
    parts = [words.made.format(done=summary.done, videos=summary.videos)]
    if summary.failed:
        parts.append(words.failed.format(failed=summary.failed))
    if summary.open:
        parts.append(words.unfinished.format(open=summary.open))
    return ", ".join(parts)


def _figures(summary: Summary, words: ReportWords) -> str:
    if not summary.seconds:
        return ""
    factor = summary.took / summary.seconds
    return words.figures.format(
        length=length(summary.seconds), took=span(summary.took), factor=f"{factor:.2f}"
    )


def _advice(summary: Summary, lines: Sequence[ReportRow], words: ReportWords) -> str:
    """What to do about failures."""
    failed = [line for line in lines if line.state is State.FAILED]
    advice = []
    if any(line.job is not None for line in failed):
        command = f"<code>{escape(retry_command(summary.batch))}</code>"
        advice.append(escape(words.retry).format(command=command))
    if failed:
        batch = "<code>mouthpiece batch</code>"
        advice.append(escape(words.corrected).format(batch=batch))
    return "\n".join(f"<p>{text}</p>" for text in advice)


def _shared(lines: Sequence[ReportRow]) -> tuple[Notice, ...]:
    """What is to be said of every video that was made, and is said once for all."""
    made = [line for line in lines if line.state is State.DONE]
    if len(made) < _MANY:
        return ()
    return tuple(one for one in made[0].notices if all(one in line.notices for line in made))


def _shared_note(notice: Notice, words: ReportWords) -> str:
    text = _sentence(notice.code, notice.message, "", (), words)
    return f'<p class="note">{escape(words.everywhere)} {escape(text)}</p>'


def _sentence(
    code: str, message: str, hint: str, files: Sequence[Path | None], words: ReportWords
) -> str:
    """An error or a notice, in other words where there are some."""
    known = words.errors.get(code)
    if known is None:
        return f"{message} {hint}".strip()
    named = [path.name for path in files if path is not None and path.name in message]
    if "{name}" in known.text and not named:
        return f"{message} {hint}".strip()
    text = known.text.replace("{name}", named[0] if named else "")
    return f"{text} {known.hint}".strip()


def _thumbnail(line: ReportRow) -> bytes | None:
    """The first frame of the video, or the portrait of one that was not made."""
    if line.output is not None:
        return video_thumbnail(line.output, _THUMBNAIL_PIXELS)
    if line.portrait is not None:
        return picture_thumbnail(line.portrait, _THUMBNAIL_PIXELS)
    return None


def _row(
    line: ReportRow,
    thumbnail: bytes | None,
    folder: Path,
    words: ReportWords,
    shared: Sequence[Notice],
) -> str:
    image = '<div class="none"></div>'
    if thumbnail is not None:
        data = base64.b64encode(thumbnail).decode("ascii")
        image = f'<img alt="" width="80" src="data:image/jpeg;base64,{data}">'
    name = _breakable(line.label)
    if line.output is not None:
        name = f'<a href="{escape(_link(line.output, folder))}">{name}</a>'
    state = words.states[line.state]
    files = [path.name for path in (line.portrait, line.speech) if path is not None]
    cells = [
        image,
        f"<strong>{name}</strong><small>{_breakable(' + '.join(files))}</small>",
        f'<span class="state">{escape(state)}</span>{_remarks(line, words, shared)}',
        "" if line.seconds is None else length(line.seconds),
        "" if line.took is None else span(line.took),
        "" if line.realtime_factor is None else f"{line.realtime_factor:.2f}",
    ]
    return (
        f'<tr class="{line.state.value}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    )


def _remarks(line: ReportRow, words: ReportWords, shared: Sequence[Notice]) -> str:
    files = (line.portrait, line.speech)
    parts = []
    if line.code:
        text = _sentence(line.code, line.message, line.hint, files, words)
        parts.append(f"<p>{escape(text)} <code>{line.code}</code></p>")
    for notice in line.notices:
        if notice not in shared:
            text = _sentence(notice.code, notice.message, "", files, words)
            parts.append(f'<p class="note">{escape(text)}</p>')
    return "".join(parts)


def _breakable(text: str) -> str:
    """A name that is broken behind its separators, never inside a word."""
    return _SEPARATOR.sub(r"\1<wbr>", escape(text))


def _link(path: Path, folder: Path) -> str:
    """How the page, lying in `folder`, points to a file."""
    if path.is_relative_to(folder.absolute()):
        inside = path.relative_to(folder.absolute())
        return "./" + quote(os.fsencode(inside.as_posix()))
    return path.as_uri()
