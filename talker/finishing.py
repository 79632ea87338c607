"""Finishing: segments become the video, which says what it is, and its further files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.deliver.deliver import Extras, deliver_extras
from talker.deliver.kept_opacity import keep_opacity
from talker.files import discard_parts, no_folder
from talker.leftovers import noted_write
from talker.media.muxer import SoundTrack, Tracks, join
from talker.media.part_stream import PartMark
from talker.options.render import RenderRequest
from talker.preflight.found import Preflight
from talker.progress import Notice, Progress, Stage
from talker.provenance.manifest import LabelWriter
from talker.provenance.record import Record
from talker.render_context import RenderContext
from talker.render_record import RenderOrigin, render_record
from talker.result import RenderResult
from talker.segments import Segment
from talker.subtitles.language import iso_639_2
from talker.work_folder import RenderKey, WorkFolder


@dataclass(frozen=True)
class _Joined:
    """What becomes one video: its key and record, the files of its segments and their marks."""

    key: RenderKey
    record: Record
    files: Sequence[Path]
    marks: Sequence[PartMark]


class VideoFinisher:
    """Finishes the video of a request, wherever its segments were drawn."""

    def __init__(self, request: RenderRequest, context: RenderContext) -> None:
        self._request = request
        self._context = context

    def finish(
        self,
        ready: Preflight,
        work: WorkFolder,
        origin: RenderOrigin,
        segments: Sequence[Segment],
        marks: Sequence[PartMark] = (),
    ) -> RenderResult:
        """Makes the video of the segments in `work`, which are all there, and removes `work`.

        `marks` say what each of them is, where they are the parts of a script.
        """
        with (
            SoundTrack(ready.speech, work.sound) as sound,
            self._context.stage(Stage.FINISH, len(segments)),
        ):
            sound.wait(self._context.cancel)
            record = render_record(self._request, ready, origin, self._context.home)
            files = [work.segment(segment) for segment in segments]
            notices = self._join(ready, work, _Joined(origin.key, record, files, marks))
            opacity = [work.opacity(segment) for segment in segments]
            if all(path.is_file() for path in opacity):
                keys = [mark.key for mark in marks]
                keep_opacity(self._context.home, record.id, opacity, keys)
            extras = self._deliver(ready, record)
        work.remove()
        return RenderResult(
            output=ready.output,
            frames=ready.frames,
            fps=self._request.fps,
            width=origin.width,
            height=origin.height,
            duration=ready.speech.duration,
            engine=origin.engine,
            device=origin.device,
            resumed_frames=0,
            timings=self._context.timings,
            notices=(*ready.notices, *notices, *extras.notices),
            deliverables=extras.files,
        )

    def _join(self, ready: Preflight, work: WorkFolder, joined: _Joined) -> tuple[Notice, ...]:
        """Joins the segments beside the output, says in the file what it is, then gives the video
        its name in one step. Returns what kept it from being signed."""
        context, output, fps = self._context, ready.output, self._request.fps
        for name in joined.key.names:  # what killed runs left, also those of an earlier version
            discard_parts(output.parent, f"{_begun(name)}.", output.suffix)
        labels = LabelWriter(joined.record, context.publisher, context.home)

        def on_segment(done: int) -> None:
            context.on_progress(Progress(Stage.FINISH, done, len(joined.files)))

        language = iso_639_2(self._request.language)
        marks = [mark.unit() for mark in joined.marks]
        tracks = Tracks(joined.files, fps, work.sound, output, labels.tags, language, marks)
        replaces = no_folder if self._request.overwrite else None
        stem = _begun(joined.key.name)
        with noted_write(output, context.home, stem=stem, replaces=replaces) as part:
            join(tracks, part, context.cancel, on_segment)
            notices = labels.close(part, output, context.cancel)
        for notice in notices:
            context.on_progress(notice)
        return notices

    def _deliver(self, ready: Preflight, record: Record) -> Extras:
        """Further files from the finished video."""
        wanted = self._request.deliverables
        if not wanted:
            return Extras()
        context = self._context
        return deliver_extras(
            ready.output,
            wanted,
            record,
            context,
            overwrite=self._request.overwrite,
        )


def _begun(key: str) -> str:
    """What a video is called while it is joined: short, however long the output's name is."""
    return f"mouthpiece-{key[:12]}"
