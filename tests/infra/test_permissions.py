"""Who may do what."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.infra.templates import ROOT_TEMPLATE, Templates, inside, of_type

pytestmark = pytest.mark.stack

WITHOUT_RESOURCES = {
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}
"""Actions of Lambda's own managed policies, for which no resource can be named before it exists."""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _identity_statements(templates: Templates) -> Iterator[tuple[str, dict[str, Any]]]:
    """What roles may do, with either store; the trust in Lambda, which lets it take the role, is no such statement."""
    for template in templates.values():
        for name, resource in of_type(template, "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
            for document in inside(resource["Properties"], "PolicyDocument"):
                for statement in document["Statement"]:
                    for alternative in statement.get("Fn::If", [None, statement])[1:]:
                        if alternative != {"Ref": "AWS::NoValue"}:
                            yield name, alternative


def test_resources_are_named_wherever_they_can_be(templates: Templates) -> None:
    for name, statement in _identity_statements(templates):
        actions = set(_list(statement["Action"]))
        assert not any("*" in action for action in actions), name
        if "*" in _list(statement["Resource"]):
            assert actions <= WITHOUT_RESOURCES, name


def test_every_role_is_written_out(templates: Templates) -> None:
    for template in templates.values():
        for name, role in of_type(template, "AWS::IAM::Role"):
            assert "ManagedPolicyArns" not in role["Properties"], name


def test_only_model_sync_may_write_to_the_file_system(templates: Templates) -> None:
    writers = {
        name
        for name, statement in _identity_statements(templates)
        for action in _list(statement["Action"])
        if action in {"elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"}
    }
    assert writers == {"ModelSyncPolicy"}
    assert templates["file_system"]["Resources"]["ModelSyncPolicy"]["Properties"]["Roles"] == [{"Ref": "ModelSyncRole"}]


def test_file_system_itself_lets_nobody_else_write(templates: Templates) -> None:
    ((_, file_system),) = of_type(templates["file_system"], "AWS::EFS::FileSystem")
    statements = {each["Sid"]: each for each in file_system["Properties"]["FileSystemPolicy"]["Statement"]}

    allowed = [action for each in statements.values() if each["Effect"] == "Allow" for action in _list(each["Action"])]
    assert allowed == ["elasticfilesystem:ClientMount"]
    denied = statements["OnlyModelSyncMayWrite"]
    assert (denied["Effect"], denied["Principal"]) == ("Deny", {"AWS": "*"})
    assert denied["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": {"Ref": "ModelSyncRoleArn"}}}
    given = templates[ROOT_TEMPLATE]["Resources"]["FileSystem"]["Properties"]["Parameters"]
    assert given["ModelSyncRoleArn"] == {"Fn::GetAtt": ["Roles", "Outputs.ModelSyncRoleArn"]}


def test_the_door_may_invoke_the_worker_and_that_the_readers(templates: Templates) -> None:
    targets = [
        resource
        for name, statement in _identity_statements(templates)
        if name != "SeedRole" and "lambda:InvokeFunction" in _list(statement["Action"])
        for resource in _list(statement["Resource"])
    ]
    readers = [{"Ref": f"{task}FunctionArn"} for task in ("Nouns", "Category", "Answers")]
    assert targets == [{"Fn::GetAtt": ["WorkerFunction", "Arn"]}, *readers]
