"""What wakes operators, and the lines that they look into then."""

import json
import re
from typing import Any

import pytest

from bot.on_lambda.worker import WAITS_SECONDS
from tests.infra.templates import ROOT, Template, Templates, functions, inside, nested, of_type

pytestmark = pytest.mark.stack

FREE_METRICS = 10
"""An account has so many metrics in alarms for nothing; each more is 0.10 USD a month."""

SLACK_MILLISECONDS = 3000


@pytest.fixture
def alarms(templates: Templates) -> dict[str, Any]:
    """Properties of all alarms by logical id."""
    return {name: each["Properties"] for name, each in of_type(templates["alarms"], "AWS::CloudWatch::Alarm")}


def _metrics(alarm: dict[str, Any]) -> list[Template]:
    return [each["MetricStat"]["Metric"] for each in alarm.get("Metrics", []) if "MetricStat" in each] or [alarm]


def test_report_lines_are_kept(templates: Templates) -> None:
    """Lambda writes platform.report, with memory and start-up time, as INFO."""
    for template, logical_id, properties in functions(templates):
        assert properties["LoggingConfig"]["LogFormat"] == "JSON", f"{template}: {logical_id}"
        assert properties["LoggingConfig"]["SystemLogLevel"] == "INFO", f"{template}: {logical_id}"


def test_alarms_cost_nothing(alarms: dict[str, Any]) -> None:
    assert sum(len(_metrics(alarm)) for alarm in alarms.values()) <= FREE_METRICS
    assert all(set(inside(alarm, "Period")) == {300} for alarm in alarms.values())  # A shorter one costs more.


def test_every_alarm_is_mailed(alarms: dict[str, Any]) -> None:
    for name, alarm in alarms.items():
        assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}], name
        assert alarm["TreatMissingData"] == "notBreaching", name
        assert len(alarm["AlarmDescription"]) > 40, name


def test_every_alarm_is_explained(alarms: dict[str, Any]) -> None:
    explained = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `(\w+)` \|", explained, re.MULTILINE)) >= set(alarms)


def test_acknowledgements_are_watched_as_slack_sees_them(alarms: dict[str, Any]) -> None:
    slow, failed = alarms["SlowAcknowledgements"], alarms["FailedAcknowledgements"]
    for alarm, metric in ((slow, "Latency"), (failed, "5xx")):
        assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/ApiGateway", metric)
        assert alarm["Dimensions"] == [{"Name": "ApiId", "Value": {"Ref": "SlackApi"}}]

    assert slow["ExtendedStatistic"] == "p99"
    assert slow["Threshold"] < SLACK_MILLISECONDS


def test_throttled_requests_are_counted_apart_from_those_of_strangers(
    templates: Templates, alarms: dict[str, Any]
) -> None:
    ((_, counted),) = of_type(templates["alarms"], "AWS::Logs::MetricFilter")
    (transformation,) = counted["Properties"]["MetricTransformations"]
    ((_, api),) = of_type(templates["bot"], "AWS::ApiGatewayV2::Stage")
    logs = templates["bot"]["Resources"]["SlackApiLogs"]["Properties"]["LogGroupName"]

    assert counted["Properties"]["LogGroupName"] == logs
    field, status = re.findall(r"^\{ \$\.(\w+) = \"(\d+)\" \}$", counted["Properties"]["FilterPattern"])[0]
    assert status == "429"
    assert json.loads(api["Properties"]["AccessLogSettings"]["Format"])[field] == "$context.status"
    alarm = alarms["ThrottledRequests"]
    watched = {"MetricNamespace": alarm["Namespace"], "MetricName": alarm["MetricName"], "MetricValue": "1"}
    assert transformation == watched
    assert "Dimensions" not in alarm


def test_waiting_is_no_fault_before_it_has_to_be(templates: Templates, alarms: dict[str, Any]) -> None:
    alarm = alarms["WaitingMessages"]
    queue = templates["bot"]["Resources"]["Messages"]["Properties"]
    twice_killed = queue["VisibilityTimeout"] * (queue["RedrivePolicy"]["maxReceiveCount"] - 1)

    assert alarm["MetricName"] == "ApproximateAgeOfOldestMessage"
    assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": {"Ref": "Messages"}}]
    assert twice_killed + max(WAITS_SECONDS) < alarm["Threshold"]


def test_what_nobody_answered_is_watched(alarms: dict[str, Any]) -> None:
    """SQS counts what it moves to a dead-letter queue itself as received, never as sent."""
    watched = {
        name: (alarms[name]["MetricName"], alarms[name]["Dimensions"][0]["Value"]["Ref"])
        for name in ("UnansweredMessages", "LostMessages")
    }

    assert watched == {
        "UnansweredMessages": ("NumberOfMessagesReceived", "Unanswered"),
        "LostMessages": ("ApproximateNumberOfMessagesVisible", "DeadLetters"),
    }


def test_readers_and_worker_are_watched(alarms: dict[str, Any]) -> None:
    watched = {
        metric["Dimensions"][0]["Value"]["Ref"]
        for alarm in alarms.values()
        for metric in _metrics(alarm)
        if (metric["Namespace"], metric["MetricName"]) == ("AWS/Lambda", "Errors")
    }

    assert watched == {"WorkerFunction", "NounsFunction", "CategoryFunction", "AnswersFunction"}


def test_alarms_and_dashboard_get_what_they_watch_from_the_stacks_that_have_it(templates: Templates) -> None:
    for _, logical_id, inner, given in nested(templates):
        if inner in {"alarms", "dashboard"}:
            for name in set(given) - {"Name", "AlarmEmail"}:
                stack, output = given[name]["Fn::GetAtt"]
                assert (stack, output) in {("Bot", f"Outputs.{name}"), ("Readers", f"Outputs.{name}")}, logical_id
