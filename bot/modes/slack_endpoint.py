"""The address to which Slack sends its requests, as a part of a Flask app."""

import logging

from flask import Blueprint, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from werkzeug.exceptions import HTTPException

from bot.failures import describe
from bot.signatures import is_signed

logger = logging.getLogger(__name__)

_LAZY_HEADERS = ("HTTP_X_SLACK_BOLT_LAZY_ONLY", "HTTP_X_SLACK_BOLT_LAZY_FUNCTION_NAME")
"""With these Bolt tells itself, on Lambda, which half to run. Nobody outside may, and Slack does not sign headers."""


def slack_endpoint(app: App, signing_secret: str) -> Blueprint:
    """`POST /slack/events`: 401 for what Slack did not sign, before it is parsed; 400 for what is not of its shape."""
    routes = Blueprint("app", __name__)
    handler = SlackRequestHandler(app)

    @routes.post("/slack/events")
    def slack_events() -> Response:
        for header in _LAZY_HEADERS:
            request.environ.pop(header, None)
        if not is_signed(signing_secret, request.get_data(), dict(request.headers)):
            return Response(status=401)
        try:
            return handler.handle(request)
        except HTTPException:
            raise
        except Exception as error:
            logger.warning("not a request of Slack's: %s", describe(error))
            return Response(status=400)

    return routes
