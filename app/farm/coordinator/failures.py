"""Who is to blame when a slot could not do what it was asked: the job, the slot, or nobody yet."""

from __future__ import annotations

from enum import Enum, auto

from talker.errors import ErrorCode


class FailureClass(Enum):
    """What a trouble says of the slot and of the job."""

    JOB = auto()  # it would fail anywhere
    SLOT_FULL = auto()  # no slot for any job, until somebody makes room there
    SLOT_LACKS = auto()  # the slot cannot do this job, others may
    UNCLEAR = auto()  # a few tries elsewhere will tell


_BLAME = {
    FailureClass.SLOT_FULL: {
        *(ErrorCode.DISK_FULL, ErrorCode.OUTPUT_UNWRITABLE, ErrorCode.STORE_UNWRITABLE),
    },
    FailureClass.SLOT_LACKS: {
        *(ErrorCode.MODEL_MISSING, ErrorCode.MODEL_DAMAGED, ErrorCode.MODEL_UNKNOWN),
        *(ErrorCode.COMPONENT_MISSING, ErrorCode.MODEL_UNVERIFIED, ErrorCode.OFFLINE),
        *(ErrorCode.DOWNLOADS_OFF, ErrorCode.DOWNLOAD_FAILED, ErrorCode.FARM_VERSION),
    },
    FailureClass.UNCLEAR: {
        *(ErrorCode.INTERNAL, ErrorCode.OUT_OF_MEMORY, ErrorCode.ENCODER_FAILED),
        *(ErrorCode.FARM_UNREACHABLE, ErrorCode.FARM_NODE_LOST, ErrorCode.CANCELLED),
        ErrorCode.INPUT_UNREADABLE,
    },
}


def classify(code: ErrorCode) -> FailureClass:
    """What the code of a slot's trouble says."""
    return next((one for one, codes in _BLAME.items() if code in codes), FailureClass.JOB)
