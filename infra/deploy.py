"""What `make deploy` says before it deploys and after: what will be made and cost, and what to do next."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.account import AccountError, explained, open_session, stack_outputs
from infra.arguments import add_arguments

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackTypeDef
    from mypy_boto3_s3 import S3Client

_BEFORE = """\
{verb} the stack {stack} in account {account}, region {region}:
  an HTTP API for Slack, the functions that acknowledge and answer, and a reader each for nouns, category and answers
  a bucket for the models; unless ModelStore=s3, also an encrypted file system in a private network without NAT
  gateways, and the function that copies from the bucket
  two tables, three queues, two functions that seed the models and keep Slack's secrets, logs, eight alarms and a
  dashboard
It costs next to nothing while nobody asks: about 0.16 USD a month for queues and for the storage of models and
packages, and about 0.04 USD for 1,000 messages. docs/deploying.md computes it.
"""

_AFTER = """
Lectern is deployed, with its models. To connect Slack:
  1. python -m infra.slack_manifest --stack {stack} > manifest.json
     and create an app from it at api.slack.com/apps; install it in your workspace.
  2. python -m infra.secrets --stack {stack} set
  3. Invite Lectern to a channel and mention it with a text.
(python is {python}; docs/deploying.md explains each step.)
"""

_KEPT_BUCKET = """\
An earlier stack {stack} left its models in {bucket}. To go on with them, stop now (Ctrl-C) and give
PARAMETERS="ModelBucketName={bucket}".
"""

_BROKEN = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"}


def check(cloudformation: "CloudFormationClient", stack: str, wanted: Mapping[str, str]) -> bool:
    """Whether the stack exists already; raises AccountError where CloudFormation would refuse to deploy it so."""
    with explained():
        try:
            described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return False
            raise
    _refuse_state(stack, described["StackStatus"])
    if described["StackStatus"] == "REVIEW_IN_PROGRESS":
        return False
    _refuse_another_store(stack, described, wanted)
    return True


def kept_bucket(s3: "S3Client", stack: str) -> str | None:
    """The bucket that a deleted stack of this name left, told by the name that CloudFormation gives it, if any."""
    try:
        with explained():
            buckets = s3.list_buckets(Prefix=f"{stack.lower()}-models-")["Buckets"]
    except AccountError:  # Not everybody may list buckets, and nobody has to.
        return None
    return max(buckets, key=lambda bucket: bucket["CreationDate"])["Name"] if buckets else None


def _refuse_state(stack: str, status: str) -> None:
    if status == "DELETE_FAILED":
        raise AccountError(
            f"The stack {stack} is in DELETE_FAILED: something of it could not be deleted. docs/deploying.md, "
            '"Deleting everything", says how to go on; deploy again when it is gone.'
        )
    if status in _BROKEN:
        raise AccountError(
            f"The stack {stack} is in {status} and cannot be updated. See in its events why, delete it with "
            f"`aws cloudformation delete-stack --stack-name {stack}`, wait until it is gone, and deploy again."
        )
    if status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
        raise AccountError(f"The stack {stack} is in {status}: something changes it now. Wait until that has ended.")


def _refuse_another_store(stack: str, described: "StackTypeDef", wanted: Mapping[str, str]) -> None:
    """The stack itself refuses it too (infra/roles.yaml), in fewer words."""
    has = {each["ParameterKey"]: each.get("ParameterValue", "") for each in described.get("Parameters", [])}
    store = has.get("ModelStore", "efs")
    if wanted.get("ModelStore", store) != store:
        raise AccountError(
            f'The stack {stack} has ModelStore={store} and keeps it for life. docs/deploying.md, "Changing '
            'ModelStore", says how a new stack takes over its models.'
        )


def _parameter(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{given} is no NAME=VALUE")
    return name, value


def main(arguments: Sequence[str]) -> int:
    """Say it; 1 where deploying would fail, with one line that says why."""
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=__doc__)
    parser.add_argument("when", choices=["before", "after"])
    parser.add_argument("parameters", nargs="*", type=_parameter, metavar="NAME=VALUE", help="the stack's, before")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        session = open_session(options.region)
        if options.when == "after":
            print("Requests go to", stack_outputs(session, options.stack)["RequestUrl"])
            print(_AFTER.format(stack=options.stack, python=sys.executable))
            return 0
        wanted = dict(options.parameters)
        exists = check(session.client("cloudformation"), options.stack, wanted)
        with explained():
            account = session.client("sts").get_caller_identity()["Account"]
    except AccountError as error:
        print(error, file=sys.stderr)
        return 1
    verb = "Updating" if exists else "Creating"
    print(_BEFORE.format(verb=verb, stack=options.stack, account=account, region=session.region_name))
    kept = None if exists or "ModelBucketName" in wanted else kept_bucket(session.client("s3"), options.stack)
    if kept:
        print(_KEPT_BUCKET.format(stack=options.stack, bucket=kept))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
