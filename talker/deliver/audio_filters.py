"""Audio filters: music bed, ducking, bumpers, gain and limiter as an ffmpeg graph."""

from __future__ import annotations

from talker.deliver.filter_graph import Graph
from talker.deliver.plan import Bumper, DeliverPlan
from talker.media import sound_source

MIXING_RATE = 48000
_SIDECHAIN = "threshold=0.02:ratio=9:attack=15:release=450:makeup=1"
_MUSIC_FADE = 1.5
# Peaks between the samples too: EBU R128 allows -1 dBTP, encoders overshoot a little.
_CEILING = 0.82


def add_audio_filters(graph: Graph, plan: DeliverPlan) -> None:
    """Adds all of it to `graph`, until [a]."""
    _AudioFilters(graph, plan).build()


class _AudioFilters:
    def __init__(self, graph: Graph, plan: DeliverPlan) -> None:
        self._graph = graph
        self._plan = plan

    def build(self) -> None:
        plan = self._plan
        mixes = bool(plan.music or plan.bumpers)
        rate = MIXING_RATE if mixes else plan.master.sample_rate
        shape = f"aresample={rate}"
        if mixes:
            both = "|c0=c0|c1=c0" if plan.master.channels == 1 else ""
            both = f"pan=stereo{both}," if both else "aformat=channel_layouts=stereo,"
            shape = f"{both}aresample={rate},aformat=sample_fmts=fltp:channel_layouts=stereo"
        whole = f"apad,atrim=0:{float(plan.master.duration):.6f}"
        heard = f"{sound_source.GAPLESS_FROM_START},{shape},{whole}"
        label = self._graph.chain(f"{self._graph.master}:a:0", heard, "speech")
        if plan.music is not None:
            label = self._mix_music(label)
        if plan.bumpers:
            parts = [label]
            if plan.title:
                parts.insert(0, self._bumper_sound(plan.title, "title"))
            if plan.intro:
                parts.insert(0, self._bumper_sound(plan.intro, "intro"))
            if plan.outro:
                parts.append(self._bumper_sound(plan.outro, "outro"))
            names = "".join(f"[{part}]" for part in parts)
            self._graph.add(f"{names}concat=n={len(parts)}:v=0:a=1[whole]")
            label = "whole"
        if plan.gain is not None:
            limit = f"alimiter=limit={_CEILING}:level=false:attack=5:release=60:latency=true"
            fine = f"aresample={rate * 4},{limit},aresample={rate}"
            label = self._graph.chain(label, f"volume={plan.gain:.3f}dB,{fine}", "set")
        self._graph.chain(label, "anull", "a")

    def _bumper_sound(self, clip: Bumper, name: str) -> str:
        length = f"apad,atrim=0:{clip.duration:.6f}"
        shape = "aformat=sample_fmts=fltp:channel_layouts=stereo"
        if clip.sound:
            number = self._graph.input(clip.path)
            # Sound that begins after the picture stays there.
            timed = f"aresample={MIXING_RATE}:async=1:first_pts=0"
            filters = f"{timed},{shape},{length},asetpts=PTS-STARTPTS"
            return self._graph.chain(f"{number}:a:0", filters, name)
        self._graph.add(f"anullsrc=r={MIXING_RATE}:cl=stereo,{shape},{length}[{name}]")
        return name

    def _mix_music(self, speech: str) -> str:
        """Mixes the music bed under the speech."""
        plan, bed = self._plan, self._plan.music
        assert bed is not None
        number = self._graph.input(bed.path, "-stream_loop", "-1")
        seconds = float(plan.master.duration)
        fade = min(_MUSIC_FADE, seconds / 4)
        self._graph.chain(
            f"{number}:a:0",
            f"aresample={MIXING_RATE},aformat=sample_fmts=fltp:channel_layouts=stereo,"
            f"volume={bed.level:g}dB,atrim=0:{seconds:.6f},"
            f"afade=t=out:st={seconds - fade:.3f}:d={fade:.3f}",
            "bed",
        )
        music = "bed"
        if bed.ducks:
            self._graph.add(f"[{speech}]asplit[dry][key]")
            speech = "dry"
            self._graph.add(f"[bed][key]sidechaincompress={_SIDECHAIN}[ducked]")
            music = "ducked"
        self._graph.add(f"[{speech}][{music}]amix=inputs=2:duration=first:normalize=0[bedded]")
        return "bedded"
