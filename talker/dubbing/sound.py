"""The sound of a dubbed film: the new speech, over what stays of the film's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.deliver.loudness import found_gain, read_loudness
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write
from talker.media import ffmpeg, sound_arguments
from talker.media.audio import Speech
from talker.media.claims import TrackClaims, read_claims
from talker.media.film import Film
from talker.media.muxer import SoundTrack
from talker.options.dub import DubOptions
from talker.progress import CancelToken, Notice, NoticeCode

_MIXING_RATE, _MIXING_CHANNELS = 48_000, 2
_BACK_SECONDS = 0.5  # over which the film's own sound comes back after the speech
_LIMIT = "alimiter=limit=0.89:level=false:attack=5:release=60:latency=true"
_PATIENCE = 120.0


@dataclass(frozen=True)
class FilmSound:
    """What is heard of the film: its sound `track`, at `level` 0..1 under the speech, and as it is
    afterwards where the film goes on alone. `repeats`: the film is shorter than the video."""

    film: Film
    track: int
    level: float
    repeats: bool


def film_sound(
    film: Film, options: DubOptions, *, goes_on: bool, repeats: bool
) -> tuple[FilmSound | None, tuple[Notice, ...]]:
    """What of the film is heard besides the speech; None for a film without sound, and where it is
    left out. Raises AUDIO_NO_TRACK for a track that it does not have."""
    if not options.film_sound and not goes_on:
        return None, ()
    try:
        tracks = read_claims(film.path).tracks
    except InputError:
        if options.film_track:
            raise
        return None, ()
    track = _chosen(film.path, tracks, options.film_track)
    notices: tuple[Notice, ...] = ()
    if len(tracks) > 1 and not options.film_track:
        text = (
            f"{film.path.name} has {len(tracks)} sound tracks; track {track + 1} stays. Choose "
            "another one with --film-track."
        )
        notices = (Notice(NoticeCode.AUDIO_TRACK_CHOSEN, text),)
    return FilmSound(film, track, options.film_sound / 100, repeats), notices


class DubSound:
    """Makes the sound track of a video of `seconds`."""

    def __init__(
        self, speech: Speech, own: FilmSound | None, loudness: float | None, seconds: float
    ) -> None:
        """`loudness` in LUFS; None leaves the sound as loud as it is."""
        self._speech = speech
        self._own = own
        self._loudness = loudness
        self._seconds = seconds

    def write(self, target: Path, cancel: CancelToken) -> tuple[Notice, ...]:
        """Writes the track to `target` (.m4a) unless it is there; what the user should know."""
        if self._own is None and self._loudness is None:
            with SoundTrack(self._speech, target) as sound:
                sound.wait(cancel)
            return ()
        if target.exists():
            return ()
        gain, notices = 0.0, tuple[Notice, ...]()
        if self._loudness is not None:
            wanted = self._loudness
            found = found_gain(lambda decibels: self._measured(decibels, cancel), wanted)
            gain = found.decibels
            if found.misses(wanted):
                text = f"The sound comes to {found.loudness:.1f} LUFS, not to {wanted:g}."
                notices = (Notice(NoticeCode.LOUDNESS_MISSED, text),)
        with atomic_write(target) as part:
            args = sound_arguments.dub_encode_args(
                self._inputs(gain), part, _MIXING_RATE, _MIXING_CHANNELS
            )
            self._run(args, target, cancel)
        return notices

    def _inputs(self, gain: float) -> list[str]:
        own = self._own
        film, repeats = (None, False) if own is None else (own.film.path, own.repeats)
        return sound_arguments.dub_sound_args(self._graph(gain), self._speech.source, film, repeats)

    def _graph(self, gain: float) -> str:
        source, length = self._speech.source, f"atrim=0:{self._seconds:.6f}"
        wide = f"aresample={_MIXING_RATE},aformat=sample_fmts=fltp:channel_layouts=stereo"
        own_filters = ",".join([*source.filters, wide])
        parts = [f"[0:a:{source.track}]{own_filters},apad,{length}[speech]"]
        end = f"volume={gain:.4f}dB,{_LIMIT}"
        if self._own is None:
            return f"{parts[0]};[speech]{end}[mix]"
        own, spoken = self._own, self._speech.duration
        back = f"{own.level:g}+{1 - own.level:g}*clip((t-{spoken:.6f})/{_BACK_SECONDS},0,1)"
        begin = f"atrim=start={float(own.film.start):.6f},asetpts=PTS-STARTPTS"
        parts.append(
            f"[1:a:{own.track}]aresample=async=1:first_pts=0,{begin},{wide},"
            f"volume='{back}':eval=frame,apad,{length}[film]"
        )
        mix = f"[speech][film]amix=inputs=2:duration=longest:normalize=0,{length},{end}[mix]"
        return ";".join([*parts, mix])

    def _measured(self, gain: float, cancel: CancelToken) -> float:
        sound = self._inputs(gain)
        sound[-1] = sound[-1].removesuffix("[mix]") + ",ebur128=peak=true[mix]"
        return read_loudness(self._run(sound_arguments.dub_meter_args(sound), None, cancel))

    def _run(self, args: list[str], target: Path | None, cancel: CancelToken) -> str:
        with ffmpeg.Running(args, patience=_PATIENCE + self._seconds) as running:
            status = running.wait(cancel)
            if status != 0:
                raise running.failure(status, target or self._speech.path)
            return running.log()


def _chosen(path: Path, tracks: Sequence[TrackClaims], wanted: int) -> int:
    """The track that is wanted, counted from 1, as its index; for 0 the one marked as default."""
    if wanted > len(tracks):
        raise InputError(
            ErrorCode.AUDIO_NO_TRACK,
            f"{path.name} has {len(tracks)} sound tracks; there is no track {wanted}.",
            f"Choose --film-track 1 to {len(tracks)}, or none.",
            path,
        )
    marked = [index for index, track in enumerate(tracks) if track.default]
    return wanted - 1 if wanted else marked[0] if marked else 0
