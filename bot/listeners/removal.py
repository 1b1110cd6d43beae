"""The app is removed, or a token is: whatever was kept of people is forgotten. There is nobody to tell any more."""

import logging

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.listeners import listen
from bot.listeners.choices import team_of
from bot.preferences import Person, PreferencesStore

logger = logging.getLogger(__name__)


def register(app: App, delivery: Delivery, preferences: PreferencesStore) -> None:
    """Listen to `app_uninstalled` and `tokens_revoked`."""

    def forget_team(args: Args) -> None:
        if team := team_of(args.context):
            preferences.forget_team(team)
            logger.info("removed from a workspace: its people's choices are forgotten")

    def forget_revoked(args: Args) -> None:
        tokens = args.payload.get("tokens") or {}
        if tokens.get("bot"):
            forget_team(args)
        elif team := team_of(args.context):
            for user in tokens.get("oauth") or []:
                preferences.forget_person(Person(team, user))
                logger.info("a person's token is revoked: what they chose is forgotten")

    listen(app.event("app_uninstalled"), delivery.quietly(forget_team))
    listen(app.event("tokens_revoked"), delivery.quietly(forget_revoked))
