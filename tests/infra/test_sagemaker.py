"""SageMaker's commands against moto: what they upload, start and create, and what they say when it fails."""

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.sagemaker.models import sagemaker_backends
from moto.sagemakerruntime.models import sagemakerruntime_backends

from infra.sagemaker.__main__ import main
from infra.sagemaker.packing import pack_sources
from tests.infra.templates import ROOT, Template, inside, of_type, transform

pytestmark = pytest.mark.stack

BUCKET = "a-bucket-for-models"
ROLE = "arn:aws:iam::123456789012:role/sagemaker"


@pytest.fixture(autouse=True)
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "x"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        yield


@pytest.fixture
def template() -> Template:
    return transform(ROOT / "infra" / "sagemaker.yaml")


def members(key: str) -> dict[str, bytes]:
    body = boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()
    with tarfile.open(fileobj=io.BytesIO(body)) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def train(tmp_path: Path, *more: str) -> int:
    (tmp_path / "data" / "train").mkdir(parents=True, exist_ok=True)
    (tmp_path / "data" / "train" / "a.csv").write_text("category,text\nsport,goal\n")
    (tmp_path / "data" / "validation.csv").write_text("category,text\nsport,match\n")
    given = ["train", "--data", str(tmp_path / "data"), "--bucket", BUCKET, "--role", ROLE, "--name", "job-1", *more]
    return main(given)


def test_a_training_job_gets_data_sources_and_hyperparameters(tmp_path: Path) -> None:
    assert train(tmp_path, "--wait", "model=gpt2", "epochs=3") == 0
    job = boto3.client("sagemaker").describe_training_job(TrainingJobName="job-1")
    passed = {name: json.loads(value) for name, value in job["HyperParameters"].items()}
    assert (passed["model"], passed["epochs"], passed["sagemaker_program"]) == ("gpt2", "3", "train.py")
    key = passed["sagemaker_submit_directory"].removeprefix(f"s3://{BUCKET}/")
    assert "from training.news_classifier.__main__ import main" in members(key)["train.py"].decode()
    channels = {each["ChannelName"]: each["DataSource"]["S3DataSource"]["S3Uri"] for each in job["InputDataConfig"]}
    assert channels == {name: f"s3://{BUCKET}/sagemaker/job-1/data/{name}/" for name in ("train", "validation")}
    assert boto3.client("s3").get_object(Bucket=BUCKET, Key="sagemaker/job-1/data/train/a.csv")["Body"].read()
    assert job["EnableManagedSpotTraining"]
    assert job["StoppingCondition"]["MaxWaitTimeInSeconds"] >= job["StoppingCondition"]["MaxRuntimeInSeconds"]
    assert job["CheckpointConfig"]["S3Uri"] == f"s3://{BUCKET}/sagemaker/job-1/checkpoints"


def test_the_sources_hold_everything_that_they_import(tmp_path: Path) -> None:
    archive = tmp_path / "sourcedir.tar.gz"
    pack_sources(archive)
    with tarfile.open(archive) as tar:
        names = set(tar.getnames())
    for name in names:
        if name.endswith(".py"):
            for line in (
                (ROOT / (name if name != "train.py" else "training/news_classifier/sagemaker_job.py"))
                .read_text()
                .splitlines()
            ):
                words = line.split()
                if words[:1] == ["from"] and words[1].split(".")[0] in {"training", "inference", "infra", "bot"}:
                    assert f"{words[1].replace('.', '/')}.py" in names, f"{name}: {line}"


def test_a_job_without_data_or_with_odd_hyperparameters_is_not_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "--data", str(tmp_path), "--bucket", BUCKET, "--role", ROLE]) == 1
    assert train(tmp_path, "epochs") == 1
    errors = capsys.readouterr().err
    assert "nothing called train" in errors
    assert "NAME=VALUE" in errors
    assert boto3.client("sagemaker").list_training_jobs()["TrainingJobSummaries"] == []


def a_model(tmp_path: Path, weights: bytes = b"weights") -> Path:
    directory = tmp_path / "model"
    directory.mkdir(exist_ok=True)
    (directory / "config.json").write_text("{}")
    (directory / "model.safetensors").write_bytes(weights)
    return directory


def endpoint() -> dict[str, Any]:
    """The only one; moto gives it a name of its own."""
    client = boto3.client("sagemaker")
    (found,) = client.list_endpoints()["Endpoints"]
    described: dict[str, Any] = client.describe_endpoint(EndpointName=found["EndpointName"])
    return described


