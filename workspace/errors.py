"""A refusal in Slack's words."""

from typing import Any


class SlackError(Exception):
    """`code` is Slack's name for the error; `details` go beside it in the answer."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def to_slack(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.details}
