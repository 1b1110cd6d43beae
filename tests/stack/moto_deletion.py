"""Stacks are deleted as CloudFormation does it: what others need goes after them, and every deletion is an event.

moto alone tries resources in no particular order, again and again, until nothing refuses any more.
"""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.route_tables import RouteTable

from tests.infra.dependencies import local_dependencies

cloudformation: Any = import_module("moto.cloudformation.models")
"""What is replaced in it is not for type checkers."""


def teach_deletion() -> None:
    cloudformation.Stack.delete = _delete
    RouteTable.delete = _delete_route_table  # type: ignore[attr-defined]


def _delete(stack: Any) -> None:
    stack._add_stack_event("DELETE_IN_PROGRESS", resource_status_reason="User Initiated")
    for logical_id, resource, definition in _in_order(stack.resource_map):
        stack.resource_map._delete_resource(resource, definition)
        stack.events.append(_event(stack, logical_id, resource, definition["Type"]))
    stack._add_stack_event("DELETE_COMPLETE")
    stack.status = "DELETE_COMPLETE"


def _in_order(resources: Any) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    definitions, made = resources._resource_json_map, resources._parsed_resources
    for logical_id in reversed([*TopologicalSorter(local_dependencies({"Resources": definitions})).static_order()]):
        if logical_id in made and definitions[logical_id].get("DeletionPolicy") != "Retain":
            yield logical_id, made[logical_id], definitions[logical_id]


def _event(stack: Any, logical_id: str, resource: Any, kind: str) -> Any:
    return cloudformation.Event(
        stack_id=stack.stack_id,
        stack_name=stack.name,
        logical_resource_id=logical_id,
        physical_resource_id=getattr(resource, "physical_resource_id", logical_id),
        resource_type=kind,
        resource_status="DELETE_COMPLETE",
        resource_status_reason=None,
        resource_properties=None,
    )


def _delete_route_table(table: RouteTable, account: str, region: str) -> None:
    ec2_backends[account][region].delete_route_table(table.id)
