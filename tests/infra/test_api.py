"""The HTTP API: closed unless somebody opens it, and open to no more than three routes."""

from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from tests.infra.templates import ROOT_TEMPLATE, Template, Templates, of_type

pytestmark = pytest.mark.stack

KEY = "0123456789abcdef"


@pytest.fixture
def api(templates: Templates) -> Template:
    return templates["api"]


def test_requests_must_be_signed_by_default(api: Template) -> None:
    assert api["Parameters"]["Access"]["Default"] == "iam"
    assert api["Conditions"]["WantsSignature"] == {"Fn::Equals": [{"Ref": "Access"}, "iam"]}
    for _, route in of_type(api, "AWS::ApiGatewayV2::Route"):
        assert route["Properties"]["AuthorizationType"] == {
            "Fn::If": ["WantsSignature", "AWS_IAM", {"Fn::If": ["WantsKey", "CUSTOM", "NONE"]}]
        }
        assert route["Properties"]["AuthorizerId"]["Fn::If"][:2] == ["WantsKey", {"Ref": "KeyAuthorizer"}]


def test_each_route_reaches_its_function_and_may_invoke_it(api: Template) -> None:
    for task in ("Nouns", "Category", "Answers"):
        resources = api["Resources"]
        route = resources[f"{task}Route"]["Properties"]
        assert route["RouteKey"] == f"POST /v1/{task.lower()}"
        assert route["Target"] == {"Fn::Sub": f"integrations/${{{task}Integration}}"}
        integration = resources[f"{task}Integration"]["Properties"]
        assert integration["IntegrationUri"] == {"Ref": f"{task}FunctionArn"}
        assert integration["PayloadFormatVersion"] == "2.0"
        permission = resources[f"{task}Permission"]["Properties"]
        assert permission["FunctionName"] == {"Ref": f"{task}FunctionArn"}
        assert permission["SourceArn"]["Fn::Sub"].endswith(f"/*/POST/v1/{task.lower()}")


def test_requests_are_throttled_and_logged_without_their_bodies(api: Template) -> None:
    ((_, stage),) = of_type(api, "AWS::ApiGatewayV2::Stage")
    settings = stage["Properties"]["DefaultRouteSettings"]
    assert settings == {"ThrottlingRateLimit": {"Ref": "RateLimit"}, "ThrottlingBurstLimit": {"Ref": "BurstLimit"}}
    assert "body" not in stage["Properties"]["AccessLogSettings"]["Format"].lower()


@pytest.mark.parametrize(("prefix", "stack"), [("Slack", "Bot"), ("Api", "Api")])
def test_rate_and_burst_are_parameters(templates: Templates, prefix: str, stack: str) -> None:
    root, inner = templates[ROOT_TEMPLATE], stack.lower()
    ((_, stage),) = of_type(templates[inner], "AWS::ApiGatewayV2::Stage")
    given = root["Resources"][stack]["Properties"]["Parameters"]

    assert stage["Properties"]["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": {"Ref": "RateLimit"},
        "ThrottlingBurstLimit": {"Ref": "BurstLimit"},
    }
    for limit, most in (("Rate", 10_000), ("Burst", 5_000)):
        parameter = root["Parameters"][f"{prefix}{limit}"]
        assert given[f"{limit}Limit"] == {"Ref": f"{prefix}{limit}"}
        assert (parameter["MinValue"], parameter["MaxValue"]) == (1, most)
        assert 1 <= parameter["Default"] <= most


def test_what_a_key_needs_is_there_only_with_a_key(api: Template) -> None:
    for name in ("ApiKey", "KeyAuthorizer", "KeyFunction", "KeyPermission", "KeyRole"):
        assert api["Resources"][name]["Condition"] == "WantsKey"


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [({"x-api-key": KEY}, True), ({"x-api-key": KEY[:-1]}, False), ({"x-api-key": "é"}, False), ({}, False)],
)
def test_only_the_right_key_is_let_through(
    api: Template, headers: dict[str, str], allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = SimpleNamespace(get_secret_value=lambda **_: {"SecretString": KEY})
    monkeypatch.setattr(boto3, "client", lambda _service: client)
    monkeypatch.setenv("KEY_SECRET", "the-secret")
    module: dict[str, Any] = {}
    exec(api["Resources"]["KeyFunction"]["Properties"]["Code"]["ZipFile"], module)  # noqa: S102 - the template's code
    assert module["handler"]({"headers": headers}, None) == {"isAuthorized": allowed}
