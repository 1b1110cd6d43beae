"""A stack whose categories come from a SageMaker endpoint: the built packages between Slack and InvokeEndpoint."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.inference.sagemaker import SageMaker, refusal, reply, running_sagemaker
from tests.stack.deployment import deploy, running_moto
from tests.stack.environments import Runtime
from tests.stack.http_api import event
from tests.stack.local_stack import STACK, LocalStack

pytestmark = pytest.mark.stack

ENDPOINT = "sentiment"
TEXT = "What a wonderful match."
SENTIMENT = [{"label": "NEGATIVE", "score": 0.2}, {"label": "POSITIVE", "score": 0.8}]


@pytest.fixture(scope="module")
def sagemaker() -> Iterator[SageMaker]:
    with running_sagemaker() as running:
        yield running


@pytest.fixture(scope="module")
def stack(
    build: Path, runtime: Runtime, sagemaker: SageMaker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalStack]:
    directory = tmp_path_factory.mktemp("endpoint")
    with running_moto(directory / "moto.log") as moto:
        outputs = deploy(
            moto, build / "template.yaml", STACK, ["CategoryBackend=sagemaker", f"CategoryEndpoint={ENDPOINT}"]
        )
        local = LocalStack(moto, outputs, build, runtime, directory)
        function = local.function("EndpointFunction")
        variables = {**function.variables, "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME": sagemaker.url}
        local.lambda_.deploy(replace(function, variables=variables))
        assert local.set_secrets().returncode == 0
        yield local
        local.close()
        print(local.logs())  # Shown where a test fails.


def test_bot_and_api_ask_the_endpoint_in_place_of_the_reader(stack: LocalStack, sagemaker: SageMaker) -> None:
    sagemaker.answers(reply(SENTIMENT))
    function = stack.function("EndpointFunction")
    assert stack.outputs["CategoryFunction"] == function.name
    with pytest.raises(KeyError):
        stack.function("CategoryFunction")

    assert stack.mention(f"category {TEXT}") == ["Category: POSITIVE (80%)"]

    request = event("/v1/category", {"Content-Type": "application/json"}, json.dumps({"text": TEXT}).encode())
    response = json.loads(stack.lambda_.invoke(function.name, json.dumps(request).encode()).payload)
    assert response["statusCode"] == 200
    assert json.loads(response["body"])["scores"] == {"NEGATIVE": 0.2, "POSITIVE": 0.8}
    assert {asked.path for asked in sagemaker.asked} == {f"/endpoints/{ENDPOINT}/invocations"}
    assert "wonderful" not in stack.logs()


def test_an_endpoint_that_is_not_there_yet(stack: LocalStack, sagemaker: SageMaker) -> None:
    sagemaker.answers(refusal(400, "ValidationError", f"Endpoint {ENDPOINT} of account 123456789012 not found."))

    (apology,) = stack.mention(f"category {TEXT}")

    assert apology.startswith("My model for this is not there, or still being made ready.")
    assert stack.dead_letters() == 0
