"""Which workspaces the bot serves, and as whom."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

NO_RETRY: Final[dict[str, str | Sequence[str]]] = {"X-Slack-No-Retry": "1"}
"""Tells Slack that another delivery would be refused too."""


def bot_user_of(body: Mapping[str, Any]) -> str | None:
    """The bot's user id, which every event brings along; the first authorization may be a person's."""
    given = [each for each in body.get("authorizations") or [] if isinstance(each, Mapping)]
    return next((each.get("user_id") for each in given if each.get("is_bot")), None)


def is_served(body: Mapping[str, Any], team_ids: Collection[str]) -> bool:
    """Whether a request comes from, or through, one of the teams or organisations; any may, where none is named.

    Slack's check of an address (`url_verification`) comes from no team. In a channel that two companies share,
    `team_id` may be the other company's.
    """
    if not team_ids or body.get("type") == "url_verification":
        return True
    return not team_ids_of(body).isdisjoint(team_ids)


def team_ids_of(body: Mapping[str, Any]) -> set[str]:
    """The workspaces and organisations that a request is for.

    An event's own team may be another company's, in a channel that both share; the app is installed in those that its
    authorizations name.
    """
    places: list[Any] = [*(body.get("authorizations") or []), body]
    ids: set[Any] = {each.get("id") for each in (body.get("team"), body.get("enterprise")) if isinstance(each, Mapping)}
    ids.add(body.get("context_team_id"))
    ids |= {each.get(name) for each in places if isinstance(each, Mapping) for name in ("team_id", "enterprise_id")}
    return {each for each in ids if isinstance(each, str)}
