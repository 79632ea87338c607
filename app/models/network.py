"""The only door to the network: asks the offline switch, knows proxies, endpoints, certificates."""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import certifi
import truststore

from app import __version__
from app.models.catalogue import Model, ModelFile, secure_address
from app.settings.models import OFFLINE_SWITCH, ModelSettings
from talker.errors import ErrorCode, ExitCode, InputError, MouthpieceError

if TYPE_CHECKING:
    import httpx

    Client = httpx.Client  # for those who get one from here

_HOST_AND_PORT = re.compile(r"[\w.-]+:\d{1,5}")
_HUGGING_FACE = "https://huggingface.co"
_CONNECT_SECONDS = 15.0
_READ_SECONDS = 30.0  # of silence; a slow line that delivers something is never cut off


def mirrors(model: Model, file: ModelFile, settings: ModelSettings) -> list[str]:
    """Where to ask for a file, in this order: the user's mirrors, then the catalogue's."""
    endpoint = settings.hf_endpoint or os.environ.get("HF_ENDPOINT") or _HUGGING_FACE
    own = [f"{place.rstrip('/')}/{model.id}/{file.name}" for place in settings.mirrors]
    theirs = [
        endpoint.rstrip("/") + mirror.removeprefix(_HUGGING_FACE)
        if mirror.startswith(_HUGGING_FACE + "/")
        else mirror
        for mirror in file.mirrors
    ]
    try:
        return list(dict.fromkeys(map(secure_address, own + theirs)))
    except ValueError as error:
        raise _unusable(f"an address cannot be used: {error}") from error


class NotFetched(MouthpieceError):
    """A model is missing and may not be fetched."""

    exit_code = ExitCode.MODEL


@dataclass(frozen=True)
class Network:
    """What a download may do."""

    settings: ModelSettings

    def allow(self, model: Model) -> None:
        """Raises OFFLINE or DOWNLOADS_OFF when the model may not be fetched."""
        by_hand = (
            f"Or bring it from another computer: mouthpiece models export PACK.zip {model.id} "
            "there, mouthpiece models import PACK.zip here"
        )
        size = f"{model.size / 1e6:,.0f} MB"
        if self.settings.switched_offline:
            raise NotFetched(
                ErrorCode.OFFLINE,
                f"The model {model.id} ({size}) is not here, and Mouthpiece is offline.",
                f"Go online (look at --offline, the setting `offline`, {OFFLINE_SWITCH}). "
                f"{by_hand}.",
            )
        if not self.settings.downloads:
            raise NotFetched(
                ErrorCode.DOWNLOADS_OFF,
                f"The model {model.id} ({size}) is not here, and downloads are switched off.",
                f"Allow them (the setting `downloads`). {by_hand}.",
            )

    @contextmanager
    def client(self) -> Iterator[Client]:
        """A client for one or more downloads; never one while offline."""
        if self.settings.switched_offline:
            raise NotFetched(ErrorCode.OFFLINE, "Mouthpiece is offline.", "Go online first.")
        import httpx  # a sixth of a second of work, which no start waits for

        try:
            client = httpx.Client(
                verify=_certificates(),
                proxy=_with_scheme(self.settings.proxy),
                timeout=httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS),
                headers={
                    "User-Agent": f"Mouthpiece/{__version__}",
                    "Accept-Encoding": "identity",  # ranges count the bytes of the file itself
                },
            )
        except (OSError, ValueError, httpx.InvalidURL) as error:
            raise _unusable(f"no connection can be made: {error}") from error
        with client:
            yield client


def _with_scheme(proxy: str | None) -> str | None:
    """A proxy is often written as HOST:PORT, as other programs show it."""
    return f"http://{proxy}" if proxy and _HOST_AND_PORT.fullmatch(proxy) else proxy


def _certificates() -> ssl.SSLContext:
    """The system's certificates, and the usual ones for systems that have none."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(os.environ.get("SSL_CERT_FILE") or certifi.where())
    return context


def _unusable(why: str) -> InputError:
    return InputError(
        ErrorCode.SETTINGS_INVALID,
        f"With the present settings {why}.",
        "Look at `mirrors`, `hf_endpoint` and `proxy` in the settings, and at the variables "
        "HF_ENDPOINT, HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE.",
    )
