"""From a first deployment to the first replies, with the models that come with Lectern."""

import time

import pytest

from inference.contract import Task
from inference.store.embedded import EMBEDDED_MODELS
from tests.stack.local_stack import LocalStack

pytestmark = pytest.mark.stack

APPLE = "Apple was founded by Steve Jobs, Steve Wozniak and Ronald Wayne in April 1976."
SHARES = (
    "Shares in the bank fell 4% on Monday after it reported a quarterly loss of 2bn euros, blaming higher interest "
    "rates and a fall in the dollar. Analysts in Frankfurt had forecast a profit, and investors expect more job cuts."
)
MENTIONS = {
    Task.NOUNS: (f"nouns {APPLE}", "Steve Jobs"),
    Task.CATEGORY: (f"category {SHARES}", "business"),
    Task.ANSWERS: (f"Who founded Apple? | {APPLE}", "Steve Jobs"),
}
"""What is asked, and what the reply holds."""


def test_first_replies(stack: LocalStack) -> None:
    if missing := [task for task in Task if not (EMBEDDED_MODELS / task / "manifest.json").is_file()]:
        pytest.skip(f"no embedded model for {', '.join(missing)}: `make train` makes them")

    published = stack.command("infra.models", "embedded")
    assert published.returncode == 0, published.stderr
    assert stack.set_secrets().returncode == 0
    for state in ("cold", "warm"):
        for task, (mention, expected) in MENTIONS.items():
            started = time.perf_counter()
            (reply,) = stack.mention(mention)
            print(f"{task}, {state}: {time.perf_counter() - started:.2f} s from message to reply")
            assert expected in reply

    again = stack.command("infra.models", "embedded")
    assert again.stdout.count("is current") == len(Task)
