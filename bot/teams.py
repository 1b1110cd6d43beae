"""Which workspaces the bot serves."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

NO_RETRY: Final[dict[str, str | Sequence[str]]] = {"X-Slack-No-Retry": "1"}
"""Tells Slack that another delivery would be refused too."""


def is_served(body: Mapping[str, Any], team_ids: Collection[str]) -> bool:
    """Whether a request comes from, or through, one of the teams or organisations; any may, where none is named.

    Slack's check of an address (`url_verification`) comes from no team. In a channel that two companies share,
    `team_id` may be the other company's.
    """
    if not team_ids or body.get("type") == "url_verification":
        return True
    return any(team in team_ids for team in _teams(body))


def _teams(body: Mapping[str, Any]) -> Iterator[object]:
    authorizations = body.get("authorizations")
    named = authorizations if isinstance(authorizations, list) else []
    for source in (body, *(each for each in named if isinstance(each, Mapping))):
        yield from (source.get(name) for name in ("team_id", "context_team_id", "enterprise_id"))
    for name in ("team", "enterprise"):
        if isinstance(body.get(name), Mapping):
            yield body[name].get("id")
