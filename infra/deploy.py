"""What `make deploy` says before it deploys and after: what will be made and cost, and what to do next."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.account import AccountError, explained, open_session, stack_outputs
from infra.arguments import add_arguments

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

_BEFORE = """\
{verb} the stack {stack} in account {account}, region {region}:
  an HTTP API for Slack, the function that answers it, and a reader each for nouns, category and answers
  a bucket for the models; unless ModelStore=s3, also an encrypted file system in a private network without NAT
  gateways, and the function that copies from the bucket
  a table, two queues, two functions that seed the models and keep Slack's secrets, logs, seven alarms and a dashboard
It costs next to nothing while nobody asks: about 0.04 USD a month for the storage of models and packages, and about
0.04 USD for 1,000 messages. docs/deploying.md computes it.
"""

_AFTER = """
Lectern is deployed, with its models. To connect Slack:
  1. python -m infra.slack_manifest --stack {stack} > manifest.json
     and create an app from it at api.slack.com/apps; install it in your workspace.
  2. python -m infra.secrets --stack {stack} set
  3. Invite Lectern to a channel and mention it with a text.
(python is {python}; docs/deploying.md explains each step.)
"""

_BROKEN = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"}


def check(cloudformation: "CloudFormationClient", stack: str) -> bool:
    """Whether the stack exists already; raises AccountError where CloudFormation would refuse to deploy it."""
    with explained():
        try:
            status: str = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        except ClientError as error:
            if "does not exist" in str(error):
                return False
            raise
    if status in _BROKEN:
        raise AccountError(
            f"The stack {stack} is in {status} and cannot be updated. See in its events why, delete it with "
            f"`aws cloudformation delete-stack --stack-name {stack}`, wait until it is gone, and deploy again."
        )
    if status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
        raise AccountError(f"The stack {stack} is in {status}: something changes it now. Wait until that has ended.")
    return status != "REVIEW_IN_PROGRESS"


def main(arguments: Sequence[str]) -> int:
    """Say it; 1 where deploying would fail, with one line that says why."""
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=__doc__)
    parser.add_argument("when", choices=["before", "after"])
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        session = open_session(options.region)
        if options.when == "after":
            print("Requests go to", stack_outputs(session, options.stack)["RequestUrl"])
            print(_AFTER.format(stack=options.stack, python=sys.executable))
            return 0
        exists = check(session.client("cloudformation"), options.stack)
        with explained():
            account = session.client("sts").get_caller_identity()["Account"]
    except AccountError as error:
        print(error, file=sys.stderr)
        return 1
    verb = "Updating" if exists else "Creating"
    print(_BEFORE.format(verb=verb, stack=options.stack, account=account, region=session.region_name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
