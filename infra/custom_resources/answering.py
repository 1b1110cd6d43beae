"""How CloudFormation is answered: always, once, and before the function's own time is up.

A stack waits for an answer until its time-out, so nothing here needs more than Python's own library: where what the
function does cannot even be imported, that is answered too.
"""

import json
import logging
import threading
import time
import traceback
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

Event = dict[str, Any]
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html"""

MARGIN_SECONDS = 20.0
"""What is left of the function's time when it gives up: enough for every attempt to say so."""

_MAX_REASON = 1000
_REFUSED_PAUSES = (5.0, 15.0)
_PUT_PAUSES = (0.0, 1.0, 4.0)
_PUT_SECONDS = 4.0

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """Why the resource cannot be had, in a sentence for whoever deploys: the stack's events show it."""


def answer(
    event: Event,
    seconds_left: float,
    act: Callable[[Event], None],
    *,
    to_do_instead: str,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Act upon the event, then tell CloudFormation how that ended.

    A deletion succeeds whatever happens: nothing may keep a stack from being deleted.

    Parameters
    ----------
    seconds_left
        Until Lambda ends this invocation.
    act
        Raises RefusedError with a sentence for the person who deploys. It is called again then, three times in all: a
        role that has just been made is not known to all of AWS at once.
    to_do_instead
        A sentence for that person where it took too long, or failed in a way that nobody foresaw.
    """
    reply = _Reply(event, sleep)
    late = f"This took longer than {seconds_left - MARGIN_SECONDS:.0f} seconds. {to_do_instead}"
    timer = threading.Timer(max(seconds_left - MARGIN_SECONDS, 0.0), reply.send, [late])
    timer.daemon = True
    timer.start()
    try:
        _act(event, act, sleep)
    except RefusedError as error:
        reply.send(str(error))
    except Exception as error:
        # Not in its own words: they may hold the secrets that came with the event.
        places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        logger.error("%s at %s", type(error).__name__, ", ".join(places))  # noqa: TRY400
        reply.send(f"This failed ({type(error).__name__}), and the function's log says why. {to_do_instead}")
    else:
        reply.send(None)
    finally:
        timer.cancel()


def _act(event: Event, act: Callable[[Event], None], sleep: Callable[[float], None]) -> None:
    for pause in _REFUSED_PAUSES:
        try:
            return act(event)
        except RefusedError as error:
            logger.warning("%s", error)
        sleep(pause)
    return act(event)


class _Reply:
    def __init__(self, event: Event, sleep: Callable[[float], None]) -> None:
        self._event = event
        self._sleep = sleep
        self._sent = False
        self._lock = threading.Lock()

    def send(self, failure: str | None) -> None:
        """The first one counts."""
        with self._lock:
            if self._sent:
                return
            self._sent = True
            if failure:
                logger.error("%s: %s", self._event["RequestType"], failure)
            self._put(json.dumps(self._body(failure)).encode())

    def _body(self, failure: str | None) -> dict[str, Any]:
        event = self._event
        failed = failure is not None and event["RequestType"] != "Delete"
        return {
            "Status": "FAILED" if failed else "SUCCESS",
            "Reason": (failure or "Done")[:_MAX_REASON],
            # The same for ever: with another one, CloudFormation would take the resource for replaced, and delete it.
            "PhysicalResourceId": event.get("PhysicalResourceId", event["LogicalResourceId"]),
            "StackId": event["StackId"],
            "RequestId": event["RequestId"],
            "LogicalResourceId": event["LogicalResourceId"],
        }

    def _put(self, body: bytes) -> None:
        for pause in _PUT_PAUSES:
            self._sleep(pause)
            # The address is signed for a request without a content type.
            request = urllib.request.Request(  # noqa: S310 - CloudFormation's own
                self._event["ResponseURL"], body, {"Content-Type": ""}, method="PUT"
            )
            try:
                urllib.request.urlopen(request, timeout=_PUT_SECONDS).close()  # noqa: S310
            except (OSError, HTTPException) as error:
                logger.warning("CloudFormation could not be answered: %s", type(error).__name__)
            else:
                return
