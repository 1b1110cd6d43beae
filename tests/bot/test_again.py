"""Attempts after the first, where a ledger refuses or nobody outside makes them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.app import create_app
from bot.delivery import UnansweredError
from bot.ledger import Attempt, InMemoryLedger
from tests.bot.stage import CHANNEL, Stage, bold
from tests.polling import until


class RefusingLedger(InMemoryLedger):
    """Refuses so many times, then is as good as any."""

    def __init__(self, refusals: int) -> None:
        super().__init__()
        self.refusals = refusals

    @contextmanager
    def attempt(self, identity: str) -> Iterator[Attempt]:
        if self.refusals:
            self.refusals -= 1
            raise TimeoutError
        with super().attempt(identity) as attempt:
            yield attempt


def test_a_ledger_that_refuses_keeps_everything_from_being_posted(stage: Stage) -> None:
    failures = restart(stage, RefusingLedger(1))
    stage.workspace.post_message(CHANNEL, "@lectern nouns Ada")
    until(lambda: failures)
    stage.finish()
    assert stage.calls("chat.postMessage") == []


def test_the_attempt_after_it_answers(patient: Stage) -> None:
    ledger = RefusingLedger(1)
    restart(patient, ledger)
    (answer,) = patient.mention("@lectern nouns Ada")
    assert bold(answer) == ["People: ", "Ada"]
    assert ledger.refusals == 0


@pytest.mark.parametrize("errors", [2, 3])
def test_a_bot_alone_attempts_again_what_nothing_answered(patient: Stage, errors: int) -> None:
    patient.workspace.fail_next("chat.postMessage", error="token_revoked", times=errors)
    (answer,) = patient.mention("@lectern nouns Ada")
    assert bool(bold(answer)) == (errors == 2)


def restart(stage: Stage, ledger: InMemoryLedger) -> list[UnansweredError]:
    """The stage's app with another ledger in the old one's place; what it could not answer."""
    app = create_app(
        signing_secret=stage.workspace.signing_secret,
        bot_token=stage.workspace.bot_token,
        api_url=stage.app.client.base_url,
        inference=stage.inference,
        ledger=ledger,
        on_failure=stage.note_failure,
        listener_executor=stage.executor,
    )
    stage.app._listeners[:] = app._listeners
    return stage.failures
