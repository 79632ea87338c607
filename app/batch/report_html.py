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

from app.batch.report_rows import ReportRow, Summary
from app.queue.job import State
from app.queue.stage_clock import length, span
from talker.assets import asset
from talker.media.thumbnails import picture_thumbnail, video_thumbnail

_THUMBNAIL_PIXELS = 160
_THREADS = 4
_HARMLESS = re.compile(r"[\w .,()-]+")  # between double quotes in every shell
_ORDER = (
    State.FAILED,
    State.CANCELLED,
    State.PAUSED,
    State.RUNNING,
    State.QUEUED,
    State.DONE,
)


def page(summary: Summary, lines: Sequence[ReportRow], folder: Path) -> str:
    """The page; failures come first. Links to videos are relative to `folder`."""
    ordered = sorted(lines, key=lambda line: _ORDER.index(line.state))
    with ThreadPoolExecutor(_THREADS) as pool:
        thumbnails = list(pool.map(_thumbnail, ordered))
    rows = [_row(line, data, folder) for line, data in zip(ordered, thumbnails, strict=True)]
    template = string.Template(asset("report.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(summary.batch),
        made=time.strftime("%Y-%m-%d %H:%M"),
        verdict=escape(_verdict(summary)),
        done=str(summary.done),
        failed=str(summary.failed),
        open=str(summary.open),
        figures=escape(_figures(summary)),
        advice=_advice(summary, lines),
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


def _verdict(summary: Summary) -> str:
    parts = [f"{summary.done} of {summary.videos} videos made"]
    if summary.failed:
        parts.append(f"{summary.failed} failed")
    if summary.open:
        parts.append(f"{summary.open} not finished")
    return ", ".join(parts)


def _figures(summary: Summary) -> str:
    if not summary.seconds:
        return ""
    factor = summary.took / summary.seconds
    return (
        f"{length(summary.seconds)} of video in {span(summary.took)} of work, "
        f"{factor:.2f} seconds for each second of video"
    )


def _advice(summary: Summary, lines: Sequence[ReportRow]) -> str:
    """What to do about failures."""
    failed = [line for line in lines if line.state is State.FAILED]
    advice = []
    if any(line.job is not None for line in failed):
        command = escape(retry_command(summary.batch))
        advice.append(f"<p>Try the failed videos again: <code>{command}</code></p>")
    if failed:
        advice.append(
            "<p>After correcting files or rows, run the same <code>mouthpiece batch</code> command "
            "again: it adds only what has changed.</p>"
        )
    return "\n".join(advice)


def _thumbnail(line: ReportRow) -> bytes | None:
    """The first frame of the video, or the portrait of one that was not made."""
    if line.output is not None:
        return video_thumbnail(line.output, _THUMBNAIL_PIXELS)
    if line.portrait is not None:
        return picture_thumbnail(line.portrait, _THUMBNAIL_PIXELS)
    return None


def _row(line: ReportRow, thumbnail: bytes | None, folder: Path) -> str:
    image = '<div class="none"></div>'
    if thumbnail is not None:
        data = base64.b64encode(thumbnail).decode("ascii")
        image = f'<img alt="" width="80" src="data:image/jpeg;base64,{data}">'
    name = escape(line.label)
    if line.output is not None:
        name = f'<a href="{escape(_link(line.output, folder))}">{name}</a>'
    files = [path.name for path in (line.portrait, line.speech) if path is not None]
    cells = [
        image,
        f"<strong>{name}</strong><small>{escape(' + '.join(files))}</small>",
        f'<span class="state">{line.state.value}</span>{_remarks(line)}',
        "" if line.seconds is None else length(line.seconds),
        "" if line.took is None else span(line.took),
        "" if line.realtime_factor is None else f"{line.realtime_factor:.2f}",
    ]
    return (
        f'<tr class="{line.state.value}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    )


def _remarks(line: ReportRow) -> str:
    parts = []
    if line.code:
        parts.append(f"<p>{escape(line.message)} {escape(line.hint)} <code>{line.code}</code></p>")
    parts += [f'<p class="note">{escape(notice.message)}</p>' for notice in line.notices]
    return "".join(parts)


def _link(path: Path, folder: Path) -> str:
    """How the page, lying in `folder`, points to a file."""
    if path.is_relative_to(folder.absolute()):
        inside = path.relative_to(folder.absolute())
        return "./" + quote(os.fsencode(inside.as_posix()))
    return path.as_uri()
