"""Video filters: framing, background, overlays, subtitles and bumpers as an ffmpeg graph."""

from __future__ import annotations

from talker.deliver.filter_graph import Graph
from talker.deliver.plan import Background, Bumper, DeliverPlan, Overlay
from talker.media.picture_arguments import burning_filter
from talker.media.video_frames import VideoForm

_LEAST_OPACITY = 8  # of 255, below which a color says nothing
_SCALE = "flags=lanczos+accurate_rnd+full_chroma_int"


def add_video_filters(graph: Graph, plan: DeliverPlan, last: str) -> None:
    """Adds all of it to `graph`, until [v]; `last` are the filters that the encoder wants."""
    _VideoFilters(graph, plan).build(last)


def computes_frames(plan: DeliverPlan) -> bool:
    """Whether another frame rate needs frames that the render does not have."""
    return (plan.master.fps / plan.fps).denominator != 1


class _VideoFilters:
    def __init__(self, graph: Graph, plan: DeliverPlan) -> None:
        self._graph = graph
        self._plan = plan

    def build(self, last: str) -> None:
        plan = self._plan
        label = self._presenter()
        if plan.logo is not None:
            label = self._overlay(label, plan.logo, "logo")
        if plan.subtitles.burned:
            label = self._graph.chain(label, burning_filter(plan.subtitles.burned), "subtitled")
        if plan.bumpers:
            label = self._concatenate(label)
        if plan.label is not None:
            label = self._overlay(label, plan.label, "labelled")
        self._graph.chain(label, last, "v")

    def _presenter(self) -> str:
        """The presenter on the canvas, at the rate of the deliverable."""
        plan = self._plan
        frame, shown = plan.framing, plan.framing.picture
        source = f"{self._graph.master}:v:0"
        if plan.fps != plan.master.fps:
            source = self._graph.chain(source, _rate(plan), "timed")
        crop, size = frame.crop, f"{shown.width}:{shown.height}"
        fit = f"crop={crop.width}:{crop.height}:{crop.left}:{crop.top}"
        if crop.size != shown.size:
            fit += f",scale={size}:{_SCALE}"
        if plan.background is None and not plan.cuts_out:
            if frame.fills:
                return self._graph.chain(
                    source, f"{fit if frame.changes else 'null'},setsar=1", "shown"
                )
            self._graph.add(f"[{source}]split[one][two]")
            source = "one"
        fit += ",setsar=1"
        if plan.cuts_out:
            front = self._cut_out(source, fit)
        else:
            front = self._graph.chain(source, fit, "front")
        if plan.transparent and frame.fills:
            return front
        base = self._backdrop(plan.background)
        kind = "rgb" if plan.transparent else "gbrp" if plan.cuts_out else "yuv420"
        self._graph.add(
            f"[{base}][{front}]overlay={shown.left}:{shown.top}:format={kind}:shortest=1[shown]"
        )
        return "shown"

    def _cut_out(self, source: str, fit: str) -> str:
        plan = self._plan
        if plan.matte is None:
            color, spill = _hex(plan.key), _despill_color(plan.key)
            key = f"format=rgba,colorkey={color}:0.28:0.08,despill=type={spill}"
            return self._graph.chain(source, f"{fit},{key}", "front")
        matte = self._graph.input(plan.matte)
        timed = f"fps={plan.fps}," if plan.fps != plan.master.fps else ""
        self._graph.chain(f"{matte}:v:0", f"{timed}{fit},format=gray", "opaque")
        if plan.behind:
            # What shows through at the edges is taken out of their colors.
            self._graph.chain(source, f"{fit},format=gbrp", "mixed")
            self._graph.add("[opaque]split[opaque][share]")
            self._graph.chain("share", "format=gbrp", "shares")
            self._graph.add(f"[mixed][shares]lut2={_pure(plan.behind)},format=rgba[colored]")
        else:
            self._graph.chain(source, f"{fit},format=rgba", "colored")
        self._graph.add("[colored][opaque]alphamerge[front]")
        return "front"

    def _backdrop(self, behind: Background | None) -> str:
        plan = self._plan
        width, height = plan.framing.canvas
        size = f"{width}:{height}"
        cover = f"scale={size}:force_original_aspect_ratio=increase:{_SCALE},crop={size},setsar=1"
        seconds = float(plan.master.duration) + 1
        if behind is None:
            soft = f"gblur=sigma={max(width, height) / 40:.1f}:steps=2,eq=brightness=-0.06"
            return self._graph.chain("two", f"{cover},{soft}", "base")
        if behind.picture is not None:
            still = self._graph.still(behind.picture, "-loop", "1", "-framerate", str(plan.fps))
            return self._graph.chain(f"{still}:v:0", f"{cover},format=rgb24", "base")
        if behind.video is not None:
            clip = self._graph.input(behind.video, "-stream_loop", "-1")
            usual = _usual(behind.form)
            return self._graph.chain(f"{clip}:V:0", f"{usual}fps={plan.fps},{cover}", "base")
        color = "black@0" if behind.transparent else _hex(behind.color)
        pixels = "rgba" if behind.transparent else "rgb24"
        self._graph.add(
            f"color={color}:size={width}x{height}:rate={plan.fps}:duration={seconds:.3f},"
            f"format={pixels},setsar=1[base]"
        )
        return "base"

    def _overlay(self, under: str, what: Overlay, name: str) -> str:
        """Lays a picture over the video."""
        number, box = self._graph.still(what.path), what.window
        fade = f",colorchannelmixer=aa={what.opacity:g}" if what.opacity < 1 else ""
        picture = f"{name}_picture"
        scale = f"scale={box.width}:{box.height}:{_SCALE},format=rgba{fade}"
        self._graph.chain(f"{number}:v:0", scale, picture)
        until = "" if what.until is None else f":enable='lt(t,{what.until:.3f})'"
        self._graph.add(
            f"[{under}][{picture}]overlay={box.left}:{box.top}:format=auto{until}[{name}]"
        )
        return name

    def _concatenate(self, label: str) -> str:
        plan = self._plan
        parts = [
            self._graph.chain(label, f"settb=AVTB,fps={plan.fps},{self._pixel_format()}", "middle")
        ]
        if plan.title:
            parts.insert(0, self._title_card(plan.title))
        if plan.intro:
            parts.insert(0, self._bumper(plan.intro, "intro_pictures"))
        if plan.outro:
            parts.append(self._bumper(plan.outro, "outro_pictures"))
        names = "".join(f"[{part}]" for part in parts)
        self._graph.add(f"{names}concat=n={len(parts)}:v=1:a=0[joined]")
        return "joined"

    def _title_card(self, clip: Bumper) -> str:
        card = self._bumper(clip, "title_pictures")
        logo = self._plan.title_logo
        if logo is None:
            return card
        card = self._overlay(card, logo, "title_logo")
        return self._graph.chain(card, self._pixel_format(), "title_card")

    def _bumper(self, clip: Bumper, name: str) -> str:
        number = self._graph.input(clip.path)
        width, height = self._plan.framing.canvas
        size = f"{width}:{height}"
        return self._graph.chain(
            f"{number}:V:0",
            f"{_usual(clip.form)}"
            f"scale={size}:force_original_aspect_ratio=decrease:force_divisible_by=2:{_SCALE},"
            f"pad={size}:-1:-1,setsar=1,settb=AVTB,fps={self._plan.fps}:start_time=0,"
            f"tpad=stop_mode=clone:stop_duration=1,trim=0:{clip.duration:.6f},"
            f"setpts=PTS-STARTPTS,{self._pixel_format()}",
            name,
        )

    def _pixel_format(self) -> str:
        """The pixel format that all concatenated clips share."""
        return "format=yuva444p" if self._plan.transparent else "format=yuv420p"


