"""Who asks, and what they have chosen in the Home tab."""

import logging

from slack_bolt import BoltContext

from bot.failures import describe
from bot.preferences import DEFAULTS, Person, Preferences, PreferencesStore

logger = logging.getLogger(__name__)

_PREFERENCES = "lectern_preferences"
"""Where Bolt's context holds what was looked up for a request."""


def person_of(context: BoltContext) -> Person | None:
    """Whose request it is; None where it is no person's. Wherever they are, their team is the one that has the app."""
    team = team_of(context)
    return Person(team, context.user_id) if team and context.user_id else None


def team_of(context: BoltContext) -> str | None:
    """The workspace or the whole organisation that has installed the app."""
    return context.enterprise_id if context.is_enterprise_install else context.team_id or context.enterprise_id


def preferences_of(store: PreferencesStore, context: BoltContext) -> Preferences:
    """Looked up once for a request. Where the store does not answer, the defaults: it must not cost a reply."""
    known: Preferences | None = context.get(_PREFERENCES)
    if known is None:
        person = person_of(context)
        known = context[_PREFERENCES] = (look_up(store, person) if person else None) or DEFAULTS
    return known


def look_up(store: PreferencesStore, person: Person) -> Preferences | None:
    """What a person has chosen; None, with a line in the log, where the store does not answer."""
    try:
        return store.get(person)
    except Exception as error:
        logger.error("preferences cannot be read: %s", describe(error))  # noqa: TRY400 - a traceback quotes the exception's words
        return None
