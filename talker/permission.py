"""Whether a video may be made at all, before anything else is looked at."""

from __future__ import annotations

from talker.consent import Consent, check_consent
from talker.errors import ErrorCode, UsageError
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest


def check_permitted(request: RenderRequest | DubRequest) -> Consent | None:
    """The consent that was noted for the portrait or the film, if any.

    Raises UsageError LABEL_REASON_MISSING, InputError CONSENT_EXPIRED or CONSENT_INVALID.
    """
    if request.lacks_label_reason:
        raise UsageError(
            ErrorCode.LABEL_REASON_MISSING,
            "A video without the visible label needs a reason, which is recorded in it.",
            'Add --ai-label-reason "TEXT", or leave the label on.',
        )
    person = request.clip if isinstance(request, DubRequest) else request.portrait
    return check_consent(person)
