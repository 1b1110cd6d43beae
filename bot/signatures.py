"""Whether Slack sent a request: the signature over the raw bytes, before anything in them is parsed.

slack_sdk has the same check. It comes with the whole SDK, which takes longer to import than the door on Lambda takes to
start; and Slack's recipe, "Verifying requests from Slack", is a few lines.
"""

import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Final

MAX_AGE_SECONDS: Final = 300
"""Older requests may be copies of what someone overheard."""


def is_signed(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether Slack, or whoever knows its signing secret, signed the body within the last five minutes."""
    lower = {name.lower(): value for name, value in headers.items()}
    timestamp, signature = lower.get("x-slack-request-timestamp", ""), lower.get("x-slack-signature", "")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= _DIGITS):
        return False
    if abs(time.time() - int(timestamp)) > MAX_AGE_SECONDS:
        return False
    expected = hmac.new(secret.encode(), b"v0:%s:%s" % (timestamp.encode(), body), hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v0={expected}".encode(), signature.encode("utf-8", "surrogatepass"))


_DIGITS: Final = 12
"""More than seconds since 1970 will have for thousands of years."""
