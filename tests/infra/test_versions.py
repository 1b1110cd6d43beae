"""VersionDescription: SAM publishes a new version where it changes, and Lambda takes no more than 256 characters."""

import re
from typing import Any

import pytest

from tests.infra.templates import ROOT_TEMPLATE, Template, Templates, nested, of_type

pytestmark = pytest.mark.stack

LAMBDA_LIMIT = 256
NAMES = {"AWS::S3::Bucket": 63}
"""How long the names can be that AWS gives."""


def test_no_value_makes_a_description_too_long(templates: Templates) -> None:
    described = [
        (name, logical_id, version["Properties"]["Description"])
        for name, template in templates.items()
        for logical_id, version in of_type(template, "AWS::Lambda::Version")
        if "Description" in version["Properties"]
    ]

    assert {name for name, *_ in described} >= {"readers"}
    for name, logical_id, description in described:
        assert _longest(templates, name, description) <= LAMBDA_LIMIT, f"{name}: {logical_id}"


def test_a_value_without_bounds_would_be_noticed(templates: Templates) -> None:
    with pytest.raises(KeyError, match="MaxLength"):
        _longest(templates, ROOT_TEMPLATE, {"Fn::Sub": "${AlarmEmail}"})


def _longest(templates: Templates, name: str, value: Any) -> int:
    """Characters that a template's value can have at most; raises KeyError where nothing says so."""
    template = templates[name]
    match value:
        case str(text):
            return len(text)
        case {"Fn::Sub": str(text)}:
            named = re.findall(r"\$\{(\w+)\}", text)
            return len(re.sub(r"\$\{\w+\}", "", text)) + sum(_longest(templates, name, {"Ref": each}) for each in named)
        case {"Fn::If": [_, one, other]}:
            return max(_longest(templates, name, one), _longest(templates, name, other))
        case {"Fn::GetAtt": [str(stack), str(output)]}:
            inner = template["Resources"][stack]["Properties"]["TemplateURL"].rpartition("/")[2].removesuffix(".yaml")
            value = templates[inner]["Outputs"][output.removeprefix("Outputs.")]["Value"]
            return _longest(templates, inner, value)
        case {"Ref": str(each)} if each in template["Resources"]:
            return NAMES[template["Resources"][each]["Type"]]
        case {"Ref": str(each)} if name == ROOT_TEMPLATE:
            return _bound(template["Parameters"][each])
        case {"Ref": str(each)}:
            return max(
                _longest(templates, outer, given[each]) for outer, _, inner, given in nested(templates) if inner == name
            )
    raise ValueError(value)


def _bound(parameter: Template) -> int:
    if "AllowedValues" in parameter:
        return max(len(str(each)) for each in parameter["AllowedValues"])
    if parameter["Type"] == "Number":
        return len(str(parameter["MaxValue"]))
    return int(parameter["MaxLength"])
