"""ModelStore: with `s3` there is no network and no file system, and readers may read the bucket and nothing else."""

import json
from contextlib import nullcontext
from operator import itemgetter
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.models.reader_functions import ALIAS
from tests.infra.conditions import apply, deployed
from tests.infra.dependencies import Stacks, closure
from tests.infra.templates import ROOT_TEMPLATE, Template, Templates, of_type

pytestmark = pytest.mark.stack

READERS = ("NounsFunction", "CategoryFunction", "AnswersFunction")
BUCKET = {"Fn::GetAtt": ["Models", "Outputs.ModelBucket"]}
POLICY = "AWS::IAM::Policy"


@pytest.fixture
def on_s3(templates: Templates) -> dict[str, Template]:
    return deployed(templates, ModelStore="s3")


def _types(stack: dict[str, Template]) -> set[str]:
    return {resource["Type"] for template in stack.values() for resource in template["Resources"].values()}


def _reader(stack: dict[str, Template], name: str) -> dict[str, Any]:
    properties: dict[str, Any] = stack["Readers"]["Resources"][name]["Properties"]
    return properties


def _permissions(stack: dict[str, Template]) -> dict[str, dict[str, Any]]:
    """All that the readers' role may do."""
    policies = [stack["Readers"]["Resources"]["ReaderPolicy"], *map(itemgetter(1), of_type(stack["Roles"], POLICY))]
    return {each["Sid"]: each for policy in policies for each in policy["Properties"]["PolicyDocument"]["Statement"]}


def test_without_it_nothing_changes(templates: Templates) -> None:
    stack = deployed(templates)

    assert {"FileSystem", "FileSystem/Network"} <= set(stack)
    assert {"AWS::EC2::VPC", "AWS::EFS::FileSystem", "AWS::EFS::MountTarget"} <= _types(stack)
    for name in READERS:
        assert _reader(stack, name)["VpcConfig"]["SubnetIds"] == {"Fn::GetAtt": ["FileSystem", "Outputs.SubnetIds"]}
        assert _reader(stack, name)["FileSystemConfigs"]
        assert _reader(stack, name)["Environment"]["Variables"]["MODEL_ROOT"] == "/mnt/models"
    assert set(_permissions(stack)) == {"ReadFileSystem", "Log", "Trace", "JoinNetwork"}
    assert "ModelSyncFunction" in stack[""]["Outputs"]


def test_no_network_no_file_system_and_nobody_who_copies(on_s3: dict[str, Template]) -> None:
    assert not {kind for kind in _types(on_s3) if kind.startswith(("AWS::EC2::", "AWS::EFS::"))}
    assert "FileSystem" not in on_s3
    assert "ModelSyncFunction" not in on_s3[""]["Outputs"]
    assert "AWS::S3::Bucket" in _types(on_s3)


@pytest.mark.parametrize("name", READERS)
def test_readers_read_the_bucket_from_outside_of_any_network(
    templates: Templates, on_s3: dict[str, Template], name: str
) -> None:
    reader = _reader(on_s3, name)

    assert not {"VpcConfig", "FileSystemConfigs", "EphemeralStorage"} & set(reader)
    assert reader["Environment"]["Variables"]["MODEL_ROOT"] == {"Fn::Sub": "s3://${ModelBucket}"}
    assert on_s3[""]["Resources"]["Readers"]["Properties"]["Parameters"]["ModelBucket"] == BUCKET


def test_readers_may_read_the_bucket_and_nothing_else(on_s3: dict[str, Template]) -> None:
    permissions = _permissions(on_s3)

    assert set(permissions) == {"ReadModels", "TellMissingFromForbidden", "Log", "Trace"}
    assert permissions["ReadModels"]["Action"] == "s3:GetObject"
    assert permissions["ReadModels"]["Resource"] == {"Fn::Sub": "arn:${AWS::Partition}:s3:::${ModelBucket}/*"}
    assert permissions["TellMissingFromForbidden"]["Action"] == "s3:ListBucket"
    assert permissions["TellMissingFromForbidden"]["Resource"] == {
        "Fn::Sub": "arn:${AWS::Partition}:s3:::${ModelBucket}"
    }


def test_only_known_stores_are_let_in(templates: Templates) -> None:
    parameter = templates[ROOT_TEMPLATE]["Parameters"]["ModelStore"]

    assert (parameter["AllowedValues"], parameter["Default"]) == (["efs", "s3"], "efs")


