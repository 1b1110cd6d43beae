"""Readers that are SageMaker endpoints: chosen by parameters, one function and one permission for each."""

import re

import pytest

from inference.contract import Task
from tests.infra.conditions import apply, deployed
from tests.infra.templates import ROOT_TEMPLATE, Templates, inside, of_type

pytestmark = pytest.mark.stack

TASKS = [task.capitalize() for task in Task]


def _refused_for(templates: Templates, **given: str) -> list[str]:
    """Why CloudFormation does not deploy these parameters."""
    root = templates[ROOT_TEMPLATE]
    wanted = {each["AssertDescription"]: each["Assert"] for each in root["Rules"]["EndpointsAreNamed"]["Assertions"]}
    resources = {words: {"Condition": words} for words in wanted}
    probe = {"Parameters": root["Parameters"], "Conditions": wanted, "Resources": resources}
    return [words for words in wanted if words not in apply(probe, given)["Resources"]]


@pytest.mark.parametrize("task", TASKS)
def test_a_backend_of_sagemaker_needs_the_name_of_an_endpoint(templates: Templates, task: str) -> None:
    backend, endpoint = f"{task}Backend", f"{task}Endpoint"

    assert _refused_for(templates) == []
    assert _refused_for(templates, **{endpoint: "news"}) == []
    assert _refused_for(templates, **{backend: "sagemaker", endpoint: "news"}) == []
    (said,) = _refused_for(templates, **{backend: "sagemaker"})
    assert endpoint in said


@pytest.mark.parametrize(
    ("name", "fits"),
    [("", True), ("lectern-category", True), ("a" * 63, True), ("a" * 64, False), ("*", False), ("a-", False)],
)
@pytest.mark.parametrize("task", TASKS)
def test_a_name_stands_for_one_endpoint(templates: Templates, task: str, name: str, fits: bool) -> None:
    pattern = templates[ROOT_TEMPLATE]["Parameters"][f"{task}Endpoint"]["AllowedPattern"]

    assert bool(re.fullmatch(pattern, name)) == fits
    assert not re.fullmatch(pattern, "Capitals")  # which its ARN would not have


@pytest.mark.parametrize("given", [{}, {"CategoryEndpoint": "news"}])
def test_without_the_choice_there_is_none_of_it(templates: Templates, given: dict[str, str]) -> None:
    stacks = deployed(templates, **given)

    assert not [path for path in stacks if path.endswith("FromEndpoint")]
    assert {f"{task}Function" for task in TASKS} <= set(stacks["Readers"]["Resources"])


@pytest.mark.parametrize("task", TASKS)
def test_the_endpoint_takes_the_place_of_the_reader(templates: Templates, task: str) -> None:
    """Whoever asks a reader, bot and API, has its name from the outputs."""
    stacks = deployed(templates, **{f"{task}Backend": "sagemaker", f"{task}Endpoint": "news"})
    readers, nested = stacks["Readers"], f"{task}FromEndpoint"

    assert {name for name in readers["Resources"] if name.endswith("Function")} == {
        f"{other}Function" for other in TASKS if other != task
    }
    assert [path for path in stacks if path.endswith("FromEndpoint")] == [f"Readers/{nested}"]
    for output in ("Function", "FunctionArn"):
        assert readers["Outputs"][f"{task}{output}"]["Value"] == {"Fn::GetAtt": [nested, f"Outputs.{output}"]}
    function = stacks[f"Readers/{nested}"]["Resources"]["EndpointFunction"]["Properties"]
    variables = function["Environment"]["Variables"]
    assert (variables["TASK"], variables["ENDPOINT"]) == (task.lower(), "news")
    assert "VpcConfig" not in function


def test_its_function_may_ask_this_endpoint_and_nobody_else_any(templates: Templates) -> None:
    ((_, role),) = of_type(templates["endpoint"], "AWS::IAM::Role")
    ((policy,),) = inside(role["Properties"], "Policies")
    statements = {each["Sid"]: each for each in policy["PolicyDocument"]["Statement"]}

    assert set(statements) == {"AskEndpoint", "Log", "Trace"}
    assert statements["AskEndpoint"]["Action"] == "sagemaker:InvokeEndpoint"
    arn = "arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint/${Endpoint}"
    assert statements["AskEndpoint"]["Resource"] == {"Fn::Sub": arn}
    assert [name for name, template in templates.items() if "sagemaker:Invoke" in str(template)] == ["endpoint"]
