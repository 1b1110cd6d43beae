"""The templates as CloudFormation sees them after SAM's transform, and what tests ask of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

pytest.importorskip("samtranslator", reason="the stack's tools are missing: `make test-stack` installs and uses them")

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).parents[2]
ROOT_TEMPLATE = "template"
STACKS_OF_THEIR_OWN = {"ec2", "sagemaker"}
ARCHITECTURE = "x86_64"
"""What the packages are built for, as far as the templates show it."""

Template = dict[str, Any]
Templates = Mapping[str, Template]


def paths() -> list[Path]:
    """The stack's templates: the root and what it nests."""
    nested_ones = [path for path in (ROOT / "infra").glob("*.yaml") if path.stem not in STACKS_OF_THEIR_OWN]
    built_for = ROOT / "infra" / "packaging" / ARCHITECTURE / "built_for.yaml"
    return [ROOT / "template.yaml", *sorted(nested_ones), built_for]


def load_templates() -> Templates:
    return {path.stem: transform(path) for path in paths()}


def transform(path: Path) -> Template:
    """What the SAM transform makes of a template that was packaged: code and nested templates lie somewhere in S3."""
    template: Template = yaml_parse(path.read_text(encoding="utf-8"))
    for _, resource in of_type(template, "AWS::Serverless::Function"):
        if "CodeUri" in resource["Properties"] or "InlineCode" not in resource["Properties"]:
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    for _, resource in of_type(template, "AWS::Serverless::Application", "AWS::CloudFormation::Stack"):
        key = "TemplateURL" if resource["Type"] == "AWS::CloudFormation::Stack" else "Location"
        location = resource["Properties"][key]
        if isinstance(location, dict):  # `sam build` names the template that it has built for.
            location = location["Fn::Sub"].replace("${Architecture}", ARCHITECTURE)
        resource["Properties"][key] = f"https://s3.amazonaws.com/bucket/{location}"
    if "Transform" not in template:
        return template
    session = boto3.Session(region_name="us-east-1")
    plain: Template = Translator({}, Parser(), boto_session=session).translate(template, {})
    return plain


def of_type(template: Template, *types: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Logical ids and resources."""
    yield from ((name, resource) for name, resource in template["Resources"].items() if resource["Type"] in types)


def functions(templates: Templates) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Template, logical id and properties of every function that has a package."""
    for name, template in templates.items():
        for logical_id, resource in of_type(template, "AWS::Lambda::Function"):
            if "ZipFile" not in resource["Properties"]["Code"]:
                yield name, logical_id, resource["Properties"]


def nested(templates: Templates) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Template, logical id, the nested template's name, and the parameters that it gets."""
    for name, template in templates.items():
        for logical_id, resource in of_type(template, "AWS::CloudFormation::Stack"):
            properties = resource["Properties"]
            yield name, logical_id, Path(properties["TemplateURL"]).stem, properties.get("Parameters", {})


def inside(value: Any, key: str) -> Iterator[Any]:
    """All values of a key at any depth."""
    if isinstance(value, dict):
        yield from ([value[key]] if key in value else [])
        for each in value.values():
            yield from inside(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from inside(each, key)
