"""Tells addresses of the ends of jobs: signed, and again until they answer."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from app.queue.job import Job
from app.queue.store import JobStore
from app.queue.submissions import Hook
from app.service.hook_address import check_reach, network_name
from app.service.users import Users
from app.service.views import job_view
from talker.errors import MouthpieceError

SIGNATURE = "Mouthpiece-Signature"
# Seconds before each further attempt: 13 hours in all.
DELAYS = (5.0, 30.0, 120.0, 600.0, 3600.0, 14400.0, 28800.0)
_TIMEOUT = 10.0
_LOOK_SECONDS = 0.5
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HookSender:
    """Sends what is due; hosts in `allowed` may lie in this computer's own network."""

    store: JobStore
    users: Users
    allowed: frozenset[str] = frozenset()

    def run(self, wait: Callable[[float], bool]) -> None:
        """Until `wait`, for so many seconds, says that the service ends."""
        while not wait(_LOOK_SECONDS):
            try:
                self.send_due()
            except MouthpieceError as error:  # the queue's disk may be away for a while
                _log.warning("web hooks have to wait: %s", error.message)

    def send_due(self) -> int:
        """Tells of every end that is due, several at once; how many were told."""
        due = [(hook, self.store.get(hook.job)) for hook in self.store.submissions.due_hooks()]
        return asyncio.run(self._send_all(due)) if due else 0

    async def _send_all(self, due: Sequence[tuple[Hook, Job]]) -> int:
        sending = (self._send(hook, job) for hook, job in due)
        told = await asyncio.gather(*sending, return_exceptions=True)
        for one in told:
            if isinstance(one, BaseException):  # once all others are through
                raise one
        return told.count(True)

    async def _send(self, hook: Hook, job: Job) -> bool:
        user = self.users.named(job.owner)
        if user is None:  # removed since: nobody could check the signature
            self.store.submissions.close_hook(hook)
            return False
        body = job_view(job).model_dump_json().encode()
        try:
            async with asyncio.timeout(_TIMEOUT):  # however slowly somebody answers
                await self._post(hook.url, body, signature(user.hook_key, body, time.time()))
        except (httpx.HTTPError, OSError, ValueError, MouthpieceError) as error:
            self._failed(hook, error)
            return False
        self.store.submissions.close_hook(hook)
        return True

    def _failed(self, hook: Hook, error: Exception) -> None:
        last = hook.attempts >= len(DELAYS)
        _log.warning(
            "job %d: %s did not take the web hook (%s); %s",
            *(hook.job, urlsplit(hook.url).hostname, error),
            "given up" if last else f"again in {DELAYS[hook.attempts]:.0f} s",
        )
        if last:
            self.store.submissions.close_hook(hook)
        else:
            self.store.submissions.delay_hook(hook, DELAYS[hook.attempts])

    async def _post(self, url: str, body: bytes, signed: str) -> None:
        """Connects to the address that was looked at; redirects count as refusals."""
        parts = urlsplit(url)
        address = (await asyncio.to_thread(check_reach, url, self.allowed))[0]
        host = f"[{address}]" if ":" in address else address
        port = f":{parts.port}" if parts.port else ""
        target = urlunsplit((parts.scheme, host + port, parts.path or "/", parts.query, ""))
        named = network_name(parts.hostname or "")
        headers = {
            "Host": (f"[{named}]" if ":" in named else named) + port,
            "Content-Type": "application/json",
            "User-Agent": "Mouthpiece",
            SIGNATURE: signed,
        }
        more = {"sni_hostname": named}
        async with (
            httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False) as client,
            # What is answered beside the status is not read: it may have no end.
            client.stream("POST", target, content=body, headers=headers, extensions=more) as answer,
        ):
            if not answer.is_success:
                raise httpx.HTTPError(f"it answered {answer.status_code}")


def signature(key: str, body: bytes, now: float) -> str:
    """`t=SECONDS,v1=HEX`: the HMAC-SHA-256 of the seconds, a dot and the body."""
    seconds = str(int(now))
    signed = hmac.new(key.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={signed}"
