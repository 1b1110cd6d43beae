"""The AWS account that a command works in: its credentials, the stack in it, and what goes wrong with them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
)

_NO_CREDENTIALS = "There are no AWS credentials here. Run `aws configure` or `aws sso login`, or set AWS_PROFILE."
_EXPIRED = "Your AWS credentials have expired or are not valid. Sign in again: `aws sso login` or `aws configure`."
_NO_REGION = "No region is chosen. Set AWS_REGION, for example AWS_REGION=eu-central-1, or run `aws configure`."
_EXPIRED_CODES = {"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException"}
_FORBIDDEN_CODES = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "403"}


class AccountError(Exception):
    """Why a command cannot go on, in one sentence that says what to do."""


@contextmanager
def explained() -> Iterator[None]:
    """Turn what boto3 raises into an AccountError."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise AccountError(_explain(error)) from None


def open_session(region: str | None = None) -> boto3.Session:
    """A session that has credentials and a region; raises AccountError."""
    with explained():
        session = boto3.Session(region_name=region)
        if session.region_name is None:
            raise NoRegionError
        if session.get_credentials() is None:
            raise NoCredentialsError
    return session


def stack_outputs(session: boto3.Session, stack: str) -> Mapping[str, str]:
    """The outputs of a stack that is there and complete; raises AccountError."""
    with explained():
        try:
            described = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
        except ClientError as error:
            if "does not exist" not in str(error):
                raise
            raise AccountError(
                f"There is no stack {stack} in {session.region_name}. Deploy it (docs/deploying.md), or name the right "
                "one with --stack and --region."
            ) from None
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}


def patient() -> Config:
    """For invocations that take minutes; repeating one would only find the first still at work."""
    return Config(read_timeout=910, retries={"total_max_attempts": 1}, tcp_keepalive=True)


def _explain(error: BotoCoreError | ClientError) -> str:
    match error:
        case NoRegionError():
            return _NO_REGION
        case ProfileNotFound():
            return f"{error}. AWS_PROFILE must name a profile of your ~/.aws/config."
        case NoCredentialsError() | PartialCredentialsError():
            return _NO_CREDENTIALS
        case SSOError() | TokenRetrievalError():
            return _EXPIRED
        case EndpointConnectionError():
            return f"{error}. Is the region's name right, and is there a network?"
        case ClientError() if error.response["Error"]["Code"] in _EXPIRED_CODES:
            return _EXPIRED
        case ClientError() if error.response["Error"]["Code"] in _FORBIDDEN_CODES:
            return f"You may not call {error.operation_name}. Ask for that permission; docs/deploying.md lists all."
        case _:
            return str(error)
