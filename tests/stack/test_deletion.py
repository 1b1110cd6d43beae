"""Deleting the deployed stack in moto: what goes in which order, and what is left.

moto lets a network go with interfaces in it: `tests/infra/test_deletion.py` shows that none can be left.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.stack.deployment import Moto, deploy, running_moto

pytestmark = pytest.mark.stack

NAME = "short"
INSIDE = ("NounsFunction", "CategoryFunction", "AnswersFunction", "ModelSyncFunction")
NETWORK = ("ReaderSecurityGroup", "ModelSyncSecurityGroup", "PrivateSubnetA", "PrivateSubnetB")
PERMISSIONS = ("ReaderRole", "ModelSyncRole", "JoinNetwork")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Moto]:
    with running_moto(tmp_path / "moto.log") as moto:
        yield moto


def _stacks(client: Any, stack: str) -> Iterator[str]:
    """Ids of a stack and of all that it nests."""
    (described,) = client.describe_stacks(StackName=stack)["Stacks"]
    yield described["StackId"]
    for resource in client.list_stack_resources(StackName=stack)["StackResourceSummaries"]:
        if resource["ResourceType"] == "AWS::CloudFormation::Stack":
            yield from _stacks(client, resource["PhysicalResourceId"])


def _deleted(client: Any, stacks: Sequence[str]) -> list[str]:
    """Logical ids in the order of their deletion, over all stacks."""
    events = [each for stack in stacks for each in client.describe_stack_events(StackName=stack)["StackEvents"]]
    gone = [each for each in events if each["ResourceStatus"] == "DELETE_COMPLETE"]
    return [each["LogicalResourceId"] for each in sorted(gone, key=lambda each: each["Timestamp"])]


def test_functions_go_first_then_the_network_then_the_roles(light_build: Path, running: Moto) -> None:
    outputs = deploy(running, light_build, NAME)
    cloudformation, ec2, efs, lambda_, s3, iam = (
        running.session().client(each, endpoint_url=running.url)
        for each in ("cloudformation", "ec2", "efs", "lambda", "s3", "iam")
    )
    stacks = [*_stacks(cloudformation, NAME)]

    cloudformation.delete_stack(StackName=NAME)

    order = {name: place for place, name in enumerate(_deleted(cloudformation, stacks))}
    assert max(order[each] for each in INSIDE) < min(order[each] for each in NETWORK)
    assert max(order[each] for each in NETWORK) < min(order[each] for each in PERMISSIONS)
    assert lambda_.list_functions()["Functions"] == []
    assert efs.describe_file_systems()["FileSystems"] == []
    assert [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]] == []
    assert iam.list_roles()["Roles"] == []
    assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"] if bucket["Name"].startswith(NAME)] == [
        outputs["ModelBucket"]
    ]


def test_the_bucket_that_stays_is_taken_up_by_the_next_stack(light_build: Path, running: Moto) -> None:
    s3 = running.session().client("s3", endpoint_url=running.url)
    bucket = deploy(running, light_build, NAME, ["ModelStore=s3"])["ModelBucket"]
    s3.put_object(Bucket=bucket, Key="nouns/current", Body=b"1.0")
    running.session().client("cloudformation", endpoint_url=running.url).delete_stack(StackName=NAME)

    outputs = deploy(running, light_build, NAME, [f"ModelBucketName={bucket}"])

    assert outputs["ModelBucket"] == bucket
    assert [each["Name"] for each in s3.list_buckets()["Buckets"] if each["Name"].startswith(NAME)] == [bucket]
    assert s3.get_object(Bucket=bucket, Key="nouns/current")["Body"].read() == b"1.0"
