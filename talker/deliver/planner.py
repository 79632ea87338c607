"""Plans deliverables: probes inputs and writes mattes and labels for the command."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image as Picture

from talker.deliver import matting
from talker.deliver.encoders import choose_encoder
from talker.deliver.face_place import FacePlace, find_face_place
from talker.deliver.framing import Framing, compute_framing, logo_window
from talker.deliver.inputs import is_picture, read_bumper
from talker.deliver.kept_opacity import write_kept_opacity
from talker.deliver.label_overlay import Labelled, label_in_frames, label_overlay
from talker.deliver.plan import Background, Bumper, DeliverPlan, Master, MusicBed, Overlay
from talker.deliver.stills import reduced, write_loop
from talker.deliver.subtitling import Subtitler
from talker.deliver.title_card import TitleCards
from talker.face import segmentation
from talker.label.visible_label import START_SECONDS, clear_corner
from talker.media import ffmpeg, picture_arguments
from talker.media.audio import claimed_codec
from talker.media.images import is_animated, load_image, load_layer
from talker.media.pixels import BACKGROUND, Pixels
from talker.media.probe import probe, unreadable
from talker.media.video_frames import form_notices, read_form
from talker.options.ai_label import Corner, LabelTime
from talker.options.deliver import (
    Aspect,
    DeliverOptions,
    Fit,
    Matte,
    Place,
    Rate,
    cuts_out,
    has_subtitles,
)
from talker.progress import Notice, NoticeCode, OnNotice
from talker.provenance.record import Record
from talker.render_context import RenderContext
from talker.scene import Window
from talker.subtitles.ground import Ground, Taken
from talker.subtitles.language import iso_639_2
from talker.subtitles.platforms import safe_edges

_FACE_SAMPLES = (0.1, 0.5, 0.9)  # of the duration: where the face is detected
_MIDDLE = (0.5, 0.5)

OnFrame = Callable[[int], None]


def read_master(video: Path) -> Master:
    """The facts of a finished render; InputError VIDEO_UNREADABLE when it is no video."""
    facts = probe(video)
    if facts.video is None:
        raise unreadable(video)
    fps = facts.video.fps.limit_denominator(1001)
    count, sound = facts.video.frame_count, facts.audio
    if sound is None:
        return Master(video, fps, count, False)
    codec = claimed_codec(video)
    return Master(video, fps, count, True, codec, sound.sample_rate, sound.channels)


class Planner:
    """Plans the deliverables of one master; what they share is computed once.

    What is made lies in `folder`.
    """

    def __init__(
        self, master: Master, record: Record, folder: Path, context: RenderContext
    ) -> None:
        self._master = master
        self._record = record
        self._folder = folder
        self._cancel = context.cancel
        self._home = context.home
        self._subtitler = Subtitler(master, folder, context)
        self._cards = TitleCards(folder, context)
        video = probe(master.path).video
        assert video is not None
        self._size = video.width, video.height
        self._face: FacePlace | None = None
        self._matte: Path | None = None

    def least_bytes(self, options: DeliverOptions) -> int:
        """About what the file takes at the least; found without any work."""
        width, height = compute_framing(
            self._size, options, _MIDDLE, stands=cuts_out(options)
        ).canvas
        fps = self._master.fps if options.rate is Rate.SOURCE else Fraction(options.rate.value)
        frames = float(self._master.duration * fps)
        return round(frames * width * height * options.format.container.bytes_per_pixel)

    def ground(self, options: DeliverOptions) -> tuple[Framing, Ground]:
        """The canvas of a deliverable without films around it, and what subtitles keep off there,
        without any other work."""
        shape = self._framing(options)
        logo = self._logo(options, shape)
        _, label = self._label(shape, logo, 0.0, cut=cuts_out(options))
        return shape, self._ground(options, shape, label, logo, 0.0)

    def plan(self, options: DeliverOptions, report: OnNotice, on_frame: OnFrame) -> DeliverPlan:
        """The plan of one deliverable; `on_frame` is called with the number of frames cut out."""
        shape = self._framing(options)
        cut = cuts_out(options)
        own = self._own_matte() if cut and options.matte is Matte.AUTO else None
        keyed = cut and (
            options.matte is Matte.KEY
            or (options.matte is Matte.AUTO and own is None and not segmentation.installed())
        )
        rate = self._rate(options, report)
        intro = self._bumper(options.intro, report)
        title = self._cards.write(options, shape.canvas, rate, report)
        outro = self._bumper(options.outro, report)
        logo = self._logo(options, shape)
        before = sum(clip.duration for clip in (intro, title) if clip is not None)
        corner, label = self._label(shape, logo, before, cut=cut)
        ground = self._ground(options, shape, label, logo, before)
        subtitles = self._subtitler.plan(options, ground, before, report)
        return DeliverPlan(
            master=self._master,
            framing=shape,
            fps=rate,
            format=options.format,
            encoder=choose_encoder(options),
            background=self._background(options, shape, report),
            matte=own or (self._matte_video(on_frame) if cut and not keyed else None),
            behind="" if own is None else "#{:02x}{:02x}{:02x}".format(*BACKGROUND),
            key=options.key_color if keyed else "",
            logo=logo,
            label=label,
            corner=corner,
            intro=intro,
            title=title,
            title_logo=None if options.logo_place is Place.CENTER else logo,
            outro=outro,
            music=MusicBed(options.music, options.music_level, not options.no_ducking)
            if options.music and self._master.sound
            else None,
            language=iso_639_2(options.language or self._record.language or subtitles.spoken),
            subtitles=subtitles,
        )

    def _label(
        self, shape: Framing, logo: Overlay | None, before: float, *, cut: bool
    ) -> tuple[Corner, Overlay | None]:
        """The corner of the label, and what is laid over the deliverable to show it; `before` are
        the seconds before the presenter, with `cut` the background goes."""
        drawn = label_in_frames(shape, self._record.corner)
        corner = self._corner(shape, drawn)
        over = [logo.window] if logo else []
        labelled = Labelled(shape, drawn, before=before, over=over, cut_out=cut)
        return corner, label_overlay(self._record.label, corner, labelled, self._folder)

    def _ground(
        self,
        options: DeliverOptions,
        shape: Framing,
        label: Overlay | None,
        logo: Overlay | None,
        before: float,
    ) -> Ground:
        """What subtitles keep off; times are those of the presenter, who begins after `before`."""
        if not has_subtitles(options):
            return Ground(shape.canvas)
        edges = safe_edges(options.subtitle_platform, shape.canvas)
        taken = [] if logo is None else [Taken(logo.window)]
        if label is not None:
            taken.append(Taken(label.window, label.until and label.until - before))
        elif self._record.label is not LabelTime.OFF:
            drawn = label_in_frames(shape, self._record.corner)
            until = None if self._record.label is LabelTime.ALWAYS else START_SECONDS
            taken += [] if drawn is None else [Taken(drawn, until)]
        mouth = self._faces().mouth
        return Ground(shape.canvas, tuple(taken), mouth and shape.place(mouth), edges)

    def _corner(self, shape: Framing, drawn: Window | None) -> Corner:
        """Where the label of the video stands, or a new one may for one that is cut away."""
        asked = "ai_label_corner" in self._record.options
        if asked or drawn is not None or self._record.label is LabelTime.OFF:
            return self._record.corner
        mouth = self._faces().mouth
        return clear_corner(shape.canvas, filter(None, [mouth and shape.place(mouth)]))

    def _framing(self, options: DeliverOptions) -> Framing:
        middle = _MIDDLE
        if options.fit is Fit.CROP and options.aspect is not Aspect.SOURCE:
            middle = self._faces().middle
        return compute_framing(self._size, options, middle, stands=cuts_out(options))

    def _faces(self) -> FacePlace:
        """One place for the whole video, so that crops and subtitles stand still."""
        if self._face is None:
            length = float(self._master.duration)
            frames = (self._frame(length * share) for share in _FACE_SAMPLES)
            self._face = find_face_place(frames, self._size)
        return self._face

    def _frame(self, second: float) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        args = picture_arguments.frame_at_args(self._master.path, second)
        width, height = self._size
        with ffmpeg.Running(args, read=True) as reader:
            data = reader.stdout.read()
        whole = data.ljust(width * height * 3, b"\0")[: width * height * 3]
        return np.frombuffer(whole, np.uint8).reshape(height, width, 3)

    def _own_matte(self) -> Path | None:
        """The opacity that the portrait brought along, as the video moves it."""
        stream, target = self._folder / "opacity.h264", self._folder / "opacity.mkv"
        if target.exists():
            return target
        if not write_kept_opacity(self._home, self._record.id, stream):
            return None
        master = self._master
        matting.write_grey(stream, target, self._size, master.fps, self._cancel)
        facts = probe(target).video
        fits = facts is not None and facts.frame_count == master.frames
        return target if fits else None

    def _matte_video(self, on_frame: OnFrame) -> Path:
        if self._matte is None:
            target = self._folder / "matte.mkv"
            master = self._master
            matting.write_matte(master.path, target, self._size, master.fps, self._cancel, on_frame)
            self._matte = target
        return self._matte

    def _rate(self, options: DeliverOptions, report: OnNotice) -> Fraction:
        source = options.rate is Rate.SOURCE
        wanted = self._master.fps if source else Fraction(options.rate.value)
        most = options.format.container.max_fps
        if most is None or wanted <= most:
            return wanted
        report(
            Notice(
                NoticeCode.RATE_LIMITED,
                f"{options.format.value.upper()} has {most} frames a second here, not {wanted}: "
                "players show faster ones at a tenth of the speed.",
            )
        )
        return Fraction(most)

    def _logo(self, options: DeliverOptions, shape: Framing) -> Overlay | None:
        if options.logo is None:
            return None
        logo = load_layer(options.logo)
        path = self._write_still(logo, shape, "logo.png")
        size = logo.shape[1], logo.shape[0]
        window = logo_window(
            size, shape.canvas, options.logo_place, options.logo_size, options.logo_margin
        )
        return Overlay(path, window, options.logo_opacity)

    def _bumper(self, path: Path | None, report: OnNotice) -> Bumper | None:
        if path is None:
            return None
        clip = read_bumper(path)
        for notice in form_notices(path, clip.form):
            report(notice)
        return clip

    def _background(
        self, options: DeliverOptions, shape: Framing, report: OnNotice
    ) -> Background | None:
        if options.transparent:
            return Background(transparent=True)
        if options.background is not None:
            if is_picture(options.background) and is_animated(options.background):
                target = self._folder / "background.mkv"
                write_loop(options.background, target, shape.canvas, self._cancel)
                return Background(video=target)
            if not is_picture(options.background):
                form = read_form(options.background)
                for notice in form_notices(options.background, form):
                    report(notice)
                return Background(video=options.background, form=form)
            still = load_image(options.background)
            return Background(picture=self._write_still(still, shape, "background.png"))
        if options.background_color:
            return Background(color=options.background_color)
        return (
            Background(color=options.pad_color or "#000000") if options.fit is Fit.COLOR else None
        )

    def _write_still(self, pixels: Pixels, shape: Framing, name: str) -> Path:
        """A picture for ffmpeg, which gets none that others have written: a plain PNG."""
        path = self._folder / name
        Picture.fromarray(reduced(pixels, shape.canvas)).save(path, compress_level=1)
        return path
