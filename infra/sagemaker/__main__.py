"""`python -m infra.sagemaker train|deploy|invoke`."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import boto3

from infra.account import AccountError, open_session
from infra.sagemaker import endpoints, jobs
from infra.sagemaker.containers import inference_image, training_image
from infra.sagemaker.packing import PackingError

ENDPOINT = "lectern-category"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 1, with a line that says why, when it fails."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(open_session(given.region), given))
    except (AccountError, PackingError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.sagemaker", description=__doc__)
    parser.add_argument("--region", help="default: AWS_REGION or your profile's")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    train = commands.add_parser("train", help="fine-tune a classifier in a training job")
    train.add_argument(
        "--data", type=Path, required=True, help="folder with train, perhaps validation and test: files or folders"
    )
    train.add_argument("--bucket", required=True, help="where data, checkpoints and the model go")
    train.add_argument("--role", required=True, help="ARN of a role that SageMaker may take, with access to the bucket")
    train.add_argument("--name", default=f"lectern-{int(time.time())}", help="name of the job")
    train.add_argument("--instance", default="ml.g4dn.xlarge", help="default: ml.g4dn.xlarge, the smallest with a GPU")
    train.add_argument("--hours", type=float, default=2, help="end the job after this (default: 2)")
    train.add_argument("--no-spot", action="store_true", help="pay for capacity that is not taken away")
    train.add_argument("--wait", action="store_true", help="until the job is over")
    train.add_argument("--image", help="another training container")
    train.add_argument("hyperparameters", nargs="*", metavar="NAME=VALUE", help="such as model=gpt2 epochs=4")
    train.set_defaults(run=_train)
    deploy = commands.add_parser("deploy", help="put a Hugging Face classifier behind a serverless endpoint")
    deploy.add_argument("--model", type=Path, required=True, help="directory in Hugging Face format")
    deploy.add_argument("--bucket", required=True, help="where the packed model goes")
    deploy.add_argument("--endpoint", default=ENDPOINT, help=f"name of stack and endpoint (default: {ENDPOINT})")
    deploy.add_argument("--memory", type=int, default=3072, choices=range(1024, 6145, 1024), help="MB (default: 3072)")
    deploy.add_argument("--concurrency", type=int, default=5, help="requests at once (default: 5)")
    deploy.add_argument("--image", help="another inference container")
    deploy.set_defaults(run=_deploy)
    invoke = commands.add_parser("invoke", help="try an endpoint with a text")
    invoke.add_argument("--endpoint", default=ENDPOINT, help=f"default: {ENDPOINT}")
    invoke.add_argument("text")
    invoke.set_defaults(run=_invoke)
    return parser


def _train(session: boto3.Session, given: argparse.Namespace) -> int:
    hyperparameters = dict(each.split("=", 1) for each in given.hyperparameters if "=" in each)
    if len(hyperparameters) < len(given.hyperparameters):
        raise AccountError("Hyperparameters are written NAME=VALUE, such as epochs=4.")
    job = jobs.Job(
        name=given.name,
        role=given.role,
        bucket=given.bucket,
        image=given.image or training_image(session.region_name),
        instance=given.instance,
        channels=_channels(given.data),
        hyperparameters=hyperparameters,
        hours=given.hours,
        spot=not given.no_spot,
    )
    model = jobs.start(session, job)
    print(f"Started {job.name}. The model will be {model}")
    if given.wait:
        jobs.wait(session, job.name)
        print("Done.")
    return 0


def _channels(data: Path) -> dict[str, Path]:
    """`train`, `train.csv`, `train.csv.gz`…, and so on for the others."""
    found = {}
    for channel in ("train", "validation", "test"):
        places = sorted(data.glob(f"{channel}*"))
        if places:
            found[channel] = places[0]
    if "train" not in found:
        raise AccountError(f"{data}: there is nothing called train here, such as train.csv.")
    return found


def _deploy(session: boto3.Session, given: argparse.Namespace) -> int:
    image = given.image or inference_image(session.region_name)
    name = endpoints.deploy(session, given.endpoint, given.model, given.bucket, image, given.memory, given.concurrency)
    print(f"The endpoint {name} is there. Try it: python -m infra.sagemaker invoke --endpoint {name} TEXT")
    print(f'Have the stack use it: make deploy PARAMETERS="CategoryBackend=sagemaker CategoryEndpoint={name}"')
    return 0


def _invoke(session: boto3.Session, given: argparse.Namespace) -> int:
    print(json.dumps(endpoints.invoke(session, given.endpoint, given.text), indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
