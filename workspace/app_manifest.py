"""What the workspace knows of the installed app: the parts of a Slack app manifest that it acts on."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field


class SlashCommand(BaseModel):
    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False


class Shortcut(BaseModel):
    """In the menu of a message, or, where it is global, beside the composer."""

    name: str = Field(max_length=24)
    type: Literal["message", "global"]
    callback_id: str = Field(max_length=255)
    description: str = Field(max_length=150)


class DisplayInformation(BaseModel):
    name: str
    description: str = ""


class BotUser(BaseModel):
    display_name: str


class AppHome(BaseModel):
    home_tab_enabled: bool = False


class Features(BaseModel):
    app_home: AppHome = AppHome()
    bot_user: BotUser
    slash_commands: list[SlashCommand] = Field(default_factory=list)
    shortcuts: list[Shortcut] = Field(default_factory=list)


class Scopes(BaseModel):
    bot: list[str] = Field(default_factory=list)


class OAuthConfig(BaseModel):
    scopes: Scopes = Scopes()


class EventSubscriptions(BaseModel):
    bot_events: list[str] = Field(default_factory=list)


class Interactivity(BaseModel):
    is_enabled: bool = False


class Settings(BaseModel):
    event_subscriptions: EventSubscriptions = EventSubscriptions()
    interactivity: Interactivity = Interactivity()


class Manifest(BaseModel):
    """A Slack app manifest; what is not named here is ignored."""

    display_information: DisplayInformation
    features: Features
    oauth_config: OAuthConfig = OAuthConfig()
    settings: Settings = Settings()

    @property
    def scopes(self) -> list[str]:
        return self.oauth_config.scopes.bot

    def command(self, name: str) -> SlashCommand | None:
        return next((each for each in self.features.slash_commands if each.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((each for each in self.features.shortcuts if each.callback_id == callback_id), None)

    def subscribes_to(self, event: str) -> bool:
        return event in self.settings.event_subscriptions.bot_events


def load_manifest(path: Path) -> Manifest:
    """Read a manifest in JSON."""
    return Manifest.model_validate_json(path.read_text(encoding="utf-8"))
