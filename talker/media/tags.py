"""The names and values that a container carries beside its tracks."""

from __future__ import annotations

from pathlib import Path

from talker.files import regular_file
from talker.media import ffmpeg, file_arguments
from talker.media.probe import unreadable


def read_tags(path: Path) -> dict[str, str]:
    """The tags of the whole file; VIDEO_UNREADABLE when it is no media file."""
    regular_file(path, lambda *_: unreadable(path))
    with ffmpeg.Running(file_arguments.tags_args(path), read=True) as reader:
        text = reader.stdout.read().decode("utf-8", "replace")
        if reader.wait() != 0:
            raise unreadable(path)
    return parse(text)


def parse(text: str) -> dict[str, str]:
    """ffmpeg's metadata file: `key=value` lines, a backslash before whatever would end one."""
    tags: dict[str, str] = {}
    words, key, escaped = "", "", False
    for letter in text.partition("\n")[2]:
        if escaped:
            words, escaped = words + letter, False
        elif letter == "\\":
            escaped = True
        elif letter == "=" and not key:
            key, words = words, ""
        elif letter == "\n":
            if words.startswith("[") and not key:  # a chapter or stream: the file's own are over
                break
            if key:
                tags[key] = words
            words, key = "", ""
        else:
            words += letter
    return tags
