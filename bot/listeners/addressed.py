"""A message that addresses the bot -> its reply; the same in a channel and in a direct conversation."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from slack_bolt import Args, BoltContext

from bot.inference_client import InferenceClient
from bot.ledger import identity_of
from bot.listeners.choices import preferences_of
from bot.outlets import status
from bot.outlets.threads import ThreadOutlet
from bot.own_user import own_user_id
from bot.passages.gathering import Conversation
from bot.passages.people import is_a_person
from bot.passages.slack_text import mentioned
from bot.preferences import Preferences, PreferencesStore
from bot.readings import check_question, read
from bot.replies import usage
from bot.replies.buttons import Occasion
from bot.replies.message import Message
from bot.slack_messages import APPS_SUBTYPE, PEOPLES_SUBTYPES, SLACKBOT, SlackMessage

_MESSAGE = "lectern_message"
"""Where Bolt's context holds the message of the event."""

_IS_ALLOWED = "lectern_allowed_app"


def answer(
    inference: InferenceClient, preferences: PreferencesStore, args: Args, *, is_direct: bool
) -> Sequence[Message]:
    """Find out what is wanted and of which text, and have it read; nothing, if a bot wants it."""
    message = message_of(args.context)
    if message.is_through_an_app and not args.context.get(_IS_ALLOWED) and not is_a_person(args.client, message.user):
        return ()
    conversation = conversation_of(args, is_direct=is_direct)
    return answer_in(conversation, inference, message, preferences_of(preferences, args.context))


def answer_in(
    conversation: Conversation, inference: InferenceClient, message: SlackMessage, preferences: Preferences
) -> Sequence[Message]:
    """The reply to a message that is known to address the bot."""
    wish = conversation.wish(message)
    if not wish.tasks:
        return usage.render(wish.talk)
    check_question(wish)
    status.show(conversation.client, message.channel, message.thread_ts or message.ts, status.READING)
    occasion = Occasion(message.user or "", conversation.origin(message))
    return read(inference, wish, conversation.gather(message, wish), occasion, preferences)


def is_somebodys(allowed_apps: Collection[str]) -> Callable[..., bool]:
    """Whether somebody has just written this whom the bot answers. A matcher for Bolt.

    People are, themselves or through an app that posts for them, and apps that are allowed by their id or their
    bot's; no other bot, no Slackbot, no edit, no deletion, nobody joining. It comes before every listener, so what it
    parses is kept for them. Whether who posts through an app is a person can only be told later.
    """

    def matcher(event: Mapping[str, Any], context: BoltContext) -> bool:
        try:
            message = SlackMessage.model_validate(event)
        except ValidationError:
            return False
        context[_MESSAGE] = message
        is_allowed = bool({message.bot_id, message.app_id} & {*allowed_apps})
        context[_IS_ALLOWED] = is_allowed
        if message.edited is not None:
            return False
        if is_allowed:
            return message.subtype in (*PEOPLES_SUBTYPES, APPS_SUBTYPE)
        may_be_a_person = not message.bot_id or bool(message.app_id)
        return may_be_a_person and message.user not in (None, "", SLACKBOT) and message.subtype in PEOPLES_SUBTYPES

    return matcher


def outlet(args: Args) -> ThreadOutlet:
    """The thread of the message."""
    return ThreadOutlet(args.client, message_of(args.context), identity_of(args.body))


def message_of(context: BoltContext) -> SlackMessage:
    """What the matcher has parsed."""
    message: SlackMessage = context[_MESSAGE]
    return message


def conversation_of(args: Args, *, is_direct: bool) -> Conversation:
    """Where the message was said."""
    user = _bot_user_id(args, message_of(args.context))
    return Conversation(args.client, user, is_direct=is_direct, app_id=args.body.get("api_app_id") or "")


def _bot_user_id(args: Args, message: SlackMessage) -> str:
    """From the event's authorizations; else whoever alone is mentioned is the bot, and otherwise Slack tells."""
    known: str | None = args.context.bot_user_id
    if known:
        return known
    people = list(dict.fromkeys(mentioned(message.text)))
    if len(people) == 1:
        return people[0]
    return own_user_id(args.client) or next(iter(people), "")
