"""The arguments with which ffmpeg makes a deliverable, as pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from talker.deliver.audio_filters import MIXING_RATE, add_audio_filters
from talker.deliver.filter_graph import Graph
from talker.deliver.plan import DeliverPlan
from talker.deliver.video_filters import add_video_filters
from talker.media import arguments
from talker.options.deliver import Format

FRAME_NAMES = "%06d.png"
_BT709 = "range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"


def deliver_args(plan: DeliverPlan, target: Path, tags: Mapping[str, str]) -> list[str]:
    """Makes the deliverable; progress comes on stdout."""
    graph = Graph(plan.master.path)
    add_video_filters(graph, plan, _last_filters(plan))
    maps, sound = _sound(plan, graph)
    inputs, track = list(graph.inputs), []
    if plan.subtitles.track is not None:
        inputs += ["-i", arguments.location(plan.subtitles.track)]
        number = sum(word == "-i" for word in inputs) - 1
        kind = "webvtt" if plan.format is Format.WEBM else "mov_text"
        maps += ["-map", f"{number}:s:0"]
        track = ["-c:s", kind, "-disposition:s:0", "0"]
    return [
        *arguments.REPORTING,
        *inputs,
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
    add_video_filters(graph, plan, f"{_last_filters(plan)},palettegen=stats_mode=diff")
    return [
        *(*arguments.REPORTING, *graph.inputs, "-filter_complex", graph.text, "-map", "[v]"),
        *("-frames:v", "1", "-update", "1", "-y", arguments.location(target)),
    ]


def gif_args(plan: DeliverPlan, palette: Path, target: Path) -> list[str]:
    """Writes a GIF with the colors of `palette`."""
    graph = Graph(plan.master.path)
    add_video_filters(graph, plan, _last_filters(plan))
    number = sum(word == "-i" for word in graph.inputs)
    # Ordered dithering: a tenth of the time of error diffusion, smaller, and it does not crawl.
    use = "paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle"
    text = f"{graph.text};[v][{number}:v]{use}[g]"
    return [
        *(*arguments.REPORTING, *graph.inputs, "-i", arguments.location(palette)),
        *(
            "-filter_complex",
            text,
            "-map",
            "[g]",
            "-frames:v",
            str(_frames(plan)),
            "-f",
            "gif",
            "-y",
            arguments.location(target),
        ),
    ]


def loudness_args(plan: DeliverPlan) -> list[str]:
    """Measures the sound of the deliverable; the figures come on stderr."""
    graph = Graph(plan.master.path)
    add_audio_filters(graph, plan)
    text = f"{graph.text};[a]ebur128=peak=true[m]"
    return [
        *("-hide_banner", "-nostdin", "-nostats", "-loglevel", "info", *arguments.LOCAL),
        *(*graph.inputs, "-filter_complex", text, "-map", "[m]", "-f", "null", "-"),
    ]


def _sound(plan: DeliverPlan, graph: Graph) -> tuple[list[str], list[str]]:
    if not plan.master.sound or not plan.format.is_encoded:
        return [], []
    if not plan.changes_sound and _copies(plan):
        return ["-map", "0:a:0"], ["-c:a", "copy"]
    add_audio_filters(graph, plan)
    mixes = bool(plan.music or plan.intro or plan.outro)
    rate = MIXING_RATE if mixes else plan.master.sample_rate
    channels = 2 if mixes else plan.master.channels
    if plan.format is Format.WEBM:
        bits = str(64_000 * min(channels, 2))
        return ["-map", "[a]"], ["-c:a", "libopus", "-ar", "48000", "-b:a", bits]
    if plan.format is Format.MOV:
        return ["-map", "[a]"], ["-c:a", "pcm_s16le"]
    rate, channels = arguments.aac_rate(rate), arguments.aac_channels(channels)
    bits = str(arguments.aac_bits(rate, channels))
    words = ["-c:a", "aac", "-ar", str(rate), "-ac", str(channels), "-b:a", bits]
    return ["-map", "[a]"], [*words, "-flags:a", "+bitexact"]


def _copies(plan: DeliverPlan) -> bool:
    """Whether the sound goes into the new file as it is."""
    if plan.format is Format.WEBM:
        return plan.master.sound_codec == "opus"
    return plan.format is Format.MP4 or plan.master.sound_codec in {"aac", "alac"}


def _last_filters(plan: DeliverPlan) -> str:
    # Filters that wait for two sources may lose the last frame.
    exact = f"fps={plan.fps},tpad=stop_mode=clone:stop=4,trim=end_frame={_frames(plan)}"
    if plan.encoder is None:
        return f"{exact},format={'rgba' if plan.clear else 'rgb24'}"
    matrix = "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd"
    return f"{matrix},format={plan.encoder.pixels},setparams={_BT709},{exact}"


def _encoding(plan: DeliverPlan) -> list[str]:
    if plan.encoder is None:
        return ["-c:v", "png", "-pred", "mixed"]
    words = ["-c:v", plan.encoder.name, *plan.encoder.arguments]
    if plan.encoder.name.startswith("prores"):
        return words
    return [*words, "-g", str(round(2 * plan.fps)), "-flags:v", "+bitexact"]


def _container(plan: DeliverPlan, target: Path, tags: Mapping[str, str]) -> list[str]:
    if plan.format is Format.PNG:
        return ["-f", "image2", "-y", arguments.location(target / FRAME_NAMES)]
    words = arguments.tag_args(tags)
    if plan.format is Format.WEBM:
        return [*words, "-f", "webm", "-y", arguments.location(target)]
    kind = "mov" if plan.format is Format.MOV else "mp4"
    flags = "+faststart+use_metadata_tags"
    return [*words, "-movflags", flags, "-f", kind, "-y", arguments.location(target)]


def _frames(plan: DeliverPlan) -> int:
    return round(plan.duration * plan.fps)
