"""Times, ages and names that have to fit each other and the code."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from bot.on_lambda import aws_api
from bot.on_lambda.lambda_client import client_config
from bot.on_lambda.worker import LONGEST_WAIT_SECONDS, PAUSES_SECONDS, WAITS_SECONDS
from inference.on_lambda.endpoint_reader import client_config as endpoint_config
from infra.packaging.packages import PACKAGES, ROOT
from tests.infra.templates import ROOT_TEMPLATE, Templates, functions, inside, of_type

pytestmark = pytest.mark.stack

SLACK_SECONDS = 3
RESPONSE_URL_SECONDS = 1800
STATUS_SECONDS = 120


def _bot(templates: Templates) -> dict[str, Any]:
    properties: dict[str, Any] = templates["bot"]["Resources"]["WorkerFunction"]["Properties"]
    return properties


def _queue(templates: Templates, name: str) -> dict[str, Any]:
    properties: dict[str, Any] = templates["bot"]["Resources"][name]["Properties"]
    return properties


def test_each_waits_longer_than_what_it_waits_for(templates: Templates) -> None:
    (api_milliseconds,) = inside(templates["bot"], "timeoutInMillis")
    reader = templates[ROOT_TEMPLATE]["Parameters"]["ReaderTimeout"]
    config: Any = client_config(reader["MaxValue"])

    assert SLACK_SECONDS < api_milliseconds / 1000 < reader["MinValue"]
    assert reader["MaxValue"] < config.read_timeout < _bot(templates)["Timeout"]


def test_the_door_gives_up_before_slack_does() -> None:
    assert aws_api._ATTEMPTS * aws_api.TIMEOUT_SECONDS < SLACK_SECONDS


def test_a_message_is_hidden_for_as_long_as_somebody_may_work_on_it(templates: Templates) -> None:
    apology = templates["bot"]["Resources"]["ApologyFunction"]["Properties"]
    assert _bot(templates)["Timeout"] < _queue(templates, "Messages")["VisibilityTimeout"]
    assert apology["Timeout"] < _queue(templates, "Unanswered")["VisibilityTimeout"]


def test_a_command_is_answered_while_its_response_url_lives(templates: Templates) -> None:
    """After the longest wait, three attempts of which the worker is killed in two, and three at an apology."""
    attempts = 3 * _queue(templates, "Messages")["VisibilityTimeout"]
    assert LONGEST_WAIT_SECONDS + WAITS_SECONDS[-1] + attempts < RESPONSE_URL_SECONDS


def test_the_sign_of_waiting_stays_between_two_attempts() -> None:
    assert max(WAITS_SECONDS) < STATUS_SECONDS


def test_there_is_a_pause_for_each_time_that_a_message_is_handed_out(templates: Templates) -> None:
    assert _queue(templates, "Messages")["RedrivePolicy"]["maxReceiveCount"] == len(PAUSES_SECONDS)


def test_three_attempts_at_an_apology_are_left_should_sqs_count_on(templates: Templates) -> None:
    received = _queue(templates, "Messages")["RedrivePolicy"]["maxReceiveCount"]
    assert _queue(templates, "Unanswered")["RedrivePolicy"]["maxReceiveCount"] == received + 3


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


def test_what_was_given_up_leads_to_the_apology_and_then_to_the_dead_letters(templates: Templates) -> None:
    sources = {
        source["Properties"]["FunctionName"]["Ref"]: source["Properties"]
        for _, source in of_type(templates["bot"], "AWS::Lambda::EventSourceMapping")
    }
    assert sources["WorkerFunction"]["EventSourceArn"] == {"Fn::GetAtt": ["Messages", "Arn"]}
    assert sources["WorkerFunction"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert sources["WorkerFunction"]["ScalingConfig"]["MaximumConcurrency"] == {"Ref": "Concurrency"}
    assert sources["ApologyFunction"]["EventSourceArn"] == {"Fn::GetAtt": ["Unanswered", "Arn"]}
    for name, leads_to in (("Messages", "Unanswered"), ("Unanswered", "DeadLetters")):
        assert _queue(templates, name)["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": [leads_to, "Arn"]}


def test_code_reads_exactly_the_variables_that_the_templates_set(templates: Templates) -> None:
    for _, logical_id, properties in functions(templates):
        given = set(properties["Environment"]["Variables"])
        ours = {name for name in given if not name.startswith(("AWS_ENDPOINT_URL_", "POWERTOOLS_"))}
        assert ours == _read_by(logical_id), logical_id


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
