"""One question over the network, with an answer or the certainty of none within a given time."""

from __future__ import annotations

import queue
import ssl
import threading
import urllib.error
import urllib.request


def fetch(url: str, seconds: float) -> str | None:
    """The text at `url`; "" for a refusal such as 404; None when nothing answers in time.

    The environment's proxies are used. A thread keeps the time, because the name lookup of the
    system knows no timeout.
    """
    answer: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def ask() -> None:
        try:
            with urllib.request.urlopen(url, timeout=seconds) as response:
                answer.put(response.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError:
            answer.put("")
        except urllib.error.URLError as error:
            # Somebody is there; pip may know the certificate that Python does not.
            answer.put("" if isinstance(error.reason, ssl.SSLError) else None)
        except (OSError, ValueError):
            answer.put(None)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answer.get(timeout=seconds)
    except queue.Empty:
        return None
