"""Whether Slack sent a request: the signature over the raw bytes, before anything in them is parsed."""

from collections.abc import Mapping

from slack_sdk.signature import SignatureVerifier


def is_signed(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether Slack, or whoever knows its signing secret, signed the body within the last five minutes."""
    try:
        return SignatureVerifier(secret).is_valid_request(
            body, {name.lower(): value for name, value in headers.items()}
        )
    except (ValueError, TypeError, OverflowError):  # a timestamp that is no number, or no time; bytes that are no UTF-8
        return False
