"""The Bolt app: built once for a process, the same in every mode."""

import logging
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Executor
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError

from bot.delivery import Delivery, UnansweredError
from bot.failures import describe
from bot.feedback import FeedbackObserver, log_feedback
from bot.inference_client import InferenceClient
from bot.ledger import InMemoryLedger, Ledger
from bot.listeners import (
    buttons,
    commands,
    direct_messages,
    examples,
    exporting,
    follow_ups,
    home,
    mentions,
    modals,
    reactions,
    removal,
    shortcuts,
)
from bot.manners import Manners
from bot.preferences import InMemoryPreferences, PreferencesStore
from bot.slack_client import create_web_client
from bot.teams import NO_RETRY, bot_user_of, is_served

logger = logging.getLogger(__name__)

_bolt_logger = logging.getLogger("lectern.bolt")
"""Bolt's debug lines, and some of its information and warnings, print whole requests with what people wrote."""
_bolt_logger.setLevel(logging.ERROR)

_BOT_USER_ID = "authorized_bot_user_id"
_MANNERS = Manners()


def create_app(
    *,
    signing_secret: str,
    bot_token: str,
    api_url: str,
    inference: InferenceClient,
    team_ids: Collection[str] = (),
    manners: Manners = _MANNERS,
    ledger: Ledger | None = None,
    preferences: PreferencesStore | None = None,
    on_failure: Callable[[UnansweredError], None] | None = None,
    may_wait: Callable[[], bool] | None = None,
    on_feedback: FeedbackObserver = log_feedback,
    listener_executor: Executor | None = None,
) -> App:
    """Build the app and register all listeners; nothing here, nor before an acknowledgement, touches the network.

    Parameters
    ----------
    api_url
        Slack's Web API or what stands in for it, ending in a slash.
    team_ids
        Workspaces whose requests are let in; all, if empty.
    ledger
        Remembers which deliveries were taken up; in the memory of this process unless given.
    preferences
        Keeps what people choose in the Home tab; in the memory of this process unless given.
    on_failure
        Told of each delivery that ended in neither reply nor apology, on the thread that worked on it.
    may_wait
        Whether the delivery that is worked on may be attempted again in a while, should a reader be asleep; it may
        not, unless given.
    on_feedback
        Told of each thumb that somebody gives a reply.
    listener_executor
        Runs the work after an acknowledgement, unless an adapter sets another `lazy_listener_runner`.
    """
    app = App(
        name="lectern",
        logger=_bolt_logger,
        client=create_web_client(bot_token, api_url),
        signing_secret=signing_secret,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        token_verification_enabled=False,
        before_authorize=_let_in(team_ids),
        authorize=_authorize_with(bot_token),
        ssl_check_enabled=False,  # it answers before the signature is checked
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        listener_executor=listener_executor,
    )
    app.error(_on_error)
    delivery = Delivery(ledger or InMemoryLedger(), on_failure, may_wait)
    _register_all(app, inference, delivery, manners, preferences or InMemoryPreferences(), on_feedback)
    return app


def _register_all(
    app: App,
    inference: InferenceClient,
    delivery: Delivery,
    manners: Manners,
    preferences: PreferencesStore,
    on_feedback: FeedbackObserver,
) -> None:
    for surface in (commands, modals, shortcuts, exporting):
        surface.register(app, inference, delivery, preferences)
    reactions.register(app, inference, delivery, manners, preferences)
    buttons.register(app, inference, delivery, on_feedback, preferences)
    for surface in (mentions, direct_messages, follow_ups):
        surface.register(app, inference, delivery, manners, preferences)
    home.register(app, delivery, manners, preferences)
    examples.register(app, inference, delivery, preferences)
    removal.register(app, delivery, preferences)


def _let_in(team_ids: Collection[str]) -> Callable[..., BoltResponse | None]:
    """Bolt runs this after it has checked the signature."""

    def check_team(body: Mapping[str, Any], context: BoltContext, next: Callable[[], None]) -> BoltResponse | None:  # noqa: A002 - Bolt's name
        context[_BOT_USER_ID] = bot_user_of(body)
        if not is_served(body, team_ids):
            logger.warning("refused: a workspace that is not served")
            return BoltResponse(status=403, headers=NO_RETRY)
        next()
        return None

    return check_team


def _authorize_with(bot_token: str) -> Callable[..., AuthorizeResult]:
    """Every event brings the bot's user id along, so that `auth.test` is never asked."""

    def authorize(context: BoltContext, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=bot_token,
            bot_user_id=context.get(_BOT_USER_ID),
        )

    return authorize


def _on_error(error: Exception, request: BoltRequest) -> BoltResponse:
    """Unhandled requests are acknowledged, or else Slack would send them again."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200)
    logger.error("request failed: %s", describe(error))
    was_verified = _BOT_USER_ID in request.context
    return BoltResponse(
        status=500 if was_verified else 401
    )  # a strange signature or timestamp makes Bolt's check raise
