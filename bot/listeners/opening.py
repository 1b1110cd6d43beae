"""Opens a modal: within three seconds of what a person did, or not at all."""

from collections.abc import Sequence

from slack_bolt import Args
from slack_sdk.errors import SlackApiError

from bot.dialogs import Dialog, Typed
from bot.failures import slack_error_code
from bot.passages.errors import CannotReadError
from bot.replies import views
from bot.replies.message import Message

TOO_LATE = (
    "I woke up too late to open the window: Slack gives me three seconds. I am awake now, so please try again; or "
    "write the text right away, as in `/nouns TEXT` or `/ask QUESTION? | TEXT`."
)
NOT_OPENED = (
    "Which text? Slack did not let me open a window for it. Please write it right away, as in `/nouns TEXT` or "
    "`/ask QUESTION? | TEXT`."
)
_TOO_LATE = {"expired_trigger_id", "trigger_expired"}
_IS_OPEN = {"exchanged_trigger_id", "trigger_exchanged"}
"""An earlier attempt has opened it."""


def open_form(args: Args, dialog: Dialog, typed: Typed = Typed(), quoted: str = "") -> Sequence[Message]:  # noqa: B008 - a frozen value
    """Show the fields; there is nothing to reply.

    Raises
    ------
    CannotReadError
        Slack does not take the trigger any more, or refuses the modal.
    """
    try:
        args.client.views_open(trigger_id=args.body.get("trigger_id", ""), view=views.form(dialog, typed, quoted))
    except SlackApiError as error:
        code = slack_error_code(error)
        if code not in _IS_OPEN:
            raise CannotReadError(TOO_LATE if code in _TOO_LATE else NOT_OPENED) from error
    return ()
