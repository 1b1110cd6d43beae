"""Training jobs: data and sources go to S3, SageMaker does the rest."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from infra.account import AccountError, explained
from infra.sagemaker.packing import pack_sources

_PATIENCE = {"Delay": 30, "MaxAttempts": 2880}


@dataclass(frozen=True)
class Job:
    """
    Attributes
    ----------
    channels
        Local file or folder by channel: train, validation, test.
    hyperparameters
        Options of `python -m training.news_classifier`.
    hours
        After which SageMaker ends the job.
    spot
        Spare capacity, much cheaper; the job goes on from its checkpoint when it is interrupted.
    """

    name: str
    role: str
    bucket: str
    image: str
    instance: str
    channels: Mapping[str, Path]
    hyperparameters: Mapping[str, str]
    hours: float
    spot: bool


def start(session: boto3.Session, job: Job) -> str:
    """Upload and start; returns where the model will lie in S3."""
    s3 = session.client("s3")
    prefix = f"sagemaker/{job.name}"
    with explained(), tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sourcedir.tar.gz"
        pack_sources(sources)
        s3.upload_file(str(sources), job.bucket, f"{prefix}/sourcedir.tar.gz")
        for channel, place in job.channels.items():
            files = [place] if place.is_file() else [each for each in sorted(place.iterdir()) if each.is_file()]
            if not files:
                raise AccountError(f"{place}: there are no files for the channel {channel}.")
            for file in files:
                s3.upload_file(str(file), job.bucket, f"{prefix}/data/{channel}/{file.name}")
        session.client("sagemaker").create_training_job(**_request(job, f"s3://{job.bucket}/{prefix}", session))
    return f"s3://{job.bucket}/{prefix}/output/{job.name}/output/model.tar.gz"


def wait(session: boto3.Session, name: str) -> None:
    """Until the job is over; raises AccountError with SageMaker's reason when it failed."""
    client = session.client("sagemaker")
    with explained():
        while True:
            described = client.describe_training_job(TrainingJobName=name)
            if described["TrainingJobStatus"] != "InProgress":
                break
            client.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=name, WaiterConfig=_PATIENCE)
    if described["TrainingJobStatus"] != "Completed":
        reason = described.get("FailureReason", described["TrainingJobStatus"])
        raise AccountError(f"The training job {name} did not succeed: {reason}")


def _request(job: Job, place: str, session: boto3.Session) -> dict[str, Any]:
    seconds = int(job.hours * 3600)
    passed = {
        "sagemaker_program": "train.py",
        "sagemaker_submit_directory": f"{place}/sourcedir.tar.gz",
        "sagemaker_region": session.region_name,
        **job.hyperparameters,
    }
    return {
        "TrainingJobName": job.name,
        "RoleArn": job.role,
        "AlgorithmSpecification": {"TrainingImage": job.image, "TrainingInputMode": "File"},
        "HyperParameters": {name: json.dumps(value) for name, value in passed.items()},
        "InputDataConfig": [
            {
                "ChannelName": channel,
                "DataSource": {
                    "S3DataSource": {
                        "S3DataType": "S3Prefix",
                        "S3Uri": f"{place}/data/{channel}/",
                        "S3DataDistributionType": "FullyReplicated",
                    }
                },
            }
            for channel in job.channels
        ],
        "OutputDataConfig": {"S3OutputPath": f"{place}/output"},
        "CheckpointConfig": {"S3Uri": f"{place}/checkpoints"},
        "ResourceConfig": {"InstanceType": job.instance, "InstanceCount": 1, "VolumeSizeInGB": 30},
        "StoppingCondition": {
            "MaxRuntimeInSeconds": seconds,
            **({"MaxWaitTimeInSeconds": 2 * seconds} if job.spot else {}),
        },
        "EnableManagedSpotTraining": job.spot,
    }
