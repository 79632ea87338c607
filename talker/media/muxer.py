"""The last step: the recording's sound track, and joining it with the finished segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from talker.errors import ErrorCode
from talker.files import discard, part_name, publish
from talker.media import arguments, ffmpeg
from talker.media.audio import Speech
from talker.progress import CancelToken

_CHUNK_BYTES = 1 << 18


class SoundTrack:
    """Makes the sound track of the video in the background, while the speech is heard.

    The recording is copied when MP4 players know its codec, else encoded once at its own rate
    and channels. An existing `target` is kept as it is.
    """

    def __init__(self, speech: Speech, target: Path) -> None:
        self._speech = speech
        self._target = target
        self._part = part_name(target)
        self._copies = arguments.copies_audio(speech.codec, speech.sample_rate)
        self._ffmpeg = None if target.exists() else self._start()

    def wait(self, cancel: CancelToken) -> None:
        """Returns when the track is there; raises what went wrong."""
        while self._ffmpeg is not None:
            status = self._ffmpeg.wait(cancel)
            if status == 0:
                publish(self._part, self._target)
                self.abort()
                return
            failure = self._ffmpeg.failure(status, self._target)
            if failure.code is ErrorCode.DISK_FULL or not self._copies:
                raise failure
            self.abort()
            self._copies = False  # an odd stream that MP4 does not take after all
            self._ffmpeg = self._start()

    def abort(self) -> None:
        """Stops the work and removes what was begun. Harmless after `wait`."""
        if self._ffmpeg is not None:
            with self._ffmpeg:
                self._ffmpeg.kill()
            self._ffmpeg = None
        discard(self._part)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abort()

    def _start(self) -> ffmpeg.Running:
        speech = self._speech
        if self._copies:
            args = arguments.audio_copy_args(speech.path, self._part)
        else:
            args = arguments.audio_encode_args(
                speech.path, self._part, speech.sample_rate, speech.channels
            )
        return ffmpeg.Running(args)


@dataclass(frozen=True)
class Tracks:
    """What goes into a container: H.264 `segments` in their order, shown at `fps`, the encoded
    sound track `audio`, and `tags` by name. Its user calls the video `output`."""

    segments: Sequence[Path]
    fps: int
    audio: Path
    output: Path
    tags: Mapping[str, str] | None = None


def join(
    tracks: Tracks, part: Path, cancel: CancelToken, on_segment: Callable[[int], None]
) -> None:
    """Writes the video `part` from finished segments and the sound track; nothing is encoded.

    `on_segment` gets how many segments were written so far.
    """
    command = arguments.join_args(tracks.audio, part, tracks.fps, tracks.tags)
    with ffmpeg.Running(command, feed=True) as muxer:
        try:
            for index, segment in enumerate(tracks.segments):
                with segment.open("rb") as source:
                    while chunk := source.read(_CHUNK_BYTES):
                        cancel.check()
                        muxer.stdin.write(chunk)
                on_segment(index + 1)
            muxer.stdin.close()
        except BrokenPipeError:
            pass  # ffmpeg gave up; its status tells why
        status = muxer.wait(cancel)
        if status != 0:
            raise muxer.failure(status, tracks.output)
