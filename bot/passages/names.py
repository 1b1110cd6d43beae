"""Names of people, channels and groups that a text only gives identifiers of, as far as Slack tells them."""

from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack_client import hasty

MAX_LOOKUPS = 20
"""Calls made for one message; whoever is named after that stays an identifier."""


class Names:
    """A `Namer` for one message. What Slack does not tell, for want of a permission or of time, stays as it is.

    Only names of public channels are told: not everyone who reads the reply may know of others.
    """

    def __init__(self, client: WebClient) -> None:
        self._client = hasty(client)
        self._known: dict[tuple[str, str], str | None] = {}
        self._groups: Mapping[str, str] | None = None
        self._left = MAX_LOOKUPS
        self._closed: set[str] = set()

    def __call__(self, sigil: str, identifier: str) -> str | None:
        key = sigil, identifier
        if key not in self._known:
            self._known[key] = self._look_up(sigil, identifier)
        return self._known[key]

    def _look_up(self, sigil: str, identifier: str) -> str | None:
        match sigil:
            case "@":
                return _person(self._ask(sigil, self._client.users_info, user=identifier).get("user"))
            case "#":
                return _channel(self._ask(sigil, self._client.conversations_info, channel=identifier).get("channel"))
            case _:
                if self._groups is None:
                    self._groups = _handles(self._ask(sigil, self._client.usergroups_list).get("usergroups"))
                return self._groups.get(identifier)

    def _ask(self, kind: str, method: Callable[..., SlackResponse], **arguments: str) -> Mapping[str, Any]:
        """Nothing more of a kind is asked once Slack has refused it."""
        if self._left <= 0 or kind in self._closed:
            return {}
        self._left -= 1
        try:
            response = method(**arguments)
        except SlackApiError as error:
            if error.response.get("error") not in {"user_not_found", "channel_not_found"}:
                self._closed.add(kind)
            return {}
        except (OSError, HTTPException):
            self._left = 0
            return {}
        return response.data if isinstance(response.data, Mapping) else {}


def _person(user: object) -> str | None:
    if not isinstance(user, Mapping):
        return None
    profile = user.get("profile")
    known = [profile, user] if isinstance(profile, Mapping) else [user]
    names = (each.get(field) for field in ("real_name", "display_name", "name") for each in known)
    return next((name for name in names if isinstance(name, str) and name), None)


def _channel(channel: object) -> str | None:
    if not isinstance(channel, Mapping) or channel.get("is_private") or channel.get("is_im") or channel.get("is_mpim"):
        return None
    name = channel.get("name")
    return name if isinstance(name, str) and name else None


def _handles(groups: object) -> Mapping[str, str]:
    found = [each for each in groups if isinstance(each, Mapping)] if isinstance(groups, list) else []
    return {str(each.get("id")): str(each["handle"]) for each in found if each.get("handle")}
