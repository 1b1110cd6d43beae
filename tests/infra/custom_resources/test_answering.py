"""CloudFormation gets one answer, whatever becomes of the function."""

import threading

import pytest

from infra.custom_resources.answering import MARGIN_SECONDS, Event, RefusedError, answer
from tests.infra.cloudformation import ECHOED, CloudFormation

pytestmark = pytest.mark.stack

INSTEAD = "Do that instead."


def _nothing(_: Event) -> None:
    """All is well at once."""


class Refusing:
    """Refuses so many times, then does what it is asked to."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, event: Event) -> None:
        if self.left:
            self.left -= 1
            raise RefusedError("The role is not known here.")


class Pauses(list[float]):
    """In the place of `time.sleep`."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def test_a_success_tells_which_request_it_answers(cloudformation: CloudFormation) -> None:
    answer(cloudformation.request("Create"), 60, _nothing, to_do_instead=INSTEAD)

    (given,) = cloudformation.answers
    assert given == {"Status": "SUCCESS", "Reason": "Done", "PhysicalResourceId": "Thing", **ECHOED}


@pytest.mark.parametrize("kind", ["Update", "Delete"])
def test_a_resource_keeps_its_id(cloudformation: CloudFormation, kind: str) -> None:
    answer(cloudformation.request(kind), 60, _nothing, to_do_instead=INSTEAD)

    assert cloudformation.answers[0]["PhysicalResourceId"] == "known"


@pytest.mark.parametrize(("kind", "status"), [("Create", "FAILED"), ("Update", "FAILED"), ("Delete", "SUCCESS")])
def test_a_refusal_is_told_in_its_own_words(cloudformation: CloudFormation, kind: str, status: str) -> None:
    answer(cloudformation.request(kind), 60, Refusing(3), to_do_instead=INSTEAD, sleep=Pauses())

    (given,) = cloudformation.answers
    assert (given["Status"], given["Reason"]) == (status, "The role is not known here.")


def test_what_is_refused_is_tried_again(cloudformation: CloudFormation) -> None:
    pauses = Pauses()

    answer(cloudformation.request("Create"), 60, Refusing(2), to_do_instead=INSTEAD, sleep=pauses)

    assert cloudformation.answers[0]["Status"] == "SUCCESS"
    assert sum(pauses) < 60 - MARGIN_SECONDS


@pytest.mark.parametrize(("kind", "status"), [("Create", "FAILED"), ("Update", "FAILED"), ("Delete", "SUCCESS")])
def test_a_failure_is_not_told_in_its_own_words(cloudformation: CloudFormation, kind: str, status: str) -> None:
    def fail(_: Event) -> None:
        raise ValueError("xoxb-1-2")

    answer(cloudformation.request(kind), 60, fail, to_do_instead=INSTEAD)

    (given,) = cloudformation.answers
    assert given["Status"] == status
    assert given["Reason"] == f"This failed (ValueError), and the function's log says why. {INSTEAD}"


@pytest.mark.parametrize(("kind", "status"), [("Create", "FAILED"), ("Update", "FAILED"), ("Delete", "SUCCESS")])
def test_who_takes_too_long_is_answered_for(cloudformation: CloudFormation, kind: str, status: str) -> None:
    answered = threading.Event()

    def hang(_: Event) -> None:
        assert answered.wait(60)

    working = threading.Thread(
        target=answer, args=(cloudformation.request(kind), MARGIN_SECONDS, hang), kwargs={"to_do_instead": INSTEAD}
    )
    working.start()
    given = cloudformation.answer()
    answered.set()
    working.join()

    assert given["Status"] == status
    assert given["Reason"] == f"This took longer than 0 seconds. {INSTEAD}"
    assert cloudformation.answers == [given]


def test_an_answer_that_does_not_arrive_is_given_again(cloudformation: CloudFormation) -> None:
    cloudformation.refusals = 2
    pauses = Pauses()

    answer(cloudformation.request("Create"), 60, _nothing, to_do_instead=INSTEAD, sleep=pauses)

    assert len(cloudformation.answers) == 1
    assert sum(pauses) < MARGIN_SECONDS


def test_a_long_reason_is_cut(cloudformation: CloudFormation) -> None:
    def refuse(_: Event) -> None:
        raise RefusedError("very " * 1000)

    answer(cloudformation.request("Create"), 60, refuse, to_do_instead=INSTEAD, sleep=Pauses())

    assert len(cloudformation.answers[0]["Reason"]) == 1000
