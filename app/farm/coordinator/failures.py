"""Who is to blame when a slot could not do what it was asked: the job, the slot, or nobody yet."""

from __future__ import annotations

from enum import Enum, auto

from talker.errors import ErrorCode


class Blame(Enum):
    """What a trouble says of the slot and of the job."""

    JOB = auto()  # it would fail anywhere
    SLOT_FULL = auto()  # no slot for any job, until somebody makes room there
    SLOT_LACKS = auto()  # the slot cannot do this job, others may
    UNCLEAR = auto()  # a few tries elsewhere will tell


_BLAME = {
    Blame.SLOT_FULL: {
        *(ErrorCode.DISK_FULL, ErrorCode.OUTPUT_UNWRITABLE, ErrorCode.STORE_UNWRITABLE),
    },
    Blame.SLOT_LACKS: {
        *(ErrorCode.MODEL_MISSING, ErrorCode.MODEL_DAMAGED, ErrorCode.MODEL_UNKNOWN),
        *(ErrorCode.COMPONENT_MISSING, ErrorCode.MODEL_UNVERIFIED, ErrorCode.OFFLINE),
        *(ErrorCode.DOWNLOADS_OFF, ErrorCode.DOWNLOAD_FAILED, ErrorCode.FARM_VERSION),
    },
    Blame.UNCLEAR: {
        *(ErrorCode.INTERNAL, ErrorCode.OUT_OF_MEMORY, ErrorCode.ENCODER_FAILED),
        *(ErrorCode.FARM_UNREACHABLE, ErrorCode.FARM_NODE_LOST, ErrorCode.CANCELLED),
        ErrorCode.INPUT_UNREADABLE,
    },
}


def blame(code: ErrorCode) -> Blame:
    """What the code of a slot's trouble says."""
    return next((one for one, codes in _BLAME.items() if code in codes), Blame.JOB)
