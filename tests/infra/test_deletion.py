"""Deleting the stack: a function's role outlives its network interfaces, in every order that CloudFormation may choose.

A function in a VPC leaves interfaces behind, which Lambda takes away later, with the function's role. Where the role,
or its right to do so, went before, they stay; then security groups and subnets cannot be deleted, and the stack ends in
DELETE_FAILED.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.infra.dependencies import Stacks, closure
from tests.infra.templates import Templates, inside

pytestmark = pytest.mark.stack

CHOICES: list[dict[str, str]] = [
    {},
    {"ReaderInternet": "true"},
    {"VpcId": "vpc-1", "SubnetIds": "subnet-1,subnet-2"},
    {"CategoryBackend": "sagemaker", "CategoryEndpoint": "news"},
]
POLICIES = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
NETWORK = ("AWS::EC2::SecurityGroup", "AWS::EC2::Subnet")


@dataclass(frozen=True)
class Joined:
    """A function in the network: what its interfaces lie in, and what Lambda needs to take them away."""

    function: str
    network: set[str]
    permissions: set[str]


def _joined(stacks: Stacks) -> Iterator[Joined]:
    for path, resource in stacks.resources():
        if resource["Type"] == "AWS::Lambda::Function" and "VpcConfig" in resource["Properties"]:
            stack, properties = path.rpartition("/")[0], resource["Properties"]
            roles = stacks.sources(properties["Role"], stack)
            assert len(roles) == 1, path
            policies = {each for each, policy in stacks.resources() if _lets_go(stacks, each, policy, roles)}
            yield Joined(path, stacks.sources(properties["VpcConfig"], stack), roles | policies)


def _lets_go(stacks: Stacks, path: str, policy: Mapping[str, Any], roles: set[str]) -> bool:
    """Whether a policy lets one of these roles delete interfaces."""
    if policy["Type"] not in POLICIES:
        return False
    attached = stacks.sources(policy["Properties"]["Roles"], path.rpartition("/")[0])
    actions = [action for action in inside(policy, "Action") if "ec2:DeleteNetworkInterface" in action]
    return bool(actions and attached & roles)


def _worst_order(graph: Mapping[str, set[str]], permissions: set[str]) -> Iterator[str]:
    """The order in which permissions go as early as they may: before all that does not have to go before them."""
    urgent = permissions | {each for each in graph if permissions & closure(graph, each)}
    dependents: dict[str, set[str]] = {each: set() for each in graph}
    for each, needed in graph.items():
        for one in needed:
            dependents[one].add(each)
    ready = [(each not in urgent, each) for each, others in dependents.items() if not others]
    heapq.heapify(ready)
    while ready:
        _, deleted = heapq.heappop(ready)
        yield deleted
        for one in graph[deleted]:
            dependents[one].remove(deleted)
            if not dependents[one]:
                heapq.heappush(ready, (one not in urgent, one))


def _stuck(stacks: Stacks, graph: Mapping[str, set[str]]) -> set[str]:
    """What cannot be deleted when Lambda takes its time, and gives interfaces back when the network is to go."""
    joined, gone, stuck = list(_joined(stacks)), set[str](), set[str]()
    for path in _worst_order(graph, set().union(*(each.permissions for each in joined))):
        held = [each for each in joined if path in each.network]
        if any(each.function not in gone or each.permissions & gone for each in held):
            stuck.add(path)
        gone.add(path)
    assert gone == set(graph)
    return stuck


@pytest.mark.parametrize("given", CHOICES)
def test_nothing_is_stuck(templates: Templates, given: dict[str, str]) -> None:
    stacks = Stacks(templates, **given)

    assert _stuck(stacks, stacks.dependencies()) == set()


@pytest.mark.parametrize("given", CHOICES)
def test_each_function_goes_before_its_network_and_that_before_its_role(
    templates: Templates, given: dict[str, str]
) -> None:
    stacks = Stacks(templates, **given)
    graph = stacks.dependencies()
    joined = list(_joined(stacks))

    assert len(joined) == (3 if "CategoryBackend" in given else 4)
    for each in joined:
        kinds = [stacks.resource(path)["Type"] for path in each.network]
        assert kinds.count(NETWORK[0]) == 1, each.function
        assert kinds.count(NETWORK[1]) == (0 if "VpcId" in given else 2), each.function
        assert each.network | each.permissions <= closure(graph, each.function)
        assert len(each.permissions) == 2, each.function
        for part in each.network:
            assert each.permissions <= closure(graph, part), f"{part} may be deleted after {each.permissions}"


def test_a_role_that_the_network_does_not_wait_for_gets_it_stuck(templates: Templates) -> None:
    """That the test above can fail: the same stack without this one dependency."""
    stacks = Stacks(templates)
    graph = {path: {each for each in needed if each != "Roles"} for path, needed in stacks.dependencies().items()}

    assert {"FileSystem/Network/ReaderSecurityGroup", "FileSystem/Network/PrivateSubnetA"} <= _stuck(stacks, graph)


def test_from_the_bucket_no_function_joins_a_network(templates: Templates) -> None:
    assert list(_joined(Stacks(templates, ModelStore="s3"))) == []
