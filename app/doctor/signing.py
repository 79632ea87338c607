"""Says in whose name videos are signed, and whether that works here."""

from __future__ import annotations

from pathlib import Path

from app.doctor.result import Check, Verdict, say
from app.settings.store import load_settings
from talker.errors import MouthpieceError
from talker.provenance.c2pa import LibraryMissing
from talker.provenance.signer_choice import check_libraries, check_publisher


def check_signature(home: Path) -> Check:
    """Tries the certificate of the settings out; makes none."""
    try:
        publisher = load_settings(home).publisher
        check_publisher(publisher)
    except MouthpieceError as error:
        return Check("Signature", Verdict.FAIL, say("{}", error.message), say("{}", error.hint))
    if not publisher.sign:
        return Check(
            "Signature", Verdict.OK, say("Videos are labelled, not signed, as the settings say.")
        )
    try:
        check_libraries()
    except LibraryMissing as error:
        return Check(
            "Signature",
            Verdict.WARN,
            say("Videos are labelled, not signed: {}.", error),
            say("Install c2pa-python and cryptography again."),
        )
    if publisher.certificate is None:
        return Check(
            "Signature", Verdict.OK, say("Videos are signed with a certificate of this computer.")
        )
    return Check(
        "Signature", Verdict.OK, say("Videos are signed with {}.", publisher.certificate.name)
    )
