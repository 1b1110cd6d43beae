"""Which workspaces the bot serves."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

NO_RETRY: Final[dict[str, str | Sequence[str]]] = {"X-Slack-No-Retry": "1"}
"""Tells Slack that another delivery would be refused too."""


def is_served(body: Mapping[str, Any], team_ids: Collection[str]) -> bool:
    """Whether a request comes from one of the teams; any may, where none is named.

    Slack's check of an address (`url_verification`) comes from no team.
    """
    if not team_ids or body.get("type") == "url_verification":
        return True
    team = body.get("team_id")
    if team is None and isinstance(body.get("team"), Mapping):
        team = body["team"].get("id")
    return team in team_ids
