"""Who and what there is in the workspace: the app's identity, people and channels."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from workspace.app_manifest import Manifest
from workspace.ids import new_id

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Identity:
    """One installation of the app. Secrets are random for each run, so none can be left in a file by mistake."""

    team_name: str = "Reading Room"
    team_domain: str = "reading-room"
    team_id: str = field(default_factory=lambda: new_id("T"))
    app_id: str = field(default_factory=lambda: new_id("A"))
    bot_id: str = field(default_factory=lambda: new_id("B"))
    bot_user_id: str = field(default_factory=lambda: new_id("U"))
    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.token_hex(16)}", repr=False)
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    verification_token: str = field(default_factory=lambda: secrets.token_urlsafe(18), repr=False)


@dataclass(frozen=True)
class User:
    id: str
    name: str
    real_name: str
    is_bot: bool = False

    def to_slack(self, team_id: str) -> dict[str, Any]:
        profile = {"real_name": self.real_name, "display_name": self.name, "team": team_id}
        kinds = {"is_bot": self.is_bot, "is_app_user": False, "deleted": False}
        return {
            "id": self.id,
            "team_id": team_id,
            "name": self.name,
            "real_name": self.real_name,
            "tz": "Etc/UTC",
            "tz_offset": 0,
            "profile": profile,
            **kinds,
        }


@dataclass(frozen=True)
class UserGroup:
    """People who are mentioned together, by their handle."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()

    def to_slack(self, team_id: str) -> dict[str, Any]:
        of_team = {"team_id": team_id, "is_usergroup": True, "is_external": False, "date_delete": 0}
        named = {"id": self.id, "name": self.name, "handle": self.handle, "description": ""}
        return {**named, **of_team, "user_count": len(self.users)}


@dataclass
class Channel:
    """A public channel, or the direct conversation between the bot and `im_user`. `members` holds user ids."""

    id: str
    name: str
    topic: str = ""
    im_user: str | None = None
    members: set[str] = field(default_factory=set)

    @property
    def type(self) -> str:
        """What events call `channel_type`."""
        return "im" if self.im_user else "channel"

    def to_slack(self, bot_user_id: str) -> dict[str, Any]:
        if self.im_user:
            return {"id": self.id, "is_im": True, "is_channel": False, "user": self.im_user, "is_archived": False}
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": True,
            "is_im": False,
            "is_private": False,
            "is_archived": False,
            "is_member": bot_user_id in self.members,
            "topic": {"value": self.topic},
            "num_members": len(self.members),
        }


class Directory:
    """People and channels, found by id or by name."""

    def __init__(self, identity: Identity, manifest: Manifest) -> None:
        self.team_id = identity.team_id
        bot_name = manifest.features.bot_user.display_name
        self.you = User(new_id("U"), "you", "You")
        self.bot = User(identity.bot_user_id, bot_name.lower(), bot_name, is_bot=True)
        slackbot = User(SLACKBOT, "slackbot", "Slackbot", is_bot=True)
        self.users = {user.id: user for user in (self.you, self.bot, slackbot)}
        self.groups = [UserGroup(new_id("S"), "readers", "Readers", (self.you.id,))]
        both = {self.you.id, self.bot.id}
        channels = [
            Channel(new_id("C"), "reading", "Paste a text; read it together", members=set(both)),
            Channel(new_id("C"), "lounge", f"Not for {bot_name}, until someone invites it", members={self.you.id}),
            Channel(new_id("D"), bot_name, im_user=self.you.id, members=set(both)),
        ]
        self.channels = {channel.id: channel for channel in channels}

    def channel(self, reference: str) -> Channel | None:
        """By id, by name with or without #, or by a user id, which means that person's conversation with the bot."""
        if found := self.channels.get(reference):
            return found
        name = reference.removeprefix("#")
        return next(
            (each for each in self.channels.values() if each.im_user == reference or (each.name == name and name)), None
        )

    def user_named(self, name: str) -> User | None:
        return next((user for user in self.users.values() if user.name == name.lower()), None)

    def group_named(self, handle: str) -> UserGroup | None:
        return next((group for group in self.groups if group.handle == handle.lower()), None)

    def join(self, channel: Channel, user: User) -> None:
        # A new set: someone may be going through the old one.
        channel.members = channel.members | {user.id}
