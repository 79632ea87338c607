"""Whether the service beside it answers: exit status 0 or 1; for the image's health check."""

import os
import ssl
import sys
import urllib.request

address = os.environ.get("MOUTHPIECE_HEALTH", "http://127.0.0.1:8765/v1/ready")
# The certificate names the service as others know it, and this is the same computer.
trusting = ssl._create_unverified_context()
try:
    with urllib.request.urlopen(address, timeout=5, context=trusting) as answer:
        sys.exit(answer.status != 200)
except OSError as error:
    sys.exit(f"{address}: {error}")
