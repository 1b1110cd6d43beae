"""ModelStore=s3: readers load from the bucket what the commands published, and say so when they cannot."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.stack.deployment import Moto, deploy
from tests.stack.environments import Runtime
from tests.stack.fixtures import at_work
from tests.stack.local_stack import LocalStack

pytestmark = pytest.mark.stack

MakeModel = Callable[..., Path]
NAME = "straight"
REQUEST = {"text": "He left Google for Apple."}
ASKED = "nouns He left Google for Apple."
DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


@pytest.fixture(scope="module")
def straight(moto: Moto, build: Path) -> Mapping[str, str]:
    """Outputs of a second stack, beside that of the other tests."""
    return deploy(moto, build / "template.yaml", NAME, ["ModelStore=s3"])


@pytest.fixture
def stack(
    moto: Moto, straight: Mapping[str, str], build: Path, runtime: Runtime, tmp_path: Path
) -> Iterator[LocalStack]:
    with at_work(moto, straight, build, runtime, tmp_path, NAME) as local:
        assert local.set_secrets().returncode == 0
        yield local


@pytest.fixture
def refusing() -> Iterator[str]:
    """The address of an S3 that lets nobody in."""

    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(403)
            self.send_header("Content-Length", str(len(DENIED)))
            self.end_headers()
            self.wfile.write(DENIED)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _put(moto: Moto, stack: LocalStack, key: str, body: bytes) -> None:
    moto.session().client("s3", endpoint_url=moto.url).put_object(
        Bucket=stack.outputs["ModelBucket"], Key=key, Body=body
    )


def test_message_is_answered_without_network_and_file_system(
    stack: LocalStack, make_model: MakeModel, moto: Moto
) -> None:
    assert "ModelSyncFunction" not in stack.outputs
    assert stack.function("NounsFunction").variables["MODEL_ROOT"] == f"s3://{stack.outputs['ModelBucket']}"
    assert stack.mention(ASKED) == ["There is no nouns model here yet: publish one, or name another model directory."]

    stack.publish(make_model("1.0", Google="ORG"))

    assert stack.mention(ASKED) == ["Organisations: Google"]
    assert stack.mention(ASKED) == ["Organisations: Google"]
    assert list(stack.models.iterdir()) == []


def test_published_versions_are_taken_up_and_rolled_back(stack: LocalStack, make_model: MakeModel, moto: Moto) -> None:
    stack.publish(make_model("1.0", Google="ORG"))
    assert stack.ask("NounsFunction", REQUEST)["model"] == "stand-in@1.0"
    stack.publish(make_model("2.0", Apple="ORG"))
    assert stack.mention(ASKED) == ["Organisations: Apple"]

    back = stack.command("infra.models", "rollback", "nouns")

    assert back.stdout == "nouns: 1.0 is current; 2.0 stays for a rollback\n"
    assert stack.mention(ASKED) == ["Organisations: Google"]
    _put(moto, stack, "nouns/current", b"2.0")  # without telling the function
    assert stack.ask("NounsFunction", REQUEST)["model"] == "stand-in@1.0"
    stack.lambda_.retire(stack.function("NounsFunction").name)
    assert stack.ask("NounsFunction", REQUEST)["model"] == "stand-in@2.0"


def test_damaged_version_is_neither_published_nor_read(stack: LocalStack, make_model: MakeModel, moto: Moto) -> None:
    stack.publish(make_model("1.0", Google="ORG"))
    stack.publish(make_model("2.0", Apple="ORG"))
    _put(moto, stack, "nouns/1.0/tokenizer", b"damaged")

    done = stack.command("infra.models", "rollback", "nouns")

    damaged = "The nouns model's file tokenizer is damaged, or was changed while it was read: publish the model again."
    assert (done.returncode, done.stderr) == (1, f"{damaged}\n")
    assert stack.mention(ASKED) == ["Organisations: Apple"]
    _put(moto, stack, "nouns/current", b"1.0")
    stack.lambda_.retire(stack.function("NounsFunction").name)
    assert stack.mention(ASKED) == [damaged]


def test_bucket_that_may_not_be_read(stack: LocalStack, make_model: MakeModel, refusing: str) -> None:
    stack.publish(make_model("1.0", Google="ORG"))
    reader = stack.function("NounsFunction")
    stack.lambda_.deploy(replace(reader, variables={**reader.variables, "AWS_ENDPOINT_URL_S3": refusing}))

    (answer,) = stack.mention(ASKED)

    bucket = stack.outputs["ModelBucket"]
    assert answer == f"Reading the nouns model from {bucket} is not allowed: allow s3:GetObject and s3:ListBucket."
    assert stack.dead_letters() == 0
