"""The app's home: its Home tab with the settings, and what Slack suggests to write in its Messages tab."""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException

from slack_bolt import App, Args
from slack_sdk.errors import SlackApiError

from bot.delivery import Delivery
from bot.examples import EXAMPLES
from bot.failures import describe
from bot.home.settings import SETTING, choice_in
from bot.home.view import FORGET, home_view
from bot.listeners import listen
from bot.listeners.choices import look_up, person_of
from bot.manners import Manners
from bot.preferences import DEFAULTS, Preferences, PreferencesStore
from bot.slack_client import hasty

NOT_KEPT = "I could not keep that choice. Please choose again in a minute."
NOT_FORGOTTEN = "I could not forget your settings. Please try again in a minute."
NOT_READ = "I cannot look up your settings at the moment, and go by these. Please come back in a minute."

_LOOKS = 3
"""Times that the tab is published for one choice, if others come in between."""

logger = logging.getLogger(__name__)


def register(app: App, delivery: Delivery, manners: Manners, preferences: PreferencesStore) -> None:
    """Listen to `app_home_opened` and to the settings."""
    home = _Home(manners, preferences)

    def open_home(args: Args) -> None:
        channel = str(args.payload.get("channel") or "")
        if args.payload.get("tab") == "messages":
            _suggest(args, channel)
        else:
            home.show(args, channel)

    def keep_choice(args: Args) -> None:
        person, choice = person_of(args.context), choice_in(args.payload)
        if person and choice:
            notice = _notice_unless(lambda: preferences.put(person, choice), NOT_KEPT)
            home.show(args, _channel_of(args), notice)

    def forget_choices(args: Args) -> None:
        if person := person_of(args.context):
            notice = _notice_unless(lambda: preferences.forget_person(person), NOT_FORGOTTEN)
            home.show(args, _channel_of(args), notice)

    listen(app.event("app_home_opened"), delivery.quietly(open_home))
    listen(app.action(re.compile(f"^{SETTING}")), delivery.quietly(keep_choice))
    listen(app.action(FORGET), delivery.quietly(forget_choices))


class _Home:
    def __init__(self, manners: Manners, preferences: PreferencesStore) -> None:
        self._manners = manners
        self._preferences = preferences

    def show(self, args: Args, channel: str, notice: str = "") -> None:
        """Publish the tab as it should be now. What Slack does not take is shown when it is opened the next time.

        Two choices that are worked on at the same time may be published in either order: who has published looks again.
        """
        person = person_of(args.context)
        if person is None:
            return
        shown: tuple[Preferences, str] | None = None
        for _ in range(_LOOKS):
            found = look_up(self._preferences, person)
            chosen, trouble = (DEFAULTS, NOT_READ) if found is None else (found, "")
            if (chosen, trouble) == shown:
                return
            follow_ups = self._manners.follow_ups
            view = home_view(chosen, channel=channel, follow_ups=follow_ups, notice=notice or trouble)
            try:
                args.client.views_publish(user_id=person.user, view=view)
            except (SlackApiError, OSError, HTTPException) as error:
                logger.warning("the Home tab is not shown: %s", describe(error))
                return
            shown = chosen, trouble


def _suggest(args: Args, channel: str) -> None:
    """Whatever Slack suggests, people can write what they like."""
    prompts = [{"title": each.title, "message": each.message} for each in EXAMPLES.values()]
    with suppress(SlackApiError, OSError, HTTPException):
        hasty(args.client).assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts)


def _notice_unless(act: Callable[[], None], notice: str) -> str:
    """Nothing, if it is done; else what to tell the person."""
    try:
        act()
    except Exception as error:
        logger.error("preferences cannot be changed: %s", describe(error))  # noqa: TRY400 - a traceback quotes the exception's words
        return notice
    return ""


def _channel_of(args: Args) -> str:
    """The direct conversation, as the view has remembered it."""
    return str((args.body.get("view") or {}).get("private_metadata") or "")
