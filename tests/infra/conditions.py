"""What a stack consists of with certain parameters: the templates with their conditions applied."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.infra.templates import ROOT_TEMPLATE, Template, Templates, of_type

_NOTHING = {"Ref": "AWS::NoValue"}


def deployed(templates: Templates, **given: str) -> dict[str, Template]:
    """Each template that is deployed, by its path of logical ids (the root's is empty), with what remains of it.

    Values that only AWS knows, such as outputs of other stacks, stay as they are and equal nothing else.
    """
    return dict(_deployed(templates, ROOT_TEMPLATE, "", given))


def _deployed(templates: Templates, name: str, path: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Template]]:
    applied = apply(templates[name], given)
    yield path, applied
    for logical_id, nested in of_type(applied, "AWS::CloudFormation::Stack"):
        inner, parameters = Path(nested["Properties"]["TemplateURL"]).stem, nested["Properties"].get("Parameters", {})
        yield from _deployed(templates, inner, f"{path}/{logical_id}".removeprefix("/"), parameters)


def apply(template: Template, given: Mapping[str, Any]) -> Template:
    """One template with these parameters; without the resources and outputs whose condition does not hold."""
    values = _Values(template, given)
    return {
        section: {
            name: values.resolve(part)
            for name, part in template.get(section, {}).items()
            if "Condition" not in part or values.holds(part["Condition"])
        }
        for section in ("Resources", "Outputs")
    }


class _Values:
    def __init__(self, template: Template, given: Mapping[str, Any]) -> None:
        declared = template.get("Parameters", {})
        self._parameters = {name: given.get(name, declared[name].get("Default")) for name in declared}
        self._conditions = template.get("Conditions", {})

    def resolve(self, value: Any) -> Any:
        """With parameters' values in their places, and of each `Fn::If` the branch that applies."""
        match value:
            case {"Ref": str(name)} if name in self._parameters:
                return self._parameters[name]
            case {"Fn::If": [condition, then, otherwise]}:
                return self.resolve(then if self.holds(condition) else otherwise)
            case dict():
                return {key: each for key, inner in value.items() if (each := self.resolve(inner)) != _NOTHING}
            case list():
                return [each for inner in value if (each := self.resolve(inner)) != _NOTHING]
        return value

    def holds(self, condition: Any) -> bool:
        match condition:
            case str(name) | {"Condition": str(name)}:
                return self.holds(self._conditions[name])
            case {"Fn::Equals": [one, other]}:
                return bool(self.resolve(one) == self.resolve(other))
            case {"Fn::Not": [one]}:
                return not self.holds(one)
            case {"Fn::And": [*all_of]}:
                return all(map(self.holds, all_of))
            case {"Fn::Or": [*any_of]}:
                return any(map(self.holds, any_of))
        raise ValueError(condition)
