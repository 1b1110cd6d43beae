"""Against botocore's own signatures."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("botocore", reason="needs boto3: `make test-stack` installs and uses it")

from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as TheirCredentials

from bot.on_lambda.sigv4 import Credentials, signed_headers

NOW = datetime(2026, 11, 29, 20, 30, 1, tzinfo=UTC)
URLS = [
    "https://sqs.eu-central-1.amazonaws.com/",
    "https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/lectern-Worker_1/invocations",
    "https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/arn%3Aaws%3Alambda%3Ax/invocations",
    "http://127.0.0.1:4000",
]


def theirs(url: str, headers: dict[str, str], body: bytes, token: str | None, region: str, service: str) -> str:
    request = AWSRequest("POST", url, headers=dict(headers), data=body)
    with patch.object(auth, "get_current_datetime", return_value=NOW.replace(tzinfo=None)):
        auth.SigV4Auth(TheirCredentials("AKID", "secret/+", token), service, region).add_auth(request)
    return str(request.headers["Authorization"])


@given(
    url=st.sampled_from(URLS),
    body=st.binary(),
    token=st.none() | st.text("abc/+=", min_size=1),
    region=st.sampled_from(["us-east-1", "eu-central-1"]),
    service=st.sampled_from(["sqs", "ssm", "lambda"]),
    target=st.none() | st.just("AmazonSQS.SendMessage"),
)
def test_signatures_are_botocores(
    url: str, body: bytes, token: str | None, region: str, service: str, target: str | None
) -> None:
    headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.0"} if target else {}
    ours = signed_headers(
        url, headers, body, credentials=Credentials("AKID", "secret/+", token), region=region, service=service, now=NOW
    )
    assert ours["authorization"] == theirs(url, headers, body, token, region, service)
    assert ours["x-amz-date"] == "20261129T203001Z"
    assert ours.get("x-amz-security-token") == token