def _rate(plan: DeliverPlan) -> str:
    """Frames that are left out, or computed between those that there are."""
    if not computes_frames(plan):
        return f"fps={plan.fps}"
    # Two frames more at the end, or the interpolator stops short of it.
    return (
        f"tpad=stop_mode=clone:stop=2,minterpolate=fps={plan.fps}:mi_mode=mci:mc_mode=aobmc:"
        f"vsbmc=1:scd=none,trim=0:{float(plan.master.duration):.6f}"
    )


def _usual(form: VideoForm) -> str:
    """What goes before all other filters of a clip that is stored in an unusual way."""
    return f"{form.filters}," if form.filters else ""


def _pure(behind: str) -> str:
    """What gives the colors without those behind: from the mixed ones and their opacity."""
    red, green, blue = (int(behind[at : at + 2], 16) for at in (1, 3, 5))
    planes = enumerate((green, blue, red))  # as they are stored
    return ":".join(
        f"c{plane}='if(gt(y,{_LEAST_OPACITY}),clip({level}+(x-{level})*255/y,0,255),{level})'"
        for plane, level in planes
    )


def _hex(color: str) -> str:
    return f"0x{color.lstrip('#')}"


def _despill_color(color: str) -> str:
    """Which of the two colors that ffmpeg can take out of the edges is nearer."""
    return "blue" if int(color[5:7], 16) > int(color[3:5], 16) else "green"
