"""Says how long this computer's keys for the farm are valid."""

from __future__ import annotations

import datetime
from pathlib import Path

from cryptography import x509

from app.doctor.result import Check, Sentence, Verdict, say
from app.paths import farm_keys_folder
from talker.certificates import ends_soon


def check_farm(home: Path) -> Check:
    """New keys have to be carried around, so their end is told weeks before."""
    folder = farm_keys_folder(home)
    try:
        found = [
            x509.load_pem_x509_certificate((folder / name).read_bytes())
            for name in ("certificate.pem", "authority.pem")
        ]
    except FileNotFoundError:
        return Check("Farm", Verdict.OK, say("This computer has no keys for a farm."))
    except (OSError, ValueError) as error:
        return _warning(say("The farm's keys in {} cannot be read: {}.", folder, error))
    begin = max(certificate.not_valid_before_utc for certificate in found)
    end = min(certificate.not_valid_after_utc for certificate in found)
    if begin > datetime.datetime.now(datetime.UTC):
        return Check(
            "Farm",
            Verdict.WARN,
            say("The farm's keys are valid from {} on.", f"{begin:%Y-%m-%d}"),
            say("Set the clock of this computer right."),
        )
    if ends_soon(end):
        return _warning(say("The farm's keys are valid until {}.", f"{end:%Y-%m-%d}"))
    return Check("Farm", Verdict.OK, say("The farm's keys are valid until {}.", f"{end:%Y-%m-%d}"))


def _warning(finding: Sentence) -> Check:
    return Check(
        "Farm",
        Verdict.WARN,
        finding,
        say(
            "Where they were made: mouthpiece farm keys --renew for that computer itself, "
            "mouthpiece farm keys NAME for another one."
        ),
    )
