"""What is said in a recording, written down into a file."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typing_extensions import override

from app.file_names import safe_name
from app.jobs.kind import Fact, JobKind, Outcome, Run, check_there
from app.jobs.speaking_videos import recorded_seconds
from talker.errors import ErrorCode, InputError
from talker.files import check_free, check_writable, write_error
from talker.options.transcribe import RecogniserModel, TranscribeRequest
from talker.progress import CancelToken, Notice, OnProgress, Progress, Stage
from talker.subtitles.kinds import KINDS, check_kind

USUAL_KIND = ".srt"


class TranscribeKind(JobKind[TranscribeRequest]):
    """One recording that is written down."""

    name = "transcribe"
    request_type = TranscribeRequest
    page = "captions"

    @override
    def check(self, request: TranscribeRequest) -> None:
        check_there(request.speech, ErrorCode.AUDIO_MISSING)
        check_target(request)

    @override
    def overwrites(self, request: TranscribeRequest) -> bool:
        return request.overwrite

    @override
    def affinity(self, request: TranscribeRequest) -> str:
        return f"{self.name} {request.recogniser.value}"

    @override
    def pace_key(self, request: TranscribeRequest) -> str:
        return f"{self.name} {request.recogniser.value}"

    @override
    def summary(self, request: TranscribeRequest) -> str:
        return request.speech.name

    @override
    def facts(self, request: TranscribeRequest) -> tuple[Fact, ...]:
        return Fact("Recording", request.speech), Fact("Text", request.output)

    @override
    def sources(self, request: TranscribeRequest) -> tuple[Path, ...]:
        return (request.speech,)

    @override
    def output_in(self, folder: Path, name: str, given: Mapping[str, Any]) -> Path:
        suffix = Path(name).suffix.lower()
        kind = suffix if suffix in KINDS else USUAL_KIND
        stem = name.removesuffix(kind) or Path(str(given.get("speech", ""))).stem
        return folder / safe_name(stem, kind)

    @override
    def recordings(self, request: TranscribeRequest) -> tuple[Path, ...]:
        return (request.speech,)

    @override
    def speech_seconds(self, request: TranscribeRequest) -> float | None:
        return recorded_seconds([request.speech])

    @override
    def duration(self, request: TranscribeRequest, frames: int) -> float | None:
        """Seconds are what it counts."""
        return float(frames)

    @override
    def runner(self, home: Path) -> Run[TranscribeRequest]:
        """The network stays loaded from one recording to the next."""
        from app.models import default_store
        from app.transcribing import transcribe
        from talker.recognition.models import open_recogniser
        from talker.recognition.recogniser import Recogniser

        loaded: dict[RecogniserModel, Recogniser] = {}

        def run(request: TranscribeRequest, report: OnProgress, cancel: CancelToken) -> Outcome:
            check_target(request)
            wanted = request.recogniser
            if wanted not in loaded:
                loaded.clear()
                loaded[wanted] = open_recogniser(default_store(home), wanted)
            began, seconds = time.monotonic(), 0
            notices: list[Notice] = []

            def listen(one: Progress | Notice) -> None:
                nonlocal seconds
                if isinstance(one, Notice):
                    notices.append(one)
                else:
                    seconds = one.total
                report(one)

            recogniser, language = loaded[wanted], request.spoken_language
            transcribe(recogniser, request.speech, request.output, language, listen, cancel)
            return Outcome(
                output=request.output,
                frames=seconds,
                resumed_frames=0,
                engine="whisper",
                device=recogniser.device,
                timings={Stage.RECOGNITION: time.monotonic() - began},
                notices=tuple(notices),
            )

        return run

    def recover(
        self, request: TranscribeRequest, frames: int | None, engine: str | None
    ) -> Outcome | None:
        """A text is written whole or not at all."""
        return Outcome(
            output=request.output,
            frames=frames or 0,
            resumed_frames=0,
            engine=engine or "whisper",
            device="",
            timings={},
            notices=(),
        )


def check_target(request: TranscribeRequest) -> None:
    """Raises what stands in the way of writing the text: it exists, or is the recording itself."""
    speech, target = request.speech, request.output
    check_kind(target)
    if target.absolute() == speech.absolute():
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"{speech} is the recording itself, and cannot be replaced by its text.",
            "Choose another name.",
            speech,
        )
    check_free(target, overwrite=request.overwrite)
    try:
        check_writable(target.parent)
    except OSError as error:
        raise write_error(error, target) from error


KIND = TranscribeKind()
