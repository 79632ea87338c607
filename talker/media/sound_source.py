"""What is heard of a file, or of two: the filters that make it so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.options.sound import Span

# Packets in their places: holes are filled with silence and overlaps cut where they are longer than
# a frame; what begins again at an earlier time, as in recordings put behind each other, goes on.
GAPLESS = (
    "asetpts='st(1,ld(1)+if(gt(ld(0)-0.1*SR,PTS+ld(1)),ld(0)-PTS-ld(1),0));st(2,PTS+ld(1));"
    "st(0,ld(2)+NB_SAMPLES);ld(2)',aresample=async=1:min_hard_comp=0.04"
)
GAPLESS_FROM_START = f"{GAPLESS}:first_pts=0"


@dataclass(frozen=True)
class SoundSource:
    """What is heard of a file: everybody who decodes it hears the same samples.

    `track` and `channel` count from 0; None is the mix of all channels. `kept` are the stretches of
    it that are heard, one behind the other; none means all of it. `timed`: the times of its
    packets count, and not only their order; `late`: it begins after the file does; `changes`: its
    rate or its channels do on the way, after which ffmpeg sets up all filters anew.
    """

    path: Path
    track: int = 0
    channel: int | None = None
    timed: bool = False
    late: bool = False
    changes: bool = False
    kept: tuple[Span, ...] = ()

    @property
    def filters(self) -> tuple[str, ...]:
        """What turns the decoded sound into what is heard."""
        words = []
        if self.timed:
            words.append(GAPLESS_FROM_START if self.late else GAPLESS)
        if self.channel is not None:
            words.append(f"pan=mono|c0=c{self.channel}")
        if self.kept:
            words.append(_kept_filter(self.kept))
        return tuple(words)


@dataclass(frozen=True)
class MixedVoice:
    """A source that is mixed with another one, of `channels`, and how loud it is left and right."""

    source: SoundSource
    channels: int
    sides: tuple[float, float] = (1.0, 1.0)

    def filters(self, rate: int, channels: int) -> str:
        """What makes it as the mix is: `channels` (1 or 2) at `rate` Hz."""
        left, right = self.sides
        words = [*self.source.filters, f"aresample={rate}", "aformat=sample_fmts=flt"]
        if channels == 1:
            words.append("pan=mono|c0=c0")
        elif self.channels == 1:  # aformat would make it softer
            words.append(f"pan=stereo|c0={left:g}*c0|c1={right:g}*c0")
        else:
            words += [
                "aformat=channel_layouts=stereo",
                f"pan=stereo|c0={left:g}*c0|c1={right:g}*c1",
            ]
        return ",".join(words)


@dataclass(frozen=True, kw_only=True)
class MixedSource(SoundSource):
    """Two voices heard at once, from the beginning to the end of the longer one.

    What a SoundSource tells is that of the first. `gain` keeps the mix from clipping.
    """

    voices: tuple[MixedVoice, MixedVoice]
    rate: int
    gain: float = 1.0

    @property
    def mixed_channels(self) -> int:
        """Stereo where one voice is, or where they are not equally loud on both sides."""
        wide = any(one.channels > 1 or one.sides != (1.0, 1.0) for one in self.voices)
        return 2 if wide else 1

    @property
    def graph(self) -> str:
        """ffmpeg's filter graph that makes the output `mix` of the inputs 0 and 1."""
        chains = []
        for index, one in enumerate(self.voices):
            # The links of a filter that keeps stretches need names of their own in each chain.
            words = one.filters(self.rate, self.mixed_channels).replace("[kept", f"[v{index}kept")
            chains.append(f"[{index}:a:{one.source.track}]{words}[v{index}]")
        mix = "amix=inputs=2:duration=longest:normalize=0"
        volume = f"volume={self.gain:.6f}:precision=float"
        return ";".join([*chains, f"[v0][v1]{mix},{volume}[mix]"])


def _kept_filter(kept: Sequence[Span]) -> str:
    """Cuts stretches out to the sample, and puts them one behind the other.

    Their times count the decoded samples, as the length of a recording does.
    """
    count = len(kept)
    copies = "".join(f"[kept{index}]" for index in range(count))
    parts = [f"asettb=1/sr,asetpts=N,asplit={count}{copies}"]
    for index, span in enumerate(kept):
        end = "" if math.isinf(span.stop) else f":end={span.stop:.3f}"
        parts.append(
            f"[kept{index}]atrim=start={span.start:.3f}{end},asetpts=PTS-STARTPTS[kept{index}cut]"
        )
    joined = "".join(f"[kept{index}cut]" for index in range(count))
    return ";".join([*parts, f"{joined}concat=n={count}:v=0:a=1"])
