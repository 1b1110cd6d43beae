"""`python -m tests.stack.moto_server PORT`: moto on loopback, with what it lacks to deploy this stack.

moto knows no SAM transform, forgets the outputs of stacks that change sets create, takes any value for a parameter, and
skips resource types that the templates need. What is added stands in for them: references, conditions and outputs
resolve; properties are proven on the transformed templates instead. Custom resources are there at once: their functions
are asked by `LocalStack`.
"""

import re
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from threading import RLock
from typing import Any

import boto3
from moto.awslambda.models import LambdaVersion, lambda_backends
from moto.cloudformation.exceptions import ValidationError
from moto.dynamodb.models import DynamoDBBackend
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.subnets import Subnet
from moto.efs.models import AccessPoint, FileSystem
from moto.secretsmanager.models import secretsmanager_backends
from moto.server import main as serve
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

from tests.stack.moto_deletion import teach_deletion
from tests.stack.moto_types import Attributes, Properties, add_attribute, add_type

TIMES_FASTER = 20

cloudformation: Any = import_module("moto.cloudformation.models")
sqs: Any = import_module("moto.sqs.models")
parsing: Any = import_module("moto.cloudformation.parsing")
custom_resources: Any = import_module("moto.cloudformation.custom_model")
"""What is replaced in them is not for type checkers."""


def _nothing(properties: Properties, account: str, region: str, name: str) -> tuple[str, Attributes]:
    return name, {}


def _alias(properties: Properties, account: str, region: str, name: str) -> tuple[str, Attributes]:
    arn = (
        lambda_backends[account][region]
        .create_alias(
            name=properties["Name"],
            function_name=properties["FunctionName"],
            function_version=properties["FunctionVersion"],
            description="",
            routing_config="",
        )
        .arn
    )
    return arn, {"AliasArn": arn}


def _api(properties: Properties, account: str, region: str, name: str) -> tuple[str, Attributes]:
    return name.lower()[-10:], {}


def _secret(properties: Properties, account: str, region: str, name: str) -> tuple[str, Attributes]:
    backend = secretsmanager_backends[account][region]
    empty = dict.fromkeys(("secret_string", "secret_binary", "description", "kms_key_id", "client_request_token"))
    backend.create_secret(
        name=properties.get("Name", name), tags=[], replica_regions=[], force_overwrite=False, **empty
    )
    arn = backend.describe_secret(properties.get("Name", name)).arn
    return arn, {"Id": arn}


def _check(parameters: Mapping[str, Any], declared: Mapping[str, Any]) -> None:
    """As CloudFormation does before it changes anything."""
    for name, parameter in declared.items():
        value = str(parameters.get(name, parameter.get("Default", "")))
        known = value in map(str, parameter.get("AllowedValues", [value]))
        if not known or not re.fullmatch(parameter.get("AllowedPattern", r"(?s:.*)"), value):
            reason = parameter.get("ConstraintDescription", "one of the allowed values")
            raise ValidationError(name, f"Parameter {name} failed to satisfy constraint: {reason}")


def _create_custom(name: str, definition: Properties, account: str, region: str, **about: Any) -> Any:
    resource = custom_resources.CustomModel(region, "", about["LogicalId"], name)
    resource.set_data({})
    return resource


def _transform(template: str, parameters: Mapping[str, str] | None) -> dict[str, Any]:
    document: dict[str, Any] = yaml_parse(template)
    if "Transform" not in document:
        return document
    session = boto3.Session(region_name="us-east-1")
    plain: dict[str, Any] = Translator({}, Parser(), boto_session=session).translate(document, dict(parameters or {}))
    return plain


def _teach_sam_and_constraints() -> None:
    apply = cloudformation.ChangeSet.apply

    def apply_with_outputs(self: Any, *arguments: Any, **named: Any) -> None:
        apply(self, *arguments, **named)
        self.stack.template, self.stack.template_dict = self.template, self.template_dict
        self.stack.output_map = self.stack._create_output_map()

    def parse_change_set(self: Any) -> None:
        self.template_dict = _transform(self.template, self.parameters)
        _check(self.parameters, self.template_dict.get("Parameters", {}))

    def parse_stack(template: str, parameters: Mapping[str, str] | None = None) -> dict[str, Any]:
        return _transform(template, parameters)

    create_map = cloudformation.Stack._create_resource_map

    def create_map_of_checked(self: Any) -> Any:
        _check(self.parameters, self.template_dict.get("Parameters", {}))
        return create_map(self)

    cloudformation.Stack._create_resource_map = create_map_of_checked
    cloudformation.ChangeSet.apply = apply_with_outputs
    cloudformation.ChangeSet._parse_template = parse_change_set
    cloudformation.Stack.parse_template = staticmethod(parse_stack)


