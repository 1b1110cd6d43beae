"""What CloudFormation makes first and deletes last: the dependencies between all resources, across nested stacks.

A resource is named by its path: `FileSystem/Network/Vpc` is in the stack that `FileSystem`, nested by the root, nests
as `Network`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.infra.conditions import apply
from tests.infra.templates import ROOT_TEMPLATE, Template, Templates, inside, of_type

STACK = "AWS::CloudFormation::Stack"
_SUBSTITUTED = re.compile(r"\$\{(\w+)")


class Stacks:
    """The root stack and what it nests, with the resources that are there with the given parameters."""

    def __init__(self, templates: Templates, **given: str) -> None:
        self._stacks = dict(_stacks(templates, ROOT_TEMPLATE, "", given))

    def resources(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for stack, template in self._stacks.items():
            yield from ((_join(stack, name), resource) for name, resource in template["Resources"].items())

    def resource(self, path: str) -> dict[str, Any]:
        stack, _, name = path.rpartition("/")
        resource: dict[str, Any] = self._stacks[stack]["Resources"][name]
        return resource

    def dependencies(self) -> dict[str, set[str]]:
        """By resource: what is there before it is made, and still there when it is deleted; the direct ones alone.

        A nested stack is complete when all in it is. Nothing in it is begun before that which its stack waits for.
        """
        graph: dict[str, set[str]] = {}
        for stack, template in self._stacks.items():
            outer = graph.get(stack, set())
            for name, local in local_dependencies(template).items():
                graph[_join(stack, name)] = outer | {_join(stack, each) for each in local}
        for path in list(graph):
            if path in self._stacks:
                graph[path] |= {_join(path, name) for name in self._stacks[path]["Resources"]}
        return graph

    def sources(self, value: Any, stack: str) -> set[str]:
        """The resources that a value of a stack's template comes from, through parameters and outputs."""
        match value:
            case {"Ref": str(name)}:
                return self._referred(name, stack)
            case {"Fn::GetAtt": [str(name), str(attribute)]} if _join(stack, name) in self._stacks:
                nested = _join(stack, name)
                output = self._stacks[nested]["Outputs"][attribute.removeprefix("Outputs.")]
                return self.sources(output["Value"], nested)
            case {"Fn::GetAtt": [str(name), *_]}:
                return {_join(stack, name)}
            case {"Fn::Sub": str(text)}:
                return set().union(*(self._referred(name, stack) for name in _SUBSTITUTED.findall(text)))
            case dict():
                return set().union(*(self.sources(each, stack) for each in value.values()))
            case list():
                return set().union(*(self.sources(each, stack) for each in value))
        return set()

    def _referred(self, name: str, stack: str) -> set[str]:
        if name in self._stacks[stack]["Resources"]:
            return {_join(stack, name)}
        outer = stack.rpartition("/")[0]
        given = self.resource(stack)["Properties"].get("Parameters", {}) if stack else {}
        return self.sources(given.get(name), outer)


def local_dependencies(template: Template) -> dict[str, set[str]]:
    """By logical id: the resources of the same template that a resource names."""
    resources = template["Resources"]
    return {name: set(_named(resource)) & (set(resources) - {name}) for name, resource in resources.items()}


def closure(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """What it depends on, over any number of steps."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        new = graph[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def _stacks(templates: Templates, name: str, path: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Template]]:
    """Values that only AWS knows stay references to the parameter that brings them."""
    known = {each: given.get(each) for each in given if isinstance(given[each], str)}
    unknown = {each: {"Ref": each} for each in given if each not in known}
    template = apply(templates[name], {**known, **unknown})
    yield path, template
    for logical_id, nested in of_type(template, STACK):
        inner, parameters = Path(nested["Properties"]["TemplateURL"]).stem, nested["Properties"].get("Parameters", {})
        yield from _stacks(templates, inner, _join(path, logical_id), parameters)


def _named(resource: dict[str, Any]) -> Iterator[str]:
    needed = resource.get("DependsOn", [])
    yield from [needed] if isinstance(needed, str) else needed
    yield from (name for name in inside(resource, "Ref") if isinstance(name, str))
    yield from (target for target, *_ in inside(resource, "Fn::GetAtt"))
    for text in inside(resource, "Fn::Sub"):
        yield from _SUBSTITUTED.findall(text if isinstance(text, str) else text[0])


def _join(stack: str, name: str) -> str:
    return f"{stack}/{name}" if stack else name
