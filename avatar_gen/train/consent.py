"""Nobody is learned who has not agreed: the consent is asked for first, and goes with the file.

It is written as that of a portrait is, beside the file, and into the file's own metadata.
"""

from __future__ import annotations

from pathlib import Path

from avatar_gen.train.request import TrainRequest
from talker.consent import Consent, check_consent, consent_path
from talker.errors import ErrorCode, InputError

SCOPE = "training a model for portraits"


def agreed(request: TrainRequest) -> Consent:
    """The consent of the request, else the one beside the folder.

    InputError CONSENT_MISSING where nobody is named, CONSENT_EXPIRED after its last day,
    CONSENT_INVALID for a note that cannot be read.
    """
    consent = check_consent(request.folder)
    if request.owner.strip():
        consent = Consent(
            owner=request.owner.strip(),
            source=request.agreement.strip(),
            scope=SCOPE,
            expires=request.expires,
        )
    if consent is None or not consent.owner.strip():
        raise InputError(
            ErrorCode.CONSENT_MISSING,
            f"Nobody is named who has agreed that a model learns the face in {request.folder}.",
            'Name the person with --owner "Anna Li" (and --agreement, --expires), or write it into '
            f"{consent_path(request.folder).name} beside the folder.",
            request.folder,
        )
    if consent.ended():
        raise InputError(
            ErrorCode.CONSENT_EXPIRED,
            f"The consent of {consent.owner} for {request.folder.name} ended on {consent.expires}.",
            f"Ask {consent.owner} again, and name the new date.",
            request.folder,
        )
    return consent


def check_pictures(paths: tuple[Path, ...]) -> None:
    """InputError CONSENT_EXPIRED for a single picture whose own consent has ended."""
    for path in paths:
        check_consent(path)
