"""The three calls of AWS that the door makes, over connections that are kept, without boto3: see `sigv4`."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import quote, urlsplit

from bot.on_lambda.sigv4 import Credentials, signed_headers

TIMEOUT_SECONDS: Final = 1.2
"""For connecting and for each answer. Twice it fits into the three seconds that Slack waits."""

_ATTEMPTS: Final = 2
"""A connection that was kept goes stale while Lambda has the environment frozen."""


class AwsError(Exception):
    """A call that was refused, or not answered in time; `status` is HTTP's, 0 where there was no answer."""

    def __init__(self, service: str, status: int) -> None:
        super().__init__(service, status)
        self.service = service
        self.status = status


class AwsApi:
    """Calls in the name of the function's role. Not thread-safe: a Lambda environment answers one request at a time.

    Parameters
    ----------
    variables
        The environment: credentials, the region, and `AWS_ENDPOINT_URL_SERVICE` for each service but SQS, whose
        queues have their own addresses.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._connections: dict[str, HTTPConnection] = {}

    def send_message(self, queue_url: str, body: str) -> None:
        """Put a message on an SQS queue. Where AwsError is raised, it may lie there all the same."""
        request = {"QueueUrl": queue_url, "MessageBody": body}
        address = urlsplit(queue_url)
        self._call("sqs", f"{address.scheme}://{address.netloc}/", _target("AmazonSQS.SendMessage", "1.0"), request)

    def parameter(self, name: str) -> str:
        """The current value of an encrypted parameter in Parameter Store."""
        request = {"Name": name, "WithDecryption": True}
        answer = self._call("ssm", self._endpoint("ssm"), _target("AmazonSSM.GetParameter", "1.1"), request)
        return str(json.loads(answer)["Parameter"]["Value"])

    def invoke(self, function: str, request: object) -> Any:
        """What a Lambda function returns; raises AwsError where it fails too."""
        path = f"2015-03-31/functions/{quote(function, safe='')}/invocations"
        return json.loads(self._call("lambda", self._endpoint("lambda") + path, {}, request))

    def _endpoint(self, service: str) -> str:
        return self._variables[f"AWS_ENDPOINT_URL_{service.upper()}"].rstrip("/") + "/"

    def _call(self, service: str, url: str, headers: Mapping[str, str], request: object) -> bytes:
        body = json.dumps(request).encode()
        credentials = Credentials(
            self._variables["AWS_ACCESS_KEY_ID"],
            self._variables["AWS_SECRET_ACCESS_KEY"],
            self._variables.get("AWS_SESSION_TOKEN"),
        )
        signed = signed_headers(
            url, headers, body, credentials=credentials, region=self._variables["AWS_REGION"], service=service
        )
        status, answer, failed = self._post(service, url, signed, body)
        if status != 200 or failed:
            raise AwsError(service, status)
        return answer

    def _post(self, service: str, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes, bool]:
        """Status, answer, and whether a function that was invoked has failed."""
        address = urlsplit(url)
        for attempt in range(_ATTEMPTS):
            connection = self._connection(address.scheme, address.netloc)
            try:
                connection.request("POST", address.path, body, dict(headers))
                response = connection.getresponse()
                return response.status, response.read(), response.headers.get("x-amz-function-error") is not None
            except (OSError, HTTPException) as error:
                connection.close()
                if attempt + 1 == _ATTEMPTS:
                    raise AwsError(service, 0) from error
        raise AssertionError("unreachable")

    def _connection(self, scheme: str, host: str) -> HTTPConnection:
        if host not in self._connections:
            kind = HTTPConnection if scheme == "http" else HTTPSConnection
            self._connections[host] = kind(host, timeout=TIMEOUT_SECONDS)
        return self._connections[host]


def _target(operation: str, version: str) -> dict[str, str]:
    """The headers that AWS's JSON protocol names an operation with."""
    return {"x-amz-target": operation, "content-type": f"application/x-amz-json-{version}"}
