"""The ffmpeg commands of a deliverable, as pure functions of its plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from talker.deliver.audio_filters import MIXING_RATE, add_audio_filters
from talker.deliver.filter_graph import Graph
from talker.deliver.plan import DeliverPlan
from talker.deliver.video_filters import add_video_filters
from talker.media import common_arguments, file_arguments, picture_arguments, sound_arguments
from talker.media.ffmpeg_inputs import location, numbered_location
from talker.options.containers import AudioCodec


def deliver_args(plan: DeliverPlan, target: Path, tags: Mapping[str, str]) -> list[str]:
    """Makes the deliverable; progress comes on stdout."""
    graph = Graph(plan.master.path)
    add_video_filters(graph, plan, _output_filters(plan))
    maps, sound = _sound(plan, graph)
    track: list[str] = []
    if plan.subtitles.track is not None and plan.container.subtitles is not None:
        number = graph.subtitles(plan.subtitles.track)
        maps += ["-map", f"{number}:s:0"]
        track = ["-c:s", plan.container.subtitles.value, "-disposition:s:0", "0"]
        track += ["-metadata:s:s:0", f"language={plan.subtitles.language}"]
    return [
        *common_arguments.REPORTING,
        *graph.inputs,
        *("-filter_complex", graph.text, "-map", "[v]", *maps),
        *_encoding(plan),
        *sound,
        *track,
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
        *_container(plan, target, tags),
    ]


def palette_args(plan: DeliverPlan, target: Path) -> list[str]:
    """Finds the 256 colors that suit a GIF best."""
    graph = Graph(plan.master.path)
    add_video_filters(graph, plan, f"{_output_filters(plan)},palettegen=stats_mode=diff")
    return [
        *(*common_arguments.REPORTING, *graph.inputs, "-filter_complex", graph.text, "-map", "[v]"),
        *("-frames:v", "1", "-update", "1", "-y", location(target)),
    ]


def gif_args(plan: DeliverPlan, palette: Path, target: Path) -> list[str]:
    """Writes a GIF with the colors of `palette`."""
    graph = Graph(plan.master.path)
    add_video_filters(graph, plan, _output_filters(plan))
    number = graph.still(palette)
    # Ordered dithering: a tenth of the time of error diffusion, smaller, and it does not crawl.
    use = "paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle"
    text = f"{graph.text};[v][{number}:v]{use}[g]"
    return [
        *common_arguments.REPORTING,
        *graph.inputs,
        *(
            "-filter_complex",
            text,
            "-map",
            "[g]",
            "-frames:v",
            str(_frame_count(plan)),
            "-f",
            "gif",
            "-y",
            location(target),
        ),
    ]


def loudness_args(plan: DeliverPlan) -> list[str]:
    """Measures the sound of the deliverable; the figures come on stderr."""
    graph = Graph(plan.master.path)
    add_audio_filters(graph, plan)
    text = f"{graph.text};[a]ebur128=peak=true[m]"
    return [
        *("-hide_banner", "-nostdin", "-nostats", "-loglevel", "info"),
        *(*graph.inputs, "-filter_complex", text, "-map", "[m]", "-f", "null", "-"),
    ]


def _sound(plan: DeliverPlan, graph: Graph) -> tuple[list[str], list[str]]:
    """What is mapped, and how it is encoded."""
    if not plan.master.sound or plan.container.audio is None:
        return [], []
    named = ["-metadata:s:a:0", f"language={plan.language}"]
    if not plan.changes_sound and plan.master.sound_codec in plan.container.copied_audio:
        return ["-map", "0:a:0"], ["-c:a", "copy", *named]
    add_audio_filters(graph, plan)
    mixes = bool(plan.music or plan.bumpers)
    rate = MIXING_RATE if mixes else plan.master.sample_rate
    channels = 2 if mixes else plan.master.channels
    encode = _AUDIO[plan.container.audio]
    words = ["-c:a", plan.container.audio.value, *encode(rate, channels)]
    return ["-map", "[a]"], [*words, *named]


def _aac(rate: int, channels: int) -> list[str]:
    rate, channels = sound_arguments.aac_rate(rate), sound_arguments.aac_channels(channels)
    bits = str(sound_arguments.aac_bits(rate, channels))
    return ["-ar", str(rate), "-ac", str(channels), "-b:a", bits, "-flags:a", "+bitexact"]


def _opus(_: int, channels: int) -> list[str]:
    return ["-ar", "48000", "-b:a", str(64_000 * min(channels, 2))]


_AUDIO: Mapping[AudioCodec, Callable[[int, int], list[str]]] = {
    AudioCodec.AAC: _aac,
    AudioCodec.OPUS: _opus,
    AudioCodec.PCM: lambda *_: [],
}


def _output_filters(plan: DeliverPlan) -> str:
    # Filters that wait for two sources may lose the last frame.
    exact = f"fps={plan.fps},tpad=stop_mode=clone:stop=4,trim=end_frame={_frame_count(plan)}"
    if plan.encoder is None:
        return f"{exact},format={'rgba' if plan.transparent else 'rgb24'}"
    return f"{picture_arguments.bt709_filters(plan.encoder.pixels)},{exact}"


def _encoding(plan: DeliverPlan) -> list[str]:
    if plan.encoder is None:
        return ["-c:v", "png", "-pred", "mixed"]
    words = ["-c:v", plan.encoder.name, *plan.encoder.arguments]
    if plan.encoder.intra:
        return words
    return [*words, "-g", str(round(2 * plan.fps)), "-flags:v", "+bitexact"]


def _container(plan: DeliverPlan, target: Path, tags: Mapping[str, str]) -> list[str]:
    container = plan.container
    if container.in_folder:
        return ["-f", container.muxer, "-y", numbered_location(target)]
    words = [*file_arguments.tag_args(tags), *container.muxer_flags]
    return [*words, "-f", container.muxer, "-y", location(target)]


def _frame_count(plan: DeliverPlan) -> int:
    return round(plan.duration * plan.fps)
