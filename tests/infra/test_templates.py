"""What linters miss: how the templates fit together, and what they promise."""

import pytest

from infra.packaging.packages import PACKAGES, PYTHON_VERSION
from tests.infra.conditions import deployed
from tests.infra.templates import ROOT_TEMPLATE, Templates, functions, inside, nested, of_type

pytestmark = pytest.mark.stack

DATA = {
    "AWS::CloudFormation::Stack",
    "AWS::DynamoDB::Table",
    "AWS::EFS::FileSystem",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::SecretsManager::Secret",
    "Custom::SeededModels",
    "Custom::SlackSecret",
}
COSTS_WHILE_IDLE = {"AWS::EC2::NatGateway", "AWS::EC2::EIP"}


def test_nested_stacks_get_the_parameters_that_they_declare(templates: Templates) -> None:
    for outer, logical_id, inner, given in nested(templates):
        declared = templates[inner].get("Parameters", {})
        required = {name for name, parameter in declared.items() if "Default" not in parameter}
        assert required <= set(given) <= set(declared), f"{outer}: {logical_id}"


def test_outputs_of_nested_stacks_exist(templates: Templates) -> None:
    for outer, logical_id, inner, _ in nested(templates):
        for target, *attribute in inside(templates[outer], "Fn::GetAtt"):
            if target == logical_id:
                output = ".".join(attribute).removeprefix("Outputs.")
                assert output in templates[inner]["Outputs"], f"{outer}: {logical_id}.{output}"


def test_every_function_has_a_package_and_its_python(templates: Templates) -> None:
    found = {logical_id: properties for _, logical_id, properties in functions(templates)}

    assert set(found) == set(PACKAGES)
    assert {properties["Runtime"] for properties in found.values()} == {f"python{PYTHON_VERSION}"}


def test_file_system_is_mounted_only_when_it_can_be(templates: Templates) -> None:
    stack = deployed(templates)
    mount_targets = {name for name, _ in of_type(stack["FileSystem"], "AWS::EFS::MountTarget")}
    assert len(mount_targets) == 2
    for template, logical_id, properties in functions(stack):
        for mount in properties.get("FileSystemConfigs", []):
            assert mount["LocalMountPath"] == "/mnt/models"
            assert properties["VpcConfig"]["SubnetIds"]
            if template == "FileSystem":
                assert mount_targets <= set(stack[template]["Resources"][logical_id]["DependsOn"])
            else:  # Whoever takes an output of the nested stack waits for all of that stack.
                assert mount["Arn"] == {"Fn::GetAtt": ["FileSystem", "Outputs.AccessPointArn"]}


def test_only_readers_and_model_sync_are_in_the_network(templates: Templates) -> None:
    inside_it = {logical_id for _, logical_id, properties in functions(templates) if "VpcConfig" in properties}

    assert inside_it == {"NounsFunction", "CategoryFunction", "AnswersFunction", "ModelSyncFunction"}


def test_what_holds_data_says_what_becomes_of_it(templates: Templates) -> None:
    for name, template in templates.items():
        for logical_id, resource in of_type(template, *DATA):
            assert {"DeletionPolicy", "UpdateReplacePolicy"} <= set(resource), f"{name}: {logical_id}"
    assert templates["models"]["Resources"]["ModelBucket"]["DeletionPolicy"] == "Retain"


def test_nothing_costs_while_idle_unless_asked_for(templates: Templates) -> None:
    assert not [name for name, each in deployed(templates).items() if any(of_type(each, "AWS::SecretsManager::Secret"))]
    costly = {name for name, template in templates.items() if any(of_type(template, *COSTS_WHILE_IDLE))}
    assert costly == {"internet"}
    assert templates["network"]["Resources"]["InternetGateways"]["Condition"] == "CreateInternet"
    assert templates[ROOT_TEMPLATE]["Parameters"]["ReaderInternet"]["Default"] == "false"
    for template in templates.values():
        assert not any(inside(template, "ProvisionedConcurrencyConfig"))
        for _, endpoint in of_type(template, "AWS::EC2::VPCEndpoint"):
            assert endpoint["Properties"]["VpcEndpointType"] == "Gateway"


def test_every_function_logs_to_a_group_that_forgets(templates: Templates) -> None:
    for template, logical_id, properties in functions(templates):
        group = templates[template]["Resources"][properties["LoggingConfig"]["LogGroup"]["Ref"]]
        assert group["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}, logical_id