@pytest.mark.parametrize(("wanted", "applied"), [("true", "PublishedVersions"), ("false", "None")])
def test_snapshots_are_made_only_where_they_are_wanted(templates: Templates, wanted: str, applied: str) -> None:
    stack = deployed(templates, ModelStore="s3", ReaderSnapStart=wanted)

    assert {_reader(stack, name)["SnapStart"]["ApplyOn"] for name in READERS} == {applied}


def test_whoever_asks_readers_gets_the_snapshot(templates: Templates, on_s3: dict[str, Template]) -> None:
    started = deployed(templates, ModelStore="s3", ReaderSnapStart="true")
    for name in READERS:
        assert started["Readers"]["Resources"][f"{name}Alias{ALIAS}"]["Properties"]["Name"] == ALIAS
        assert started["Readers"]["Outputs"][f"{name}Arn"]["Value"] == {"Ref": f"{name}Alias{ALIAS}"}
        assert on_s3["Readers"]["Outputs"][f"{name}Arn"]["Value"] == {"Fn::GetAtt": [name, "Arn"]}
        asked = {"Fn::GetAtt": ["Readers", f"Outputs.{name}Arn"]}
        bot = started[""]["Resources"]["Bot"]["Properties"]["Parameters"]
        assert bot[f"{name}Arn"] == asked
        assert started[""]["Resources"]["Api"]["Properties"]["Parameters"][f"{name}Arn"] == asked


def test_new_values_make_a_new_version_and_the_old_one_goes(templates: Templates) -> None:
    """Its description is all that differs; CloudFormation replaces a version whose description changes."""
    readers = templates["readers"]
    for name in READERS:
        versions = [each for each in readers["Resources"] if each.startswith(f"{name}Version")]
        (version,) = (readers["Resources"][each] for each in versions)
        assert version["DeletionPolicy"] == "Delete"
        memory = name.replace("Function", "Memory")
        named = {memory, "Timeout", "ModelStore", "ModelBucket", "SnapStart"}
        assert all(f"${{{each}}}" in version["Properties"]["Description"]["Fn::Sub"] for each in named)


@pytest.mark.parametrize(
    ("store", "snapshots", "fits"), [("efs", "true", False), ("s3", "true", True), ("efs", "false", True)]
)
def test_snapshots_of_a_file_system_are_refused(templates: Templates, store: str, snapshots: str, fits: bool) -> None:
    root = templates[ROOT_TEMPLATE]
    rule = root["Rules"]["SnapshotsHoldNoFileSystem"]
    conditions = {"Applies": rule["RuleCondition"], "Kept": rule["Assertions"][0]["Assert"]}
    probe = {
        "Parameters": root["Parameters"],
        "Conditions": conditions,
        "Resources": {name: {"Condition": name} for name in conditions},
    }

    held = apply(probe, {"ModelStore": store, "ReaderSnapStart": snapshots})["Resources"]

    assert ("Applies" not in held or "Kept" in held) is fits


def test_a_stack_keeps_its_store(templates: Templates) -> None:
    """What has one name cannot be made beside itself; and no function is touched before the new one has been made."""
    names = []
    for store in ("efs", "s3"):
        stacks = Stacks(templates, ModelStore=store)
        graph = stacks.dependencies()
        ((mark, parameter),) = (each for each in stacks.resources() if each[1]["Type"] == "AWS::SSM::Parameter")
        names.append((mark, parameter["Properties"]["Name"]))
        for path, resource in stacks.resources():
            if resource["Type"].startswith(("AWS::Lambda::", "AWS::EC2::", "AWS::EFS::")):
                assert mark in closure(graph, path), path

    (one, one_name), (other, other_name) = names
    assert one != other
    assert one_name == other_name


@mock_aws
def test_the_other_store_cannot_be_made_beside_the_first(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    """What CloudFormation meets when a parameter changes the store: a name that is taken."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    client, body = boto3.client("cloudformation"), json.dumps(templates["roles"])
    for store in ("efs", "s3"):
        parameters = [("Name", "lectern"), ("ModelStore", store)]
        given: Any = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters]
        expected = pytest.raises(ClientError, match="already exists") if store == "s3" else nullcontext()
        with expected:
            client.create_stack(StackName=store, TemplateBody=body, Parameters=given)