def revision() -> str:
    (stack,) = boto3.client("cloudformation").describe_stacks(StackName="news")["Stacks"]
    parameters = {str(each["ParameterKey"]): str(each["ParameterValue"]) for each in stack["Parameters"]}
    return parameters["Revision"]


def deploy(directory: Path, *more: str) -> int:
    return main(["deploy", "--model", str(directory), "--bucket", BUCKET, "--endpoint", "news", *more])


def test_a_model_gets_a_serverless_endpoint_and_a_new_one_replaces_it(tmp_path: Path) -> None:
    client = boto3.client("sagemaker")
    assert deploy(a_model(tmp_path), "--memory", "4096", "--concurrency", "7") == 0
    first = endpoint()["EndpointConfigName"]
    (variant,) = client.describe_endpoint_config(EndpointConfigName=first)["ProductionVariants"]
    assert variant["ServerlessConfig"] == {"MemorySizeInMB": 4096, "MaxConcurrency": 7}
    container = client.describe_model(ModelName=variant["ModelName"])["PrimaryContainer"]
    packed = members(container["ModelDataUrl"].removeprefix(f"s3://{BUCKET}/"))
    assert packed["model.safetensors"] == b"weights"
    assert b"def model_fn" in packed["code/inference.py"]
    before = revision()
    assert deploy(a_model(tmp_path, b"better")) == 0
    assert revision() != before


def test_the_same_model_again_changes_nothing(tmp_path: Path) -> None:
    assert deploy(a_model(tmp_path)) == 0
    before = revision()
    assert deploy(a_model(tmp_path)) == 0
    assert revision() == before


def test_what_cannot_be_changed_is_named_after_its_revision(template: Template) -> None:
    for name, property_ in (("Model", "ModelName"), ("Configuration", "EndpointConfigName")):
        given = template["Resources"][name]["Properties"][property_]
        assert given == {"Fn::Sub": "${AWS::StackName}-${Revision}"}
    assert template["Resources"]["Endpoint"]["Properties"]["EndpointName"] == {"Ref": "AWS::StackName"}


def test_what_is_no_model_is_not_deployed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert deploy(tmp_path) == 1
    assert "is no Hugging Face model" in capsys.readouterr().err


def refuse_invocations(monkeypatch: pytest.MonkeyPatch) -> None:
    """moto's runtime answers for endpoints that do not exist; SageMaker does not."""
    client = boto3.Session.client

    def make(self: boto3.Session, service: str, *given: Any, **named: Any) -> Any:
        made = client(self, service, *given, **named)
        if service == "sagemaker-runtime":
            made.invoke_endpoint = _refuse
        return made

    monkeypatch.setattr(boto3.Session, "client", make)


def _refuse(**_: Any) -> None:
    raise ClientError({"Error": {"Code": "ValidationError", "Message": "x"}}, "InvokeEndpoint")


@pytest.mark.parametrize("status", ["Creating", "Failed"])
def test_an_endpoint_that_is_missing_or_not_ready_is_said_so(
    tmp_path: Path, status: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(a_model(tmp_path))
    name = endpoint()["EndpointName"]
    refuse_invocations(monkeypatch)
    assert main(["invoke", "--endpoint", "none", "a text"]) == 1
    assert "There is no endpoint none in us-east-1" in capsys.readouterr().err
    sagemaker_backends["123456789012"]["us-east-1"].endpoints[name].endpoint_status = status
    assert main(["invoke", "--endpoint", name, "a text"]) == 1
    assert f"is not ready: it is {status}" in capsys.readouterr().err


def test_an_endpoint_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deploy(a_model(tmp_path))
    capsys.readouterr()
    reply = json.dumps({"category": "sport"})
    backend = sagemakerruntime_backends["123456789012"]["us-east-1"]
    backend.results_queue.append((reply, "application/json", "all", ""))
    assert main(["invoke", "--endpoint", "news", "a text"]) == 0
    assert json.loads(capsys.readouterr().out) == {"category": "sport"}


def test_the_endpoint_may_read_its_bucket_and_nothing_else(template: Template) -> None:
    ((_, role),) = of_type(template, "AWS::IAM::Role")
    for statement in [each for document in inside(role, "PolicyDocument") for each in document["Statement"]]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        assert not any("*" in action for action in actions)
        if statement["Resource"] == "*":
            assert set(actions) <= {"ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"}
