"""Times, ages and names that have to fit each other and the code."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from bot.on_lambda.dynamodb_ledger import LEASE_SECONDS
from bot.on_lambda.lambda_client import client_config
from inference.on_lambda.endpoint_reader import client_config as endpoint_config
from infra.packaging.packages import PACKAGES, ROOT
from tests.infra.templates import ROOT_TEMPLATE, Templates, functions, inside, of_type

pytestmark = pytest.mark.stack

SLACK_SECONDS = 3
SLACK_SIGNATURE_SECONDS = 300


def _bot(templates: Templates) -> dict[str, Any]:
    properties: dict[str, Any] = templates["bot"]["Resources"]["BotFunction"]["Properties"]
    return properties


def test_each_waits_longer_than_what_it_waits_for(templates: Templates) -> None:
    (api_milliseconds,) = inside(templates["bot"], "timeoutInMillis")
    reader = templates[ROOT_TEMPLATE]["Parameters"]["ReaderTimeout"]
    config: Any = client_config(reader["MaxValue"])

    assert SLACK_SECONDS < api_milliseconds / 1000 < reader["MinValue"]
    assert reader["MaxValue"] < config.read_timeout < _bot(templates)["Timeout"]


def test_an_attempt_keeps_others_out_for_as_long_as_it_can_last(templates: Templates) -> None:
    assert _bot(templates)["Timeout"] < LEASE_SECONDS < SLACK_SIGNATURE_SECONDS


def test_readers_take_the_timeout_that_the_bot_knows(templates: Templates) -> None:
    for template, logical_id, properties in functions(templates):
        if template in {"readers", "endpoint"}:
            assert properties["Timeout"] == {"Ref": "Timeout"}, logical_id
    root = templates[ROOT_TEMPLATE]["Resources"]
    told = root["Bot"]["Properties"]["Parameters"]["ReaderTimeout"]
    assert root["Readers"]["Properties"]["Parameters"]["Timeout"] == told == {"Ref": "ReaderTimeout"}


def test_an_endpoint_is_given_up_before_its_function_is(templates: Templates) -> None:
    shortest = templates[ROOT_TEMPLATE]["Parameters"]["ReaderTimeout"]["MinValue"]
    config: Any = endpoint_config(shortest)
    (function,) = (properties for template, _, properties in functions(templates) if template == "endpoint")

    assert 0 < config.read_timeout < shortest
    assert function["Environment"]["Variables"]["READER_TIMEOUT"] == function["Timeout"]


def test_delayed_events_die_before_their_signature(templates: Templates) -> None:
    ((_, config),) = of_type(templates["bot"], "AWS::Lambda::EventInvokeConfig")

    assert config["Properties"]["MaximumEventAgeInSeconds"] < SLACK_SIGNATURE_SECONDS
    assert config["Properties"]["Qualifier"] == "live"
    assert config["Properties"]["DestinationConfig"]["OnFailure"]["Destination"]


def test_code_reads_exactly_the_variables_that_the_templates_set(templates: Templates) -> None:
    for _, logical_id, properties in functions(templates):
        given = set(properties["Environment"]["Variables"])
        assert {name for name in given if not name.startswith("POWERTOOLS_")} == _read_by(logical_id), logical_id


def test_watched_metrics_are_those_that_the_code_emits(templates: Templates) -> None:
    ((_, counted),) = of_type(templates["alarms"], "AWS::Logs::MetricFilter")
    own = {
        str(alarm["Properties"]["MetricName"])
        for _, alarm in of_type(templates["alarms"], "AWS::CloudWatch::Alarm")
        if alarm["Properties"].get("Namespace") == {"Ref": "Name"}
    }
    body = templates["dashboard"]["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    own |= set(re.findall(r'\["\$\{Name\}", "(\w+)"', body)) | set(re.findall(r'MetricName=\\"(\w+)\\"', body))

    unwatched = {"AcknowledgementTime", "AnswerTime", "ReadTime"}
    assert own - {"ColdStart"} == (_emitted() | {*inside(counted, "MetricName")}) - unwatched


def _emitted() -> set[str]:
    """First arguments of Powertools' calls in the functions' code."""
    emitted = set()
    for source in {file for package in PACKAGES.values() for file in package.files()}:
        for call in _calls(source):
            if _name(call.func) in {"add_metric", "single_metric"}:
                emitted |= {each.value for each in ast.walk(call.args[0]) if isinstance(each, ast.Constant)}
    return {str(name) for name in emitted}


def _read_by(function: str) -> set[str]:
    """Variables that the function's own code takes from the environment."""
    return {
        str(each.slice.value)
        for source in PACKAGES[function].files()
        for each in ast.walk(_parse(source))
        if isinstance(each, ast.Subscript) and _name(each.value) == "environ" and isinstance(each.slice, ast.Constant)
    }


def _calls(source: Path) -> list[ast.Call]:
    return [each for each in ast.walk(_parse(source)) if isinstance(each, ast.Call)]


def _parse(source: Path) -> ast.AST:
    return ast.parse((ROOT / source).read_text(encoding="utf-8"))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
