"""`sam deploy` with other parameters than the default ones; every other test of this folder uses those."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.stack.deployment import Moto, deploy, running_moto

pytestmark = pytest.mark.stack


def test_defaults(outputs: dict[str, str]) -> None:
    assert outputs["RequestUrl"].startswith("https://")
    assert outputs["RequestUrl"].endswith(".execute-api.us-east-1.amazonaws.com/slack/events")


@pytest.mark.parametrize(
    "parameters",
    [
        ["ReaderInternet=true", "BotSnapStart=true", "ReaderConcurrency=5", "AlarmEmail=operator@example.org"],
        ["LogRetentionDays=7", "SlackApiUrl=https://slack-gov.com/api/", "NounsMemory=3008"],
        ["ZoneIds=use1-az1,use1-az2", "SlackRate=5", "SlackBurst=9", "ApiRate=1", "ApiBurst=2", "AnswersMemory=3008"],
    ],
)
def test_parameters(light_build: Path, tmp_path: Path, parameters: Sequence[str]) -> None:
    with running_moto(tmp_path / "moto.log") as moto:
        assert deploy(moto, light_build, "other", parameters)["ModelBucket"].startswith("other-")


def test_secrets_as_parameters(light_build: Path, tmp_path: Path) -> None:
    signing_secret, bot_token = "0123456789abcdef0123456789abcdef", "xoxb-1-2"
    given = [f"SlackSigningSecret={signing_secret}", f"SlackBotToken={bot_token}"]
    with running_moto(tmp_path / "moto.log") as moto:
        outputs = deploy(moto, light_build, "told", [*given, "ModelStore=s3"])

    assert "in your app under App Manifest" in outputs["NextSteps"]
    assert outputs["SlackSecret"] == "/told/slack"
    assert not [value for value in outputs.values() if signing_secret in value or bot_token in value]


def test_existing_network(light_build: Path, tmp_path: Path) -> None:
    with running_moto(tmp_path / "moto.log") as moto:
        subnets = _network(moto)
        deploy(moto, light_build, "guest", [f"VpcId={subnets[0]}", f"SubnetIds={subnets[1]},{subnets[2]}"])

        ec2 = moto.session().client("ec2", endpoint_url=moto.url)
        ours = [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if vpc["CidrBlock"] == "10.83.0.0/24"]
        assert ours == []
        assert ec2.describe_vpc_endpoints()["VpcEndpoints"] == []


def test_models_from_s3_need_no_network(light_build: Path, tmp_path: Path) -> None:
    with running_moto(tmp_path / "moto.log") as moto:
        outputs = deploy(moto, light_build, "straight", ["ModelStore=s3", "ReaderSnapStart=true"])

        assert "ModelSyncFunction" not in outputs
        ec2, efs, lambda_ = (moto.session().client(each, endpoint_url=moto.url) for each in ("ec2", "efs", "lambda"))
        assert [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]] == []
        assert ec2.describe_vpc_endpoints()["VpcEndpoints"] == []
        assert efs.describe_file_systems()["FileSystems"] == []
        (alias,) = lambda_.list_aliases(FunctionName=outputs["NounsFunction"])["Aliases"]
        bot = lambda_.get_function_configuration(FunctionName=outputs["WorkerFunction"])
        assert bot["Environment"]["Variables"]["NOUNS_FUNCTION"] == alias["AliasArn"]


def _network(moto: Moto) -> tuple[str, str, str]:
    """A VPC and two subnets of it."""
    ec2 = moto.session().client("ec2", endpoint_url=moto.url)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    first, second = (
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.1.{n}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]
        for n, zone in enumerate("ab")
    )
    return vpc, first["SubnetId"], second["SubnetId"]