def _hurry_queues() -> None:
    """Whoever waits for a queue waits `TIMES_FASTER` times less; event sources of the tests' own take from them."""
    hide, delay = sqs.Message.change_visibility, sqs.Message.delay

    def hide_for_less(self: Any, visibility_timeout: float) -> None:
        hide(self, 0)
        self.visible_at += float(visibility_timeout) * 1000 / TIMES_FASTER

    def delay_for_less(self: Any, delay_seconds: float) -> None:
        delay(self, 0)
        self.delayed_until += float(delay_seconds) * 1000 / TIMES_FASTER

    sqs.Message.change_visibility, sqs.Message.delay = hide_for_less, delay_for_less
    sqs.Queue.lambda_event_source_mappings = property(lambda _: {}, lambda _, __: None)


def _write_items_one_by_one() -> None:
    """A condition holds until its write is done, as in DynamoDB; moto's requests run beside each other unguarded."""
    lock = RLock()

    def guarded(write: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(write)
        def write_alone(*arguments: Any, **named: Any) -> Any:
            with lock:
                return write(*arguments, **named)

        return write_alone

    for name in ("put_item", "update_item", "delete_item", "transact_write_items"):
        setattr(DynamoDBBackend, name, guarded(getattr(DynamoDBBackend, name)))


def _output(stack: Any, attribute_name: str) -> str:
    values: dict[str, str] = {output["OutputKey"]: output["OutputValue"] for output in stack.outputs or []}
    return values[attribute_name.removeprefix("Outputs.")]


def _teach_no_value() -> None:
    """`AWS::NoValue` in a list leaves nothing there."""
    clean = parsing.clean_json

    def clean_lists(value: Any, resources: Any) -> Any:
        cleaned = clean(value, resources)
        return [each for each in cleaned if each is not None] if isinstance(cleaned, list) else cleaned

    parsing.clean_json = clean_lists


def _teach_zone_ids() -> None:
    create = Subnet.create_from_cloudformation_json

    def create_by_id(name: str, definition: Any, account: str, region: str, **named: Any) -> Any:
        properties = definition["Properties"]
        if "AvailabilityZoneId" in properties:
            zones = RegionsAndZonesBackend.zones[region]
            (zone,) = (each.name for each in zones if each.zone_id == properties["AvailabilityZoneId"])
            definition = {**definition, "Properties": {**properties, "AvailabilityZone": zone}}
        return create(name, definition, account, region, **named)

    replaced: Any = Subnet
    replaced.create_from_cloudformation_json = create_by_id
    add_attribute(Subnet, "AvailabilityZone", "availability_zone")


def main(port: str) -> None:
    _teach_sam_and_constraints()
    _hurry_queues()
    _write_items_one_by_one()
    _teach_no_value()
    _teach_zone_ids()
    teach_deletion()
    cloudformation.Stack.get_cfn_attribute = _output
    custom_resources.CustomModel.create_from_cloudformation_json = staticmethod(_create_custom)
    add_attribute(AccessPoint, "Arn", "access_point_arn")
    add_attribute(ElasticAddress, "AllocationId", "allocation_id")
    add_attribute(FileSystem, "Arn", "file_system_arn")
    add_attribute(LambdaVersion, "Version", "version")
    add_type("AWS::Lambda::Alias", _alias)
    add_type("AWS::ApiGatewayV2::Api", _api)
    add_type("AWS::SecretsManager::Secret", _secret)
    for ignored in (
        "AWS::ApiGatewayV2::Integration",
        "AWS::ApiGatewayV2::Route",
        "AWS::ApiGatewayV2::Stage",
        "AWS::CloudFormation::WaitConditionHandle",
        "AWS::CloudWatch::Alarm",
        "AWS::EC2::SecurityGroupEgress",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Logs::MetricFilter",
        "AWS::S3::BucketPolicy",
    ):
        add_type(ignored, _nothing)
    serve(["-H", "127.0.0.1", "-p", port])


if __name__ == "__main__":
    main(sys.argv[1])
