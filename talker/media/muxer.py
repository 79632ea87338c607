"""The last step: the recording's sound track, and joining it with the finished segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Self

from talker.errors import ErrorCode, InputError
from talker.files import discard, part_name, publish
from talker.media import ffmpeg, file_arguments, sound_arguments
from talker.media.audio import Speech
from talker.media.probe import packet_times
from talker.progress import CancelToken

_CHUNK_BYTES = 1 << 18
_COPIED = "aac"  # AAC-LC: what every player plays
_PACKET_SAMPLES = 1024
_MOST_PRIMING = 3  # packets
_ROUNDED = 0.002  # seconds: some containers know no more than milliseconds
_SAME_END = 0.03


class SoundTrack:
    """Makes the sound track of the video in the background, while the speech is heard.

    AAC-LC is copied when its packets are just what is heard; everything else is decoded as it is
    heard and encoded once, to AAC at its own rate and channels. An existing `target` is kept as it
    is.
    """

    def __init__(self, speech: Speech, target: Path) -> None:
        self._speech = speech
        self._target = target
        self._part = part_name(target)
        whole = speech.source.channel is None and speech.steady
        self._copies = whole and speech.codec == _COPIED
        self._decoder: ffmpeg.Running | None = None
        self._ffmpeg = None if target.exists() else self._start()

    def wait(self, cancel: CancelToken) -> None:
        """Returns when the track is there; raises what went wrong."""
        while self._ffmpeg is not None:
            status = self._ffmpeg.wait(cancel)
            self._check_decoder(status, cancel)
            if status == 0 and not (self._copies and not self._is_whole()):
                publish(self._part, self._target)
                self.abort()
                return
            if status != 0:
                failure = self._ffmpeg.failure(status, self._target)
                if failure.code is ErrorCode.DISK_FULL or not self._copies:
                    raise failure
            self.abort()
            self._copies = False  # an odd stream that is not just what is heard after all
            self._ffmpeg = self._start()

    def abort(self) -> None:
        """Stops the work and removes what was begun. Harmless after `wait`."""
        for running in (self._ffmpeg, self._decoder):
            if running is not None:
                with running:
                    running.kill()
        self._ffmpeg = self._decoder = None
        discard(self._part)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abort()

    def _start(self) -> ffmpeg.Running:
        speech = self._speech
        if self._copies:
            return ffmpeg.Running(sound_arguments.audio_copy_args(speech.source, self._part))
        # The same samples that were measured and that the engine hears, counted, not timed.
        self._decoder = ffmpeg.Running(sound_arguments.samples_args(speech.source), read=True)
        args = sound_arguments.audio_encode_args(self._part, speech.sample_rate, speech.channels)
        return ffmpeg.Running(args, feed=self._decoder)

    def _check_decoder(self, encoded: int, cancel: CancelToken) -> None:
        """Raises what kept the recording from being read to its end, as it could be before."""
        if self._decoder is None:
            return
        if encoded != 0:
            self._decoder.kill()  # nobody reads it any more
        status = self._decoder.wait(cancel)
        if encoded == 0 and (status == 0 or self._is_whole()):
            return
        failure = self._decoder.failure(status, self._target)
        if encoded == 0 or isinstance(failure, InputError):
            raise failure

    def _is_whole(self) -> bool:
        """Whether the copied packets follow each other and sum to what is heard."""
        length = _PACKET_SAMPLES / self._speech.sample_rate
        start, count = 0.0, 0
        for count, time in enumerate(packet_times(self._part), 1):
            if count == 1:
                start = time
            if abs(start + (count - 1) * length - time) > _ROUNDED:
                return False
        end = start + count * length
        # Priming is hidden by an edit list; more than that would be heard where lists are not read.
        if not -_MOST_PRIMING * length < start < _ROUNDED:
            return False
        return abs(end - self._speech.duration) < _SAME_END


@dataclass(frozen=True)
class Tracks:
    """What goes into a container: H.264 `segments` in their order, shown at `fps`, the encoded
    sound track `audio`, and `tags` by name. Its user calls the video `output`.
    `language` is that of the sound, three letters of ISO 639-2. `marks` are H.264 units that come
    before each segment, where there are any."""

    segments: Sequence[Path]
    fps: Fraction | int
    audio: Path
    output: Path
    tags: Mapping[str, str] | None = None
    language: str = "und"
    marks: Sequence[bytes] = ()


def join(
    tracks: Tracks, part: Path, cancel: CancelToken, on_segment: Callable[[int], None]
) -> None:
    """Writes the video `part` from finished segments and the sound track; nothing is encoded.

    `on_segment` gets how many segments were written so far.
    """
    command = file_arguments.join_args(tracks.audio, part, tracks.fps, tracks.tags, tracks.language)
    with ffmpeg.Running(command, feed=True) as muxer:
        try:
            marks = tracks.marks or [b""] * len(tracks.segments)
            for index, (segment, mark) in enumerate(zip(tracks.segments, marks, strict=True)):
                muxer.stdin.write(mark)
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
