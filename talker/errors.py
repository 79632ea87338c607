"""The one tree of expected failures: a stable code, a sentence, a hint, a file."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from pathlib import Path
from typing import ClassVar


class ErrorCode(StrEnum):
    """Stable names for everything that may go wrong; scripts and the queue rely on them."""

    # portrait
    IMAGE_MISSING = "IMAGE_MISSING"
    IMAGE_IS_FOLDER = "IMAGE_IS_FOLDER"
    IMAGE_UNREADABLE = "IMAGE_UNREADABLE"
    IMAGE_TRUNCATED = "IMAGE_TRUNCATED"
    IMAGE_TOO_SMALL = "IMAGE_TOO_SMALL"
    IMAGE_TOO_LARGE = "IMAGE_TOO_LARGE"
    NO_FACE = "NO_FACE"
    FACE_INDEX = "FACE_INDEX"
    FACES_TOO_CLOSE = "FACES_TOO_CLOSE"
    FACES_TOO_FEW = "FACES_TOO_FEW"
    FACE_TOO_SMALL = "FACE_TOO_SMALL"
    FACE_PROFILE = "FACE_PROFILE"
    FACE_NOT_HUMAN = "FACE_NOT_HUMAN"
    MOUTH_HIDDEN = "MOUTH_HIDDEN"
    # speech
    AUDIO_MISSING = "AUDIO_MISSING"
    AUDIO_IS_FOLDER = "AUDIO_IS_FOLDER"
    AUDIO_UNREADABLE = "AUDIO_UNREADABLE"
    AUDIO_NO_TRACK = "AUDIO_NO_TRACK"
    AUDIO_NO_CHANNEL = "AUDIO_NO_CHANNEL"
    AUDIO_NO_SPEECH = "AUDIO_NO_SPEECH"
    AUDIO_EMPTY = "AUDIO_EMPTY"
    AUDIO_SILENT = "AUDIO_SILENT"
    AUDIO_TOO_SHORT = "AUDIO_TOO_SHORT"
    AUDIO_NOTHING_KEPT = "AUDIO_NOTHING_KEPT"
    AUDIO_TOO_LONG = "AUDIO_TOO_LONG"
    AUDIO_NOT_FINITE = "AUDIO_NOT_FINITE"
    AUDIO_ONE_VOICE = "AUDIO_ONE_VOICE"
    # voices
    VOICE_FAILED = "VOICE_FAILED"
    VOICE_FILE_INVALID = "VOICE_FILE_INVALID"
    VOICE_LANGUAGE = "VOICE_LANGUAGE"
    VOICE_UNKNOWN = "VOICE_UNKNOWN"
    # script
    SCRIPT_EMPTY = "SCRIPT_EMPTY"
    SCRIPT_TOO_LONG = "SCRIPT_TOO_LONG"
    SCRIPT_MARK = "SCRIPT_MARK"
    SCRIPT_FIELD = "SCRIPT_FIELD"
    SCRIPT_CHARACTER = "SCRIPT_CHARACTER"
    SCRIPT_UNREADABLE = "SCRIPT_UNREADABLE"
    DICTIONARY_INVALID = "DICTIONARY_INVALID"
    # video
    VIDEO_UNREADABLE = "VIDEO_UNREADABLE"
    # output and machine
    OUTPUT_UNWRITABLE = "OUTPUT_UNWRITABLE"
    OUTPUT_EXISTS = "OUTPUT_EXISTS"
    DISK_FULL = "DISK_FULL"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    ENCODER_FAILED = "ENCODER_FAILED"
    COMPONENT_MISSING = "COMPONENT_MISSING"
    # finishing
    CODEC_MISSING = "CODEC_MISSING"
    SUBTITLES_INVALID = "SUBTITLES_INVALID"
    # models
    CATALOGUE_INVALID = "CATALOGUE_INVALID"
    MODEL_UNKNOWN = "MODEL_UNKNOWN"
    MODEL_UNVERIFIED = "MODEL_UNVERIFIED"
    OFFLINE = "OFFLINE"
    DOWNLOADS_OFF = "DOWNLOADS_OFF"
    DOWNLOAD_FAILED = "DOWNLOAD_FAILED"
    STORE_UNWRITABLE = "STORE_UNWRITABLE"
    IMPORT_MISSING = "IMPORT_MISSING"
    IMPORT_NOTHING = "IMPORT_NOTHING"
    PACK_INVALID = "PACK_INVALID"
    SETTINGS_INVALID = "SETTINGS_INVALID"
    # labels and provenance
    CONSENT_EXPIRED = "CONSENT_EXPIRED"
    CONSENT_INVALID = "CONSENT_INVALID"
    LABEL_REASON_MISSING = "LABEL_REASON_MISSING"
    CERTIFICATE_EXPIRED = "CERTIFICATE_EXPIRED"
    CERTIFICATE_INVALID = "CERTIFICATE_INVALID"
    NO_RECORD = "NO_RECORD"
    NO_SCRIPT = "NO_SCRIPT"
    INPUT_CHANGED = "INPUT_CHANGED"
    # avatars
    MASK_SIZE = "MASK_SIZE"
    PICTURE_BLACK = "PICTURE_BLACK"
    POSE_INVALID = "POSE_INVALID"
    PICTURE_UNSAFE = "PICTURE_UNSAFE"
    PROMPT_TOO_LONG = "PROMPT_TOO_LONG"
    SIZE_INVALID = "SIZE_INVALID"
    # training
    CAPTION_MISSING = "CAPTION_MISSING"
    CONSENT_MISSING = "CONSENT_MISSING"
    PICTURES_MANY_FACES = "PICTURES_MANY_FACES"
    PICTURES_NO_FACE = "PICTURES_NO_FACE"
    PICTURES_TOO_FEW = "PICTURES_TOO_FEW"
    TRAINING_DIVERGED = "TRAINING_DIVERGED"
    # batch
    BATCH_EMPTY = "BATCH_EMPTY"
    INPUT_UNREADABLE = "INPUT_UNREADABLE"
    PAIR_MISSING = "PAIR_MISSING"
    PAIR_UNREAD = "PAIR_UNREAD"
    PATH_OUTSIDE = "PATH_OUTSIDE"
    PRESENTER_UNKNOWN = "PRESENTER_UNKNOWN"
    BRAND_INVALID = "BRAND_INVALID"
    BRAND_UNKNOWN = "BRAND_UNKNOWN"
    PRESET_INVALID = "PRESET_INVALID"
    PRESET_UNKNOWN = "PRESET_UNKNOWN"
    ROW_INVALID = "ROW_INVALID"
    SHEET_UNREADABLE = "SHEET_UNREADABLE"
    # request
    OPTION_UNKNOWN = "OPTION_UNKNOWN"
    OPTION_INVALID = "OPTION_INVALID"
    MODEL_MISSING = "MODEL_MISSING"
    MODEL_DAMAGED = "MODEL_DAMAGED"
    MODEL_UNSUPPORTED = "MODEL_UNSUPPORTED"
    # queue
    JOB_UNKNOWN = "JOB_UNKNOWN"
    JOB_STATE = "JOB_STATE"
    WORKER_DIED = "WORKER_DIED"
    STALLED = "STALLED"
    BACKEND_HUNG = "BACKEND_HUNG"
    QUEUE_LOCKED = "QUEUE_LOCKED"
    QUEUE_NEWER = "QUEUE_NEWER"
    QUEUE_UNUSABLE = "QUEUE_UNUSABLE"
    # farm
    FARM_EMPTY = "FARM_EMPTY"
    FARM_FOLDER_UNSEEN = "FARM_FOLDER_UNSEEN"
    FARM_KEYS = "FARM_KEYS"
    FARM_NODE_LOST = "FARM_NODE_LOST"
    FARM_REFUSED = "FARM_REFUSED"
    FARM_UNREACHABLE = "FARM_UNREACHABLE"
    FARM_VERSION = "FARM_VERSION"
    # service
    ACCESS_DENIED = "ACCESS_DENIED"
    KEY_REUSED = "KEY_REUSED"
    NOT_FOUND = "NOT_FOUND"
    QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
    REQUEST_INVALID = "REQUEST_INVALID"
    SERVICE_UNUSABLE = "SERVICE_UNUSABLE"
    TOKEN_INVALID = "TOKEN_INVALID"
    TOO_LARGE = "TOO_LARGE"
    TOO_MANY_REQUESTS = "TOO_MANY_REQUESTS"
    USER_UNKNOWN = "USER_UNKNOWN"
    # newer versions
    UPDATE_UNREACHABLE = "UPDATE_UNREACHABLE"
    UPDATE_UNTRUSTED = "UPDATE_UNTRUSTED"
    # whatever is done
    CANCELLED = "CANCELLED"
    INTERNAL = "INTERNAL"


class ExitCode(IntEnum):
    """What the command line returns."""

    DONE = 0
    FAILED = 1  # in a way that nobody expected, and whatever has no code of its own
    USAGE = 2
    INPUT = 3
    MODEL = 4
    STOPPED = 5
    PARTLY_FAILED = 6  # some of many
    INTERRUPTED = 130  # as a shell says of Ctrl-C


class MouthpieceError(Exception):
    """An expected failure.

    `message` is one sentence that names the file concerned; `hint` says what to do next.
    `exit_code` is what the command line returns for it.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAILED

    def __init__(
        self, code: ErrorCode, message: str, hint: str = "", path: Path | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.path = path

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(MouthpieceError):
    """The request itself is wrong: an unknown option or a value out of range."""

    exit_code = ExitCode.USAGE


class InputError(MouthpieceError):
    """A given file or place cannot be used."""

    exit_code = ExitCode.INPUT


class ModelMissing(MouthpieceError):
    """A model that the request needs is not installed.

    `model_id` names the catalogue entry and `size` its bytes, None where that is not known.
    """

    exit_code = ExitCode.MODEL

    def __init__(self, model_id: str, title: str = "", size: int | None = None) -> None:
        amount = "" if size is None else f" ({size / 1e6:,.0f} MB)"
        super().__init__(
            ErrorCode.MODEL_MISSING,
            f"The model {title or model_id}{amount} is not installed.",
            f"Get it with: mouthpiece models get {model_id}   (in the window: Models, {model_id}, "
            "Get; without internet: mouthpiece models import FILE)",
        )
        self.model_id = model_id
        self.size = size


class ModelDamaged(MouthpieceError):
    """A model file is cut off, damaged, or another model than the one that is needed.

    `what` finishes the sentence that names the file.
    """

    exit_code = ExitCode.MODEL

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            ErrorCode.MODEL_DAMAGED,
            f"The model file {path} cannot be used: {what}.",
            "Delete it and get it again, or choose the file that belongs to this model.",
            path,
        )


class ModelUnsupported(MouthpieceError):
    """A model file is whole, but of a kind that is not for this, or not known here.

    `what` finishes the sentence that names the file; `hint` says what to choose instead.
    """

    exit_code = ExitCode.MODEL

    def __init__(self, path: Path, what: str, hint: str) -> None:
        super().__init__(
            ErrorCode.MODEL_UNSUPPORTED,
            f"The model file {path} cannot be used here: {what}.",
            hint,
            path,
        )


class Cancelled(MouthpieceError):
    """The user stopped the work."""

    exit_code = ExitCode.STOPPED

    def __init__(
        self,
        message: str = "Stopped before the video was finished.",
        hint: str = "Run the same command again to go on where it stopped.",
    ) -> None:
        super().__init__(ErrorCode.CANCELLED, message, hint)
