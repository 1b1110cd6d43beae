"""What went wrong, in one sentence for the person who asked, and what to do about it."""

from slack_sdk.errors import SlackApiError

from bot.failures import ResponseUrlError, slack_error_code
from bot.passages.errors import CannotReadError
from inference.contract import InferenceError

UNEXPECTED = (
    "Something went wrong on my side, and I have noted it. "
    "Please try again; if it happens again, tell whoever looks after Lectern."
)
_NOT_THERE = (
    "I cannot write in that channel, because I am not in it. Invite me there with `/invite @Lectern`, then ask again."
)
_TOO_LONG = "Slack did not take my reply, because it is too long. Please send the text in shorter parts."
_REFUSED = "Slack did not take my reply. Please try again; if it happens again, tell whoever looks after Lectern."

_SLACK = {
    "channel_not_found": _NOT_THERE,
    "is_archived": "I cannot write in that channel any more, because it is archived. Please ask me in another one.",
    "missing_scope": (
        "I am not allowed to write here. Ask whoever installed me to install me again with the permissions of my "
        "manifest."
    ),
    "msg_blocks_too_long": _TOO_LONG,
    "msg_too_long": _TOO_LONG,
    "not_in_channel": _NOT_THERE,
    "ratelimited": "Slack lets me write only so many messages a minute. Please wait a minute and ask again.",
    "cannot_reply_to_message": "I cannot reply to that message any more. Please ask me again in another place.",
    "messages_tab_disabled": "My direct messages are switched off here. Please ask me in a channel.",
    "restricted_action": "I may not write in that channel: its settings forbid it. Please ask me in another one.",
}


_RESTRICTED = "restricted_action_"
_CLOSED = (
    "I may not write there: the thread is locked, or the channel's settings forbid it. Please ask me in another one."
)


def apology(error: Exception) -> str:
    """Words that never quote the error or the person's text, except where the error's words were made for people."""
    match error:
        case CannotReadError() | InferenceError():
            return error.message
        case SlackApiError():
            code = slack_error_code(error)
            return _SLACK.get(code, _CLOSED if code.startswith(_RESTRICTED) else _REFUSED)
        case ResponseUrlError():
            return _REFUSED
        case _:
            return UNEXPECTED
