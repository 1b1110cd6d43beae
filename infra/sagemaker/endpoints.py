"""Serverless endpoints: a packed model in S3 becomes a stack of its own, which `deploy` creates or changes."""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError, WaiterError

from infra.account import AccountError, explained, stack_outputs
from infra.sagemaker.packing import pack_model

TEMPLATE = Path(__file__).parent.parent / "sagemaker.yaml"


def deploy(
    session: boto3.Session, stack: str, model: Path, bucket: str, image: str, memory: int, concurrency: int
) -> str:
    """Pack and upload a model, create or update the stack, and wait; returns the endpoint's name."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "model.tar.gz"
        pack_model(model, archive)
        revision = hashlib.sha256(archive.read_bytes() + f"{image}{memory}{concurrency}".encode()).hexdigest()[:16]
        key = f"sagemaker/{stack}/{revision}/model.tar.gz"
        with explained():
            session.client("s3").upload_file(str(archive), bucket, key)
    values = {
        "ModelData": f"s3://{bucket}/{key}",
        "ModelBucket": bucket,
        "Image": image,
        "Revision": revision,
        "MemoryMegabytes": str(memory),
        "MaxConcurrency": str(concurrency),
    }
    _apply(session, stack, [{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()])
    return stack_outputs(session, stack)["Endpoint"]


def invoke(session: boto3.Session, endpoint: str, text: str) -> dict[str, Any]:
    """Have one text read by an endpoint; raises AccountError when it does not exist or is not ready."""
    with explained():
        try:
            response = session.client("sagemaker-runtime").invoke_endpoint(
                EndpointName=endpoint, ContentType="application/json", Body=json.dumps({"text": text})
            )
        except ClientError as error:
            raise AccountError(_why_not(session, endpoint, error)) from None
    reply: dict[str, Any] = json.loads(response["Body"].read())
    return reply


def _why_not(session: boto3.Session, endpoint: str, error: ClientError) -> str:
    try:
        status = session.client("sagemaker").describe_endpoint(EndpointName=endpoint)["EndpointStatus"]
    except ClientError:
        return f"There is no endpoint {endpoint} in {session.region_name}: `deploy` creates one."
    if status != "InService":
        return f"The endpoint {endpoint} is not ready: it is {status}. Creating one takes some minutes."
    return f"The endpoint {endpoint} failed: {error.response['Error']['Code']}. Its log group says why."


def _apply(session: boto3.Session, stack: str, parameters: list[dict[str, str]]) -> None:
    client = session.client("cloudformation")
    call: dict[str, Any] = {
        "StackName": stack,
        "TemplateBody": TEMPLATE.read_text(encoding="utf-8"),
        "Parameters": parameters,
        "Capabilities": ["CAPABILITY_IAM"],
    }
    with explained():
        try:
            if _exists(client, stack):
                client.update_stack(**call)
                waiter = client.get_waiter("stack_update_complete")
            else:
                client.create_stack(**call)
                waiter = client.get_waiter("stack_create_complete")
            waiter.wait(StackName=stack)
        except ClientError as error:
            if "No updates are to be performed" not in str(error):
                raise
        except WaiterError:
            raise AccountError(f"The stack {stack} failed; its events in CloudFormation say why.") from None


def _exists(client: Any, stack: str) -> bool:
    try:
        client.describe_stacks(StackName=stack)
    except ClientError as error:
        if "does not exist" in str(error):
            return False
        raise
    return True
