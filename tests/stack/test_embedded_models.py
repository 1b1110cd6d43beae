"""From a first deployment to the first replies: the stack's own models, and secrets given as its parameters."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inference.contract import Task
from inference.store.embedded import EMBEDDED_MODELS
from tests.stack.deployment import Moto
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

    started = time.perf_counter()
    seeded = stack.ask_as_cloudformation("SeedFunction", "Create")
    print(f"seeding: {time.perf_counter() - started:.2f} s")
    assert (seeded["Status"], seeded["Reason"]) == ("SUCCESS", "Done")
    workspace = stack.slack.workspace
    secrets = {"SigningSecret": workspace.signing_secret, "BotToken": workspace.bot_token}
    assert stack.ask_as_cloudformation("SlackSecretFunction", "Create", **secrets)["Status"] == "SUCCESS"
    assert workspace.bot_token not in stack.logs()
    for state in ("cold", "warm"):
        for task, (mention, expected) in MENTIONS.items():
            started = time.perf_counter()
            (reply,) = stack.mention(mention)
            print(f"{task}, {state}: {time.perf_counter() - started:.2f} s from message to reply")
            assert expected in reply

    again = stack.command("infra.models", "embedded")
    assert again.stdout.count("is current") == len(Task)


def test_what_goes_with_the_stack_and_what_stays(
    stack: LocalStack, make_model: Callable[..., Path], moto: Moto
) -> None:
    stack.publish(make_model("1.0", Google="ORG"))
    secrets = {"SigningSecret": "1" * 32, "BotToken": "xoxb-1"}
    assert stack.set_secrets().returncode == 0

    assert stack.ask_as_cloudformation("SeedFunction", "Delete")["Status"] == "SUCCESS"
    assert stack.ask_as_cloudformation("SlackSecretFunction", "Delete", **secrets)["Status"] == "SUCCESS"

    assert (stack.models / "nouns" / "current").read_text(encoding="utf-8") == "1.0"
    ssm = moto.session().client("ssm", endpoint_url=moto.url)
    assert ssm.get_parameters(Names=[stack.outputs["SlackSecret"]])["Parameters"] == []
